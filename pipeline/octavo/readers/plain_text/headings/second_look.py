"""The second look at the candidates: does a line agree with the likely headings of this very document?

In: the survey, the candidates and their probabilities from the first forest. Out: one more row of numbers for each
candidate. Documents are consistent: once three questions in bold position are headings, the fourth is one too, and a
caption that differs from them is not.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from octavo.readers.plain_text.blocks.line_features import Look
from octavo.readers.plain_text.blocks.shapes import kind_of
from octavo.readers.plain_text.headings.document_counts import Survey
from octavo.readers.plain_text.lines.numbering import NO_NUMBER

SURE = 0.5
NAMES = (
    "agree own",
    "agree -2",
    "agree -1",
    "agree +1",
    "agree +2",
    "agree shape mean",
    "agree shape sure",
    "agree sum",
    "agree most",
    "agree rank",
    "agree density",
    "agree gap back",
    "agree gap ahead",
    "agree last",
    "agree case",
    "agree number",
    "agree before",
    "agree width",
    "agree stem",
    "agree words",
    "agree first",
    "agree after",
    "agree others",
    "agree repeated",
    "agree below",
    "agree series",
    "agree near",
)


def logit(chance: float) -> float:
    """Log-odds, kept within bounds."""
    return math.log(max(1e-4, chance) / max(1e-4, 1.0 - chance))


class Agreement:
    """What the likely headings of a document have in common, weighted by how likely each is."""

    def __init__(self, survey: Survey, places: Sequence[int], chances: Sequence[float]) -> None:
        self.survey = survey
        self.total = sum(chances)
        self.weights: dict[str, Counter[Hashable]] = defaultdict(Counter)
        for place, chance in zip(places, chances, strict=True):
            for name, trait in self.traits(place):
                self.weights[name][trait] += chance  # type: ignore[assignment]

    def traits(self, place: int) -> tuple[tuple[str, Hashable], ...]:
        """The traits compared."""
        survey, looks = self.survey, self.survey.looks
        look, below = looks[place], place + 1
        return (
            ("last", look.last),
            ("case", look.case),
            ("number", look.number),
            ("before", min(look.before, 3)),
            ("stem", look.stem),
            ("first", look.first),
            (
                "below",
                (kind_of(survey.units[below], looks[below]), survey.short[below]) if below < len(looks) else None,
            ),
        )

    def of(self, place: int, chance: float) -> dict[str, float]:
        """How much of the other likely headings share each trait with this line."""
        others = max(0.2, self.total - chance)
        return {name: (self.weights[name][trait] - chance) / others for name, trait in self.traits(place)}


def series(numbered: Mapping[tuple[int, int, int], float], look: Look) -> float:
    """The mean chance of the numbers before and after this one, below zero without any."""
    if look.number == NO_NUMBER:
        return -0.2
    names = ((look.number, look.label, look.value + by) for by in (-1, 1))
    found = [numbered[name] for name in names if name in numbered]
    return sum(found) / len(found) if found else -0.1


class _Shapes:
    """The chances of the candidates by the shape of their lines."""

    def __init__(self, survey: Survey, places: Sequence[int], chances: Sequence[float]) -> None:
        self._shapes = survey.shapes
        self._total: dict[tuple[int, ...], float] = defaultdict(float)
        self._count: Counter[tuple[int, ...]] = Counter()
        self._sure: Counter[tuple[int, ...]] = Counter()
        for place, chance in zip(places, chances, strict=True):
            key = survey.shapes[place]
            self._total[key] += chance
            self._count[key] += 1
            self._sure[key] += chance > SURE

    def mean_of_others(self, place: int, chance: float) -> float:
        """The mean chance of the other lines of this shape, below zero without any."""
        key = self._shapes[place]
        others = self._count[key] - 1
        return (self._total[key] - chance) / others if others else -0.1

    def sure_others(self, place: int, chance: float) -> int:
        """How many other lines of this shape are likely headings; 30 at most."""
        return min(30, self._sure[self._shapes[place]] - (chance > SURE))


class _Around(NamedTuple):
    """The likely headings around a place: units to the one before and to the one after, how many within eight."""

    back: int
    ahead: int
    near: int


def _around(sure: Sequence[int], place: int) -> _Around:
    at = bisect_left(sure, place)
    after = at + 1 if at < len(sure) and sure[at] == place else at
    back = place - sure[at - 1] if at else 99
    ahead = sure[after] - place if after < len(sure) else 99
    return _Around(back, ahead, bisect_right(sure, place + 8) - bisect_left(sure, place - 8))


def _best_by_number(looks: Sequence[Look], chances: Sequence[float]) -> dict[tuple[int, int, int], float]:
    """The highest chance of each number that a candidate begins with."""
    numbered: dict[tuple[int, int, int], float] = {}
    for chance, look in zip(chances, looks, strict=True):
        if look.number != NO_NUMBER:
            name = (look.number, look.label, look.value)
            numbered[name] = max(chance, numbered.get(name, 0.0))
    return numbered


def second_rows(survey: Survey, places: Sequence[int], chances: Sequence[float]) -> list[list[float]]:
    """The extra features of each candidate, in the order of `NAMES`."""
    looks = [survey.looks[place] for place in places]
    agreement = Agreement(survey, places, chances)
    by_unit = dict(zip(places, chances, strict=True))
    shapes = _Shapes(survey, places, chances)
    repeated: dict[str, float] = defaultdict(float)
    for place, chance in zip(places, chances, strict=True):
        repeated[survey.units[place].text[:60]] += chance
    ranked = sorted(chances, reverse=True)
    rank = {chance: index for index, chance in reversed(list(enumerate(ranked)))}
    total = agreement.total
    width = sum(look.width * chance for look, chance in zip(looks, chances, strict=True)) / (total or 1)
    words = sum(look.words * chance for look, chance in zip(looks, chances, strict=True)) / (total or 1)
    sure = [place for place, chance in zip(places, chances, strict=True) if chance > SURE]
    sure_body = [float(survey.long_after[place]) for place in sure]
    mean_body = sum(sure_body) / len(sure_body) if sure_body else 9.0
    numbered = _best_by_number(looks, chances)
    rows: list[list[float]] = []
    for place, chance, look in zip(places, chances, looks, strict=True):
        around = _around(sure, place)
        shares = agreement.of(place, chance)
        rows.append(
            [
                logit(chance),
                by_unit.get(place - 2, -0.1),
                by_unit.get(place - 1, -0.1),
                by_unit.get(place + 1, -0.1),
                by_unit.get(place + 2, -0.1),
                shapes.mean_of_others(place, chance),
                shapes.sure_others(place, chance),
                min(60.0, total),
                ranked[0],
                rank[chance] / max(1.0, total),
                around.near,
                min(around.back, 40),
                min(around.ahead, 40),
                shares["last"],
                shares["case"],
                shares["number"],
                shares["before"],
                look.width / max(4.0, width),
                shares["stem"],
                look.words / max(1.0, words),
                shares["first"],
                survey.long_after[place] - mean_body,
                total - chance,
                repeated[survey.units[place].text[:60]] - chance,
                shares["below"],
                series(numbered, look),
                max(by_unit.get(place + step, 0.0) for step in (-3, -2, -1, 1, 2, 3)),
            ]
        )
    return rows
