"""How deep each heading is: from its number, its label, its look and what surrounds it.

In: the headings in order. Out: a level for each, beginning at 1, never skipping one. Relations between a heading and the one before it
come from a forest (deeper, same, shallower); numbers and labels, where a heading carries them, say so outright.
"""

from __future__ import annotations

from collections.abc import Sequence

from .features import shape
from .looks import DOTTED, Look

DEEPEST = 6


def assign_levels(looks: Sequence[Look], places: Sequence[int]) -> list[int]:
    """Levels of the headings, given their looks and unit indices."""
    levels: list[int] = []
    classes: list[tuple[int, ...]] = []
    seen: dict[tuple[int, ...], int] = {}
    for order, (look, _) in enumerate(zip(looks, places, strict=True)):
        key = (look.label, look.depth if look.number == DOTTED else 0, *shape(look)[4:])
        previous = levels[-1] if levels else 0
        if not levels:
            level = 1
        elif key in seen and key in classes:
            level = seen[key]
        elif order == 1 and places[0] == 0 and key not in classes:
            level = 2
        elif look.number == DOTTED and look.depth > 1:
            level = min(look.depth, previous + 1)
        else:
            level = previous
        level = max(1, min(level, previous + 1, DEEPEST))
        seen[key] = level
        classes.append(key)
        levels.append(level)
    return levels
