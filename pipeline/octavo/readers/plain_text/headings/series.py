"""Headings that count: ``Chapter 1`` to ``Chapter 9``, ``第一章``, ``3화.``, ``Chapter the Third``.

In: the texts of a document's lines. Out: the lines that belong to a series. A series is found as a whole: the same
words around a number that rises by one from line to line, with text between the lines. A single such line proves
nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from octavo.languages.number_words import HAN_NUMERALS, NUMBER_WORDS, han_value
from octavo.languages.wordlists import CHAPTER_LABELS, PART_LABELS
from octavo.readers.plain_text.lines.marks import roman_value

LEAST = 3
"""So many lines make a series."""
LONGEST = 80
"""A heading of a series has at most this many characters."""
_HAN = re.compile(rf"(第)\s?([{HAN_NUMERALS}]+|[0-9０-９]{{1,4}})\s?([部编編卷篇章回节節幕话話夜日课課集])(?=\W|$)")
_HANGUL = re.compile(r"(제?)\s?([0-9]{1,4})\s?([부편장절화회막권])(?=\W|$)")
_LABELLED = re.compile(r"([^\W\d_]+)((?:\s[^\W\d_]{1,4})?)\s+([^\W_]+)(?=[\s.:)\]–—-]|$)")
_REVERSED = re.compile(r"([^\W_]+)\.?\s+([^\W\d_]+)(?=[\s.:–—-]|$)")

Sign = tuple[str, int]
"""What is around the number, and the number."""


def series_of(texts: Sequence[str]) -> frozenset[int]:
    """The indexes of the lines that are headings of a series."""
    by_frame: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, text in enumerate(texts):
        found = sign(text)
        if found:
            by_frame[found[0]].append((index, found[1]))
    taken: set[int] = set()
    for places in by_frame.values():
        taken.update(_rising(places))
    return frozenset(taken)


def sign(text: str) -> Sign | None:
    """The frame and the number with which a line begins, None for a line that cannot be of a series."""
    line = text.strip().lstrip("#*_=[(【「 ")
    if not line or len(line) > LONGEST or line.endswith((",", "،", "、", "，", ";")):
        return None
    asian = _HAN.match(line) or _HANGUL.match(line)
    if asian:
        value = han_value(asian[2]) or (int(asian[2]) if asian[2].isdigit() else 0)
        return (asian[1] + "#" + asian[3], value) if value else None
    labelled = _LABELLED.match(line)
    if labelled and labelled[1].lower() in CHAPTER_LABELS | PART_LABELS:
        value = _value(labelled[3])
        if value:
            return labelled[1].lower() + labelled[2].lower() + " #", value
    turned = _REVERSED.match(line)
    if turned and turned[2].lower() in CHAPTER_LABELS | PART_LABELS:
        value = _value(turned[1])
        if value:
            return "# " + turned[2].lower(), value
    return None


def _value(word: str) -> int:
    if word.isdecimal() and len(word) < 5:
        return int(word)
    return NUMBER_WORDS.get(word.lower(), 0) or roman_value(word)


def _rising(places: Sequence[tuple[int, int]]) -> list[int]:
    """The longest runs of rising numbers with other lines between them."""
    taken: list[int] = []
    run: list[tuple[int, int]] = []
    for index, value in [*places, (-1, -1)]:
        if run and value == run[-1][1] + 1 and index > run[-1][0] + 1:
            run.append((index, value))
            continue
        if len(run) >= LEAST:
            taken += [place for place, _ in run]
        run = [(index, value)]
    return taken
