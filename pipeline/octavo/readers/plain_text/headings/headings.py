"""Which lines are headings: two forests and one threshold for the whole document.

In: units, their looks and the document's style. Out: a probability for every candidate and the set with the highest
expected F1. The first forest judges each line with its surroundings. The second judges whether it agrees with the
likely headings of this document; it runs again on the headings that its first run found. The three probabilities are
averaged: the second forest makes more mistakes than the first on new kinds of document. Lines that complete a series
of likely headings are raised (`kindred.py`). The threshold then takes the number of headings whose expected F1 is
highest, which may be none.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from octavo.readers.plain_text.headings.document_counts import Survey
from octavo.readers.plain_text.headings.features import candidate_rows
from octavo.readers.plain_text.headings.forest import Forest
from octavo.readers.plain_text.headings.kindred import completed
from octavo.readers.plain_text.headings.second_look import logit, second_rows
from octavo.readers.plain_text.headings.series import series_of

CONVINCING = 0.3
SERIES = 0.97
"""The chance of a line that belongs to a series of chapters, whatever the forests say about it alone."""
COURAGE = 0.2
UNLIKELY = 0.004  # below this the second forest need not be asked


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found for one candidate: its chance, whether it is taken, and the rows of both forests that tell why.

    ``counted`` says that it completes a series of headings, whatever the forests say about it alone.
    """

    chance: float
    taken: bool
    row: Sequence[float]
    agreement: Sequence[float]
    counted: bool = False


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


def together(*chances: float) -> float:
    """The chance that several looks come to: the mean of their log-odds."""
    return 1.0 / (1.0 + math.exp(-sum(map(logit, chances)) / len(chances)))


def _asked(forest: Forest, rows: Sequence[Sequence[float]], chances: Sequence[float]) -> list[float]:
    """What the second forest says of the candidates that have a chance; the others keep theirs."""
    return [forest.chance(row) if chance > UNLIKELY else chance for row, chance in zip(rows, chances, strict=True)]


def _braver(chance: float) -> float:
    """A chance as it is in texts of other kinds than those learned from: there the forests are too careful."""
    return 1.0 / (1.0 + math.exp(-(logit(chance) + COURAGE)))


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
    again = _asked(second, extra, chances)
    third = second_rows(survey, places, [together(one, two) for one, two in zip(chances, again, strict=True)])
    final = [
        together(*three) if three[0] > UNLIKELY else three[0]
        for three in zip(chances, again, _asked(second, third, chances), strict=True)
    ]
    alone = [_braver(chance) for chance in final]
    final = completed(survey, places, alone)
    series = series_of([unit.text for unit in survey.units])
    final = [max(chance, SERIES) if place in series else chance for place, chance in zip(places, final, strict=True)]
    count = best_cut(final)
    ranked = sorted(range(len(final)), key=lambda index: (-final[index], index))
    taken = set(ranked[:count])
    return {
        place: Verdict(final[index], index in taken, rows[index], extra[index], final[index] > alone[index])
        for index, place in enumerate(places)
    }
