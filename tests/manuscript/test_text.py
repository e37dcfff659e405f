"""Plain text in a manuscript: every character comes back, and backslashes are few."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from octavo.manuscript import normalise, write_markdown
from octavo.model import Node

from tests.manuscript.strategies import any_text, nasty_text
from tests.manuscript.support import OUTSIDE, Reader, characters, comparable, paragraph

TRAPS = (Path(__file__).parent / "traps.txt").read_text(encoding="utf-8").replace("\\u00a0", "\u00a0").splitlines()
"""One paragraph a line; ``↵`` stands for a line break. Each was read as markup by pandoc once, or is known to be."""


def assert_kept(texts: list[str], reader: Reader) -> None:
    blocks = [paragraph(text) for text in texts]
    written = write_markdown(blocks).text
    wanted = normalise(blocks)
    assert normalise(reader(written)) == wanted
    assert [characters(block) for block in reader(written, OUTSIDE)] == [characters(block) for block in wanted]


def test_traps_are_text(reader: Reader) -> None:
    assert_kept([line.replace("↵", "\n") for line in TRAPS], reader)


def test_each_trap_alone(reader: Reader) -> None:
    for line in TRAPS:
        assert_kept([line.replace("↵", "\n")], reader)


@given(nasty_text)
def test_text_that_looks_like_markup_is_text(reader: Reader, text: str) -> None:
    assert_kept([text], reader)


@given(any_text)
def test_any_characters_come_back(reader: Reader, text: str) -> None:
    assert_kept([text], reader)


def test_in_every_place_a_trap_is_text(reader: Reader) -> None:
    for line in TRAPS:
        text = paragraph(line.replace("↵", " "))["c"]
        plain: Node = {"t": "Plain", "c": text}
        cell = [["", [], []], {"t": "AlignDefault"}, 1, 1, [plain]]
        row = [["", [], []], [cell, cell]]
        column = [{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]
        blocks: list[Node] = [
            {"t": "Header", "c": [2, ["x", [], []], text]},
            {"t": "BulletList", "c": [[plain], [plain, {"t": "BulletList", "c": [[plain]]}]]},
            {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], [[plain]]]},
            {"t": "BlockQuote", "c": [{"t": "Para", "c": text}]},
            {"t": "DefinitionList", "c": [[[{"t": "Str", "c": "term"}], [[plain]]]]},
            {"t": "LineBlock", "c": [text, text]},
            {"t": "Para", "c": [{"t": "Emph", "c": text}, {"t": "Space"}, {"t": "Span", "c": [["", ["c"], []], text]}]},
            {"t": "Para", "c": [{"t": "Link", "c": [["", [], []], text, ["#x", ""]]}]},
            {"t": "Para", "c": [{"t": "Note", "c": [{"t": "Para", "c": text}]}]},
            {
                "t": "Table",
                "c": [
                    ["", [], []],
                    [None, [plain]],
                    [column, column],
                    [["", [], []], [row]],
                    [[["", [], []], 0, [], [row]]],
                    [["", [], []], []],
                ],
            },
        ]
        wanted = normalise(blocks)
        got = reader.there_and_back(blocks)
        assert comparable(got) == comparable(wanted), line


PROSE = """\
It was the best of times, it was the worst of times; it was (so they say) an age of *no* account at all.
“Who’s there?” she asked—and then, after a while: ‘Nobody, sir…’
He paid $20 for 3 * 4 pieces & got 5% off [sic], see p. 12 [and also p. 13] or a/b, a-b, a_b, 1986/87.
A. Smith and I. B. Jones wrote to nobody@example.org and to https://example.org/a-path.html?x=1&y=2.
The range 3–4 < 5 and 7 > 6; x = y + z; 50 ~ 60; C# and F# #hashtag; what?! Yes!
- 5 degrees is cold, and so is -5.
1986 was a year. 2 o’clock. (a) is not a list within a line, nor is 1. this.
"""


def test_prose_needs_no_backslash_but_where_markup_would_begin() -> None:
    lines = PROSE.splitlines()
    written = write_markdown([paragraph(line) for line in lines]).text.split("\n\n")
    changed = {line for line, got in zip(lines, written, strict=True) if line != got.strip()}
    assert changed == {lines[0], lines[5]}  # the asterisks around "no", and the hyphen that would begin a list
    assert written[0].count("\\") == 1
    assert written[5] == "\\- 5 degrees is cold, and so is -5."
