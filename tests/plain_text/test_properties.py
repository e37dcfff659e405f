"""What holds for every text: no word is lost, levels never skip, lines never go back, and any input is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from octavo.readers.plain_text import TextBlock, recognise, to_pandoc
from octavo.text.numerals import roman

LINE_STARTS = [
    "",
    "  ",
    "    ",
    "- ",
    "* ",
    "• ",
    "1. ",
    "2. ",
    "2) ",
    "(a) ",
    "iv. ",
    "> ",
    ">> ",
    "# ",
    "| a | ",
    "CHAPTER IV. ",
    "§ 3 ",
    "1.2 ",
    "\t",
]
WORDS = [
    "Haus",
    "the",
    "of",
    "river.",
    "End",
    "Ende?",
    "слово",
    "λόγος",
    "كلمة",
    "מילה",
    "文章。",
    "12",
    "1986.",
    "---",
    "* * *",
    "well-",
    "a",
    "{x}",
    "\u00a0",
    "…",
]
lines = st.builds(
    lambda start, words: start + " ".join(words),
    st.sampled_from(LINE_STARTS),
    st.lists(st.sampled_from(WORDS), max_size=14),
)
documents = st.lists(st.one_of(lines, st.just("")), max_size=40).map("\n".join)
anything = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), max_size=300)


def words_of(value: Any) -> Iterator[str]:
    """Every word of a pandoc tree, the letters that number a list put back in front of its items."""
    if isinstance(value, list):
        for one in value:
            yield from words_of(one)
    elif isinstance(value, dict):
        kind: str = value["t"]
        content: Any = value.get("c")
        if kind == "Str":
            yield content
        elif kind == "CodeBlock":
            yield content[1]
        elif kind == "OrderedList":
            for offset, item in enumerate(content[1]):
                yield number_text(content[0][0] + offset, content[0][1]["t"])
                yield from words_of(item)
        else:
            yield from words_of(content)


def number_text(value: int, style: str) -> str:
    """The letters of a list number, none for digits."""
    text = chr(96 + value) if "Alpha" in style else roman(value) if "Roman" in style else ""
    return text.upper() if style.startswith("Upper") else text


def letters(text: str) -> str:
    """Letters of a text, without marks and blanks."""
    return "".join(char for char in text if char.isalpha())


def tree_lines(blocks: Sequence[TextBlock]) -> Iterator[int]:
    """Line numbers of all blocks, in order."""
    for block in blocks:
        yield block.line
        yield from tree_lines(block.children)


def check(text: str) -> None:
    found = recognise(text)
    made = to_pandoc(found.blocks)
    got = "".join(letters(word) for word in words_of([block for block, _ in made]))
    bullets = re.compile(r"(?m)^[ \t\f]*o(?=\s)")  # a letter that may be a bullet
    assert got in (letters(text), letters(bullets.sub("", text)))
    levels = [block["c"][0] for block, _ in made if block["t"] == "Header"]
    assert all(new <= old + 1 for old, new in zip([0, *levels], levels, strict=False))
    order = list(tree_lines(found.blocks))
    assert order == sorted(order)
    assert all(1 <= line <= text.count("\n") + 1 for line in order)
    assert all(0.0 <= one.confidence <= 1.0 for one in found.decisions)


@given(documents)
def test_documents_of_known_words(text: str) -> None:
    check(text)


@given(anything)
def test_anything(text: str) -> None:
    check(text)


@given(
    st.lists(
        st.sampled_from(
            ["Chapter 1", "Part II", "1.2 Scope", "1.2.3.4 Deep", "A paragraph that ends like one, with a stop."]
        ),
        max_size=30,
    )
)
def test_levels_never_skip(rows: list[str]) -> None:
    check("\n\n".join(rows))
