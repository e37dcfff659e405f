"""The notices about reading a Word file. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from octavo.model import Level, Notice, Place
from octavo.notices import Code
from octavo.readers.office.choices import changes_told
from octavo.readers.office.word.document import Outcome


def told(outcome: Outcome, changes: Counter[str], choice: str, place: Place) -> Iterator[Notice]:
    """What was left out of the text and why, and what to do about it."""
    yield from changes_told(changes, choice, place)
    if outcome.left_out:
        what = ", ".join(dict.fromkeys(outcome.left_out))
        text = f"{what} with the page numbers of another layout was left out; Octavo makes its own"
        yield Notice(Code.text_left_out, text, place, level=Level.info)
    if outcome.hidden:
        shown = " ".join(outcome.hidden)
        shown = shown if len(shown) <= 80 else f"{shown[:77]}..."
        hint = "to publish it, select it in the word processor and switch “hidden” off"
        yield Notice(Code.text_left_out, f"hidden text was left out: {shown}", place, hint)
    if outcome.unknown:
        signs = ", ".join(outcome.unknown[:5])
        hint = "put a character of Unicode in its place"
        yield Notice(Code.text_left_out, f"signs that are in no table of symbol fonts: {signs}", place, hint)
