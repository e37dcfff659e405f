"""Scripts whose text cannot be extracted from a PDF word for word. Pure.

A page stores glyphs, left to right. Where two directions of writing meet in a line, a PDF reader guesses the order; in
scripts whose signs are stacked, reordered and joined, some glyphs represent no single character. The extracted text has
about the right letters in about the right place. So in these scripts letters are counted line by line, instead of
comparing words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from octavo.text import Run, Words

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_STACKED = (
    "\u0900-\u0dff\u0e00-\u0eff\u0f00-\u109f\u1000-\u109f\u1700-\u17ff\u1900-\u1c4f\ua800-\uabff\U00011000-\U00011fff"
)
_TURNED = "\u202b\u202e\u2067"  # characters that make what follows run from right to left
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_TOWER = 4  # so many marks on one letter come back in another order, some as other signs
_PAIRS = "()[]{}<>«»‹›≤≥⟨⟩（）【】「」『』"
_UNMIRRORED = str.maketrans(_PAIRS[1::2], _PAIRS[::2])
_LEFTWARDS = re.compile(f"[{_RIGHT_TO_LEFT}{_TURNED}]")
_TANGLED = re.compile(f"[{_RIGHT_TO_LEFT}{_STACKED}{_TURNED}]|[{_MARKS}]{{{_TOWER},}}")
_SAME_LINES = 60  # words that are so near one another may have changed places
_UNREAD = 20  # of so many letters one may be unreadable


def is_tangled(text: str) -> bool:
    """Whether a text has letters of such a script, or letters under towers of marks."""
    return _TANGLED.search(text) is not None


def runs_leftwards(text: str) -> bool:
    """Whether a text has letters that are written from the right."""
    return _LEFTWARDS.search(text) is not None


def unmirrored(text: str) -> str:
    """A text with one sign for both of a pair: turned, an opening bracket is the closing one."""
    return text.translate(_UNMIRRORED)


def untangled(
    runs: Sequence[Run],
    added: Sequence[Run],
    ours: Words,
    tangled: Sequence[bool],
    around: int = 2,
    arrived: Sequence[Run] = (),
) -> Iterator[Run]:
    """Of missing or moved runs, those that are a loss.

    ``added`` are the words that were found and not expected, ``ours`` the expected words; ``tangled`` says so of
    each of their segments. It counts for those ``around`` it as well: a row of a table lies on one line.
    ``arrived`` are words that moved: where the same words are in disorder twice, those of one place may be taken for
    those of the other, so they count where they are now.
    """
    here = [Run(run.words, run.other, run.position + run.shift) for run in arrived if abs(run.shift) > _SAME_LINES]
    spare = sorted([*added, *here], key=lambda run: run.other)
    for number, group in _by_segment(runs, ours):
        # Figures in a table, say, have the direction of the cells around them.
        if not any(tangled[max(number - around, 0) : number + around + 1]):
            yield from group
            continue
        # What seems to be far away may be here in disorder, and there by chance.
        lost = [run for run in group if not run.shift or abs(run.shift) > _SAME_LINES]
        first = (ours.ends[number - 1] if number else 0) - _SAME_LINES
        last = ours.ends[number] + _SAME_LINES
        wanted = Counter(unmirrored("".join(word for run in lost for word in run.words)))
        found = (word for run in spare if first <= run.other <= last for word in run.words)
        there = Counter(unmirrored("".join(found)))
        size = sum(map(len, ours.words[max(first + _SAME_LINES, 0) : last - _SAME_LINES]))
        if (wanted - there).total() > 2 + size // _UNREAD:
            yield from lost


def _by_segment(runs: Iterable[Run], ours: Words) -> Iterator[tuple[int, list[Run]]]:
    groups: dict[int, list[Run]] = {}
    for run in runs:
        groups.setdefault(ours.segment(run.position), []).append(run)
    yield from groups.items()
