"""A long book laid out stretch by stretch: each behind the pages before it, written at once, its boxes forgotten.

What a stretch looks like depends on the page on which it begins and on the numbers of pages behind its links. Both
are known when all are laid out; a stretch for which one has changed is laid out again, the others stay.
"""

from __future__ import annotations

import copy
import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from lxml.etree import _Element

from octavo.editions.pdf.chapters.keeping import Placed
from octavo.editions.pdf.chapters.opening import Opening
from octavo.editions.pdf.chapters.stretches import LEAST, cut, opens_part, words_of
from octavo.editions.pdf.weasyprint_door.boxes import Reading, Start, write_page_numbers
from octavo.editions.pdf.weasyprint_door.shared_fonts import PartFonts
from octavo.editions.pdf.weasyprint_door.sheets import Sheets

PASSES = 5
"""How often stretches are laid out at most, until all numbers fit."""
_PAGES_PER_WORD = 1 / 300
"""What is thought while no page is known."""
_HELD = 250
"""Pages that are kept in memory at most until the numbers of later pages are known."""


@dataclass(frozen=True)
class Hands:
    """What lays out and writes a stretch: from its tree or its sheets, and how many pages come before.

    ``lay_out`` and ``read`` also get the numbers that its blocks, counted from 0 in it, have in the book.
    ``lay_out`` may change the tree that it gets, ``blank`` makes a blank page, ``read`` tells how the pages begin,
    ``write`` gives the bytes of a PDF, what it uses of its fonts, and the lines of the engine's log. ``key`` is a
    digest of everything that a stretch is made from, but of the pages before it and the numbers in it.
    """

    key: Callable[[_Element], str]

    lay_out: Callable[[_Element, int, Sequence[int]], Sheets]
    blank: Callable[[int], Sheets]
    read: Callable[[Sheets, Sequence[int]], Reading]
    write: Callable[[Sheets, int], tuple[bytes, PartFonts, tuple[str, ...]]]


@dataclass
class _Stretch:
    """A stretch on its way. ``wanted`` are the ids whose pages it names, ``rooms`` the figures that each has room for.

    ``blocks`` are the numbers of its blocks in the book; in its tree they are counted from 0. ``kept`` is what is left
    of an earlier build.
    """

    tree: _Element
    words: int
    opens_part: bool = False
    key: str = ""
    blocks: tuple[int, ...] = ()
    kept: Placed | None = None
    wanted: tuple[str, ...] = ()
    behind: int = -1
    rooms: tuple[int, ...] = ()
    count: int = 0
    names: dict[str, int] = field(default_factory=dict)
    sheets: Sheets | None = None
    placed: Placed | None = None


@dataclass
class _Book:
    """What the stretches of one book share.

    ``labels`` are the pages of ids as far as they are known, ``words_before`` how many words come before each,
    ``figures`` how many figures their numbers had in an earlier build.
    """

    hands: Hands
    opening: Opening
    stretches: list[_Stretch]
    labels: dict[str, str] = field(default_factory=dict)
    words_before: dict[str, int] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Setting:
    """A book on its pages: its stretches in order, blank pages among them, how all pages begin, and what to keep.

    ``names`` are the pages of ids.
    """

    stretches: tuple[Placed, ...]
    reading: Reading
    keep: Mapping[str, Placed]
    names: Mapping[str, int]


def place(
    text: _Element,
    hands: Hands,
    opening: Opening,
    kept: Mapping[str, Placed],
    labels: Mapping[str, str] | None = None,
) -> Setting:
    """Lay out and write a text in stretches; its tree is used up. What is ``kept`` and still right stays.

    ``labels`` are the numbers of pages before the text, by id.
    """
    stretches: list[_Stretch] = []
    words_before: dict[str, int] = {}
    words = 0
    for tree in cut(text, within_parts=opening.within_parts, least=LEAST):
        wanted = tuple((link.get("href") or "#")[1:] for link in _links(tree))
        blocks = _count_blocks(tree)
        key = hands.key(tree)
        stretches.append(_Stretch(tree, words_of(tree), opens_part(tree), key, blocks, kept.get(key), wanted))
        words_before.update({node.get("id", ""): words for node in tree.iter() if node.get("id")})
        words += stretches[-1].words
    known = [(stretch.wanted, stretch.kept.said) for stretch in stretches if stretch.kept]
    figures = {name: len(said) for wanted, all_said in known for name, said in zip(wanted, all_said, strict=False)}
    book = _Book(hands, opening, stretches, dict(labels or {}), words_before, figures)
    with _others_left_alone():
        for _ in range(PASSES):
            if not _settle(book):
                break
        return _set(book)


