"""The navigation document: table of contents, landmarks and list of pages; the tree of contents they share."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from lxml.etree import _Element

from octavo.body import Body, Heading
from octavo.editions.epub.package import Entry, Landmark, PageEntry
from octavo.editions.epub.semantics import TYPE, name
from octavo.editions.epub.text import clean
from octavo.languages.labels import Labels

LONG_HEADING = 500


def contents(outline: Sequence[Heading], files: dict[str, str], first: Entry, extra: Sequence[Entry]) -> list[Entry]:
    """The table of contents as a tree: the title page, every heading under the one it belongs to, and ``extra``."""

    def below(start: int, level: int) -> tuple[list[Entry], int]:
        entries: list[Entry] = []
        at = start
        while at < len(outline) and outline[at].level >= level:
            heading = outline[at]
            deeper, at = below(at + 1, heading.level + 1)
            if heading.id in files:
                title = clean(heading.text, LONG_HEADING) or "…"
                entries.append(Entry(title, f"{files[heading.id]}#{heading.id}", tuple(deeper)))
            else:
                entries += deeper
        return entries, at

    return [first, *below(0, 0)[0], *extra]


def navigation(
    entries: Sequence[Entry], landmarks: Sequence[Landmark], pages: Sequence[PageEntry], body: Body
) -> list[_Element]:
    """The blocks of the navigation document. Landmarks and pages are for reading systems, not for the eye."""
    words = body.labels
    blocks = [shown(entries, body)]
    marks = _nav("landmarks", "", words.guide, words)
    marks.set("hidden", "hidden")
    listed = etree.SubElement(marks, "ol")
    for landmark in landmarks:
        _link(listed, landmark.title, landmark.href).set(TYPE, landmark.kind)
    blocks.append(marks)
    if pages:
        page_list = _nav("page-list", "doc-pagelist", words.pages, words)
        page_list.set("hidden", "hidden")
        listed = etree.SubElement(page_list, "ol")
        for page in pages:
            _link(listed, page.label, page.href)
        blocks.append(page_list)
    return blocks


def shown(entries: Sequence[Entry], body: Body) -> _Element:
    """The table of contents for a page of the book."""
    toc = _nav("toc", "doc-toc", body.labels.contents, body.labels)
    toc.append(_list(entries, body))
    return toc


def _nav(epub_type: str, role: str, title: str, words: Labels) -> _Element:
    nav = etree.Element("nav", id=epub_type)
    name(nav, epub_type, role)
    nav.set("aria-labelledby", f"{epub_type}-title")
    heading = etree.SubElement(nav, "h2", id=f"{epub_type}-title", lang=words.lang)
    heading.text = title
    return nav


def _list(entries: Sequence[Entry], body: Body) -> _Element:
    ordered = etree.Element("ol")
    for entry in entries:
        link = _link(ordered, entry.title, entry.href)
        if turned := body.turned(entry.title):
            link.set("dir", turned)
        item = link.getparent()
        if entry.below and item is not None:
            item.append(_list(entry.below, body))
    return ordered


def _link(ordered: _Element, title: str, href: str) -> _Element:
    link = etree.SubElement(etree.SubElement(ordered, "li"), "a", href=href)
    link.text = title
    return link
