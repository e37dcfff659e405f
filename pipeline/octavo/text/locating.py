"""Find the line on which each block begins in a text it came from. Floor 1: pure.

The text is the manuscript, with its markup, perhaps after a person edited it; or a seed. In: the blocks' plain
texts in reading order. Out: a line for each. The markup is not parsed: words are compared, everything else is skipped.
A block whose words are not found gets the first free line between those of its neighbours.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from octavo.languages.scripts import UNSPACED

_WORD = re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+")
_KEY = 3  # so many words make an anchor
_SURE = 6  # and so many are believed out of order
_NEAR = 60  # how many words ahead a block without an anchor is looked for
_FAR = 600  # and how many more, at most, when the blocks before it were not found

_Key = tuple[str, ...]


@dataclass(frozen=True)
class _Text:
    """The words of the text, the line of each (counted from 0), and which lines are not blank."""

    words: list[str]
    lines: list[int]
    filled: list[int]


def locate(blocks: Sequence[str], text: str, first_line: int = 1) -> list[int]:
    """The line on which each block begins.

    ``blocks`` are plain texts in reading order (notes may be elsewhere in ``text``, or at the end), ``text`` is what
    they were made from, and its first line has the number ``first_line``. A block whose words are not there gets the
    first line that is left over after the block before it, or else that block's own line. Takes linear time.
    """
    source = _read(text)
    if not source.filled:
        return [first_line] * len(blocks)
    words = [_WORD.findall(block.casefold()) for block in blocks]
    pairs = _anchors(words, source.words)
    anchors = _rising(pairs)
    # What is out of reading order (notes, usually) counts only when more words agree.
    anchors.update(
        (block, at)
        for block, at in pairs
        if block not in anchors and words[block][:_SURE] == source.words[at : at + min(_SURE, len(words[block]))]
    )
    starts = _fill(anchors, words, source.words)
    return [line + first_line for line in _lines(starts, words, source)]


def _read(text: str) -> _Text:
    words: list[str] = []
    lines: list[int] = []
    filled: list[int] = []
    for number, line in enumerate(text.casefold().split("\n")):
        if line and not line.isspace():
            filled.append(number)
            found = _WORD.findall(line)
            words += found
            lines += [number] * len(found)
    return _Text(words, lines, filled)


def _anchors(blocks: Sequence[list[str]], words: list[str]) -> list[tuple[int, int]]:
    """Pairs of block and position whose first words occur equally often in the blocks and in the text."""
    wanted: dict[_Key, list[int]] = {}
    for number, block in enumerate(blocks):
        if len(block) >= _KEY:
            wanted.setdefault(tuple(block[:_KEY]), []).append(number)
    found: dict[_Key, list[int]] = {key: [] for key in wanted}
    for position, key in enumerate(zip(words, words[1:], words[2:], strict=False)):
        if key in found:
            found[key].append(position)
    same = [(numbers, found[key]) for key, numbers in wanted.items() if len(numbers) == len(found[key])]
    return sorted(pair for numbers, places in same for pair in zip(numbers, places, strict=True))


def _rising(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The longest run of pairs in which both numbers rise (patience sorting)."""
    tops: list[int] = []
    heads: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for pair in pairs:
        pile = bisect_left(tops, pair[1])
        before[pair] = heads[pile - 1] if pile else None
        tops[pile : pile + 1] = [pair[1]]
        heads[pile : pile + 1] = [pair]
    chain: dict[int, int] = {}
    link = heads[-1] if heads else None
    while link is not None:
        chain[link[0]] = link[1]
        link = before[link]
    return chain


def _fill(anchors: dict[int, int], blocks: Sequence[list[str]], words: list[str]) -> list[int | None]:
    """The position of every block: its anchor or, between the anchors, what a search forward finds."""
    starts: list[int | None] = [anchors.get(number) for number in range(len(blocks))]
    limits = starts.copy()
    for number in range(len(blocks) - 1, 0, -1):
        limit = limits[number]
        if limits[number - 1] is None:
            limits[number - 1] = limit
    cursor = missed = 0
    for number, block in enumerate(blocks):
        if starts[number] is None and block:
            # The fewer words a block has, the sooner it must come: short ones are everywhere.
            stop = cursor + min(_NEAR, 8 * (len(block) + 1)) + min(missed, _FAR)
            limit = limits[number]
            starts[number] = _search(
                block, words, cursor, stop if limit is None or limit < cursor else min(stop, limit)
            )
        start = starts[number]
        if start is None:
            missed += 2 * len(block)
        else:
            missed = 0
            cursor = _after(block, words, start)
    return starts


def _search(block: list[str], words: list[str], start: int, stop: int) -> int | None:
    """The first place in a window where the block's first words are; as many of them as can be had."""
    for size in range(min(_KEY, len(block)), 0, -1):
        head = block[:size]
        at = start
        while at < stop:
            try:
                at = words.index(head[0], at, stop)
            except ValueError:
                break
            if words[at : at + size] == head:
                return at
            at += 1
    return None


def _after(block: list[str], words: list[str], start: int) -> int:
    """The position behind a block that begins at ``start``: where its last words are, or where it stops agreeing."""
    size = len(block)
    if words[start : start + size] == block:
        return start + size
    run = next((n for n, (a, b) in enumerate(zip(block, words[start : start + size], strict=False)) if a != b), 0)
    tail = block[-_KEY:]
    for at in range(max(start, start + run - len(tail)), min(len(words), start + 2 * size + _NEAR)):
        if words[at] == tail[0] and words[at : at + len(tail)] == tail:
            return at + len(tail)
    return start + max(run, 1)


def _lines(starts: Sequence[int | None], blocks: Sequence[list[str]], source: _Text) -> list[int]:
    """A line for every block: that of its first word, or the first filled line between its neighbours."""
    following: list[int] = [0] * len(starts)
    bound = source.filled[-1] + 1
    for number in range(len(starts) - 1, -1, -1):
        following[number] = bound
        start = starts[number]
        if start is not None:
            bound = source.lines[start]
    lines: list[int] = []
    line, end = source.filled[0], -1
    for number, start in enumerate(starts):
        if start is not None:
            line = source.lines[start]
            end = source.lines[min(_after(blocks[number], source.words, start), len(source.words)) - 1]
        else:
            index = bisect_left(source.filled, end + 1)
            if index < len(source.filled) and source.filled[index] < following[number]:
                line = end = source.filled[index]
        lines.append(line)
    return lines
