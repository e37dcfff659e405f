"""The manuscript against the seed: no word of the source may be lost on the way. Pure.

The words of the source must stand in the body in order. Notes may stand elsewhere; what the metadata took, and what
belongs to markup (addresses, languages of code, TeX), is looked for there. A loss that the reader has named in a notice
has been told and is no fault.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import unquote

from pipeline.body import Body
from pipeline.check.judge import Text, flat
from pipeline.check.proof import EditionProof, Fault, ManuscriptProof, Row, kept
from pipeline.model import Draft, Place
from pipeline.notices import Code
from pipeline.words import Run, Words, compare, words, words_of

_NAMED = frozenset((Code.text_left_out, Code.bad_bytes, Code.furniture, Code.forbidden_character))
_MOVABLE = frozenset(("caption", "cell"))  # captions stand above their table, wherever the source has them
_MARKER = re.compile(r"[\s>]*[(\[]?(?:\d+|[^\W\d_]|[ivxlcdm]+)[.)\]:]*", re.IGNORECASE)


def prove_manuscript(draft: Draft, body: Body) -> ManuscriptProof:
    """Compare the words of the seed, as an independent reader saw them (``Draft.words``), with those of the body."""
    if not draft.words:
        return EditionProof("manuscript")
    text = Text.of(body)
    lines = draft.words.split("\n")
    source = words_of(lines)
    ours = words_of([segment.text for segment in text.inventory.segments])
    difference = compare(source.words, ours.words)
    if not difference.missing and not difference.moved:
        return EditionProof("manuscript", (Row("words", len(source.words)),))
    segments = text.inventory.segments
    moved = [run for run in difference.moved if segments[ours.segment(run.other)].kind not in _MOVABLE]
    missing = _elsewhere(difference.missing, text)
    missing = [run for run in missing if not _is_marker(run, source, lines)]
    faults = [_fault("missing", run, source, ours, text) for run in missing]
    faults += [_fault("moved", run, source, ours, text) for run in moved]
    row = Row(
        "words", len(source.words), sum(len(run.words) for run in missing), 0, sum(len(run.words) for run in moved)
    )
    if _named(draft):
        faults = [fault for fault in faults if fault.how != "missing"]
    return EditionProof("manuscript", (row,), kept(faults))


def _elsewhere(runs: Iterable[Run], text: Text) -> list[Run]:
    """What is left of missing runs after the notes, the metadata and the markup have been looked through."""
    runs = list(runs)
    asked = [word for run in runs for word in run.words]
    origin = [(run, offset) for run in runs for offset in range(len(run.words))]
    notes = words_of([segment.text for segment in flat(text.inventory)])
    left = compare(asked, notes.words).missing
    pool = Counter(_around(text.body, text))
    found: list[Run] = []
    for run in left:
        for offset, word in enumerate(run.words):
            if pool[word] > 0:
                pool[word] -= 1
                continue
            of, within = origin[run.position + offset]
            found.append(Run((word,), of.position + within, of.other))
    return _joined(found)


def _joined(runs: list[Run]) -> list[Run]:
    stretches: list[list[Run]] = []
    for run in runs:
        if not stretches or stretches[-1][-1].position + 1 != run.position:
            stretches.append([])
        stretches[-1].append(run)
    return [Run(tuple(run.words[0] for run in runs), runs[0].position, runs[0].other) for runs in stretches]


def _around(body: Body, text: Text) -> list[str]:
    """Words that belong to the publication but not to its running text."""
    metadata, inventory = body.metadata, text.inventory
    told = [
        metadata.title,
        metadata.subtitle,
        metadata.date,
        metadata.lang,
        metadata.identifier,
        metadata.publisher,
        metadata.rights,
        metadata.series,
        metadata.series_position,
        metadata.description,
        metadata.abstract,
        *metadata.subject,
        *metadata.keywords,
        *(person.name for person in metadata.contributors),
        *(f"{key} {value}" for key, value in metadata.extra.items()),
        *inventory.pictures,
        *inventory.formulas,
        *(f"{link.address} {unquote(link.address)}" for link in inventory.links),
        *(node.get("title", "") for node in body.tree.iter("a", "img")),
    ]
    return words(" \n ".join(told))


def _is_marker(run: Run, source: Words, lines: list[str]) -> bool:
    """Whether the words are what a line of a list begins with: a number, a letter.

    Of "Article 3" and "3. Further" on the next line, either 3 may be the one that was not found.
    """
    size = len(run.words)
    if size > 2:
        return False
    start, end = run.position, run.position
    while start > 0 and source.words[start - 1] == source.words[start - 1 + size]:
        start -= 1
    while end + size < len(source.words) and source.words[end] == source.words[end + size]:
        end += 1
    return any(_begins_line(position, size, source, lines) for position in range(start, end + 1))


def _begins_line(position: int, size: int, source: Words, lines: list[str]) -> bool:
    line = source.segment(position)
    if position != (source.ends[line - 1] if line else 0):
        return False
    marker = _MARKER.match(lines[line])
    return marker is not None and words(marker.group())[:size] == source.words[position : position + size]


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
