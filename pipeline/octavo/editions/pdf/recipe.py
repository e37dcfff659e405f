"""The recipe of a PDF: check the characters, lay out the text, then the front matter, read the pages, write.

Every PDF edition is this recipe with another ``Design``. The text is laid out on its own, so its pages are known when
the list of contents is made; nothing here keeps later versions from laying out chapter by chapter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import Any

from lxml import etree
from lxml.etree import _Element

from octavo.body import Body, numbered
from octavo.editions import Job
from octavo.editions.fonts.characters import offset_of, seen, tidy
from octavo.editions.fonts.symbol_fonts import wrap_standins
from octavo.editions.pdf import front
from octavo.editions.pdf.breaks import keep_whole
from octavo.editions.pdf.design import Design
from octavo.editions.pdf.document import Text, page, text_tree, wanted_ids
from octavo.editions.pdf.glyphs import Glyphs, check_characters, missing_glyph
from octavo.editions.pdf.hyphens import fills_lines
from octavo.editions.pdf.inks.finish import finisher as inks_for
from octavo.editions.pdf.sheet import in_lines, style_sheet
from octavo.editions.pdf.weasyprint_door.boxes import Reading, read_pages, write_page_numbers
from octavo.editions.pdf.weasyprint_door.finish import LabelRange, Source, finisher, page_labels
from octavo.editions.pdf.weasyprint_door.weasy import Engine, Sheets, engine, notdef
from octavo.editions.pdf.wide_signs import has_wide_signs, widen_signs
from octavo.languages.direction import RTL
from octavo.model import Made, Notice, PageMap, PageStart, Place
from octavo.notices import Code

_PIXELS = 96 / 72
_PASSES = 5
"""How often a text is laid out at most, until its pages end well."""


@dataclass(frozen=True)
class _Run:
    """What the steps of one PDF share."""

    job: Job
    design: Design
    engine: Engine
    css: str
    glyphs: Glyphs

    @property
    def body(self) -> Body:
        return self.job.body

    @property
    def place(self) -> Place:
        return Place(self.body.path)


def press(job: Job, design: Design) -> Made:
    """Make one PDF. Raises ``EditionError`` for a missing glyph or a layout that fails."""
    machine = engine(job.theme)
    design = in_lines(job.theme, design, job.body)
    css = style_sheet(job.theme, design, job.body)
    run = _Run(job, design, machine, css, check_characters(job.body, machine, css, job.theme))
    text = text_tree(job.body, design, job.theme, run.glyphs.standins, job.pages)
    with_front = front.has_title_page(job.body)
    sheets = _lay_out_text(run, text, with_front=with_front)
    reading = read_pages(sheets.pages, _shown(job.body))
    before = _lay_out_front(run, reading) if with_front else []
    parts = [*before, sheets, *_filling(run, before, sheets)]
    shift = sum(len(part.pages) for part in before)
    ranges = [LabelRange(0, "r"), LabelRange(shift, "D")] if shift else [LabelRange(0, "D")]
    source = Source(_file_name(job.body), job.body.source.encode(), job.options.epoch)
    subjects = (*job.body.metadata.subject, *job.body.metadata.keywords)
    leftwards = job.body.direction == RTL
    finish = finisher(ranges, source, job.body.metadata.lang or "und", subjects, leftwards=leftwards)
    if shop := design.shop:
        finish = inks_for(shop.key, shop.paper, colour=shop.colour, labels=ranges, leftwards=leftwards)
    variant = (design.shop.standard,) if design.shop else ()
    data, log = machine.write(parts, finish, _identifier(job, design), run.place, *variant)
    for char in notdef(log):
        raise missing_glyph(char, job.body)
    count = sum(len(part.pages) for part in parts)
    pages = _page_map(job, reading, page_labels(count, ranges), shift)
    notices = [*run.glyphs.notices, *text.notices, *_layout_notices(parts, log, run.place)]
    return Made(data, tuple(notices), pages, count)


def _filling(run: _Run, before: Sequence[Sheets], sheets: Sheets) -> list[Sheets]:
    """Blank pages at the end, as many as a print shop wants."""
    count = sum(len(part.pages) for part in (*before, sheets))
    missing = -count % run.design.shop.multiple if run.design.shop else 0
    return [_lay_out(run, "o-front", [etree.Element("div", {"class": "o-blank"})], {}) for _ in range(missing)]


def _lay_out_text(run: _Run, text: Text, *, with_front: bool) -> Sheets:
    """Lay out the text, for a short document with its title and contents above it, and write page numbers into it.

    No word is divided from one page to the next, and the numbers behind links take room on their lines: when pages
    end in divided words, or numbers have more or fewer figures than they were given room for, the text is laid out
    once more (four times at most).
    """
    parts = [text.tree]
    room = "0" * (2 if run.body.words < 60 * run.design.layout.height else 3)
    if not with_front:
        parts = [front.title_block(run.body), text.tree]
        if run.body.contents:
            parts.insert(1, front.contents(run.body, {}, room))
    links = list(text.tree.iter("a"))
    for link in links:
        if link.get("class") == "o-xref":
            link.set("data-page", room)
    css_class = "o-book" if run.body.form == "book" else "o-article"
    for _ in range(_PASSES):
        sheets = _lay_out(run, css_class, parts, text.files, level=run.design.level)
        labels = {name: str(page + 1) for name, page in sheets.anchors.items()}
        room_changed = _make_room(links, labels)
        if not _keep_words_whole(run.body, text.tree, sheets) and not room_changed:
            break
    write_page_numbers(sheets.pages, labels)
    return sheets


def _keep_words_whole(body: Body, tree: _Element, sheets: Sheets) -> bool:
    """Forbid dividing the words that are divided from one page to the next; tells whether there were any."""
    starts = [start for start in read_pages(sheets.pages, _shown(body)).starts if start is not None and start[1]]
    blocks = numbered(tree) if starts else {}
    kept = [keep_whole(blocks[number], shown) for number, shown in starts if number in blocks]
    return any(kept)


def _make_room(links: Sequence[_Element], labels: Mapping[str, str]) -> bool:
    """Give every internal link room for its page number; tells whether any had too little or too much."""
    changed = False
    for link in links:
        if (room := link.get("data-page")) is not None:
            wanted = "0" * len(labels.get((link.get("href") or "#")[1:], ""))
            changed = changed or room != wanted
            link.set("data-page", wanted)
    return changed


def _lay_out_front(run: _Run, reading: Reading) -> list[Sheets]:
    """Title page, imprint and contents; with a blank page at the end when the text must begin on a right page."""
    parts = [front.title_page(run.body)]
    if (imprint := front.imprint(run.body)) is not None:
        parts.append(imprint)
    if run.body.contents:
        on = reading.first_page
        labels = {head.id: str(on[head.block] + 1) for head in run.body.outline if head.block in on}
        parts.append(front.contents(run.body, labels))
    sheets = [_lay_out(run, "o-front", parts, {})]
    if run.design.mirrored and len(sheets[0].pages) % 2:
        sheets.append(_lay_out(run, "o-front", [etree.Element("div", {"class": "o-blank"})], {}))
    return sheets


def _lay_out(
    run: _Run, css_class: str, parts: list[_Element], files: dict[str, tuple[bytes, str]], *, level: bool = False
) -> Sheets:
    if has_wide_signs(run.body.metadata.lang):
        for part in parts:
            widen_signs(part)
    if run.glyphs.standins:
        for part in parts:
            wrap_standins(part, run.glyphs.standins)
    if not fills_lines(run.body.metadata.lang):
        css_class += " o-ragged"
    html = page(run.body, css_class, parts, wanted_ids(parts, run.body), run.job.options.epoch)
    step = run.design.layout.size * run.design.line * _PIXELS if level else 0
    return run.engine.lay_out(html, run.css + run.glyphs.css, files, run.place, step)


def _shown(body: Body) -> Callable[[int], str]:
    texts = {block.number: block.text for block in body.blocks}
    return cache(lambda number: seen(tidy(texts.get(number, ""))))


def _page_map(job: Job, reading: Reading, labels: Sequence[str], shift: int) -> PageMap:
    texts = {block.number: block.text for block in job.body.blocks}
    pages = [PageStart(index, labels[index]) for index in range(shift)]
    for index, start in enumerate(reading.starts, start=shift):
        if start is None:
            pages.append(PageStart(index, labels[index]))
        else:
            number, shown = start
            offset = offset_of(texts.get(number, ""), shown) if shown else 0
            pages.append(PageStart(index, labels[index], number, offset))
    return PageMap(job.body.manuscript, job.options.papersize, job.theme.name, tuple(pages))


def _layout_notices(parts: Sequence[Sheets], log: Sequence[str], place: Place) -> list[Notice]:
    lines = dict.fromkeys(line for lines in (*(part.log for part in parts), log) for line in lines)
    return [Notice(Code.layout, f"the layout engine says: {line[:200]}", place) for line in lines]


def _file_name(body: Body) -> str:
    return PurePath(body.path).name or "manuscript.md"


def _identifier(job: Job, design: Design) -> bytes:
    """The file's identifier (ISO 32000-1, 14.4): the same for the same manuscript, theme and choices."""
    facts: tuple[Any, ...] = (job.body.manuscript, job.theme.fingerprint, job.options, design)
    return hashlib.md5(repr(facts).encode(), usedforsecurity=False).digest()
