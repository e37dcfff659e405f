"""The meaning of the parts, written into the text: ``epub:type`` for reading systems, roles for assistive technology.

The body's tree says what things are by element and class; here each gets the matching pair of names from EPUB's
structural vocabulary and DPUB-ARIA 1.1. Works on the chapters in place.
"""

from __future__ import annotations

from itertools import chain

from lxml.etree import _Element

from octavo.body import HEADINGS, block_text
from octavo.body.marks import is_marked, write_marks
from octavo.editions.epub import formulas
from octavo.editions.epub.chapters import Chapter
from octavo.editions.epub.tables import box, fit
from octavo.languages.labels import Labels
from octavo.languages.part_names import BIBLIOGRAPHY

EPUB = "http://www.idpf.org/2007/ops"
TYPE = f"{{{EPUB}}}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NOTICES = frozenset({"warning", "caution", "important"})
DIVISIONS = frozenset({"epigraph", "dedication", "abstract"})


def annotate(chapter: Chapter, labels: Labels) -> None:
    """Names the parts of one chapter, and drops what only the other editions need."""
    for block in chain(chapter.blocks, chapter.notes):
        write_marks(block)
        for element in block.iter():
            if isinstance(element.tag, str):
                _annotate(element)
    tables = [table for block in chain(chapter.blocks, chapter.notes) for table in block.iter("table")]
    boxes = {table: box(table, f"{labels.table} {number}") for number, table in enumerate(tables, 1)}
    chapter.blocks = [boxes.get(block, block) for block in chapter.blocks]
    first = chapter.blocks[0] if chapter.blocks else None
    if first is not None and first.tag == "section" and chapter.kind.role:
        for inner in first.iterdescendants("section") if chapter.kind == BIBLIOGRAPHY else ():
            _drop(inner, "role", "aria-labelledby", TYPE)  # said once is enough
        name(first, chapter.kind.epub_type, chapter.kind.role)
        if chapter.title and not (len(first) and first[0].tag in HEADINGS) and chapter.kind != BIBLIOGRAPHY:
            first.set("aria-label", chapter.title)
        _label_by_heading(first, first)
    for note in chapter.notes:
        name(note, "footnote", "doc-footnote")


def name(element: _Element, epub_type: str, role: str) -> None:
    """Gives an element its type and role."""
    element.set(TYPE, epub_type)
    if role:
        element.set("role", role)


def _annotate(element: _Element) -> None:
    _drop(element, "data-b")
    lang = element.get("lang")
    if lang:
        element.set(XML_LANG, lang)
    found = element.get("class", "")
    if element.tag == "a":
        _annotate_link(element, found)
    elif element.tag == "span" and found == "o-page":
        name(element, "pagebreak", "doc-pagebreak")
    elif element.tag == "div":
        _annotate_division(element, frozenset(found.split()))
    elif element.tag == "section" and found == "references":
        name(element, "bibliography", "doc-bibliography")
        _label_by_heading(element if len(element) and element[0].tag in HEADINGS else element.getparent(), element)
    elif element.tag == "p" and found == "formula":
        formulas.fit(element)
    elif element.tag == "table":
        fit(element)
    elif element.tag == "li" and is_marked(element, block_text(element)):
        element.set("class", "o-task")


def _drop(element: _Element, *attributes: str) -> None:
    for attribute in attributes:
        if attribute in element.attrib:
            del element.attrib[attribute]


def _annotate_division(division: _Element, classes: frozenset[str]) -> None:
    for known in sorted(DIVISIONS & classes):
        name(division, known, f"doc-{known}")
    if NOTICES & classes:
        name(division, "notice", "doc-notice")


def _annotate_link(link: _Element, found: str) -> None:
    if found == "noteref":
        name(link, "noteref", "doc-noteref")
    elif found == "o-back":
        name(link, "backlink", "doc-backlink")
    elif "#ref-" in link.get("href", ""):
        name(link, "biblioref", "doc-biblioref")


def _label_by_heading(section: _Element | None, landmark: _Element) -> None:
    """A landmark takes its name from its section's heading, so that two of a kind can be told apart."""
    first = section[0] if section is not None and len(section) else None
    if first is not None and first.tag in HEADINGS and first.get("id"):
        landmark.set("aria-labelledby", first.get("id", ""))
