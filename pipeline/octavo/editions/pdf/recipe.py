"""The recipe of a PDF: check the characters, lay out the text, then the front matter, read the pages, write.

Every PDF edition is this recipe with another ``Design``. The text is laid out on its own, so its pages are known when
the list of contents is made. A long book is laid out chapter by chapter, anything else at one go; which of the two
depends on the document and its style sheet alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from lxml import etree
from lxml.etree import _Element

from octavo.body import INDEX, Body
from octavo.editions import Job
from octavo.editions.fonts.characters import offsets_of
from octavo.editions.index_list import index_section
from octavo.editions.pdf import front
from octavo.editions.pdf.before_text import Front, labels_before, lay_out_front
from octavo.editions.pdf.chapters.keeping import NOTHING, Kept, Placed, packed, unpacked
from octavo.editions.pdf.chapters.merging import Part, merge
from octavo.editions.pdf.chapters.opening import Breaks, Opening, opening_of
from octavo.editions.pdf.chapters.placing import Hands, place
from octavo.editions.pdf.design import Design
from octavo.editions.pdf.document import Files, Text, text_tree, wanted_ids
from octavo.editions.pdf.etree import targets
from octavo.editions.pdf.glyphs import check_characters, missing_glyph
from octavo.editions.pdf.inks.finish import finisher as inks_for
from octavo.editions.pdf.setting import PASSES, Run, hands_of, keep_words_whole, lay_out, shown_in, specimens, tree_of
from octavo.editions.pdf.sheet import in_lines, style_sheet
from octavo.editions.pdf.weasyprint_door.boxes import Reading, Start, read_pages, write_page_numbers
from octavo.editions.pdf.weasyprint_door.finish import LabelRange, Source, finisher, page_labels
from octavo.editions.pdf.weasyprint_door.parts import Alone
from octavo.editions.pdf.weasyprint_door.shared_fonts import SharedFonts
from octavo.editions.pdf.weasyprint_door.sheets import Sheets
from octavo.editions.pdf.weasyprint_door.weasy import Finisher, engine, notdef
from octavo.model import Made, Notice, PageMap, PageStart, Place
from octavo.notices import Code

LONG = 30_000
"""Words from which a book is laid out chapter by chapter: some hundred pages."""
_COUNTING = ("counter-reset", "counter-increment", "counter-set", "counter(pages", "target-", "element(", "running(")
"""What a style sheet may say that a chapter laid out alone cannot know; pages and items of lists are counted in it."""


@dataclass(frozen=True)
class _Printed:
    """A PDF with what was read from its pages, how many come before the text, and how many there are.

    ``keep`` is for the next build.
    """

    data: bytes
    starts: tuple[Start | None, ...]
    shift: int
    count: int
    log: tuple[str, ...]
    keep: bytes = b""


def press(job: Job, design: Design) -> Made:
    """Make one PDF. Raises ``EditionError`` for a missing glyph or a layout that fails."""
    machine = engine(job.theme)
    design = in_lines(job.theme, design, job.body)
    css = style_sheet(job.theme, design, job.body)
    run = Run(job, design, machine, css, check_characters(job.body, machine, css, job.theme))
    text = text_tree(job.body, design, job.theme, run.glyphs.standins, job.pages)
    opening = opening_of(_breaks(run), leftwards=run.leftwards) if _may_be_cut(run) else None
    printed = _whole(run, text) if opening is None else _in_chapters(run, text, opening)
    for char in notdef(printed.log):
        raise missing_glyph(char, job.body)
    pages = _page_map(job, printed.starts, page_labels(printed.count, _ranges(printed.shift)))
    notices = [*run.glyphs.notices, *text.notices, *_layout_notices(printed.log, run.place)]
    return Made(printed.data, tuple(notices), pages, printed.count, keep=printed.keep)


def _may_be_cut(run: Run) -> bool:
    """Whether a book is long, and nothing in its style sheet counts over several chapters."""
    is_long = run.body.form == "book" and run.body.words >= LONG and run.design.shop is None
    return is_long and not any(word in _without_known_counters(run.css) for word in _COUNTING)


def _breaks(run: Run) -> Breaks:
    return lambda tree: lay_out(run, tree_of(run, run.css_class, [tree], ()), {}).broken_off


def _without_known_counters(css: str) -> str:
    return css.replace("counter-reset: list-item", "")


def _whole(run: Run, text: Text) -> _Printed:
    """Lay out the text at one go and write it with its front matter."""
    with_front = front.has_title_page(run.body)
    known = labels_before(run, text)
    sheets = _lay_out_text(run, text, known, with_front=with_front)
    reading = read_pages(sheets.pages, shown_in(run.body))
    on = _pages_of(run.body, reading, sheets.anchors)
    before = lay_out_front(run, text, on) if with_front else Front()
    index = _lay_out_index(run, before, reading)
    parts = [*before.sheets, sheets, *index]
    parts += _filling(run, parts)
    shift = before.count
    variant = (run.design.shop.standard,) if run.design.shop else ()
    data, log = run.engine.write(parts, _finisher(run, shift), _identifier(run), run.place, *variant)
    lines = (line for part in parts for line in part.log)
    count = sum(len(part.pages) for part in parts)
    starts = (*before.reading.starts, *reading.starts)
    return _Printed(data, (*starts, *[None] * (count - len(starts))), shift, count, (*lines, *log))


def _in_chapters(run: Run, text: Text, opening: Opening) -> _Printed:
    """Lay out and write the text chapter by chapter, then the front matter with the fonts of all; put them together."""
    fonts, kept = SharedFonts(), unpacked(run.job.kept) if run.job.under else NOTHING
    found = specimens(run, kept.faces) if kept.faces else {}
    usable = {key: placed for key, placed in kept.stretches.items() if found.keys() >= placed.fonts.texts.keys()}
    hands = hands_of(run, text.files, wanted_ids([text.tree], run.body), fonts)
    book = place(text.tree, hands, opening, usable, labels_before(run, text))
    placed, reading = list(book.stretches), book.reading
    faces = {**{name: kept.faces[name] for name in found}, **fonts.faces()}
    fonts.fonts |= specimens(run, faces)
    fonts.parts = [part.fonts for part in placed]
    front_pages = lay_out_front(run, text, _pages_of(run.body, reading, book.names))
    placed += [_alone(hands, sheets, len(reading.starts)) for sheets in _lay_out_index(run, front_pages, reading)]
    fonts.parts = [part.fonts for part in placed]
    before, shift = front_pages.sheets, front_pages.count
    own = {name for part in before for name in part.anchors}
    outline = [page for part in before for page in part.outline] + [page for part in placed for page in part.pages]
    last = Alone(fonts, last=True)
    data, log = run.engine.write(before, _finisher(run, shift), _identifier(run), run.place, alone=last)
    data = merge(Part(data, own), [Part(part.data, part.names) for part in placed], before[0].bookmarks(outline))
    lines = [*(line for part in before for line in part.log), *(line for part in placed for line in part.log)]
    to_keep = {key: part for key, part in book.keep.items() if faces.keys() >= part.fonts.texts.keys()}
    kept_data = packed(Kept(to_keep, faces)) if run.job.under else b""
    starts = (*front_pages.reading.starts, *reading.starts)
    starts = (*starts, *[None] * (len(outline) - len(starts)))
    return _Printed(data, starts, shift, len(outline), (*lines, *log), kept_data)


def _pages_of(body: Body, reading: Reading, anchors: Mapping[str, int]) -> dict[str, str]:
    """The numbers of the text's pages on which ids stand, and those of all headings."""
    on = reading.first_page
    headings = {head.id: str(on[head.block] + 1) for head in body.outline if head.block in on}
    numbers = {name: str(page + 1) for name, page in anchors.items()} | headings
    return {**numbers, INDEX: str(len(reading.starts) + 1)}


