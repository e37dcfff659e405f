"""The settings for tracked changes and comments, and the notices about them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from octavo.model import Level, Notice, Place
from octavo.notices import Code
from octavo.readers.types import ReadContext

CHANGES = ("accept", "reject", "show")
COMMENTS = ("", "notes")
PRINT_COMMENTS = "write “comments: notes” into the metadata to print them as notes"


def choice(context: ReadContext, key: str, choices: tuple[str, ...]) -> str:
    """What the sidecar says of ``changes`` or ``comments``; the first choice where it says nothing known."""
    said = str(context.metadata.get(key, "")).strip().lower()
    return said if said in choices else choices[0]


def changes_told(counts: Counter[str], chosen: str, place: Place) -> Iterator[Notice]:
    """Which words of tracked changes were left out."""
    gone = counts["insertions"] if chosen == "reject" else 0 if chosen == "show" else counts["deletions"]
    if gone:
        what = "insertion" if chosen == "reject" else "deletion"
        text = f"tracked changes: {gone} {what}{'s' if gone > 1 else ''} left out"
        hint = "write “changes: accept”, “reject” or “show” into the metadata"
        yield Notice(Code.text_left_out, text, place, hint, Level.info)
