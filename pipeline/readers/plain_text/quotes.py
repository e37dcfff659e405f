"""Block quotations: paragraphs set in from the margin, and those that stand between quotation marks after a lead-in.

In: settled units. Out: the indices of units that are quotations. Neighbouring ones make one quotation.
"""

from __future__ import annotations

from collections.abc import Sequence

from .units import Unit, centred
from .values import Habits


def quoted_units(units: Sequence[Unit], taken: set[int], habits: Habits) -> set[int]:
    """Indices of the paragraphs and verses that are quotations, seen by their indent in documents that use one."""
    found: set[int] = set()
    if habits.layout != "wrapped":
        return found
    for index, unit in enumerate(units):
        if unit.kind != "paragraph" or index in taken:
            continue
        margin = min(line.indent for line in unit.lines) - habits.base_indent
        single = len(unit.lines) == 1
        if margin < 2 or (
            single and (habits.indented_paragraphs or margin > 0.4 * habits.width or centred(unit.lines, habits.width))
        ):
            continue
        found.add(index)
    return found
