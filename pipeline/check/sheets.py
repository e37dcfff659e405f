"""Compare a PDF with the body. Pure: what was read from the file in, rows and faults out.

Pages bring text of their own between that of the body: heads and folios, the notes at their feet, lists of contents,
the heads of tables set again, addresses of links. So the body's words must be found in the pages' words in order; the
notes' words in what is then left, in their own order; and of the rest, stretches that nothing explains are told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from pipeline.check.inventory import Inventory, Segment
from pipeline.check.judge import Findings, address, flat
from pipeline.check.pdf import Sheets
from pipeline.check.proof import Row
from pipeline.words import Difference, Run, Words, compare, words, words_of

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_SAME_LINES = 60  # words that stand near enough to be a matter of the direction of writing
_UNEXPLAINED = 6  # so many words in a row that nothing explains are a fault


def compare_sheets(found: Findings, sheets: Sheets) -> None:
    """Compare everything that a PDF holds."""
    expected = found.text.inventory
    for problem in sheets.problems:
        found.fault("file", "wrong", problem)
    _compare_words(found, expected, sheets)
    headings = [_bare(text) for text in expected.texts("heading")]
    found.listed("headings", headings, _in_order(headings, [_bare(text) for text in sheets.outline]))
    if sheets.counts:
        for what in ("items", "cells", "tables"):
            found.counted(what, expected.counts[what], sheets.counts[what], at_least=True)
        if sheets.counts["notes"]:
            found.counted("notes", len(found.text.body.notes), sheets.counts["notes"], at_least=True)
        wanted = [said for said in expected.described if not _as_text(said, expected, sheets)]
        found.listed("pictures", wanted, _in_order(wanted, sheets.alternatives))
    _compare_links(found, expected, sheets)


def _as_text(said: str, expected: Inventory, sheets: Sheets) -> bool:
    """Whether the words for a formula stand on a page, because it could not be drawn."""
    if said in sheets.alternatives or said not in expected.formulas:
        return False
    return "".join(words(said)) in "".join(word for page in sheets.pages for word in words(page))


def _compare_words(found: Findings, expected: Inventory, sheets: Sheets) -> None:
    near = expected.segments
    ours = words_of([segment.text for segment in near])
    theirs = words_of(sheets.pages)
    difference = compare(ours.words, theirs.words)
    lost = replace(difference, added=(), moved=tuple(run for run in difference.moved if not _turned(run, near, ours)))
    found.words("words", lost, ours, near)

    notes = flat(expected)
    asked = words_of([segment.text for segment in notes])
    left = [word for run in difference.added for word in run.words]
    rest = compare(asked.words, left)
    found.words("words of notes", Difference(missing=rest.missing), asked, notes)
    known = _explained(found, expected)
    for run in rest.added:
        strange = _longest(run.words, known)
        if len(strange) >= _UNEXPLAINED:
            found.fault("words", "added", " ".join(strange))


def _turned(run: Run, near: Sequence[Segment], ours: Words) -> bool:
    """Whether words that seem to have moved stand in lines in which two directions of writing meet."""
    return abs(run.shift) <= _SAME_LINES and bool(_RTL.search(near[ours.segment(run.position)].text))


def _longest(run: Sequence[str], known: frozenset[str]) -> list[str]:
    """The longest stretch of a run in which no word is explained."""
    best: list[str] = []
    here: list[str] = []
    for word in run:
        here = [] if word in known or word.isdigit() or len(word) < 3 else [*here, word]
        best = max(best, here, key=len)
    return best


def _explained(found: Findings, expected: Inventory) -> frozenset[str]:
    """Words that a page may bring along on its own."""
    metadata = found.text.body.metadata
    texts = [
        metadata.title,
        metadata.subtitle,
        metadata.abstract,
        metadata.date,
        metadata.publisher,
        metadata.rights,
        metadata.series,
        *(person.name for person in metadata.contributors),
        *expected.texts("heading"),
        *expected.repeated,
        *(f"{link.address} {unquote(link.address)}" for link in expected.links),
        *expected.formulas,
    ]
    return frozenset(words(" ".join(texts)))


def _bare(text: str) -> str:
    """A heading without what outlines are known to write in their own way: case, marks, signs beyond the letters."""
    return " ".join(words(text))


def _in_order(wanted: Sequence[str], got: Sequence[str]) -> list[str]:
    """Those of the wanted texts that are among the others, in the others' order, each as often as it is there."""
    free: dict[str, int] = {}
    for text in wanted:
        free[text] = free.get(text, 0) + 1
    result = []
    for text in got:
        if free.get(text, 0) > 0:
            free[text] -= 1
            result.append(text)
    return result


def _compare_links(found: Findings, expected: Inventory, sheets: Sheets) -> None:
    outside = [address(link.address) for link in expected.links if not link.address.startswith("#")]
    got = {address(uri) for uri in sheets.addresses}
    missing = [link for link in outside if link not in got]
    for link in missing[:20]:
        found.fault("links", "missing", link)
    for target in sheets.dead[:20]:
        found.fault("links", "wrong", f"leads nowhere: {target}")
    found.rows.append(Row("links", len(expected.links), len(missing) + len(sheets.dead)))
