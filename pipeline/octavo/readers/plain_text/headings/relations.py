"""Features of a heading and the one before it, which decide between "deeper", "same" and "shallower".

In: the survey and the headings in order. Out: a row of numbers for each neighbouring pair, named by `NAMES`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from octavo.readers.plain_text.blocks.line_features import CAPITALS, QUESTION, Look
from octavo.readers.plain_text.blocks.shapes import shape
from octavo.readers.plain_text.headings.document_counts import Survey
from octavo.readers.plain_text.lines.numbering import DOTTED, NO_NUMBER

TRAITS = (
    "width",
    "words",
    "last",
    "case",
    "number",
    "label",
    "depth",
    "value",
    "set_heading",
    "before",
    "indent",
    "centred",
    "colon_inside",
    "question",
    "first",
    "function_share",
    "count",
    "body",
    "list_after",
    "gap_mean",
)
NAMES = (
    *(f"old {name}" for name in TRAITS),
    *(f"new {name}" for name in TRAITS),
    "gap",
    "gap body",
    "stacked",
    "same shape",
    "same number kind",
    "next value",
    "same stem",
    "wider",
    "order",
    "left",
    "shape gone before",
    "old is first",
    "first shape",
    "headings",
    "per body",
    "new opens run",
    "same case",
    "value back to one",
    "after next",
    "old gap back",
    "shape run",
    "layout",
    "old body ratio",
    "repeat",
)


def traits(survey: Survey, place: int, counts: Counter[tuple[int, ...]], following: int | None) -> list[float]:
    """What is looked at in each of the two headings."""
    look, total = survey.looks[place], len(survey.units)
    body = sum(
        survey.looks[i].width for i in range(place + 1, min(following if following is not None else total, place + 40))
    )
    return [
        look.width,
        look.words,
        look.last,
        look.case,
        look.number,
        look.label,
        look.depth if look.number == DOTTED else 0,
        min(30, look.value),
        look.set_heading,
        look.before,
        look.indent,
        look.centred,
        look.colon_inside,
        look.last == QUESTION,
        look.first,
        look.function_share,
        counts[key(look)],
        min(9999, body),
        place + 1 < total and survey.units[place + 1].kind == "item",
        min(99.0, survey.shape_gap.get(survey.shapes[place], 99.0)),
    ]


def key(look: Look) -> tuple[int, ...]:
    """The shape of a heading for comparing headings with each other."""
    return shape(look)


def relation_rows(survey: Survey, places: Sequence[int]) -> list[list[float]]:
    """A row for every heading but the first."""
    looks = [survey.looks[place] for place in places]
    keys = [key(look) for look in looks]
    counts = Counter(keys)
    ends = [*places[1:], None]
    own = [traits(survey, place, counts, end) for place, end in zip(places, ends, strict=True)]
    texts = Counter(survey.units[place].text[:60] for place in places)
    seen: set[tuple[int, ...]] = set()
    rows: list[list[float]] = []
    runs = 1
    for i in range(1, len(places)):
        old, new = looks[i - 1], looks[i]
        seen.add(keys[i - 1])
        gap = places[i] - places[i - 1]
        runs = runs + 1 if keys[i - 1] == keys[i] else 1
        following = places[i + 1] - places[i] if i + 1 < len(places) else 99
        back = places[i - 1] - places[i - 2] if i > 1 else 99
        rows.append(
            [
                *own[i - 1],
                *own[i],
                min(gap, 60),
                own[i - 1][17],
                gap == 1,
                keys[i] == keys[i - 1],
                old.number == new.number,
                old.number == new.number != NO_NUMBER and new.value == old.value + 1,
                old.stem == new.stem,
                new.width - old.width,
                min(i, 30),
                min(len(places) - 1 - i, 30),
                keys[i] in seen,
                places[i - 1] == 0,
                keys[i] == keys[0],
                min(len(places), 60),
                len(places) / len(survey.units),
                following == 1,
                (old.case == CAPITALS) == (new.case == CAPITALS),
                new.number != NO_NUMBER and new.value == 1 and old.value != 1,
                min(60, following),
                min(60, back),
                min(runs, 20),
                survey.document[0],
                own[i - 1][17] / (own[i][17] + 50.0),
                texts[survey.units[places[i]].text[:60]],
            ]
        )
    return rows
