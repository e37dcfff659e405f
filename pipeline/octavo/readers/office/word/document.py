"""A whole Word file made plain: all parts numbered, fields put into words, what pandoc would lose marked.

Changes the trees it is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.readers.office.docx_xml import W, drop_galleries
from octavo.readers.office.formulas import without_unknown
from octavo.readers.office.marks import Marks, without_forged
from octavo.readers.office.word.field_text import FieldText, bookmarks, drop_written_lists
from octavo.readers.office.word.hidden import with_symbols, without_hidden
from octavo.readers.office.word.labels import labels_of, without_numbers
from octavo.readers.office.word.numbering import Label, read_numbering
from octavo.readers.office.word.paragraphs import Reader, with_headings
from octavo.readers.office.word.styles import read_styles
from octavo.readers.xml_tree import Element


@dataclass
class Outcome:
    """The marks given out, and what a person should know: what was left out, hidden words, signs without a meaning."""

    marks: Marks = field(default_factory=Marks)
    left_out: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def make_plain(trees: Mapping[str, Element], main: str, styles_part: Element | None, lists: Element | None) -> Outcome:
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
        outcome.unknown += with_symbols(tree, styles)
        labels.update(labels_of(tree, numbering, styles))
        targets.update(bookmarks(tree))
    for name in order:
        fields = FieldText(labels, targets)
        fields.apply(trees[name])
        outcome.left_out += fields.left_out
        if drop_written_lists(trees[name], styles):
            outcome.left_out.append("a contents list")
        Reader(styles, labels, outcome.marks).mark_all(trees[name])
    without_numbers((*trees.values(), styles_part))
    if styles_part is not None:
        with_headings(styles_part)
    return outcome
