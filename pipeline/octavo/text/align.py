"""Aligns two lists of words: finds the differences between the words that agree. Pure.

First all words of one list are looked for in the other, in order; that takes linear time and works if nothing is
missing. Otherwise words that occur once in both are anchors (patience diff). The same is done between the anchors, and
short rests are compared pair by pair.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

GRAM = 3
"""So many words together are taken for a place and not for chance."""
SMALL = 20_000
"""Gaps of at most so many pairs of words are compared pair by pair."""
_JOINED = 400  # so many words at most count as one that was divided: one may fill pages
_WINDOW = 6_000  # how many words may be between two of the text without slowing the search down

Gap = tuple[int, int, int, int]
_Link = tuple[tuple[int, int], Any]  # a pair and the link before it, or None


def gaps(a: list[str], b: list[str]) -> list[Gap]:
    """Align two lists of words and give what lies between the words that agree, as ``(a0, a1, b0, b1)`` in order."""
    found = _embed(a, b)
    return _patience(a, b) if found is None else found


def _common(a: list[str], b: list[str], i: int, j: int) -> int:
    """How many words agree from two positions on; in strides, since lists compare fast."""
    size, stride, most = 0, 64, min(len(a) - i, len(b) - j)
    while size < most and a[i + size : i + size + stride] == b[j + size : j + size + stride]:
        size += stride
        stride *= 2
    size = min(size, most)
    stop = min(size + stride, most)
    while size < stop and a[i + size] == b[j + size]:
        size += 1
    return size


def _embed(a: list[str], b: list[str]) -> list[Gap] | None:
    """Find all of ``a`` in ``b``, in order, in stretches of some words each; None when that does not work out."""
    i = j = 0
    found: list[Gap] = []
    while True:
        size = _common(a, b, i, j)
        i, j = i + size, j + size
        if i == len(a):
            if j < len(b):
                found.append((i, i, j, len(b)))
            return found
        if (step := same_letters(a, i, b, j)) is not None:
            i, j = i + step[0], j + step[1]
        elif (place := _divided(a, i, b, j)) is not None:
            found.append((i, i + 1, j, place))
            i, j = i + 1, place
        elif (place := _ahead(a, i, b, j)) is not None:
            found.append((i, i, j, place))
            j = place
        else:
            return None


def _ahead(a: list[str], i: int, b: list[str], j: int) -> int | None:
    """Where the words from ``a[i]`` on are next in ``b``: where many agree, or else the first where some do."""
    few, many = a[i : i + GRAM], a[i : i + 8]
    first = None
    place, stop = j, min(len(b), j + _WINDOW)
    for _ in range(64):
        try:
            place = b.index(few[0], place, stop)
        except ValueError:
            break
        if b[place : place + len(many)] == many:
            return place
        if first is None and b[place : place + len(few)] == few:
            first = place
        place += 1
    return first


def same_letters(a: list[str], i: int, b: list[str], j: int) -> tuple[int, int] | None:
    """How many words from two positions on are the same letters, only joined or divided differently."""
    x = y = ""
    m = n = 0
    while m < _JOINED and n < _JOINED:
        if len(x) <= len(y):
            if i + m == len(a):
                return None
            x += a[i + m]
            m += 1
        else:
            if j + n == len(b):
                return None
            y += b[j + n]
            n += 1
        if x == y:
            return m, n
        if not (x.startswith(y) or y.startswith(x)):
            return None
    return None


def _divided(a: list[str], i: int, b: list[str], j: int) -> int | None:
    """The place behind a word that begins at ``b[j]`` and goes on after words that are between (a page's end)."""
    if j >= len(b) or not a[i].startswith(b[j]):
        return None
    rest = a[i][len(b[j]) :]
    place, stop = j, min(len(b), j + _WINDOW)
    for _ in range(64):
        try:
            place = b.index(rest, place + 1, stop)
        except ValueError:
            return None
        following = a[i + 1 : i + 1 + GRAM]
        if b[place + 1 : place + 1 + len(following)] == following:
            return place + 1
    return None


def _patience(a: list[str], b: list[str]) -> list[Gap]:
    """Align by what occurs once in both, again between those anchors, pair by pair where little is left."""
    found: list[Gap] = []
    stack: list[Gap] = [(0, len(a), 0, len(b))]
    while stack:
        a0, a1, b0, b1 = stack.pop()
        while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
            a0, b0 = a0 + 1, b0 + 1
        while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
            a1, b1 = a1 - 1, b1 - 1
        if a0 == a1 or b0 == b1:
            if a0 < a1 or b0 < b1:
                found.append((a0, a1, b0, b1))
        elif (a1 - a0) * (b1 - b0) <= SMALL:
            blocks = SequenceMatcher(None, a[a0:a1], b[b0:b1], autojunk=False).get_opcodes()
            found += [(a0 + i0, a0 + i1, b0 + j0, b0 + j1) for tag, i0, i1, j0, j1 in blocks if tag != "equal"]
        elif anchors := _anchors(a[a0:a1], b[b0:b1]):
            edges = [(a0 - 1, b0 - 1), *((a0 + x, b0 + y) for x, y in anchors), (a1, b1)]
            parts = pairwise(edges)
            stack += [(x0 + 1, x1, y0 + 1, y1) for (x0, y0), (x1, y1) in parts if x1 - x0 > 1 or y1 - y0 > 1][::-1]
        else:
            found.append((a0, a1, b0, b1))
    return found


def _anchors(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    """Positions of what occurs once in each, three words together or else one, as far as both rise.

    In a text that repeats itself, nothing may occur once: then what occurs equally often, each time with its like.
    """
    for often in (False, True):
        for size in (GRAM, 1):
            here, there = (_places(list(zip(*(text[n:] for n in range(size)), strict=False))) for text in (a, b))
            pairs = [
                pair
                for gram, places in here.items()
                if len(places) == len(there.get(gram, ())) and (often or len(places) == 1)
                for pair in zip(places, there[gram], strict=True)
            ]
            if pairs:
                return rising(sorted(pairs))
    return []


def _places(grams: list[tuple[str, ...]]) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for place, gram in enumerate(grams):
        found.setdefault(gram, []).append(place)
    return found


def rising(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find the longest run of pairs in which both numbers rise; the pairs come in the order of the first number."""
    tops: list[int] = []
    heads: list[_Link] = []
    for pair in pairs:
        pile = bisect_left(tops, pair[1])
        link: _Link = (pair, heads[pile - 1] if pile else None)
        tops[pile : pile + 1] = [pair[1]]
        heads[pile : pile + 1] = [link]
    chain: list[tuple[int, int]] = []
    last: Any = heads[-1] if heads else None
    while last is not None:
        chain.append(last[0])
        last = last[1]
    return chain[::-1]