def _alone(hands: Hands, sheets: Sheets, behind: int) -> Placed:
    """What comes behind the text of a long book, written as one more stretch."""
    outline, names = sheets.outline, dict(sheets.anchors)
    data, fonts, log = hands.write(sheets, behind)
    reading = Reading((None,) * len(outline), {})
    return Placed(behind, (), (), data, names, reading, outline, fonts, (*sheets.log, *log))


def _ranges(shift: int) -> list[LabelRange]:
    return [LabelRange(0, "r"), LabelRange(shift, "D")] if shift else [LabelRange(0, "D")]


def _finisher(run: Run, shift: int) -> Finisher:
    """What completes the PDF before it is written: its labels and claims, or the inks for a print shop."""
    body, ranges, leftwards = run.body, _ranges(shift), run.leftwards
    if shop := run.design.shop:
        return inks_for(shop.key, shop.paper, colour=shop.colour, labels=ranges, leftwards=leftwards)
    source = Source(_file_name(body), body.source.encode(), run.job.options.epoch)
    subjects = (*body.metadata.subject, *body.metadata.keywords)
    return finisher(ranges, source, body.metadata.lang or "und", subjects, leftwards=leftwards)


def _lay_out_index(run: Run, before: Front, reading: Reading) -> list[Sheets]:
    """The index behind the text, with the numbers of its pages; nothing where no word is marked."""
    if not run.body.index:
        return []
    starts = (*before.reading.starts, *reading.starts)
    pages = _page_map(run.job, starts, page_labels(len(starts), _ranges(before.count)))
    section = index_section(run.body, pages)
    ids = {INDEX, *targets(section)}
    html = tree_of(run, f"o-indices {run.css_class}", [section], ids)
    return [lay_out(run, html, {}, behind=len(reading.starts))]


