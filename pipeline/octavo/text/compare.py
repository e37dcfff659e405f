"""What is missing, added or moved between two lists of words. Pure; linear for texts that agree, never quadratic."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from octavo.text import optimal
from octavo.text.align import GRAM, SMALL, Gap, gaps, same_letters
from octavo.text.folding import Words


@dataclass(frozen=True)
class Run:
    """Words next to one another that differ: their position in their own text, and where in the other they would be.

    For words that moved, ``other`` is where they are now and ``shift`` how far that is from where they would be.
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
    """Tell which words of ``expected`` are missing in ``got``, which were added, and which are elsewhere.

    Words that are only joined or divided differently do not differ.
    """
    a, b = list(expected), list(got)
    return _difference(a, b, () if a == b else gaps(a, b))


def compare_at_best(expected: Sequence[str], got: Sequence[str]) -> Difference:
    """Like ``compare``, but by the alignment that leaves the least over: slower, and it tells differences in shreds.

    What it does not miss is not lost. Texts too long for it are compared by ``compare``.
    """
    if len(expected) * len(got) > optimal.MOST:
        return compare(expected, got)
    (a, places_a), (b, places_b) = optimal.divided_alike(expected, got)
    difference = _difference(a, b, optimal.least_gaps(a, b))
    return Difference(
        tuple(_placed(run, places_a, places_b) for run in difference.missing),
        tuple(_placed(run, places_b, places_a) for run in difference.added),
        tuple(_placed(run, places_a, places_b) for run in difference.moved),
    )


def joined(differences: Iterable[tuple[Difference, int, int]]) -> Difference:
    """One difference of several, each with the places at which its two texts begin in the whole texts."""
    missing: list[Run] = []
    added: list[Run] = []
    moved: list[Run] = []
    for difference, here, there in differences:
        missing += (replace(run, position=run.position + here, other=run.other + there) for run in difference.missing)
        added += (replace(run, position=run.position + there, other=run.other + here) for run in difference.added)
        moved += (replace(run, position=run.position + here, other=run.other + there) for run in difference.moved)
    return Difference(tuple(missing), tuple(added), tuple(moved))


def _placed(run: Run, own: list[int], others: list[int]) -> Run:
    """A run with its positions in the texts as they were before words were divided."""
    here, other, meant = own[run.position], others[run.other], others[max(run.other - run.shift, 0)]
    return Run(run.words, here, other, other - meant)


def _difference(a: list[str], b: list[str], between: Iterable[Gap]) -> Difference:
    missing: list[Run] = []
    added: list[Run] = []
    for gap in between:
        for a0, a1, b0, b1 in _unjoined(a, b, gap):
            if a1 > a0:
                missing.append(Run(tuple(a[a0:a1]), a0, b0))
            if b1 > b0:
                added.append(Run(tuple(b[b0:b1]), b0, a0))
    return _with_moves(missing, added) if missing and added else Difference(tuple(missing), tuple(added))


def aligned(run: Run, text: Words) -> Run:
    """Slide missing words to the start of their segment, if they can be: of "a b c. a b d." it is the first "a b c"."""
    words, size = text.words, len(run.words)
    if tuple(words[run.position : run.position + size]) != run.words:
        return run  # words that were divided to be compared cannot slide
    starts = {0, *text.ends}
    start = end = run.position
    while start > 0 and words[start - 1] == words[start - 1 + size]:
        start -= 1
    while end + size < len(words) and words[end] == words[end + size]:
        end += 1
    best = next((place for place in range(start, end + 1) if place in starts), run.position)
    moved = best - run.position
    return Run(tuple(words[best : best + size]), best, max(run.other + moved, 0), run.shift)


def _unjoined(a: list[str], b: list[str], gap: Gap) -> Iterator[Gap]:
    """What is left of a gap when words that are only joined or divided differently are taken out."""
    a0, a1, b0, b1 = gap
    if "".join(a[a0:a1]) == "".join(b[b0:b1]):
        return
    if a0 == a1 or b0 == b1 or (a1 - a0) * (b1 - b0) > SMALL:
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
        size, start, stop, head = hit
        if i > settled_i or start > settled_j:
            yield a0 + settled_i, a0 + i, b0 + settled_j, b0 + start
        i, j = i + size, stop
        if head:  # the inside of a divided word
            yield a0 + i, a0 + i, b0 + start + 1, b0 + stop - 1
        settled_i, settled_j = i, j
    if len(here) > settled_i or len(there) > settled_j:
        yield a0 + settled_i, a1, b0 + settled_j, b1


def _letters_ahead(a: list[str], i: int, b: list[str], j: int) -> tuple[int, int, int, bool] | None:
    """From ``j`` on, where the letters of some words from ``a[i]`` on are: how many words, from where to where.

    A word whose beginning comes before other words and whose end after them counts as well; then the last value
    is true.
    """
    for place in range(j, len(b)):
        if (step := same_letters(a, i, b, place)) is not None:
            return step[0], place, place + step[1], False
        if a[i].startswith(b[place]):
            rest = a[i][len(b[place]) :]
            for end in range(place + 1, len(b)):
                if b[end] == rest:
                    return 1, place, end + 1, True
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
                ((start, _length(run.words, at, free, start)) for start in _nearest(places, run.words[at], run.other)),
                key=lambda found: (found[1], -abs(found[0] - run.other)),
                default=(0, 0),
            )
            # A word or two of many are everywhere; they tell nothing of where the rest went.
            if size >= GRAM or size == len(run.words):
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


def _nearest(places: Mapping[str, Sequence[int]], word: str, place: int) -> Sequence[int]:
    """Some places of a word before and behind a place."""
    every = places.get(word, ())
    middle = bisect_left(every, place)
    return every[max(middle - 8, 0) : middle + 8]


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
