"""The pages of the printed edition, marked in the text and listed in the navigation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from lxml import etree
from lxml.etree import _Element

from octavo.body import Note, numbered
from octavo.editions.epub.chapters import Chapter
from octavo.editions.epub.engines.seats import seat_block
from octavo.editions.epub.package import PageEntry
from octavo.editions.epub.text import clean
from octavo.errors import EditionError
from octavo.model import PageMap, PageStart

PREFIX = "page-"
CLASS = "o-page"


def mark_pages(tree: _Element, notes: tuple[Note, ...], pages: PageMap | None) -> None:
    """Puts seats into all blocks, and into them the markers of the pages.

    A page is marked at the beginning of the sentence with which it begins, or the part of it: the text is where it
    would be in a copy with other pages. Raises ``EditionError`` when the page map does not belong to this body.
    """
    blocks = [block for root in (tree, *(note.tree for note in notes)) for block in numbered(root).values()]
    seats = {int(block.get("data-b", "")): seat_block(block) for block in blocks}
    if pages is None:
        return
    taken = {element.get("id") for root in (tree, *(note.tree for note in notes)) for element in root.iter()}
    for page in pages.pages:
        if page.block is None:
            continue
        seat = _seat(seats, page)
        if seat is None:
            raise EditionError(
                f"Page {page.label} of the page map begins at a place that the text does not have",
                hint="the page map belongs to another state of the manuscript: remove pages.json",
            )
        seat.append(_marker(page, taken))


def _seat(seats: dict[int, dict[int, _Element]], page: PageStart) -> _Element | None:
    """The last seat before a page's first character; for a picture or rule without text the next one behind it."""
    if page.block is None or page.block not in seats:
        return None
    found = [seat for offset, seat in seats[page.block].items() if offset <= page.offset]
    if found:
        return found[-1]
    return next((seat for number in sorted(seats) if number > page.block for seat in seats[number].values()), None)


def _marker(page: PageStart, taken: set[str | None]) -> _Element:
    label = clean(page.label, 40) or str(page.index + 1)
    ident = PREFIX + "".join(c if c.isascii() and c.isalnum() else "-" for c in label)
    while ident in taken:
        ident += f"-{page.index}"
    taken.add(ident)
    return etree.Element("span", {"class": CLASS, "id": ident, "aria-label": label})


def page_list(chapters: Sequence[Chapter]) -> tuple[PageEntry, ...]:
    """The marked pages in the order of the text, which EPUB asks for (Packages 3.3, section 5.4.2.3)."""
    return tuple(
        PageEntry(element.get("aria-label", ""), f"{chapter.name}#{element.get('id')}")
        for chapter in chapters
        for block in chain(chapter.blocks, chapter.notes)
        for element in block.iter("span")
        if element.get("class") == CLASS
    )
