"""Where the lines of a paragraph end, so that the paragraph as a whole looks best. Pure.

In: the pieces of a paragraph between its possible ends of lines, and the widths of its lines. Out: the pieces that end
a line. After D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines", Software: Practice and Experience 11
(1981): every way to break is weighed, and the one with the least cost is taken, where a first fit looks at one line
only. Spaces are measured at their narrowest, so a line is only ever stretched.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

LADDER = 2
"""No more than this many lines in a row may end in a hyphen."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that no line may end within. All widths are in the same unit.

    ``gap`` is the width of the space behind it, 0 without one. ``hyphen`` is the width of the hyphen that is added
    when a line ends behind it; ``divides`` tells that this end divides a word, with a hyphen added or already there.
    """

    width: float
    gap: float = 0.0
    hyphen: float = 0.0
    divides: bool = False


@dataclass(frozen=True, slots=True)
class Taste:
    """What a good line is. Widths in the unit of the pieces.

    ``ideal`` is what a space wants to be wider than at its narrowest, ``most`` what it may be wider at the most before
    the line counts as loose. ``shortest`` is the least width of a last line.
    """

    ideal: float
    most: float
    shortest: float


@dataclass(slots=True)
class _Way:
    """The best way to an end of a line with so many hyphens before it."""

    cost: float
    end: int
    before: _Way | None


def total_fit(pieces: Sequence[Piece], first: float, width: float, taste: Taste) -> list[int]:
    """The indexes of the pieces that end a line, the last piece among them.

    ``first`` and ``width`` are the widths of the first line and of the others. Gives an empty list where there is no
    way without a line that is too full: a word may be wider than the line.
    """
    ends, gaps = [0.0], [0]
    for piece in pieces:
        ends.append(ends[-1] + piece.width + piece.gap)
        gaps.append(gaps[-1] + (piece.gap > 0))
    last = len(pieces) - 1
    ways: list[list[_Way | None]] = [[_Way(0.0, -1, None)] + [None] * LADDER]
    for index, piece in enumerate(pieces):
        best: list[_Way | None] = [None] * (LADDER + 1)
        full = ends[index + 1] - piece.gap + piece.hyphen
        # A line cannot begin before `low`; lines that begin after `high` are less than half full.
        low = bisect_left(ends, full - width - 1e-6, 0, index + 1)
        high = index if index == last else min(index, bisect_right(ends, full - width * 0.5, 0, index + 1))
        starts = range(low, high + 1)
        if full <= first and 0 not in starts:
            starts = range(high + 1)
        for start in starts:
            before = ways[start]
            room = first if start == 0 else width
            natural = full - ends[start]
            if natural > room + 1e-6:
                continue
            cost = _cost(room - natural, gaps[index] - gaps[start], index == last, natural, taste)
            for hyphens, way in enumerate(before):
                if way is None:
                    continue
                now = hyphens + 1 if piece.divides and index != last else 0
                if now > LADDER:
                    continue
                total = way.cost + cost + _penalty(now, index, last)
                held = best[now]
                if held is None or total < held.cost:
                    best[now] = _Way(total, index, way)
        ways.append(best)
    return _followed([way for way in ways[-1] if way is not None])


def _cost(extra: float, gaps: int, is_last: bool, natural: float, taste: Taste) -> float:
    """The cost of a line: how far its spaces are from the ideal; for a last line, whether it is too short."""
    if is_last:
        return 3.0 if natural < taste.shortest else 0.0
    wider = extra / max(gaps, 1)  # what cannot be stretched is as bad as one space that takes it all
    if wider < taste.ideal:
        strain = (taste.ideal - wider) / taste.ideal * 0.8
    else:
        strain = (wider - taste.ideal) / (taste.most - taste.ideal)
    cost = 0.05 + strain * strain + 4.0 * strain**6
    return min(cost, 1e6)


def _penalty(hyphens: int, index: int, last: int) -> float:
    """What a hyphen at the line's end costs; a second in a row costs much more."""
    if not hyphens:
        return 0.0
    near_end = 1.0 if index >= last - 1 else 0.0
    return (0.5 if hyphens == 1 else 1600.0) + near_end


def _followed(ways: Sequence[_Way]) -> list[int]:
    if not ways:
        return []
    way: _Way | None = min(ways, key=lambda found: found.cost)
    found: list[int] = []
    while way is not None and way.end >= 0:
        found.append(way.end)
        way = way.before
    return found[::-1]
