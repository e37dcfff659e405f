"""Lists of links and pictures as pages show them: with notes amid the text, and heads of tables set again. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

_MOST = 400
"""So many ways to read one list are followed at once."""


def once(drawn: Sequence[str], wanted: Sequence[str], redrawn: Sequence[str]) -> list[str]:
    """What is drawn or linked, without the pictures and links in heads of tables that are set again."""
    surplus = {said: count for said, count in (Counter(drawn) - Counter(wanted)).items() if said in redrawn}
    kept: list[str] = []
    for said in reversed(drawn):
        if surplus.get(said, 0):
            surplus[said] -= 1
        else:
            kept.append(said)
    return kept[::-1]


def is_told_in_order(drawn: Sequence[str], text: Sequence[str], notes: Sequence[str], redrawn: Collection[str]) -> bool:
    """Whether what is drawn is what the text and its notes have, each in its order, and heads of tables set again."""
    again = frozenset(redrawn)
    taken = {(0, 0)}  # how many of the text and of the notes may have been taken so far
    for said in drawn:
        after = set()
        for n, m in taken:
            of_text, of_notes = n < len(text) and text[n] == said, m < len(notes) and notes[m] == said
            if of_text:
                after.add((n + 1, m))
            if of_notes:
                after.add((n, m + 1))
            if said in again and not of_text:
                after.add((n, m))
        taken = set(sorted(after, reverse=True)[:_MOST]) if len(after) > _MOST else after
    return (len(text), len(notes)) in taken


def is_interleaved(text: Sequence[str], notes: Sequence[str], got: Sequence[str], again: Collection[str] = ()) -> bool:
    """Whether a list is made of two others, each in its order: a page sets its notes amid the text.

    What is set on two lines may be there twice, also with something of the other list between; what is in heads of
    tables (``again``) may come again.
    """
    taken = {(0, 0)}  # how many of the text and of the notes may have been taken so far
    for target in got:
        after = set()
        for n, m in taken:
            if n < len(text) and text[n] == target:
                after.add((n + 1, m))
            if m < len(notes) and notes[m] == target:
                after.add((n, m + 1))
            if (n and text[n - 1] == target) or (m and notes[m - 1] == target) or target in again:
                after.add((n, m))
        taken = after
    return (len(text), len(notes)) in taken
