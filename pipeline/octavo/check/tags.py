"""Compare a tagged PDF with the body, element by element. Pure: what was read from the file in, rows and faults out.

The structure has the text in reading order, so running heads, page numbers and notes do not interrupt it. But a page
may end within a word, and a table repeats its head on each page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from octavo.body import Body
from octavo.check.in_order import is_interleaved, is_told_in_order, once
from octavo.check.inventories.held import Inventory, Link, Segment
from octavo.check.inventories.judge import Findings, address, flat
from octavo.check.inventories.scripts import is_tangled, runs_leftwards, untangled
from octavo.check.pages.beside import (
    compare_called,
    compare_folios,
    compare_front_kinds,
    compare_heads,
    compare_leaders,
    compare_link_notes,
    compare_mentions,
)
from octavo.check.pages.drawings import compare_drawn, undrawn
from octavo.check.pages.kinds import compare_places
from octavo.check.pages.mixed import compare_mixed
from octavo.check.pages.once import calls_once, compare_once, is_turned
from octavo.check.pages.places import compare_listed, compare_names, compare_outline
from octavo.check.pages.set_again import heads_once
from octavo.check.pages.structure import Structure
from octavo.check.pdf import Sheets
from octavo.text import Difference, Run, Spelt, compare, compare_at_best, misspelt, spelt, words

Comparison = Callable[[Sequence[str], Sequence[str]], Difference]

_ORNAMENT = "***"  # what a theme may set where the text breaks off
_ONE_SIDED = str.maketrans(")]}", "([{")
_MOST = 20  # faults of one kind
_PAGE = 40  # so many stretches of text may be on one page
_STAND_IN = re.compile(r"U\+[0-9A-F]{4,6}(?: U\+[0-9A-F]{4,6})*")  # said for a letter that no font has
_STRUCTURE = {
    "/L": ("lists", ("ul", "ol")),
    "/TR": ("rows", ("tr",)),
    "/TH": ("head cells", ("th",)),
    "/THead": ("heads of tables", ("thead",)),
    "/BlockQuote": ("quotations", ("blockquote",)),
    "/Figure": ("pictures", ("img",)),
}
_KINDS = frozenset(tag for _, tags in _STRUCTURE.values() for tag in tags)


def compare_tagged(found: Findings, sheets: Sheets, structure: Structure) -> None:
    """Compare everything that the structure of a PDF holds."""
    expected, got = found.text.inventory, structure.inventory
    for text in sheets.unseen[:_MOST]:
        found.fault("words", "wrong", f"invisible on the page: {text}", text)
    _compare_kinds(found, structure)
    for kind in structure.odd[:_MOST]:
        found.fault("structure", "wrong", f"a note of a link has an element of kind {kind}")
    for address_ in structure.astray[:_MOST]:
        found.fault("links", "wrong", f"not where its words are: {address_}")
    for said, painted in structure.spoken[:_MOST]:
        if not _STAND_IN.fullmatch(said) and words(said) != words(painted):
            found.fault("words", "wrong", f"“{said}” is said for: {painted}", painted)
    _compare_texts(found, "words", expected.segments, got.segments)
    _compare_texts(found, "words of notes", flat(expected), flat(got))
    levels = _joined(expected, got) if len(got.levels) > len(expected.levels) else got.levels
    raised = levels[:1] == [1] and not found.text.body.titled  # no title is above the text
    wanted = [str(level - raised) for level in expected.levels]
    found.listed("levels of headings", wanted, [*map(str, levels)])
    for what in ("items", "cells", "tables"):
        found.counted(what, expected.counts[what], got.counts[what], at_least=True)
    marks = [label for label in structure.labels if any(map(str.isalnum, label))]
    if expected.marks or marks:
        # From the right, a page gives "1." back as ".1".
        leftwards = _has_leftward_lists(found.text.body)
        found.listed(
            "marks of lists",
            [_sides_aside(mark) for mark in expected.marks] if leftwards else expected.marks,
            [_sides_aside(mark) for mark in marks] if leftwards else marks,
        )
    found.listed("notes", expected.calls, calls_once(got.calls, found.text.body))
    _compare_drawings(found, expected, structure)
    in_notes = sum(link.get("class") != "noteref" for note in found.text.body.notes for link in note.tree.iter("a"))
    of_text = len(expected.links) - in_notes
    in_text, below = _targets(expected.links[:of_text]), _targets(expected.links[of_text:])
    again = [*map(address, expected.relinked)]
    if not is_interleaved(in_text, below, [address(link.address) for link in got.links], frozenset(again)):
        wanted = _targets(expected.links)
        found.listed("links", wanted, once(_targets(got.links), wanted, again))


def compare_closely(found: Findings, sheets: Sheets, structure: Structure) -> None:
    """What only a hand that altered a finished PDF would change: looks, ink, strokes, where outlines and contents lead.

    Much of it is judged by likeness, since no theme says how its text looks. So it is not asked of a PDF just made.
    """
    expected, got = found.text.inventory, structure.inventory
    compare_mixed(found, expected.segments, got.segments)
    compare_mixed(found, flat(expected), flat(got))
    compare_once(found, structure)
    compare_places(found, found.text.trail, structure.trail)
    compare_drawn(found, structure.drawn)
    compare_outline(found, sheets.leads, structure.headings)
    compare_names(found, sheets.names, structure.headings)
    compare_listed(found, structure.contents, sheets.names, sheets.labels)
    compare_front_kinds(found, structure.trail.blocks.get("front", ()))
    compare_leaders(found, structure.leaders)
    compare_link_notes(found, structure.own_notes)
    compare_called(found, structure.called, structure.own_notes)
    compare_heads(found, structure.loose, sheets.labels)
    compare_folios(found, structure.heads, {spot.page for spot in structure.headings}, sheets.labels)
    compare_mentions(found, structure.mentions, sheets.labels)


def _compare_texts(found: Findings, what: str, near: Sequence[Segment], theirs: Sequence[Segment]) -> None:
    """Compare words and their spelling; what seems to differ, again by the best of all alignments, which is slow."""
    ours = spelt(segment.text for segment in near)
    theirs = heads_once(near, theirs, found.text.inventory.repeated)
    got = spelt((segment.text for segment in theirs), ours)
    if ours.words == got.words and ours.spellings == got.spellings:
        found.words(what, Difference(), ours, near)
        return
    told = _judged(compare, found, what, ours, got, near)
    if told.faults:
        apart = _judged(compare, found, what, ours, spelt(segment.text for segment in theirs), near)
        told = apart if len(apart.faults) < len(told.faults) else told
    if told.faults:
        best = _judged(compare_at_best, found, what, ours, got, near)
        told = told if best.faults else best
    found.rows += told.rows
    found.faults += told.faults


def _judged(how: Comparison, found: Findings, what: str, ours: Spelt, got: Spelt, near: Sequence[Segment]) -> Findings:
    told = Findings(found.text)
    # On a page of text from the right, a reader of PDFs turns the words of a foreign line too.
    leftwards = found.text.body.direction == "rtl"
    beside = _beside_leftwards(near) if not leftwards else [True] * len(near)
    tangled = [
        leftwards or segment.turned or is_tangled(segment.text) or (beside[at] and not words(segment.text))
        for at, segment in enumerate(near)
    ]
    difference = how(ours.words, got.words)
    missing = untangled(difference.missing, difference.added, ours, tangled, 0, difference.moved)
    moved = untangled(difference.moved, difference.added, ours, tangled, 0, difference.moved)
    added = _unexplained(difference.added, found.text.inventory, ours, tangled, Counter(found.numbers))
    if added:
        as_words = undrawn(found.text.body)
        added = [run for run in added if not any("".join(run.words) in tex for tex in as_words)]
    told.words(what, Difference(tuple(missing), tuple(added), tuple(moved)), ours, near)
    spelled = 0
    for fault in misspelt(ours, got, difference):
        segment = min(ours.segment(fault.position), len(near) - 1)
        turned = beside[segment] and is_turned(fault.expected, fault.got, closely=found.closely)
        if spelled < _MOST and not tangled[segment] and not turned and not is_tangled(fault.expected):
            spelled += 1
            told.fault("text", "wrong", f"{fault.got} instead of {fault.expected}", near[segment])
    return told


def _beside_leftwards(near: Sequence[Segment]) -> list[bool]:
    """Whether each stretch is on a page with letters from the right, as far as that can be known."""
    found = [False] * len(near)
    done = 0
    for at, segment in enumerate(near):
        if runs_leftwards(segment.text):
            start, end = max(at - _PAGE, done), min(at + _PAGE + 1, len(near))
            found[start:end] = [True] * (end - start)
            done = end
    return found


def _unexplained(
    added: Sequence[Run], expected: Inventory, ours: Spelt, tangled: Sequence[bool], numbers: Counter[str]
) -> list[Run]:
    """Runs of words that should not be there: a table's head may be set again on each page.

    Words that are elsewhere in a stretch whose order cannot be read count as added there; they are counted with
    those that are missing.
    """
    heads = "".join(spelt(expected.repeated).words)  # a sign alone in its cell counts as a word
    entries = ["".join(spelt([text]).words) for text in expected.repeated]

    def is_known(run: Run) -> bool:
        beside = {ours.segment(run.other), ours.segment(max(run.other - 1, 0))}
        if is_tangled(" ".join(run.words)):  # what begins or ends on the line of another block
            beside |= {number + step for number in beside for step in (-1, 1) if number + step >= 0}
        if len(run.words) == 1 and numbers[run.words[0]] > 0:
            numbers[run.words[0]] -= 1
            return True
        if set(run.words) == {_ORNAMENT} and len(run.words) <= expected.counts["breaks"]:
            return True
        text = "".join(run.words)
        return text in heads * 2 or _is_made_of(text, entries) or any(n < len(tangled) and tangled[n] for n in beside)

    return [run for run in added if not is_known(run)]


def _is_made_of(text: str, entries: Sequence[str]) -> bool:
    """Whether a text is a row of these, some left out: heads of tables in tables begin a page together."""
    for entry in (*entries, *entries):
        text = text.removeprefix(entry)
    return not text


def _compare_drawings(found: Findings, expected: Inventory, structure: Structure) -> None:
    got = structure.inventory
    there = set(got.described)
    text = "".join(word for segment in (*got.segments, *flat(got)) for word in words(segment.text))
    # The words for a formula are in the text where it could not be drawn.
    wanted = [
        [said for said in part if said in there or said not in expected.formulas or "".join(words(said)) not in text]
        for part in (expected.described[: expected.of_text], expected.described[expected.of_text :])
    ]
    every = [*wanted[0], *wanted[1]]
    right = is_told_in_order(got.described, wanted[0], wanted[1], expected.redrawn)
    found.listed("pictures", every, every if right else once(got.described, every, expected.redrawn))
    if structure.empty:
        found.fault("pictures", "missing", f"{structure.empty} of {structure.figures} draw nothing")


def _compare_kinds(found: Findings, structure: Structure) -> None:
    """Lists, rows, heads and quotations are told as such to those who do not see them."""
    body = found.text.body
    roots = (body.tree, *(note.tree for note in body.notes))
    nodes = (node for root in roots for node in root.iter() if node.tag in _KINDS)
    wanted = Counter(str(node.tag) for node in nodes if node.tag != "img" or node.get("alt"))
    for kind, (said, tags) in _STRUCTURE.items():
        lacking = sum(wanted[tag] for tag in tags) - structure.kinds[kind]
        if lacking > 0:
            found.fault(said, "missing", f"{lacking} in the structure")


def _joined(expected: Inventory, got: Inventory) -> list[int]:
    """The levels of the headings, a heading that goes on over several pages counted once."""
    texts, levels = got.texts("heading"), got.levels
    if len(texts) != len(levels):
        return levels
    joined, at = [], 0
    for wanted in expected.texts("heading"):
        left = len("".join(words(wanted)))
        first = at
        while at < len(texts) and levels[at] == levels[first] and (at == first or left > 0):
            left -= len("".join(words(texts[at])))
            at += 1
        joined += levels[first : first + 1]
    return [*joined, *levels[at:]]


def _has_leftward_lists(body: Body) -> bool:
    """Whether some list runs from the right, with the whole document or against it."""
    roots = (body.tree, *(note.tree for note in body.notes))
    lists = (node for root in roots for node in root.iter("ol"))
    return body.direction == "rtl" or any(
        around.get("dir") == "rtl" for node in lists for around in (node, *node.iterancestors())
    )


def _sides_aside(mark: str) -> str:
    """The letters and digits of a mark in their order, then its signs in an order of their own.

    Brackets are drawn as their mirror images, and which one was meant, a reader of pages guesses by what is near.
    """
    signs = sorted(sign for sign in mark.translate(_ONE_SIDED) if not sign.isalnum() and not sign.isspace())
    return "".join(filter(str.isalnum, mark)) + "".join(signs)


def _targets(links: Sequence[Link]) -> list[str]:
    """Where links lead, in order; one that is set on two lines counts once."""
    targets = [address(link.address) for link in links]
    return [target for at, target in enumerate(targets) if not at or target != targets[at - 1]]
