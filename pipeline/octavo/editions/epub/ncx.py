"""The NCX: the table of contents and the list of pages for reading systems older than EPUB 3 (DAISY 2005)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree
from lxml.etree import _Element

from octavo.editions.epub import xhtml
from octavo.editions.epub.package import Entry, PageEntry
from octavo.text.numerals import roman_value

NCX = "http://www.daisy.org/z3986/2005/ncx/"


def ncx(
    identifier: str,
    title: str,
    lang: str,
    entries: Sequence[Entry],
    pages: Sequence[PageEntry],
    order: Mapping[str, int],
) -> bytes:
    """The document. ``order`` gives every target (``text/one.xhtml#id``) its place in the order of reading."""
    root = xhtml.root(NCX, "ncx")
    root.set("version", "2005-1")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", lang)
    head = etree.SubElement(root, "head")
    numbers = [int(page.label) for page in pages if page.label.isdecimal() and page.label.isascii()]
    for key, value in (
        ("dtb:uid", identifier),
        ("dtb:depth", str(_depth(entries))),
        ("dtb:totalPageCount", str(len(pages))),
        ("dtb:maxPageNumber", str(max(numbers, default=0))),
    ):
        etree.SubElement(head, "meta", name=key, content=value)
    _text(root, "docTitle", title)
    targets = sorted({*_targets(entries), *(page.href for page in pages)}, key=lambda href: order[href])
    turn = {href: str(number) for number, href in enumerate(targets, 1)}
    nav_map = etree.SubElement(root, "navMap")
    count = _points(nav_map, entries, turn, 0)
    if pages:
        page_list = etree.SubElement(root, "pageList")
        for page in pages:
            target = etree.SubElement(page_list, "pageTarget", id=f"point-{(count := count + 1)}")
            target.set("type", _page_type(page.label))
            if page.label in map(str, numbers):
                target.set("value", page.label)
            target.set("playOrder", turn[page.href])
            _text(target, "navLabel", page.label)
            etree.SubElement(target, "content", src=page.href)
    for element in root.iter(etree.Element):
        if element.tag[0] != "{":
            element.tag = f"{{{NCX}}}{element.tag}"
    etree.indent(root, " ")
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _points(parent: _Element, entries: Sequence[Entry], turn: Mapping[str, str], count: int) -> int:
    for entry in entries:
        count += 1
        point = etree.SubElement(parent, "navPoint", id=f"point-{count}", playOrder=turn[entry.href])
        _text(point, "navLabel", entry.title)
        etree.SubElement(point, "content", src=entry.href)
        count = _points(point, entry.below, turn, count)
    return count


def _targets(entries: Sequence[Entry]) -> list[str]:
    return [href for entry in entries for href in (entry.href, *_targets(entry.below))]


def _depth(entries: Sequence[Entry]) -> int:
    return max((1 + _depth(entry.below) for entry in entries), default=0)


def _page_type(label: str) -> str:
    if label.isdecimal():
        return "normal"
    return "front" if roman_value(label) else "special"


def _text(parent: _Element, tag: str, text: str) -> None:
    etree.SubElement(etree.SubElement(parent, tag), "text").text = text
