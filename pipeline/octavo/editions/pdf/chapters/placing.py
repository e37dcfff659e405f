"""A long book laid out stretch by stretch: each behind the pages before it, written at once, its boxes forgotten.

What a stretch looks like depends on the page on which it begins and on the numbers of pages behind its links. Both
are known when all are laid out; a stretch for which one has changed is laid out again, the others stay.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from octavo.editions.pdf.chapters.opening import Opening
from octavo.editions.pdf.chapters.stretches import LEAST, cut, words_of
from octavo.editions.pdf.weasyprint_door.boxes import Reading, write_page_numbers
from octavo.editions.pdf.weasyprint_door.parts import PageOutline
from octavo.editions.pdf.weasyprint_door.sheets import Sheets

PASSES = 5
"""How often stretches are laid out at most, until all numbers fit."""
_HELD = 250
"""Pages that are kept in memory at most until the numbers of later pages are known."""


@dataclass(frozen=True)
class Hands:
    """What lays out and writes a stretch; the second argument of each is how many pages come before.

    ``lay_out`` may change the tree that it gets, ``blank`` makes a blank page, ``read`` tells how the pages begin,
    ``write`` gives the bytes of a PDF and the lines of the engine's log.
    """

    lay_out: Callable[[_Element, int], Sheets]
    blank: Callable[[int], Sheets]
    read: Callable[[Sheets], Reading]
    write: Callable[[Sheets, int], tuple[bytes, tuple[str, ...]]]


@dataclass(frozen=True)
class Placed:
    """A stretch on its pages, ``behind`` so many: all that is needed of it once its boxes are forgotten."""

    behind: int
    data: bytes
    names: Mapping[str, int]
    reading: Reading
    pages: tuple[PageOutline, ...]
    log: tuple[str, ...]


@dataclass
class _Stretch:
    """A stretch on its way. ``wanted`` are the ids whose pages it names, ``rooms`` the figures that each has room for.

    ``said`` are the numbers with which it was written.
    """

    tree: _Element
    words: int
    wanted: tuple[str, ...] = ()
    behind: int = -1
    rooms: tuple[int, ...] = ()
    count: int = 0
    names: dict[str, int] = field(default_factory=dict)
    sheets: Sheets | None = None
    said: tuple[str, ...] | None = None
    placed: Placed | None = None


@dataclass
class _Book:
    """What the stretches of one book share.

    ``labels`` are the pages of ids as far as they are known, ``words_before`` how many words come before each.
    """

    hands: Hands
    opening: Opening
    stretches: list[_Stretch]
    labels: dict[str, str] = field(default_factory=dict)
    words_before: dict[str, int] = field(default_factory=dict)


def place(text: _Element, hands: Hands, opening: Opening) -> list[Placed]:
    """Lay out and write a text in stretches; its tree is used up. Gives them in order, blank pages among them."""
    stretches: list[_Stretch] = []
    words_before: dict[str, int] = {}
    words = 0
    for tree in cut(text, within_parts=opening.within_parts, least=LEAST):
        wanted = tuple((link.get("href") or "#")[1:] for link in _links(tree))
        stretches.append(_Stretch(tree, words_of(tree), wanted))
        words_before.update({node.get("id", ""): words for node in tree.iter() if node.get("id")})
        words += stretches[-1].words
    book = _Book(hands, opening, stretches, words_before=words_before)
    for _ in range(PASSES):
        if not _settle(book):
            break
    return list(_finished(book))


def _finished(book: _Book) -> Iterator[Placed]:
    count = 0
    for stretch in book.stretches:
        if stretch.said != _numbers(book, stretch):
            stretch.sheets = stretch.sheets or _laid_out(book, stretch)
            _write(book, stretch)
        if stretch.behind > count:
            blank = _Stretch(stretch.tree, 0, behind=count, sheets=book.hands.blank(count))
            _write(book, blank)
            yield _placed(blank)
        count = stretch.behind + stretch.count
        yield _placed(stretch)


def _placed(stretch: _Stretch) -> Placed:
    assert stretch.placed is not None  # noqa: S101 - it was written; this tells mypy
    return stretch.placed


def _settle(book: _Book) -> bool:
    """Lay out what has not its place yet; tells whether there was any.

    A stretch is written at once when all numbers in it are known from here or from before.
    """
    behind, words, changed = 0, 0, False
    sure: set[str] = set()
    for stretch in book.stretches:
        if words:
            behind += book.opening.needs_blank(behind)
        for _ in range(2):  # once more where its own numbers turn out longer than was thought
            rooms = tuple(_room(book, name, behind / words if words else 0) for name in stretch.wanted)
            if (behind, rooms) == (stretch.behind, stretch.rooms):
                break
            changed = True
            stretch.behind, stretch.rooms, stretch.said, stretch.placed = behind, rooms, None, None
            stretch.sheets = _laid_out(book, stretch)
            stretch.count, stretch.names = len(stretch.sheets.pages), stretch.sheets.anchors
            book.labels.update({name: str(behind + page + 1) for name, page in stretch.names.items()})
        sure |= stretch.names.keys()
        if stretch.sheets is not None:
            if all(name in sure or name not in book.words_before for name in stretch.wanted):
                _write(book, stretch)
            elif sum(other.count for other in book.stretches if other.sheets is not None) > _HELD:
                stretch.sheets = None
        behind += stretch.count
        words += stretch.words
    return changed


def _links(tree: _Element) -> list[_Element]:
    return [link for link in tree.iter("a") if link.get("class") == "o-xref"]


def _numbers(book: _Book, stretch: _Stretch) -> tuple[str, ...]:
    return tuple(book.labels.get(name, "") for name in stretch.wanted)


def _room(book: _Book, name: str, pages_per_word: float) -> int:
    """How many figures the number of a page has; of a later page, about."""
    if (label := book.labels.get(name)) is not None:
        return len(label)
    if (words := book.words_before.get(name)) is None:
        return 0
    return len(str(round(words * pages_per_word) + 1)) if pages_per_word else 3


def _laid_out(book: _Book, stretch: _Stretch) -> Sheets:
    tree = copy.deepcopy(stretch.tree)
    for link, room in zip(_links(tree), stretch.rooms, strict=True):
        link.set("data-page", "0" * room)
    return book.hands.lay_out(tree, stretch.behind)


def _write(book: _Book, stretch: _Stretch) -> None:
    """Write a stretch that is laid out, and forget its boxes."""
    sheets = stretch.sheets
    assert sheets is not None  # noqa: S101 - its callers looked; this tells mypy
    reading, outline = book.hands.read(sheets), sheets.outline
    write_page_numbers(sheets.pages, book.labels)
    data, log = book.hands.write(sheets, stretch.behind)
    stretch.said, stretch.sheets = _numbers(book, stretch), None
    stretch.placed = Placed(stretch.behind, data, stretch.names, reading, outline, (*sheets.log, *log))
