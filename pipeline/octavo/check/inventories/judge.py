"""Compare what an edition holds with what the body holds. Pure: inventories in, rows and faults out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote, unquote

from octavo.body import Body
from octavo.check.inventories.held import Inventory, Link, Segment
from octavo.check.inventories.inventory import Collector, plain, walk
from octavo.check.inventories.proof import Fault, Row
from octavo.check.inventories.trail import Trail
from octavo.model import Place
from octavo.text import Difference, Words, aligned, compare, shown, words_of
from octavo.text.folding import DIGRAPHS

_LONG = 80  # characters of a name that any list shows


@dataclass(frozen=True)
class Text:
    """What an edition must hold: the body's inventory, and where its blocks come from."""

    body: Body
    inventory: Inventory

    @cached_property
    def digests(self) -> dict[str, str]:
        """The digests of the pictures by their names; none for one whose bytes are not known."""
        return {name: hashlib.sha256(of.data).hexdigest() for name, of in self.body.pictures.items() if of.data}

    @cached_property
    def trail(self) -> Trail:
        """Where each stretch of the text is."""
        trail = Trail()
        _told(self.body, Collector(trail=trail))
        return trail

    @classmethod
    def of(cls, body: Body) -> Text:
        """The inventory of a body, notes included."""
        return cls(body, _told(body, Collector(direction=body.metadata.dir)))

    def segment(self, text: str) -> Segment | None:
        """The first part of the body that contains a text."""
        wanted = plain(text)
        inventory = self.inventory
        every = (*inventory.segments, *flat(inventory))
        return next((segment for segment in every if wanted and wanted in segment.text), None)

    def place(self, segment: Segment | None) -> tuple[int | None, Place | None]:
        """The block of a stretch of text, and where that comes from: the seed, or else the manuscript."""
        if segment is None or segment.block is None or segment.block >= len(self.body.blocks):
            return None, None
        block = self.body.blocks[segment.block]
        return block.number, block.place or Place(self.body.path, block.line or None)


def _told(body: Body, collector: Collector) -> Inventory:
    walk(body.tree, collector)
    for note in body.notes:
        walk(note.tree, collector)
    return collector.finish()


@dataclass
class Findings:
    """Rows and faults as they are found. ``numbers``: another edition's page numbers that are beside the text.

    ``closely``: whether to look for what only somebody who altered a finished edition would change. ``further`` are
    the other files of an edition that is a folder.
    """

    text: Text
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    numbers: Sequence[str] = ()
    closely: bool = True
    further: Mapping[str, bytes] = field(default_factory=dict)

    def fault(self, what: str, how: str, text: str, near: str | Segment | None = None) -> None:
        """Write down one difference; ``near`` is the stretch of text at which it is, or words of it."""
        segment = near if isinstance(near, Segment) else self.text.segment(near or text)
        block, place = self.text.place(segment)
        self.faults.append(Fault(what, how, text, block, place))

    def listed(self, what: str, expected: Sequence[str], got: Sequence[str]) -> None:
        """Compare two lists that must be equal."""
        missing = list((Counter(expected) - Counter(got)).elements())
        added = list((Counter(got) - Counter(expected)).elements())
        moved = 0
        if not missing and not added:
            wrong = [a for a, b in zip(expected, got, strict=True) if a != b]
            moved = len(wrong)
            for text in wrong[:1]:
                self.fault(what, "moved", text)
        for text in missing[:20]:
            self.fault(what, "missing", text or "(empty)", text)
        for text in added[:20] if not missing else ():
            self.fault(what, "added", text or "(empty)")
        self.rows.append(Row(what, len(expected), len(missing), len(added), moved))

    def counted(self, what: str, expected: int, got: int, *, at_least: bool = False) -> None:
        """Compare two numbers."""
        missing, added = max(0, expected - got), 0 if at_least else max(0, got - expected)
        if missing or added:
            self.fault(what, "missing" if missing else "added", f"{got} instead of {expected}")
        self.rows.append(Row(what, expected, missing, added))

    def words(self, what: str, difference: Difference, expected: Words, near: Sequence[Segment]) -> None:
        """Write down how words differ; ``near`` are the segments from which the expected words come."""
        for how, runs in (("missing", difference.missing), ("moved", difference.moved), ("added", difference.added)):
            for run in (aligned(run, expected) if how == "missing" else run for run in runs[:20]):
                position = run.position if how != "added" else run.other
                segment = expected.segment(position)
                self.fault(what, how, " ".join(run.words), near[segment] if segment < len(near) else None)
        sizes = [
            sum(len(run.words) for run in runs) for runs in (difference.missing, difference.added, difference.moved)
        ]
        self.rows.append(Row(what, len(expected.words), *sizes))


