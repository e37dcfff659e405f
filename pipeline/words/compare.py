"""What is missing, added or moved between two lists of words. Pure; linear for texts that agree, never quadratic."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

_GRAM = 3
_JOINED = 16  # so many words at most count as one that was divided
_SMALL = 20_000  # gaps of at most so many pairs of words are compared pair by pair
_WINDOW = 6_000  # how many words may stand between two of the text without slowing the search down

Gap = tuple[int, int, int, int]
_Link = tuple[tuple[int, int], Any]  # a pair and the link before it, or None


@dataclass(frozen=True)
class Run:
    """Words next to one another that differ: their position in their own text, and where in the other they would be.

    For words that moved, ``other`` is where they stand now and ``shift`` how far that is from where they would be.
    """

    words: tuple[str, ...]
    position: int
    other: int
    shift: int = 0


@dataclass(frozen=True)
class Difference:
    """What differs between two texts. Positions of ``missing`` and ``moved`` count in the expected text."""

    missing: tuple[Run, ...] = ()
    added: tuple[Run, ...] = ()
    moved: tuple[Run, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.added or self.moved)


def compare(expected: Sequence[str], got: Sequence[str]) -> Difference:
    """Tell which words of ``expected`` are missing in ``got``, which were added, and which stand elsewhere.

    Words that are only joined or divided differently do not differ.
    """
    a, b = list(expected), list(got)
    missing: list[Run] = []
    added: list[Run] = []
    for gap in () if a == b else gaps(a, b):
        for a0, a1, b0, b1 in _unjoined(a, b, gap):
            if a1 > a0:
                missing.append(Run(tuple(a[a0:a1]), a0, b0))
            if b1 > b0:
                added.append(Run(tuple(b[b0:b1]), b0, a0))
    return _with_moves(missing, added) if missing and added else Difference(tuple(missing), tuple(added))


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
        if (step := _same_letters(a, i, b, j)) is not None:
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
    """Where the words from ``a[i]`` on stand next in ``b``: where many agree, or else the first where some do."""
    few, many = a[i : i + _GRAM], a[i : i + 8]
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


def _same_letters(a: list[str], i: int, b: list[str], j: int) -> tuple[int, int] | None:
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
    """The place behind a word that begins at ``b[j]`` and goes on after words that stand between (a page's end)."""
    if j >= len(b) or not a[i].startswith(b[j]):
        return None
    rest = a[i][len(b[j]) :]
    place, stop = j, min(len(b), j + _WINDOW)
    for _ in range(64):
        try:
            place = b.index(rest, place + 1, stop)
        except ValueError:
            return None
        following = a[i + 1 : i + 1 + _GRAM]
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
        elif (a1 - a0) * (b1 - b0) <= _SMALL:
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
    """Positions of what occurs once in each, three words together or else one, as far as both rise."""
    for size in (_GRAM, 1):
        once = [_once(list(zip(*(text[n:] for n in range(size)), strict=False))) for text in (a, b)]
        pairs = sorted((place, once[1][gram]) for gram, place in once[0].items() if gram in once[1])
        if pairs:
            return rising(pairs)
    return []


def _once(grams: list[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    counts = Counter(grams)
    return {gram: place for place, gram in enumerate(grams) if counts[gram] == 1}


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


def _unjoined(a: list[str], b: list[str], gap: Gap) -> Iterator[Gap]:
    """What is left of a gap when words that are only joined or divided differently are taken out."""
    a0, a1, b0, b1 = gap
    if a0 == a1 or b0 == b1 or (a1 - a0) * (b1 - b0) > _SMALL:
        yield gap
        return
    here, there = a[a0:a1], b[b0:b1]
    i = j = 0
    settled_i, settled_j = 0, 0
    while i < len(here):
        hit = _letters_ahead(here, i, there, j)
        if hit is None:
            i += 1
            continue
        size, start, stop = hit
        if i > settled_i or start > settled_j:
            yield a0 + settled_i, a0 + i, b0 + settled_j, b0 + start
        i, j = i + size, stop
        settled_i, settled_j = i, j
    if len(here) > settled_i or len(there) > settled_j:
        yield a0 + settled_i, a1, b0 + settled_j, b1


def _letters_ahead(a: list[str], i: int, b: list[str], j: int) -> tuple[int, int, int] | None:
    """From ``j`` on, where the letters of some words from ``a[i]`` on stand: how many words, and from where to where.

    A word of which the beginning stands before other words and the end behind them counts as well.
    """
    for place in range(j, len(b)):
        if (step := _same_letters(a, i, b, place)) is not None:
            return step[0], place, place + step[1]
        if a[i].startswith(b[place]):
            rest = a[i][len(b[place]) :]
            for end in range(place + 1, len(b)):
                if b[end] == rest:
                    return 1, place, end + 1
    return None


def _with_moves(missing: list[Run], added: list[Run]) -> Difference:
    """Tell what moved from what is missing here and added there: the longest stretches first come, first served."""
    free = {run.position + n: word for run in added for n, word in enumerate(run.words)}
    places: dict[str, list[int]] = {}
    for place, word in free.items():
        places.setdefault(word, []).append(place)
    lost: list[Run] = []
    moved: list[Run] = []
    for run in missing:
        at = 0
        while at < len(run.words):
            place, size = max(
                ((start, _length(run.words, at, free, start)) for start in places.get(run.words[at], ())[:16]),
                key=lambda found: found[1],
                default=(0, 0),
            )
            # A word or two of many are everywhere; they tell nothing of where the rest went.
            if size >= _GRAM or size == len(run.words):
                moved.append(Run(run.words[at : at + size], run.position + at, place, place - run.other))
                for taken in range(place, place + size):
                    del free[taken]
            else:
                size = 1
                lost.append(Run(run.words[at : at + 1], run.position + at, run.other))
            at += size
    left = [Run((word,), place, 0) for place, word in free.items()]
    others = {run.position + n: run.other for run in added for n in range(len(run.words))}
    return Difference(
        tuple(_joined(lost)), tuple(Run(r.words, r.position, others[r.position]) for r in _joined(left)), tuple(moved)
    )


def _length(words: Sequence[str], at: int, free: dict[int, str], start: int) -> int:
    size = 0
    while at + size < len(words) and free.get(start + size) == words[at + size]:
        size += 1
    return size


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Runs that follow one another without a gap, as one."""
    stretches: list[list[Run]] = []
    end = -1
    for run in runs:
        if run.position != end:
            stretches.append([])
        stretches[-1].append(run)
        end = run.position + len(run.words)
    return [Run(tuple(w for r in runs for w in r.words), runs[0].position, runs[0].other) for runs in stretches]
