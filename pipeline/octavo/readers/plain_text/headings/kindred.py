"""Lines that count or end alike: where most of them are headings, the rest are headings too.

In: the survey, the candidates and their chances. Out: the chances, raised for the lines that complete a series. A
series of ``3.1``, ``3.2``, ``3.3`` or of ``Rule #1`` to ``Rule #9`` is decided as a whole, and so are lines that end
with the same word in brackets.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from octavo.readers.plain_text.headings.document_counts import Survey

LIKELY, MOST = 0.5, 0.6
"""A heading is likely from here on; so large a share of a series must be."""
COMPLETED = 0.75
"""The chance of a line that completes a series of likely headings."""
LEAST, LEAP = 3, 2
_NUMBER = re.compile(r"((?:\d{1,3}\.)*|[^\d\n]{1,40}?)(\d{1,3})(?=[\s.:)\]–—-]|$)([.:)\]–—-]?)")
_TAIL = re.compile(r"\[[^\]\d]{2,24}\]$|[¶#§]$")


def completed(survey: Survey, places: Sequence[int], chances: Sequence[float]) -> list[float]:
    """The chances, those raised that complete a series or a family of headings."""
    known = dict(zip(places, chances, strict=True))
    raised = dict(known)
    for group in (*_series(survey, places), *_families(survey, places)):
        likely = sum(known[place] > LIKELY for place in group)
        if len(group) >= LEAST and likely >= MOST * len(group):
            for place in group:
                raised[place] = max(raised[place], COMPLETED)
    return [raised[place] for place in places]


def frame(text: str) -> tuple[str, int] | None:
    """What is around the first number of a line, and the number; None for a line that does not count."""
    found = _NUMBER.match(text)
    return (f"{found[1].casefold()}#{found[3]}", int(found[2])) if found else None


def _series(survey: Survey, places: Sequence[int]) -> list[list[int]]:
    """Runs of lines whose numbers rise, with text between them; a number that is no candidate may be left out."""
    runs: dict[str, list[list[tuple[int, int]]]] = defaultdict(list)
    for place in places:
        found = frame(survey.units[place].text)
        if found is None:
            continue
        own = runs[found[0]]
        if own and 0 < found[1] - own[-1][-1][1] <= LEAP and place > own[-1][-1][0] + 1:
            own[-1].append((place, found[1]))
        else:
            own.append([(place, found[1])])
    return [[place for place, _ in run] for own in runs.values() for run in own]


def _families(survey: Survey, places: Sequence[int]) -> list[list[int]]:
    """Short lines that end with the same word in brackets or with the same sign."""
    by_tail: dict[str, list[int]] = defaultdict(list)
    for place in places:
        tail = _TAIL.search(survey.units[place].text) if survey.short[place] else None
        if tail:
            by_tail[tail[0]].append(place)
    return list(by_tail.values())
