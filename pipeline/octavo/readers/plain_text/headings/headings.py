"""Which lines are headings: two forests and one cut for the whole document.

In: units, their looks and the habits. Out: a chance for every candidate and the set that is expected to score best
together. The first forest judges each line with its surroundings; the second asks whether it agrees with the likely
headings of this document. Both have half a say: the second one knows the document, but it has learned how documents
of known kinds hang together and errs more than the first where a kind is new. The cut then takes the number of
headings whose expected F1 is highest, which may be none.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from octavo.readers.plain_text.headings.document_counts import Survey
from octavo.readers.plain_text.headings.features import candidate_rows
from octavo.readers.plain_text.headings.forest import Forest
from octavo.readers.plain_text.headings.second_look import logit, second_rows
from octavo.readers.plain_text.headings.series import series_of

CONVINCING = 0.3
SERIES = 0.97
"""The chance of a line that belongs to a series of chapters, whatever the forests think of it alone."""
UNLIKELY = 0.004  # below this the second forest need not be asked


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found for one candidate: its chance, whether it is taken, and the rows of both forests that tell why."""

    chance: float
    taken: bool
    row: Sequence[float]
    agreement: Sequence[float]


def best_cut(chances: Sequence[float]) -> int:
    """How many of the likeliest candidates to take, so that the expected F1 of the document is highest.

    None is taken where not even one is convincing.
    """
    ranked = sorted(chances, reverse=True)
    expected = sum(ranked)
    if not ranked or ranked[0] < CONVINCING:
        return 0
    best, best_score, gained = 0, 1.0, 0.0
    for chance in ranked:
        best_score *= 1.0 - chance
    for count, chance in enumerate(ranked, start=1):
        gained += chance
        score = 2.0 * gained / (count + expected)
        if score > best_score:
            best, best_score = count, score
    return best


def together(first: float, second: float) -> float:
    """The chance both forests come to, midway between their log-odds."""
    return 1.0 / (1.0 + math.exp(-(logit(first) + logit(second)) / 2))


def judge(survey: Survey, forests: Mapping[str, Forest]) -> dict[int, Verdict]:
    """A verdict for every candidate, by the index of its unit."""
    places, rows = candidate_rows(survey)
    first, second = forests["heading"], forests["agreement"]
    known: dict[tuple[float, ...], float] = {}

    def once(row: Sequence[float]) -> float:
        key = tuple(row)
        if key not in known:
            known[key] = first.chance(row, early=True)
        return known[key]

    chances = [once(row) for row in rows]
    extra = second_rows(survey, places, chances)
    final = [
        together(chance, second.chance(more)) if chance > UNLIKELY else chance
        for more, chance in zip(extra, chances, strict=True)
    ]
    series = series_of([unit.text for unit in survey.units])
    final = [max(chance, SERIES) if place in series else chance for place, chance in zip(places, final, strict=True)]
    count = best_cut(final)
    ranked = sorted(range(len(final)), key=lambda index: (-final[index], index))
    taken = set(ranked[:count])
    return {
        place: Verdict(final[index], index in taken, rows[index], extra[index]) for index, place in enumerate(places)
    }
