"""The manuscript against the seed: no word of the source may be lost on the way. Pure.

The words of the source must be in the body in order. Notes may be elsewhere; words that became metadata or markup
(addresses, languages of code, TeX) are looked for there. A loss that a notice of the reader names is no fault.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from urllib.parse import unquote

from octavo.body import Body
from octavo.check.inventories.held import Segment
from octavo.check.inventories.judge import Text, flat
from octavo.check.inventories.proof import EditionProof, Fault, ManuscriptProof, Row, kept
from octavo.metadata import all_texts
from octavo.model import Draft, Place
from octavo.notices import Code
from octavo.text import Difference, Run, Words, aligned, compare, compare_at_best, joined, words, words_of
from octavo.text.align import rising

_NAMED = frozenset((Code.text_left_out, Code.bad_bytes, Code.furniture, Code.forbidden_character))
_MOVABLE = frozenset(("caption", "cell"))  # captions are above their table, wherever the source has them
_LOCATORS = "p pp page pages chap ch chapter sec section vol volume no fig figure para l ll line n note"
"""What may be before a number in a citation: a style leaves it out, or writes it in its own way."""
_MARKER = re.compile(r"[\s>]*[(\[]?(?:\d+|[ivxlcdm]+(?![^\W\d_])|[^\W\d_])[.)\]:]*", re.IGNORECASE)


def prove_manuscript(draft: Draft, body: Body) -> ManuscriptProof:
    """Compare the words of the seed, as an independent reader saw them (``Draft.words``), with those of the body."""
    if not draft.words:
        return EditionProof("manuscript")
    text = Text.of(body)
    source = words_of(draft.words.split("\n"))
    text.inventory.segments[:0] = _title(body)
    ours = words_of([segment.text for segment in text.inventory.segments])
    proof = _judged(compare(source.words, ours.words), draft, text, source, ours)
    if not proof.ok:
        # A text that repeats itself may be laid side by side wrongly: no word is lost that another way finds.
        again = _judged(_by_parts(draft, text, source, ours), draft, text, source, ours)
        proof = again if again.ok else proof
    return proof


def _by_parts(draft: Draft, text: Text, source: Words, ours: Words) -> Difference:
    """The difference by the best alignment, part by part: no word is looked for in another chapter than its own."""
    return joined(
        (compare_at_best(source.words[a0:a1], ours.words[b0:b1]), a0, b0)
        for (a0, a1), (b0, b1) in parts_of(draft, text, source, ours)
    )


def parts_of(draft: Draft, text: Text, source: Words, ours: Words) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The places at which each part of a book begins and ends, in the words of the source and in those of the body.

    A part of which the body shows no block of its own belongs to the one before.
    """
    line, before = 0, ""
    files: dict[str, list[tuple[int, int]]] = {}
    for number, (path, lines) in enumerate(draft.parts):
        files.setdefault(path, []).append((number, source.ends[line - 1] if line else 0))
        line += lines
    begun: list[tuple[int, int, int, int]] = []
    for number, segment in enumerate(text.inventory.segments):
        place = text.place(segment)[1]
        if place is not None and place.path != before:
            here = ours.ends[number - 1] if number else 0
            begun += ((part, number, there, here) for part, there in files.get(place.path, ()))
            before = place.path
    # A file may also be included in another: those places count at which all parts follow one another.
    chain = rising((part, number) for part, number, *_ in sorted(begun, key=lambda one: (one[0], -one[1])))
    found = {(part, number): (there, here) for part, number, there, here in begun}
    cuts = [(0, 0), *(found[pair] for pair in chain)]
    for (a0, b0), (a1, b1) in pairwise([*cuts, (len(source.words), len(ours.words))]):
        yield (a0, a1), (b0, b1)


def _title(body: Body) -> list[Segment]:
    """The title, if it is no longer in the text: editions set it above."""
    first = body.outline[0] if body.outline else None
    if first is not None and first.block == 0 and words(first.text) == words(body.metadata.title):
        return []
    title = words(body.metadata.title)
    opening = words(" ".join(block.text for block in body.blocks[:3]))
    if opening[: len(title)] == title:
        return []  # it was taken from the opening words, which are still there
    return [Segment("heading", body.metadata.title)] if title else []


def _judged(difference: Difference, draft: Draft, text: Text, source: Words, ours: Words) -> ManuscriptProof:
    """What a difference means, once what the title, notes, metadata and markup took has been looked for."""
    if not difference.missing and not difference.moved:
        return EditionProof("manuscript", (Row("words", len(source.words)),))
    lines = draft.words.split("\n")
    segments = text.inventory.segments
    title = words(text.body.metadata.title)
    moved = [
        run
        for run in difference.moved
        if segments[ours.segment(run.other)].kind not in _MOVABLE and not _within(run.words, title)
    ]
    # Of a short caption that moved, some words may be taken for those of a cell: they are added there, not lost.
    displaced = [run for run in difference.added if segments[ours.segment(run.position)].kind in _MOVABLE]
    lost = _by_line((aligned(run, source) for run in difference.missing), source)
    missing, moved = _elsewhere(lost, moved, text, [word for run in displaced for word in run.words])
    missing = [run for run in missing if not any(_is_marker(one, source, lines) for one in _slid(run, source))]
    faults = [_fault("missing", run, source, ours, text) for run in missing]
    faults += [_fault("moved", run, source, ours, text) for run in moved]
    row = Row(
        "words", len(source.words), sum(len(run.words) for run in missing), 0, sum(len(run.words) for run in moved)
    )
    if _named(draft):
        faults = [fault for fault in faults if fault.how != "missing"]
    return EditionProof("manuscript", (row,), kept(faults))


