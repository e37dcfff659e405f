"""Compare a PDF with the body. Pure: what was read from the file in, rows and faults out.

Pages have more text than the body: running heads and page numbers, footnotes, lists of contents, repeated table heads,
addresses of links. So the body's words must be found in the pages' words in order, then those of the notes and of
captions, whose figures may come late, in the rest. Stretches of what is left that have no explanation are reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import unquote

from octavo.check.inventories.held import Inventory, Segment
from octavo.check.inventories.judge import Findings, address, flat
from octavo.check.inventories.proof import Row
from octavo.check.inventories.scripts import is_tangled, untangled
from octavo.check.pdf import Sheets
from octavo.check.tags import compare_closely, compare_tagged
from octavo.metadata import shown
from octavo.text import Difference, compare, compare_at_best, words, words_of

Comparison = Callable[[Sequence[str], Sequence[str]], Difference]

_UNEXPLAINED = 6  # so many words in a row that nothing explains are a fault
_LONGER_THAN_A_LINE = 60  # letters
_CAPTION = "caption"
_BETWEEN = 60  # words of heads, folios and notes between two pieces of one word


def compare_sheets(found: Findings, sheets: Sheets) -> None:
    """Compare everything that a PDF holds."""
    expected = found.text.inventory
    for problem in sheets.problems:
        found.fault("file", "wrong", problem)
    headings = [_bare(heading.text) for heading in found.text.body.outline]
    found.listed("headings", headings, _in_order(headings, _without_title(found, headings, sheets)))
    if sheets.structure is not None:
        compare_tagged(found, sheets, sheets.structure)
        if found.closely:
            compare_closely(found, sheets, sheets.structure)
    else:
        _compare_words(found, expected, sheets)
    _compare_links(found, expected, sheets)


def compare_print(found: Findings, sheets: Sheets) -> None:
    """Compare a PDF that has words and an outline and no more: one for a print shop."""
    headings = [_bare(heading.text) for heading in found.text.body.outline]
    found.listed("headings", headings, _in_order(headings, _without_title(found, headings, sheets)))
    _compare_words(found, found.text.inventory, sheets)


def _compare_words(found: Findings, expected: Inventory, sheets: Sheets) -> None:
    """Compare the words; what seems to differ, again by the best of all alignments, which is slow."""
    theirs = words_of(sheets.pages).words
    told = Findings(found.text)
    _compare_by(compare, told, expected, theirs)
    if told.faults:
        best = Findings(found.text)
        _compare_by(compare_at_best, best, expected, theirs)
        told = told if best.faults else best
    found.rows += told.rows
    found.faults += told.faults


def _compare_by(how: Comparison, found: Findings, expected: Inventory, theirs: list[str]) -> None:
    in_order = [segment for segment in expected.segments if segment.kind != _CAPTION]
    captions = [segment for segment in expected.segments if segment.kind == _CAPTION]
    difference = _told(how, found, "words", in_order, theirs)
    left = [word for run in difference.added for word in run.words]
    rest = _told(how, found, "words of notes", [*captions, *flat(expected)], left)
    known = _explained(found, expected)
    heads = "".join(words(" ".join(expected.repeated)))  # set again on each page, perhaps divided otherwise
    longs = [word for segment in expected.segments for word in words(segment.text) if len(word) >= _LONGER_THAN_A_LINE]
    for run in rest.added:
        strange = _longest([word for word in run.words if not any(word in long for long in longs)], known)
        if len(strange) >= _UNEXPLAINED and "".join(strange) not in heads:
            found.fault("words", "added", " ".join(strange))


def _told(how: Comparison, found: Findings, what: str, near: Sequence[Segment], theirs: list[str]) -> Difference:
    """Find words in the words of the pages, tell those that are lost, and give the whole difference.

    Notes are at the feet of their pages, in whatever order: for them nothing has moved.
    """
    texts = [segment.text for segment in near]
    ours = words_of(texts)
    difference = how(ours.words, theirs)
    spare = [word for run in difference.added for word in run.words]
    lost = [run for run in difference.missing if not _in_pieces(run.words, spare)]
    tangled = [segment.turned or is_tangled(segment.text) for segment in near]
    missing = untangled(lost, difference.added, ours, tangled)
    moved = untangled(difference.moved, difference.added, ours, tangled) if what == "words" else ()
    found.words(what, Difference(missing=tuple(missing), moved=tuple(moved)), ours, near)
    return difference


def _in_pieces(run: Sequence[str], spare: Sequence[str]) -> bool:
    """Whether a run is words longer than any line, whose letters are piece after piece among the spare words.

    A word that fills lines up to the end of a page goes on below the next page's head, where no rule for the ends of
    lines joins it again.
    """
    at = 0
    for word in run:
        if len(word) < _LONGER_THAN_A_LINE:
            return False
        begin = next((start for start in range(at, len(spare)) if _pieced(word, spare, start)), None)
        if begin is None:
            return False
        at = begin + 1
    return True


def _pieced(word: str, spare: Sequence[str], start: int) -> bool:
    """Whether a word's letters are the spare words from ``start`` on, others (heads, folios) left out in between."""
    place = between = 0
    for piece in spare[start:]:
        if word.startswith(piece, place):
            place, between = place + len(piece), 0
        elif place == 0 or (between := between + 1) > _BETWEEN:
            return False
        if place == len(word):
            return True
    return False


def _longest(run: Sequence[str], known: frozenset[str]) -> list[str]:
    """The longest stretch of a run in which no word is explained."""
    best: list[str] = []
    here: list[str] = []
    for word in run:
        here = [] if word in known or word.isdigit() or len(word) < 3 or is_tangled(word) else [*here, word]
        best = max(best, here, key=len)
    return best


def _explained(found: Findings, expected: Inventory) -> frozenset[str]:
    """Words that a page may bring along on its own."""
    texts = [
        *shown(found.text.body.metadata).texts(),
        *expected.texts("heading"),
        *expected.repeated,
        *(f"{link.address} {unquote(link.address)}" for link in expected.links),
        *expected.formulas,
    ]
    return frozenset(words(" ".join(texts)))


def _bare(text: str) -> str:
    """A heading without what outlines are known to write in their own way: case, marks, signs beyond the letters."""
    return " ".join(words(text))


def _without_title(found: Findings, headings: Sequence[str], sheets: Sheets) -> list[str]:
    """The outline without its entry for the title, which a heading of the text may repeat word for word."""
    outline = [_bare(text) for text in sheets.outline]
    title = _bare(found.text.body.metadata.title)
    return outline[1:] if outline[:1] == [title] and outline.count(title) > headings.count(title) else outline


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
    got = {address(uri) for uri in sheets.addresses}
    outside = [] if sheets.structure else [link for link in expected.links if not link.address.startswith("#")]
    missing = [target for link in outside if (target := address(link.address)) not in got]
    for target in missing[:20]:
        found.fault("links", "missing", target)
    for dead in sheets.dead[:20]:
        found.fault("links", "wrong", f"leads nowhere: {dead}")
    if not sheets.structure or sheets.dead:
        found.rows.append(Row("links", len(expected.links), len(missing) + len(sheets.dead)))
