"""Prepares a whole Word file for pandoc: adds numbers, turns fields into text, marks what pandoc would lose.

Changes the trees it is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.readers.office.docx_xml import W, drop_galleries, words_of
from octavo.readers.office.formulas import without_unknown
from octavo.readers.office.marks import ListPlace, Marks, without_forged
from octavo.readers.office.word.breaks import section_breaks, split_breaks
from octavo.readers.office.word.field_text import FieldText, bookmarks, drop_written_lists
from octavo.readers.office.word.guesses import guess_headings, guess_lists
from octavo.readers.office.word.hidden import with_symbols, without_hidden
from octavo.readers.office.word.labels import labels_of, without_numbers
from octavo.readers.office.word.languages import main_language, mark_foreign
from octavo.readers.office.word.looks import looks_of
from octavo.readers.office.word.numbering import Label, read_numbering
from octavo.readers.office.word.paragraphs import Reader, as_title, gather_titles, heading_level, with_headings
from octavo.readers.office.word.styles import Styles, read_styles, style_of
from octavo.readers.office.word.tables import even_tables, without_controls
from octavo.readers.xml_tree import Element


@dataclass
class Outcome:
    """The marks given out, and what a person should know: what was left out, hidden words, signs without a meaning."""

    marks: Marks = field(default_factory=Marks)
    left_out: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    wider: bool = False
    lang: str = ""


def make_plain(trees: Mapping[str, Element], main: str, styles_part: Element, lists: Element | None) -> Outcome:
    """Number the paragraphs of all parts as Word does, put fields into words, mark what pandoc would not say."""
    styles, numbering, outcome = read_styles(styles_part), read_numbering(lists), Outcome()
    labels: dict[Element, Label] = {}
    targets: dict[str, Element] = {}
    order = sorted(trees, key=lambda name: name != main)
    for name in order:
        tree = trees[name]
        without_forged(tree.iter(f"{W}t"))
        without_unknown(tree)
        outcome.hidden += without_hidden(tree, styles)
        if drop_galleries(tree):
            outcome.left_out.append("a contents list")
        without_controls(tree)
        outcome.wider = even_tables(tree) or outcome.wider
        outcome.unknown += with_symbols(tree, styles)
        labels.update(labels_of(tree, numbering, styles))
        targets.update(bookmarks(tree))
    outcome.lang = main_language((trees[name] for name in order), styles)
    for name in order:
        mark_foreign(trees[name], styles, outcome.lang, outcome.marks)
        fields = FieldText(labels, targets)
        fields.apply(trees[name])
        outcome.left_out += fields.left_out
        if drop_written_lists(trees[name], styles):
            outcome.left_out.append("a contents list")
        split_breaks(trees[name])
        section_breaks(trees[name])
        looks = looks_of(trees[name], styles)
        body = trees[name].find(f"{W}body")
        titles = gather_titles(body, styles) if body is not None else {}
        levels, items = _guessed(body, styles, labels) if body is not None else ({}, {})
        levels |= titles
        Reader(styles, labels, outcome.marks, looks, levels, items).mark_all(trees[name])
    without_numbers((*trees.values(), styles_part))
    with_headings(styles_part)
    return outcome


def _guessed(
    body: Element, styles: Styles, labels: Mapping[Element, Label]
) -> tuple[dict[Element, int], dict[Element, tuple[ListPlace, int]]]:
    """Headings without styles, and lists typed by hand."""
    headings = {one for one in body.iter(f"{W}p") if heading_level(one, styles) and words_of(one).strip()}
    levels: dict[Element, int] = {}
    if not headings:
        levels, title = guess_headings(body, styles, frozenset(labels))
        if title is not None and not any("title" in styles.names(style_of(one)) for one in body.iter(f"{W}p")):
            as_title(title)
    taken = frozenset((*headings, *levels, *labels))
    return levels, {one: (place, length) for one, place, length in guess_lists(body, taken)}