@contextmanager
def _others_left_alone() -> Iterator[None]:
    """Spare the collector of garbage what is there already: a look for forgotten boxes then costs little."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _count_blocks(tree: _Element) -> tuple[int, ...]:
    """Number the blocks of a stretch from 0, in place: they stay the same when others come before. Gives the numbers.

    They are in order, so that notes, which are numbered behind the text of the whole book, are too.
    """
    holders = [node for node in tree.iter() if node.get("data-b") is not None]
    blocks = tuple(sorted({int(node.get("data-b", "")) for node in holders}))
    places = {number: at for at, number in enumerate(blocks)}
    for node in holders:
        node.set("data-b", str(places[int(node.get("data-b", ""))]))
    return blocks


def _set(book: _Book) -> Setting:
    made: list[Placed] = []
    starts: list[Start | None] = []
    first_page: dict[int, int] = {}
    keep: dict[str, Placed] = {}
    for stretch in book.stretches:
        if stretch.placed is None or stretch.placed.said != _numbers(book, stretch):
            _write(book, stretch)
        if stretch.behind > len(starts):
            blank = _Stretch(stretch.tree, 0, behind=len(starts), sheets=book.hands.blank(len(starts)))
            _write(book, blank)
            made.append(_placed(blank))
            starts.append(None)
        placed = _placed(stretch)
        made.append(placed)
        keep[stretch.key] = placed
        starts += [start and (stretch.blocks[start[0]], start[1]) for start in placed.reading.starts]
        first_page |= {stretch.blocks[at]: stretch.behind + page for at, page in placed.reading.first_page.items()}
    names = {name: stretch.behind + page for stretch in book.stretches for name, page in stretch.names.items()}
    return Setting(tuple(made), Reading(tuple(starts), first_page), keep, names)


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
            behind += book.opening.needs_blank(behind, part=stretch.opens_part)
        for _ in range(2):  # once more where its own numbers turn out longer than was thought
            rooms = tuple(_room(book, name, behind / words if words else 0) for name in stretch.wanted)
            if (behind, rooms) == (stretch.behind, stretch.rooms):
                break
            changed = True
            stretch.behind, stretch.rooms, stretch.placed = behind, rooms, None
            if (known := _known(stretch)) is not None:
                stretch.sheets, stretch.count, stretch.names = None, len(known.pages), dict(known.names)
            else:
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


def _known(stretch: _Stretch) -> Placed | None:
    """What is kept of a stretch, if it was laid out behind as many pages and with as much room for its numbers."""
    kept = stretch.kept
    return kept if kept and (kept.behind, kept.rooms) == (stretch.behind, stretch.rooms) else None


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
    if name in book.figures:
        return book.figures[name]
    return len(str(round(words * (pages_per_word or _PAGES_PER_WORD)) + 1))


def _laid_out(book: _Book, stretch: _Stretch) -> Sheets:
    tree = copy.deepcopy(stretch.tree)
    for link, room, name in zip(_links(tree), stretch.rooms, stretch.wanted, strict=True):
        before = "" if name in book.words_before else book.labels.get(name, "")
        link.set("data-page", before or "0" * room)
    return book.hands.lay_out(tree, stretch.behind, stretch.blocks)


def _write(book: _Book, stretch: _Stretch) -> None:
    """Write a stretch, and forget its boxes; take what is kept where that says the same numbers."""
    said = _numbers(book, stretch)
    if (known := _known(stretch)) is not None and known.said == said:
        stretch.placed = known
        return
    sheets = stretch.sheets or _laid_out(book, stretch)
    reading, outline = book.hands.read(sheets, stretch.blocks), sheets.outline
    write_page_numbers(sheets.pages, book.labels)
    data, fonts, log = book.hands.write(sheets, stretch.behind)
    lines = (*sheets.log, *log)
    stretch.placed = Placed(stretch.behind, stretch.rooms, said, data, stretch.names, reading, outline, fonts, lines)
    # Its boxes hold one another, and the usual rhythm of the collector never comes to them.
    stretch.sheets = None
    del sheets
    gc.collect()
