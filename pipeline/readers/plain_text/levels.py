"""How deep each heading is: from its number, its label, its look and what surrounds it.

In: the survey and the headings in order. Out: a level for each, beginning at 1 and never skipping one. Two forests say how likely each
heading is deeper or shallower than the one before; numbers such as 1.2.3 and labels such as "Part" say so outright; the path of levels
that fits all of it best is taken.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from .features import Survey
from .forest import Forest
from .looks import ARABIC, CHAPTER, DOTTED, PART, SECTION, Look
from .relations import relation_rows

DEEPEST = 6
COURAGE = 1.7  # a true change of level is worth more than the silence of a flat outline
CERTAIN = 0.98
FALL = 0.3  # what each level more costs when the outline comes back up


def outright(old: Look, new: Look) -> int | None:
    """What numbers and labels say: 1 deeper, 0 same, -1 shallower, nothing when they are silent."""
    if old.label and new.label and old.label != new.label and {old.label, new.label} <= {PART, CHAPTER, SECTION}:
        return 1 if new.label > old.label else -1
    if old.label and old.label == new.label and old.number == new.number:
        return 0
    if DOTTED in (old.number, new.number) and {old.number, new.number} <= {DOTTED, ARABIC}:
        return (new.depth > old.depth) - (new.depth < old.depth)
    return None


def steps(survey: Survey, places: Sequence[int], forests: Mapping[str, Forest]) -> list[tuple[float, float, float]]:
    """Chances of shallower, same and deeper for each heading but the first."""
    found: list[tuple[float, float, float]] = []
    looks = [survey.looks[place] for place in places]
    for index, row in enumerate(relation_rows(survey, places), start=1):
        said = outright(looks[index - 1], looks[index])
        if said is not None:
            rest = (1.0 - CERTAIN) / 2
            found.append((CERTAIN if said < 0 else rest, CERTAIN if said == 0 else rest, CERTAIN if said > 0 else rest))
            continue
        deeper, shallower = forests["deeper"].chance(row), forests["shallower"].chance(row)
        found.append((shallower, max(0.01, 1.0 - deeper - shallower), deeper))
    return found


def assign_levels(survey: Survey, places: Sequence[int], forests: Mapping[str, Forest]) -> list[int]:
    """The best path of levels through the headings."""
    if not places:
        return []
    scores = [0.0] + [-math.inf] * (DEEPEST - 1)
    origins: list[list[int]] = []
    for shallower, same, deeper in steps(survey, places, forests):
        up, stay, down = math.log(shallower * COURAGE), math.log(same), math.log(deeper * COURAGE)
        following: list[float] = []
        origin: list[int] = []
        for level in range(DEEPEST):
            choices = [(scores[level] + stay, level)]
            if level:
                choices.append((scores[level - 1] + down, level - 1))
            choices += [(scores[high] + up - FALL * (high - level - 1), high) for high in range(level + 1, DEEPEST)]
            best = max(choices)
            following.append(best[0])
            origin.append(best[1])
        scores = following
        origins.append(origin)
    level = max(range(DEEPEST), key=lambda one: scores[one])
    levels = [level]
    for origin in reversed(origins):
        level = origin[level]
        levels.append(level)
    return [one + 1 for one in reversed(levels)]