def compare_trees(found: Findings, got: Inventory) -> None:
    """Compare an edition made of elements: text letter by letter, then everything that is more than text."""
    expected = found.text.inventory
    if expected.segments == got.segments and expected.notes == got.notes:
        size = len(words_of([s.text for s in expected.segments]).words)
        found.rows.append(Row("words", size))
    else:
        _compare_texts(found, expected, got)
    found.listed("headings", expected.texts("heading"), got.texts("heading"))
    for what in ("items", "cells", "rows", "tables", "terms"):
        if expected.counts[what] or got.counts[what]:
            found.counted(what, expected.counts[what], got.counts[what])
    if expected.marks or got.marks:
        found.listed("marks of lists", expected.marks, got.marks)
    if expected.segments == got.segments:  # else all that follows a difference would be told again
        found.listed("looks", sorted(expected.looks), sorted(got.looks))
        found.listed("code", expected.code, got.code)
    for odd in got.odd[:20]:
        found.fault("file", "wrong", f"it holds what might act, fetch or hide: {odd}")
    compare_notes(found, got)
    found.listed("pictures", expected.pictures, got.pictures)
    for words, ours, theirs in zip(expected.pictures, expected.sizes, got.sizes, strict=False):
        if not ours.agrees(theirs):
            found.fault("pictures", "wrong", f"another size: {words or 'a picture without words'}")
    found.listed("formulas", expected.formulas, got.formulas)
    if expected.formulas == got.formulas:
        found.listed("signs of formulas", expected.signs, got.signs)
    found.listed("links", [*map(_said_link, expected.links)], [*map(_said_link, got.links)])


def _said_link(link: Link) -> str:
    return f"{address(link.address)} {link.text}".rstrip()


def _compare_texts(found: Findings, expected: Inventory, got: Inventory) -> None:
    """Tell how texts differ: first by words; when those agree, by kind and by sign."""
    before = len(found.faults)
    for what, ours, theirs in (
        ("words", expected.segments, got.segments),
        ("words of notes", flat(expected), flat(got)),
    ):
        one, two = words_of([segment.text for segment in ours]), words_of([segment.text for segment in theirs])
        found.words(what, compare(one.words, two.words), one, ours)
    if len(found.faults) == before:
        ours, theirs = [*expected.segments, *flat(expected)], [*got.segments, *flat(got)]
        pair = next(((a, b) for a, b in zip(ours, theirs, strict=False) if a != b), None)
        if pair and pair[0].text == pair[1].text:
            found.fault("text", "wrong", f"{pair[1].kind} instead of {pair[0].kind}: {pair[0].text}", pair[0])
        elif pair:
            found.fault("text", "wrong", f"{_around(pair[1].text, pair[0].text)}", pair[0])
        elif len(ours) != len(theirs):
            found.fault("text", "wrong", f"{len(theirs)} blocks instead of {len(ours)}")


def _around(got: str, expected: str) -> str:
    """The neighbourhood of the first sign in which two texts differ."""
    at = next((n for n, (a, b) in enumerate(zip(got, expected, strict=False)) if a != b), min(len(got), len(expected)))
    start = max(0, at - 12)
    return f"{got[start : at + 12]} instead of {expected[start : at + 12]}"


def flat(inventory: Inventory) -> list[Segment]:
    """The text of all notes, in their order."""
    return [
        segment for name in sorted(inventory.notes, key=lambda name: int(name[3:])) for segment in inventory.notes[name]
    ]


def compare_notes(found: Findings, got: Inventory) -> None:
    """Every note is there, is called, and leads back."""
    names = [note.id for note in found.text.body.notes]
    missing = [name for name in names if name not in got.notes]
    uncalled = [name for name in names if name in got.notes and name not in got.calls]
    for name in missing:
        found.fault("notes", "missing", _said(found, name))
    for name in uncalled:
        found.fault("notes", "wrong", f"no call leads to: {_said(found, name)}", _said(found, name))
    extra = [name for name in got.notes if name not in names]
    found.rows.append(Row("notes", len(names), len(missing) + len(uncalled), len(extra)))


def _said(found: Findings, name: str) -> str:
    segments = found.text.inventory.notes.get(name, [])
    return segments[0].text if segments else name


def address(href: str) -> str:
    """An address in one spelling: editions may write letters beyond ASCII as they are or in percent."""
    return quote(unquote(href, errors="replace"), safe="%:/?#[]@!$&'()*+,;=~")


def compare_metadata(found: Findings, title: str, authors: Sequence[str], lang: str, front: str | None = None) -> None:
    """Title, authors and language are those of the body. ``front`` is the title as it is shown, if it is."""
    metadata = found.text.body.metadata
    checks = list(_metadata(metadata.title, title, front))
    told = [*map(shown, authors)]
    checks += [("author", name) for name in metadata.authors if not any(is_said(shown(name), said) for said in told)]
    if not checks and len(told) > len([*filter(shown, metadata.authors)]):
        checks.append(("author", f"{len(told)} instead of {len(metadata.authors)}: {', '.join(told)}"))
    if metadata.lang not in ("", "und") and lang.casefold() != metadata.lang.casefold():
        checks.append(("language", f"{lang or 'none'} instead of {metadata.lang}"))
    for what, text in checks:
        found.fault(what, "wrong", text)
    found.rows.append(Row("metadata", 2 + len(metadata.authors), len(checks)))


def _metadata(expected: str, title: str, front: str | None) -> Iterator[tuple[str, str]]:
    wanted = shown(expected)
    if not wanted:
        return
    for said in (title, front):
        if said is not None and not is_said(wanted, shown(said)):
            yield "title", f"{said or 'none'} instead of {wanted}"


def is_said(wanted: str, said: str) -> bool:
    """Whether a name is said in full; a very long one may be cut, with an ellipsis, where only so much fits."""
    said, wanted = said.translate(DIGRAPHS), wanted.translate(DIGRAPHS)  # a page gives them back as two letters
    return said == wanted or (len(said) >= _LONG and said.endswith("…") and wanted.startswith(said[:-1].rstrip()))
