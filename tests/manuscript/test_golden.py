"""What a manuscript looks like, for eyes: rewrite with ``OCTAVO_REWRITE=1``, read it, see whether you like it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from octavo.manuscript import normalise, write_markdown
from octavo.model import Node
from octavo.tree import make

from tests.golden import same_as_file
from tests.manuscript.support import OUTSIDE, Reader, comparable, paragraph

GOLDEN = Path(__file__).parent / "golden"


def test_tour(reader: Reader) -> None:
    blocks = reader((GOLDEN / "tour.md").read_text(encoding="utf-8"), OUTSIDE)
    written = write_markdown(blocks)
    same_as_file(GOLDEN / "tour.written.md", written.text)
    again = reader(written.text)
    assert comparable(normalise(again)) == comparable(normalise(blocks))
    assert write_markdown(again).text == written.text


def test_widths_of_columns_are_kept(reader: Reader) -> None:
    def table(shares: list[float], text: str) -> Node:
        cell = [["", [], []], {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": paragraph(text)["c"]}]]
        row = [["", [], []], [cell] * len(shares)]
        columns = [[{"t": "AlignLeft"}, {"t": "ColWidth", "c": share}] for share in shares]
        none: list[object] = [["", [], []], []]
        return {"t": "Table", "c": [none[0], [None, []], columns, none, [[none[0], 0, [], [row]]], none]}

    for text in ("x", "a\nb"):  # a pipe table and a grid table
        back = reader.there_and_back([table([0.2, 0.5, 0.3], text)])[0]
        got = [column[1]["c"] for column in back["c"][2]]
        assert got == pytest.approx([0.2, 0.5, 0.3], abs=0.03)


def nested(kind: str, depth: int) -> Node:
    none: list[object] = [["", [], []], []]
    column = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]]
    block = paragraph("deepest")
    for _ in range(depth):
        if kind == "Table":
            row = [none[0], [[none[0], {"t": "AlignDefault"}, 1, 1, [block]]]]
            block = {"t": kind, "c": [none[0], [None, []], column, none, [[none[0], 0, [], [row]]], none]}
        elif kind == "Note":
            block = {"t": "Para", "c": [{"t": "Str", "c": "x"}, {"t": "Note", "c": [block]}]}
        elif kind == "Emph":
            block = {"t": "Para", "c": [{"t": "Emph", "c": block["c"]}]}
        elif kind == "Span":
            block = {"t": "Para", "c": [{"t": "Span", "c": [["", ["c"], []], block["c"]]}]}
        elif kind == "BulletList":
            block = {"t": kind, "c": [[paragraph("x"), block]]}
        elif kind == "Div":
            block = {"t": kind, "c": [["", ["c"], []], [block]]}
        else:
            block = {"t": kind, "c": [block]}
    return block


@pytest.mark.parametrize("kind", ["BlockQuote", "BulletList", "Div", "Table", "Note", "Emph", "Span"])
def test_depth_is_no_danger(kind: str, reader: Reader) -> None:
    text = write_markdown([nested(kind, 600)]).text
    assert "deepest" in text
    began = time.monotonic()
    assert "deepest" in str(reader(text))
    assert time.monotonic() - began < 20


def test_the_time_grows_with_the_length_only(reader: Reader) -> None:
    blocks = reader((GOLDEN / "tour.md").read_text(encoding="utf-8"), OUTSIDE)

    def seconds(times: int) -> float:
        many = blocks * times
        began = time.process_time()
        write_markdown(many)
        return time.process_time() - began

    seconds(2)
    short, long = min(seconds(10) for _ in range(3)), min(seconds(80) for _ in range(2))
    assert long < 8 * short * 2.5


def test_a_line_without_end_is_written_in_time_of_its_length() -> None:
    began = time.process_time()
    text = write_markdown([make.para([make.string("word"), make.space()] * 100_000)]).text
    assert len(text) >= 499_999
    assert time.process_time() - began < 4
