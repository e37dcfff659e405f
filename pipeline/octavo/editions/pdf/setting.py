"""What the steps of one PDF share, and the one step that lays out: trees in, pages out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from lxml import etree
from lxml.etree import _Element

from octavo.body import Body, numbered
from octavo.editions import Job
from octavo.editions.fonts.characters import seen, tidy
from octavo.editions.fonts.symbol_fonts import wrap_standins
from octavo.editions.pdf.chapters.placing import Hands
from octavo.editions.pdf.design import Design
from octavo.editions.pdf.document import Files, page
from octavo.editions.pdf.glyphs import Glyphs
from octavo.editions.pdf.weasyprint_door.boxes import Reading, read_pages
from octavo.editions.pdf.weasyprint_door.parts import Alone
from octavo.editions.pdf.weasyprint_door.shared_fonts import Face, PartFonts, SharedFonts, digest_of
from octavo.editions.pdf.weasyprint_door.sheets import Sheets
from octavo.editions.pdf.weasyprint_door.weasy import Engine
from octavo.editions.pdf.words.breaks import keep_whole
from octavo.editions.pdf.words.hyphens import fills_lines
from octavo.editions.pdf.words.wide_signs import has_wide_signs, widen_signs
from octavo.languages.direction import RTL
from octavo.model import Place

_PIXELS = 96 / 72
PASSES = 5
"""How often a text is laid out at most, until its pages end well and its numbers fit."""


@dataclass(frozen=True)
class Run:
    """What the steps of one PDF share."""

    job: Job
    design: Design
    engine: Engine
    css: str
    glyphs: Glyphs

    @property
    def body(self) -> Body:
        """What is laid out."""
        return self.job.body

    @property
    def place(self) -> Place:
        """Where it comes from, for messages."""
        return Place(self.body.path)

    @property
    def leftwards(self) -> bool:
        """Whether the book's pages follow one another from the right."""
        return self.body.direction == RTL

    @property
    def css_class(self) -> str:
        """The class of the text's ``body`` element."""
        return "o-book" if self.body.form == "book" else "o-article"


def tree_of(run: Run, css_class: str, parts: Sequence[_Element], ids: Collection[str]) -> Element:
    """Make the engine's tree of some parts; of their ids those stay that are among ``ids``."""
    if has_wide_signs(run.body.metadata.lang):
        for part in parts:
            widen_signs(part)
    if run.glyphs.standins:
        for part in parts:
            wrap_standins(part, run.glyphs.standins)
    if not fills_lines(run.body.metadata.lang):
        css_class += " o-ragged"
    return page(run.body, css_class, list(parts), ids, run.job.options.epoch)


def lay_out(run: Run, html: Element, files: Files, *, level: bool = False, behind: int = 0) -> Sheets:
    """Lay out a tree; with facing pages at one ``level``, and ``behind`` so many pages."""
    step = run.design.layout.size * run.design.line * _PIXELS if level else 0
    css = run.css + run.glyphs.css
    return run.engine.lay_out(html, css, files, run.place, step, behind)


def shown_in(body: Body) -> Callable[[int], str]:
    """The text of a block by its number, of the characters that show."""
    texts = {block.number: block.text for block in body.blocks}
    return cache(lambda number: seen(tidy(texts.get(number, ""))))


def keep_words_whole(shown: Callable[[int], str], tree: _Element, sheets: Sheets) -> bool:
    """Forbid dividing the words that are divided from one page to the next; tells whether there were any.

    ``shown`` is the text of a block, by its number in the tree, of the characters that show.
    """
    places: dict[int, list[int]] = {}
    for start in read_pages(sheets.pages, shown).starts:
        if start is not None and start[1]:
            places.setdefault(start[0], []).append(start[1])
    blocks = numbered(tree) if places else {}
    kept = [keep_whole(blocks[number], sorted(starts)) for number, starts in places.items() if number in blocks]
    return any(kept)


def hands_of(run: Run, files: Files, ids: Collection[str], fonts: SharedFonts) -> Hands:
    """What lays out and writes the chapters of a run, whose pictures are ``files``; ``ids`` are pointed to."""
    pictures = {name: hashlib.sha256(data).hexdigest() for name, (data, _) in files.items()}
    around = (
        run.job.under, run.css, run.glyphs.css, run.css_class, run.body.metadata.lang, run.body.direction, run.design,
        sorted(run.glyphs.standins),
    )  # fmt: skip

    def key(tree: _Element) -> str:
        used = [pictures.get(node.get("src", ""), "") for node in tree.iter("img")]
        wanted = [found for node in tree.iter() if (found := node.get("id")) in ids]
        facts = repr((around, used, wanted)).encode("utf-8", "surrogatepass")
        return hashlib.sha256(facts + b"\0" + etree.tostring(tree)).hexdigest()

    shown = shown_in(run.body)

    def text(tree: _Element, behind: int, blocks: Sequence[int]) -> Sheets:
        for _ in range(PASSES):
            html = tree_of(run, run.css_class, [tree], ids)
            sheets = lay_out(run, html, files, level=run.design.level, behind=behind)
            if not keep_words_whole(lambda number: shown(blocks[number]), tree, sheets):
                break
        return sheets

    def read(sheets: Sheets, blocks: Sequence[int]) -> Reading:
        return read_pages(sheets.pages, lambda number: shown(blocks[number]))

    def blank(behind: int) -> Sheets:
        html = tree_of(run, "o-front", [etree.Element("div", {"class": "o-blank"})], ())
        return lay_out(run, html, {}, behind=behind)

    def write(sheets: Sheets, behind: int) -> tuple[bytes, PartFonts, tuple[str, ...]]:
        data, log = run.engine.write([sheets], _nothing, b"", run.place, alone=Alone(fonts, behind))
        return data, fonts.taken, log

    return Hands(key, text, blank, read, write)


def specimens(run: Run, faces: Mapping[str, Face]) -> dict[str, Any]:
    """Find fonts of the engine by their faces, all in one size; without those that are not what they were."""
    html = Element("html", {"lang": "und"})
    body = SubElement(html, "body")
    for face in faces.values():
        SubElement(body, "p", {"style": face.style}).text = face.letter
    found = SharedFonts()
    run.engine.write([run.engine.lay_out(html, "", {})], _nothing, b"", run.place, alone=Alone(found))
    return {name: font for name, font in found.fonts.items() if name in faces and digest_of(font) == faces[name].digest}


def _nothing(_document: object, _pdf: object) -> None:
    pass
