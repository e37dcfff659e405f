"""Paragraphs that run from the right say so, and are indented by a space, not by the engine's own indent."""

from __future__ import annotations

from lxml import etree
from octavo.editions.pdf.leftwards import turn_paragraphs


def turned(source: str, direction: str) -> list[tuple[str | None, str | None]]:
    tree = etree.fromstring(f"<div>{source}</div>")
    turn_paragraphs(tree, direction)
    return [(node.get("dir"), node.get("class")) for node in tree.iter("p")]


def test_only_what_runs_from_the_right_is_marked() -> None:
    assert turned("<p>a</p><p>b</p>", "ltr") == [(None, None), (None, None)]
    assert turned("<p>a</p><p>b</p>", "rtl") == [("rtl", None), ("rtl", "o-indented")]
    assert turned('<p>a</p><p dir="ltr">b</p>', "rtl") == [("rtl", None), ("ltr", None)]
    assert turned('<blockquote dir="rtl"><p>a</p><p>b</p></blockquote>', "ltr")[1] == ("rtl", "o-indented")


def test_what_the_style_sheet_does_not_indent_is_not_indented() -> None:
    assert turned("<li><p>a</p><p>b</p></li>", "rtl")[1] == ("rtl", None)
    assert turned('<p class="formula">a</p><p>b</p>', "rtl")[1] == ("rtl", None)
