"""The level of each heading: from its number, its label, its look and its surroundings.

In: the survey and the headings in order. Out: a level for each, beginning at 1 and never skipping one. Two forests
estimate how likely each heading is deeper or shallower than the previous one; numbers such as 1.2.3 and labels such as
"Part" decide it directly. The sequence of levels that fits all of this best is taken.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from octavo.readers.plain_text.blocks.line_features import Look
from octavo.readers.plain_text.headings.document_counts import Survey
from octavo.readers.plain_text.headings.forest import Forest
from octavo.readers.plain_text.headings.relations import relation_rows
from octavo.readers.plain_text.lines.numbering import (
    ALPHA,
    ARABIC,
    CHAPTER,
    DOTTED,
    NO_NUMBER,
    PARAGRAPH_SIGN,
    PART,
    ROMAN,
)

DEEPEST = 6
COURAGE = 1.7  # a true change of level is worth more than the silence of a flat outline
CERTAIN = 0.98
PRICE = 4.0  # what it costs a numbered heading to leave the level of its kind
FALL = 0.3  # what each level more costs when the outline comes back up


def rank(look: Look) -> int:
    """Order of labels: part, chapter, section, and the section sign below all of them; 0 without a label."""
    return look.label + (look.number == PARAGRAPH_SIGN) if look.label else 0


def outright(old: Look, new: Look) -> int | None:
    """What numbers and labels say: 1 deeper, 0 same, -1 shallower, nothing when they are silent."""
    above, below = rank(old), rank(new)
    if above and below and above != below:
        return 1 if below > above else -1
    if old.label in (PART, CHAPTER) and new.number in (ARABIC, ROMAN, ALPHA, DOTTED) and new.value == 1:
        return 1
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
        if index == 1 and places[0] == 0 and looks[0].set_heading and not looks[1].label:
            said = 0  # a text that opens with "Introduction" has no title above it
        if said is not None:
            rest = (1.0 - CERTAIN) / 2
            found.append((CERTAIN if said < 0 else rest, CERTAIN if said == 0 else rest, CERTAIN if said > 0 else rest))
            continue
        deeper, shallower = forests["deeper"].chance(row), forests["shallower"].chance(row)
        found.append((shallower, max(0.01, 1.0 - deeper - shallower), deeper))
    return found


def anchor(look: Look) -> tuple[int, int, int] | None:
    """What must be at one level throughout: chapters, `§` with `§`, `1.2` with `1.3`; nothing for others."""
    if look.label and look.number != NO_NUMBER:
        return look.label, look.number, 0
    return (0, look.number, look.depth) if look.number in (DOTTED, ROMAN, PARAGRAPH_SIGN) else None


def best_path(found: Sequence[tuple[float, float, float]], wanted: Sequence[int | None]) -> list[int]:
    """The path of levels with the best sum of chances; leaving a wanted level has its price."""
    scores = [0.0 if level == 0 else -math.inf for level in range(DEEPEST)]
    origins: list[list[int]] = []
    for (shallower, same, deeper), aim in zip(found, wanted, strict=True):
        up, stay, down = math.log(shallower * COURAGE), math.log(same), math.log(deeper * COURAGE)
        following: list[float] = []
        origin: list[int] = []
        for level in range(DEEPEST):
            choices = [(scores[level] + stay, level)]
            if level:
                choices.append((scores[level - 1] + down, level - 1))
            choices += [(scores[high] + up - FALL * (high - level - 1), high) for high in range(level + 1, DEEPEST)]
            best = max(choices)
            following.append(best[0] - (PRICE if aim is not None and aim != level else 0.0))
            origin.append(best[1])
        scores = following
        origins.append(origin)
    level = max(range(DEEPEST), key=lambda one: scores[one])
    levels = [level]
    for origin in reversed(origins):
        level = origin[level]
        levels.append(level)
    return levels[::-1]


def assign_levels(survey: Survey, places: Sequence[int], forests: Mapping[str, Forest]) -> list[int]:
    """The levels of the headings: a first path, then a second one on which headings of one kind are at one level."""
    if not places:
        return []
    found = steps(survey, places, forests)
    levels = best_path(found, [None] * len(found))
    anchors = [anchor(survey.looks[place]) for place in places]
    votes: dict[tuple[int, int, int], Counter[int]] = defaultdict(Counter)
    for mark, level in zip(anchors, levels, strict=True):
        if mark:
            votes[mark][level] += 1
    if any(len(count) > 1 for count in votes.values()):
        agreed = {
            mark: min(count, key=lambda level: (-count[level], level))
            for mark, count in votes.items()
            if sum(count.values()) > 2
        }
        levels = best_path(found, [agreed.get(mark) if mark else None for mark in anchors[1:]])
    return [level + 1 for level in levels]