def _filling(run: Run, parts: Sequence[Sheets]) -> list[Sheets]:
    """Blank pages at the end, as many as a print shop wants."""
    count = sum(len(part.pages) for part in parts)
    missing = -count % run.design.shop.multiple if run.design.shop else 0
    return [_lay_out(run, "o-front", [etree.Element("div", {"class": "o-blank"})], {}) for _ in range(missing)]


def _lay_out_text(run: Run, text: Text, known: Mapping[str, str], *, with_front: bool) -> Sheets:
    """Lay out the text, for a short document with its title and contents above it, and write page numbers into it.

    No word is divided from one page to the next, and the numbers behind links take room on their lines: when pages
    end in divided words, or numbers have more or fewer figures than they were given room for, the text is laid out
    once more (four times at most). ``known`` are the numbers of pages before the text.
    """
    parts, name = [text.tree], []
    room = "0" * (2 if run.body.words < 60 * run.design.layout.height else 3)
    if not with_front:
        parts = [front.title_block(run.body), text.tree]
        if run.body.contents:
            if not run.body.titled:
                name = [front.cut_off_name(text.tree)]
            parts[1:1] = [*name, front.contents(run.body, {}, room)]
    links = [link for tree in (*name, text.tree) for link in tree.iter("a")]
    for link in links:
        if link.get("class") == "o-xref":
            link.set("data-page", room)
    for _ in range(PASSES):
        sheets = _lay_out(run, run.css_class, parts, text.files, level=run.design.level)
        labels = {**known, **{name: str(page + 1) for name, page in sheets.anchors.items()}}
        labels[INDEX] = str(len(sheets.pages) + 1)
        room_changed = _make_room(links, labels, known)
        if not keep_words_whole(shown_in(run.body), text.tree, sheets) and not room_changed:
            break
    write_page_numbers(sheets.pages, labels)
    return sheets


def _make_room(links: Sequence[_Element], labels: Mapping[str, str], known: Mapping[str, str]) -> bool:
    """Give every internal link room for its page number, or a number that is known.

    Tells whether any had too little or too much.
    """
    changed = False
    for link in links:
        if (room := link.get("data-page")) is not None:
            name = (link.get("href") or "#")[1:]
            wanted = known.get(name) or "0" * len(labels.get(name, ""))
            changed = changed or room != wanted
            link.set("data-page", wanted)
    return changed


def _lay_out(run: Run, css_class: str, parts: list[_Element], files: Files, *, level: bool = False) -> Sheets:
    return lay_out(run, tree_of(run, css_class, parts, wanted_ids(parts, run.body)), files, level=level)


def _page_map(job: Job, starts: Sequence[Start | None], labels: Sequence[str]) -> PageMap:
    texts = {block.number: block.text for block in job.body.blocks}
    shown: dict[int, list[int]] = {}
    for start in starts:
        if start is not None:
            shown.setdefault(start[0], []).append(start[1])
    offset_at = {
        (number, count): offset if count else 0
        for number, counts in shown.items()
        for count, offset in zip(counts, offsets_of(texts.get(number, ""), counts), strict=True)
    }
    pages = [
        PageStart(index, labels[index], *((start[0], offset_at[start]) if start is not None else ()))
        for index, start in enumerate(starts)
    ]
    return PageMap(job.body.manuscript, job.options.papersize, job.theme.name, tuple(pages))


def _layout_notices(log: Sequence[str], place: Place) -> list[Notice]:
    return [Notice(Code.layout, f"the layout engine says: {line[:200]}", place) for line in dict.fromkeys(log)]


def _file_name(body: Body) -> str:
    return PurePath(body.path).name or "manuscript.md"


def _identifier(run: Run) -> bytes:
    """The file's identifier (ISO 32000-1, 14.4): the same for the same manuscript, theme and choices."""
    facts: tuple[Any, ...] = (run.body.manuscript, run.job.theme.fingerprint, run.job.options, run.design)
    return hashlib.md5(repr(facts).encode(), usedforsecurity=False).digest()
