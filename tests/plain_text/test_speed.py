"""The work grows with the text and not faster: counted in calls, since clocks lie on busy machines."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
from octavo.readers.plain_text import recognise

PARAGRAPH = "The water rose in the night, and by the morning the lower meadow was a lake with two surprised cows. "


def work(text: str) -> int:
    """Calls made while a text is recognised."""
    count = 0

    def note(frame: Any, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    recognise("warm up")
    sys.setprofile(note)
    try:
        recognise(text)
    finally:
        sys.setprofile(None)
    return count


TEXTS: dict[str, Callable[[int], str]] = {
    "articles": lambda n: f"What the river did\n{PARAGRAPH * 3}\n- one thing\n- another thing\n" * n,
    "wrapped": lambda n: (
        ("A SMALL HEADING\n\n" + ("word after word until the line is full and has to be broken again\n" * 6) + "\n") * n
    ),
    "short lines": lambda n: "x\n" * (8 * n),
    "blank lines": lambda n: "\n" * (100 * n),
    "numbers": lambda n: "".join(f"{i}. item number {i}\n" for i in range(4 * n)),
    "one line": lambda n: "word " * (200 * n),
    "brackets": lambda n: "[" * (500 * n),
    "code": lambda n: "if (x == 1) { y = 2; }\n" * (4 * n),
    "deep indents": lambda n: "".join("  " * (i % 40) + "- item\n" for i in range(4 * n)),
}


@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    make = TEXTS[name]
    # A shorter text stays below the length from which some marks are looked for at all.
    small, large = work(make(120)), work(make(480))
    assert large < 6 * small + 20000


@pytest.mark.parametrize(
    "text", ["\n" * 65536, "a" * 1_000_000, "* " * 5000, "(" * 5000 + "\n" + "1." * 5000, "\f" * 3000, "\t" * 100_000]
)
def test_hostile_texts_are_answered(text: str) -> None:
    recognise(text)


def test_deep_nesting_ends() -> None:
    depth = 0
    blocks = recognise("\n".join("  " * level + "- item" for level in range(500))).blocks
    while blocks:
        depth += 1
        blocks = tuple(child for block in blocks for child in block.children)
    assert depth < 40
