"""The pages of the printed edition, marked in the text and listed in the navigation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from lxml import etree
from lxml.etree import _Element

from octavo.body import Note
from octavo.editions.epub.chapters import Chapter
from octavo.editions.epub.package import PageEntry
from octavo.editions.epub.text import clean
from octavo.model import PageMap, PageStart
from octavo.pagemap import mark

PREFIX = "page-"
CLASS = "o-page"


def mark_pages(tree: _Element, notes: tuple[Note, ...], pages: PageMap | None) -> None:
    """Puts a marker into ``tree`` and ``notes`` at the very character with which each page begins."""
    if pages is None:
        return
    taken = {element.get("id") for root in (tree, *(note.tree for note in notes)) for element in root.iter()}

    def marker(page: PageStart) -> _Element:
        label = clean(page.label, 40) or str(page.index + 1)
        ident = PREFIX + "".join(c if c.isascii() and c.isalnum() else "-" for c in label)
        while ident in taken:
            ident += f"-{page.index}"
        taken.add(ident)
        element = etree.Element("span")
        element.set("class", CLASS)
        element.set("id", ident)
        element.set("aria-label", label)
        return element

    mark(tree, notes, pages, marker)


def page_list(chapters: Sequence[Chapter]) -> tuple[PageEntry, ...]:
    """The marked pages in the order of the text, which EPUB asks for (Packages 3.3, section 5.4.2.3)."""
    return tuple(
        PageEntry(element.get("aria-label", ""), f"{chapter.name}#{element.get('id')}")
        for chapter in chapters
        for block in chain(chapter.blocks, chapter.notes)
        for element in block.iter("span")
        if element.get("class") == CLASS
    )
