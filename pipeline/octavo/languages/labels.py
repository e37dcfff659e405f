"""The words that Octavo adds to a text, in the language of the text: one table for all editions. Floor 1; pure.

A language that is not in the table gets English words, and ``Labels.lang`` says so, so that an edition can mark them
and a screen reader pronounces them rightly (WCAG 2.2, 3.1.2).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from octavo.languages.label_words import NAMES, WORDS
from octavo.languages.tags import row_of


@dataclass(frozen=True)
class Labels:
    """Words for navigation, notes, pages and boxes. ``lang`` is the language they are in.

    ``back`` leads from a note to the text, ``back_note`` precedes the number of the note. ``page`` precedes
    a page number, ``page_short`` is its short form in print. ``skip`` leads past the navigation, ``show`` switches
    page numbers on. ``links`` heads the list of QR codes. ``note`` to ``caution`` head the boxes of these classes.
    ``figures`` and ``tables`` head the lists of these.
    """

    lang: str
    cover: str
    title_page: str
    contents: str
    beginning: str
    pages: str
    guide: str
    notes: str
    references: str
    links: str
    back: str
    back_note: str
    skip: str
    show: str
    page: str
    page_short: str
    table: str
    figure: str
    formula: str
    code: str
    note: str
    tip: str
    important: str
    warning: str
    caution: str
    listing: str
    section: str
    figures: str
    tables: str


@functools.cache
def labels_for(lang: str) -> Labels:
    """The words for a BCP 47 tag, by its primary language; English for one that is not in the table."""
    found, words = row_of(WORDS, lang)
    return Labels(found, **dict(zip(NAMES, words, strict=True)))
