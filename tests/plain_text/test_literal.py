"""Characters that mean something elsewhere are only characters here."""

from __future__ import annotations

import json
from typing import Any

import pytest
from octavo.readers.plain_text import recognise, to_pandoc

FRAME = (
    "A paragraph that stands above the line in question, long enough to be one.\n\n{}\n\n"
    "A paragraph below it, as plain as the other one was.\n"
)


def texts(value: Any) -> str:
    """All words of a tree, blanks between them."""
    if isinstance(value, list):
        return "".join(texts(one) for one in value)
    if not isinstance(value, dict):
        return ""
    kind: str = value["t"]
    content: Any = value.get("c")
    if kind == "Str":
        return str(content)
    if kind == "CodeBlock":
        return str(content[1]) + "\n"
    if kind in ("Space", "LineBreak"):
        return " "
    return texts(content) + "\n"


LITERAL = [
    "> quoted mail line",
    ">> deeper quote",
    "# not a heading",
    "(@) x",
    "[^1]: text",
    "% percent",
    "---",
    "<b>bold</b>",
    "&amp; co",
    "1986. A great year for plums, they said in the village.",
    "$x_1$ and *stars*",
    "\\alpha",
    "a\u00a0b",
    ": a definition",
    "~~~",
]


@pytest.mark.parametrize("line", LITERAL)
def test_line_survives(line: str) -> None:
    made = [block for block, _ in to_pandoc(recognise(FRAME.format(line)).blocks)]
    assert line in texts(made)
    assert "RawInline" not in json.dumps(made)


def test_year_at_the_start_of_a_wrapped_line_is_no_list() -> None:
    text = (
        "Nobody who was there will forget how the plums hung on the trees in\n"
        "1986. A great year it was, and the next one was not, so that people\n"
        "still speak of the jam of that autumn when they speak of jam at all.\n\n"
    ) * 3
    assert {block["t"] for block, _ in to_pandoc(recognise(text).blocks)} == {"Para"}


def test_numbers_keep_their_values() -> None:
    made = [block for block, _ in to_pandoc(recognise("These remain:\n\n3. third\n5. fifth\n6. sixth\n").blocks)]
    lists = [block["c"] for block in made if block["t"] == "OrderedList"]
    starts = [(content[0][0], len(content[1])) for content in lists]
    assert starts == [(3, 1), (5, 2)] or not lists


def test_letters_and_parentheses_are_kept() -> None:
    made = [block for block, _ in to_pandoc(recognise("Choose one:\n\n(a) tea\n(b) coffee\n(c) water\n").blocks)]
    attributes = next(block["c"][0] for block in made if block["t"] == "OrderedList")
    assert attributes == [1, {"t": "LowerAlpha"}, {"t": "TwoParens"}]


def test_address_lines_stay_apart() -> None:
    made = [
        block
        for block, _ in to_pandoc(
            recognise(
                "Please write to us soon, we answer every letter.\n\nMill Lane 12\nAshford\nKent\n\nThank you for "
                "reading this far.\n"
            ).blocks
        )
    ]
    lines = next(block["c"] for block in made if block["t"] == "LineBlock")
    assert len(lines) == 3