def _within(run: Sequence[str], text: Sequence[str]) -> bool:
    """Whether words are in a text in a row: what the title took has not moved to where its words are again."""
    return any(tuple(text[at : at + len(run)]) == tuple(run) for at in range(len(text) - len(run) + 1))


def _by_line(runs: Iterable[Run], source: Words) -> Iterator[Run]:
    """Runs parted where lines of the source end: one may be the title, and the next begin with the number of a list."""
    for run in runs:
        start = 0
        for n in range(1, len(run.words) + 1):
            if n == len(run.words) or source.segment(run.position + n) != source.segment(run.position + start):
                yield Run(run.words[start:n], run.position + start, run.other, run.shift)
                start = n


def _elsewhere(
    lost: Iterable[Run], moved: Iterable[Run], text: Text, displaced: Iterable[str]
) -> tuple[list[Run], list[Run]]:
    """What is left of missing runs after notes, pictures, formulas, metadata, markup and displaced words.

    Words of a note, of a formula, or of what a picture shows, that are somewhere in the text too seem to have moved
    there: of runs that moved, what is left after those.
    """
    moved = list(moved)
    runs = sorted([*lost, *moved], key=lambda run: run.position)
    asked = [word for run in runs for word in run.words]
    origin = [(run, offset) for run in runs for offset in range(len(run.words))]
    inventory = text.inventory
    apart = words_of([*(segment.text for segment in flat(inventory)), *inventory.pictures, *inventory.formulas])
    noted = compare(asked, apart.words)
    # A note within another note comes after it, or in brackets: its words are there, in another order.
    turned = [word for run in noted.added for word in run.words]
    pool = Counter([*_around(text.body, text), *displaced, *turned])
    calls = len(inventory.calls)
    found: list[Run] = []
    still_moved: list[Run] = []
    for run, of in _pieces(noted.missing, origin):
        asked_for = Counter(run.words)
        if any(of is one for one in moved):
            still_moved.append(run)
        elif len(run.words) == 1 and run.words[0].isdigit() and calls > 0:
            calls -= 1  # the number at a note's call
        elif asked_for <= pool:
            pool -= asked_for
        else:
            found.append(run)
    return found, still_moved


def _pieces(runs: Iterable[Run], origin: list[tuple[Run, int]]) -> Iterator[tuple[Run, Run]]:
    """Runs of words that were put together from many places, each in its own place again and with its origin."""
    for run in runs:
        start = 0
        for n in range(1, len(run.words) + 1):
            of, within = origin[run.position + start]
            if n < len(run.words) and origin[run.position + n] == (of, within + n - start):
                continue
            yield Run(run.words[start:n], of.position + within, of.other, of.shift), of
            start = n


def _around(body: Body, text: Text) -> list[str]:
    """Words that belong to the publication but not to its running text."""
    metadata, inventory = body.metadata, text.inventory
    told = [
        *all_texts(metadata),
        *([body.index_title] if body.index else ()),
        *(_LOCATORS for link in inventory.links if link.address.startswith("#ref-")),
        *inventory.pictures,
        *inventory.formulas,
        *(f"{link.address} {unquote(link.address)}" for link in inventory.links),
        *(node.get("title", "") for node in body.tree.iter("a", "img")),
    ]
    return words(" \n ".join(told))


def _slid(run: Run, source: Words) -> Iterator[Run]:
    """A missing run, and the runs that may as well be missing: of “§ 1” and “(1)” below it either 1 may be."""
    length, position = len(run.words), run.position
    yield run
    while position + length < len(source.words) and source.words[position] == source.words[position + length]:
        position += 1
        yield Run(tuple(source.words[position : position + length]), position, run.other, run.shift)


def _is_marker(run: Run, source: Words, lines: list[str]) -> bool:
    """Whether the words are what a line of a list begins with: a number, a letter."""
    line = source.segment(run.position)
    if len(run.words) > 2 or run.position != (source.ends[line - 1] if line else 0):
        return False
    marker = _MARKER.match(lines[line])
    return marker is not None and words(marker.group())[: len(run.words)] == list(run.words)


def _named(draft: Draft) -> bool:
    """Whether the reader itself has said that words were left out."""
    return any(notice.code in _NAMED for notice in draft.notices)


def _fault(how: str, run: Run, source: Words, ours: Words, text: Text) -> Fault:
    """A fault with the seed's line: that of the block before it, and as many lines on as the source has between."""
    segments = text.inventory.segments
    before = ours.segment(max(run.other - run.shift - 1, 0))
    block, place = text.place(segments[before]) if segments else (None, None)
    if place is not None and place.line is not None:
        first = ours.ends[before - 1] if before else 0
        place = Place(place.path, place.line + _lines_between(source, run.position, first, ours))
    return Fault("words", how, " ".join(run.words), block, place)


def _lines_between(source: Words, position: int, first: int, ours: Words) -> int:
    """How many lines of the source lie between the start of a block and a position behind it."""
    start = " ".join(ours.words[first : first + 4])
    for back in range(position, max(-1, position - 400), -1):
        if " ".join(source.words[back : back + 4]) == start:
            return source.segment(position) - source.segment(back)
    return 0
