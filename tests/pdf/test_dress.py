"""Lines of verse and openings of chapters: the words stay what they are."""

from __future__ import annotations

import pytest
from lxml import etree
from octavo.editions.pdf.dress import open_chapters, set_lines
from octavo.papersizes import Paper, parse_papersize


def tree(inside: str) -> etree._Element:
    return etree.fromstring(f"<div>{inside}</div>")


def words(node: etree._Element) -> str:
    return "".join(map(str, node.itertext()))


def test_each_line_of_a_stanza_is_a_line() -> None:
    found = tree('<p class="verse">One <em>two</em> three<br/>four<br/><a href="#x">five</a> six</p>')
    set_lines(found)
    assert [words(line) for line in found.iter("span")] == ["One two three", "four", "five six"]
    assert "o-together" in found[0].get("class", "")


@pytest.mark.parametrize("inside", ["One<br/><br/>two", "<em>One<br/>two</em>", "<br/>One"])
def test_a_stanza_that_is_not_understood_stays(inside: str) -> None:
    found = tree(f'<p class="verse">{inside}</p>')
    before = etree.tostring(found)
    set_lines(found)
    assert etree.tostring(found) == before


def test_chapters_open_in_small_capitals() -> None:
    found = tree(
        "<section><h2>A</h2><p>It is a truth universally acknowledged, that.</p><p>It is a truth again.</p></section>"
    )
    before = words(found)
    open_chapters(found)
    assert [words(span) for span in found.iter("span")] == ["It is a truth universally"]
    assert words(found) == before
    short = tree("<section><h2>A</h2><p>“No.”</p></section>")
    open_chapters(short)
    assert not list(short.iter("span"))


def test_trims_as_shops_write_them() -> None:
    assert parse_papersize("6x9in") == Paper(152.4, 228.6)
    assert parse_papersize("148 x 210 mm") == Paper(148, 210)
    assert parse_papersize("5.5×8.5in") == Paper(139.7, 215.9)
