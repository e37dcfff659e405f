"""The longest common subsequence of two lists of words: the alignment that leaves the least over. Pure.

``align`` is fast and reports differences as people see them, but repetitive texts can mislead it. This one decides:
no alignment can leave fewer words over. It works on the bits of whole numbers, a row of the
usual table at a time (Hyyrö, "Bit-parallel LCS-length computation revisited", 2004), and halves what is too large to be
kept (Hirschberg, 1975).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from octavo.text.align import Gap

KEPT = 200_000_000
"""Pairs of words, one bit each, up to which the whole table is kept."""
MOST = 30_000_000_000
"""Pairs of words up to which it should be asked; this many take some seconds."""

_FEW = 400
_PAGE_END = 120
"""So many words of heads, folios and notes may be between two pieces of a word."""

Divided = tuple[list[str], list[int]]
"""Words, and the position that each had before words were divided (and one behind all)."""


def least_gaps(a: Sequence[str], b: Sequence[str]) -> list[Gap]:
    """What lies between the words of a longest common subsequence, as ``(a0, a1, b0, b1)`` in order."""
    found: list[Gap] = []
    i = j = 0
    for x, y in (*_matches(a, b), (len(a), len(b))):
        if x > i or y > j:
            found.append((i, x, j, y))
        i, j = x + 1, y + 1
    return found


def divided_alike(a: Sequence[str], b: Sequence[str]) -> tuple[Divided, Divided]:
    """Split in both texts each word that either text has in pieces.

    So that a word that was divided at a line's end is found by the alignment, which knows of whole words only.
    """
    pieces = {
        "".join(row): row
        for text in (a, b)
        for size in (2, 3)
        for row in zip(*(text[at:] for at in range(size)), strict=False)
    }
    for few, many in ((a, b), (b, a)):
        pieces |= _far_pieces(few, many)
    return _divided(a, pieces), _divided(b, pieces)


def _far_pieces(whole: Sequence[str], divided: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Words of one text that the other has too few of, but in two pieces not far apart, around the end of a page."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(divided):
        places.setdefault(word, []).append(place)
    found: dict[str, tuple[str, ...]] = {}
    lengths = {len(word) for word in places}
    for word in list((Counter(whole) - Counter(divided)).keys())[:_FEW]:
        for at in sorted(at for at in lengths if at > 1 and len(word) - at > 1 and len(word) - at in lengths):
            begin, end = word[:at], word[at:]
            behind = places.get(end, [])
            if any(
                (next_at := bisect_right(behind, place)) < len(behind) and behind[next_at] - place <= _PAGE_END
                for place in places.get(begin, [])
            ):
                found[word] = (begin, end)
                break
    return found


def _divided(text: Sequence[str], pieces: Mapping[str, tuple[str, ...]]) -> Divided:
    made: list[str] = []
    places: list[int] = []
    for place, word in enumerate(text):
        waiting = [word]
        while waiting:
            part = waiting.pop()
            if part in pieces:
                waiting += reversed(pieces[part])
            else:
                made.append(part)
                places.append(place)
    return made, [*places, len(text)]


def _matches(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs of positions of a longest common subsequence, rising."""
    parts: list[Gap] = [(0, len(a), 0, len(b))]
    while parts:
        a0, a1, b0, b1 = parts.pop()
        while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
            yield a0, b0
            a0, b0 = a0 + 1, b0 + 1
        if a0 == a1 or b0 == b1:
            continue
        if (a1 - a0) * (b1 - b0) <= KEPT or b1 - b0 == 1:
            yield from ((a0 + x, b0 + y) for x, y in _traced(a[a0:a1], b[b0:b1]))
            continue
        middle = (b0 + b1) // 2
        before = _lengths(a[a0:a1], b[b0:middle])
        behind = _lengths(a[a0:a1][::-1], b[middle:b1][::-1])[::-1]
        best = max(range(a1 - a0 + 1), key=lambda at: before[at] + behind[at])
        parts += [(a0 + best, a1, middle, b1), (a0, a0 + best, b0, middle)]


def _rows(a: Sequence[str], b: Sequence[str]) -> Iterator[int]:
    """A row for each word of ``b``: bit n is 0 where one word more of ``a`` makes the subsequence longer."""
    places: dict[str, int] = {}
    for at, word in enumerate(a):
        places[word] = places.get(word, 0) | 1 << at
    every = (1 << len(a)) - 1
    row = every
    for word in b:
        hits = row & places.get(word, 0)
        row = ((row + hits) | (row - hits)) & every
        yield row


def _lengths(a: Sequence[str], b: Sequence[str]) -> list[int]:
    """The length of the longest common subsequence of ``b`` with each beginning of ``a``, the empty one first."""
    (row,) = deque(_rows(a, b), maxlen=1)
    bits = f"{row:b}".zfill(len(a))[::-1]
    return list(accumulate((bit == "0" for bit in bits), initial=0))


def _traced(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of one table, read off its rows from the end."""
    rows = list(_rows(a, b))
    pairs: list[tuple[int, int]] = []
    i, j = len(a), len(b)
    while i and j:
        if rows[j - 1] >> (i - 1) & 1:
            i -= 1
        else:
            j -= 1
            if not j or rows[j - 1] >> (i - 1) & 1:
                i -= 1
                pairs.append((i, j))
    return pairs[::-1]
