"""Align the letters of two texts, block by block. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from octavo.check.inventories.trail import Stretch

Blocks = Sequence[Sequence[Stretch]]
_AHEAD = 40  # blocks that may be between: heads of tables set again, a note


def pairs(ours: Blocks, theirs: Blocks) -> Iterator[tuple[Stretch, Stretch, int]]:
    """The stretches that are the same letters, and how many letters; a page may begin a block again."""
    a, b = [_letters(block) for block in ours], [_letters(block) for block in theirs]
    i = j = 0
    while i < len(a) and j < len(b):
        m, n = _same(a, i, b, j)
        if m:
            yield from _side_by_side([s for block in ours[i : i + m] for s in block], _joined(theirs, j, n))
            i, j = i + m, j + n
            continue
        step = next((k for k in range(1, _AHEAD) if _same(a, i, b, j + k)[0] or _same(a, i + k, b, j)[0]), 0)
        if not step:
            i, j = i + 1, j + 1
        elif _same(a, i, b, j + step)[0]:
            j += step
        else:
            i += step


def _letters(block: Sequence[Stretch]) -> str:
    return "".join(stretch.letters for stretch in block)


def _joined(blocks: Blocks, start: int, count: int) -> list[Stretch]:
    return [stretch for block in blocks[start : start + count] for stretch in block]


def _same(a: Sequence[str], i: int, b: Sequence[str], j: int) -> tuple[int, int]:
    """How many blocks from here on are the same letters in the two texts; none when they are not."""
    if i >= len(a) or j >= len(b):
        return 0, 0
    ours, theirs, m, n = a[i], b[j], 1, 1
    while ours != theirs:
        if len(ours) < len(theirs) and theirs.startswith(ours) and i + m < len(a):
            ours, m = ours + a[i + m], m + 1
        elif len(theirs) < len(ours) and ours.startswith(theirs) and j + n < len(b):
            theirs, n = theirs + b[j + n], n + 1
        else:
            return 0, 0
    return m, n


def _side_by_side(ours: Sequence[Stretch], theirs: Sequence[Stretch]) -> Iterator[tuple[Stretch, Stretch, int]]:
    i = j = used = spent = 0
    while i < len(ours) and j < len(theirs):
        size = min(len(ours[i].letters) - used, len(theirs[j].letters) - spent)
        yield ours[i], theirs[j], size
        used, spent = used + size, spent + size
        if used == len(ours[i].letters):
            i, used = i + 1, 0
        if spent == len(theirs[j].letters):
            j, spent = j + 1, 0
