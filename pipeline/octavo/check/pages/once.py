"""What must be there once: headings, cells and captions, the numbers of notes, the marks of items. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from octavo.body import Body, is_note_call
from octavo.check.inventories.held import Segment
from octavo.check.inventories.judge import Findings
from octavo.check.inventories.scripts import is_tangled, unmirrored
from octavo.check.pages.structure import Structure
from octavo.text import words

_AGAIN = ("cell", "caption", "heading", "term")
_MOST = 20
_INNER = re.compile(r"(?<=[^\W_])[^\w\s]+(?=[^\W_])")


def calls_once(calls: Sequence[str], body: Body) -> list[str]:
    """The notes that are called, without those of heads of tables that come again on a further page."""
    again = {
        (call.get("href") or "").removeprefix("#")
        for head in body.tree.iter("thead", "tfoot")
        for call in head.iter("a")
        if is_note_call(call)
    }
    return [name for at, name in enumerate(calls) if name not in again or name not in calls[:at]]


def compare_once(found: Findings, structure: Structure) -> None:
    """Headings and cells hold what one of them should hold and no more; each note has its number, each mark its place.

    The words of heads of tables may be repeated on every page, so their number says nothing: but not twice in one cell.
    """
    expected, got = found.text.inventory, structure.inventory
    if found.text.body.direction != "rtl":
        for kind in _AGAIN:
            _compare_kind(found, kind, expected.segments, got.segments)
    lacking = sum(any(s.text for s in segments) for segments in expected.notes.values()) - len(got.notes)
    if lacking > 0:
        found.fault("numbers of notes", "missing", f"{lacking} of {len(expected.notes)}")
    for label in structure.shifted[:_MOST]:
        found.fault("marks of lists", "wrong", f"{label} is not at its place")
    _compare_marks(found, structure.labels)


def _compare_marks(found: Findings, labels: Sequence[str]) -> None:
    """The mark of an item that is neither number nor letter is one sign."""
    for label in labels:
        signs = [
            sign for sign in label if sign.isprintable() and not sign.isspace() and not unicodedata.combining(sign)
        ]
        if not any(map(str.isalnum, signs)) and len(signs) != 1:
            found.fault("marks of lists", "wrong", f"{''.join(signs) or 'nothing'} instead of one sign")


def _compare_kind(found: Findings, kind: str, near: Sequence[Segment], theirs: Sequence[Segment]) -> None:
    known = {_letters(segment.text) for segment in near if segment.kind == kind}
    every = "\n".join(known)
    wrong = [
        segment.text
        for segment in theirs
        if segment.kind == kind and (said := _letters(segment.text)) not in known and said not in every
    ]
    for text in [text for text in wrong if not is_tangled(text)][:_MOST]:
        found.fault("words", "added", text)


def _letters(text: str) -> str:
    return "".join(words(text))


def is_turned(expected: str, got: str, *, closely: bool) -> bool:
    """Whether a text has the same signs in another order, as a reader gives them back beside text from the right.

    Asked ``closely``, its words must be the same: no space has left its place.
    """
    if sorted(unmirrored(got)) != sorted(unmirrored(expected)):
        return False
    if not closely:
        return True
    return sorted(_bare(got)) == sorted(_bare(expected)) and _inner(got) == _inner(expected)


def _inner(text: str) -> list[str]:
    """The signs within words: no order of reading puts one there."""
    return sorted(sign for between in _INNER.findall(unmirrored(text)) for sign in between)


def _bare(text: str) -> list[str]:
    """The words between the spaces of a text, without their signs."""
    bare = ("".join(filter(str.isalnum, word)) for word in text.split())
    return [word for word in bare if word]
