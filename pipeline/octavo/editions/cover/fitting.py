"""How large the title of a cover can be: an estimate without a font, so that a second layout is seldom needed."""

from __future__ import annotations

import math
from collections.abc import Iterator

from octavo.editions.cover.pattern import COLUMNS
from octavo.text.characters import columns_of, is_wide

WIDTH, HEIGHT = 1600, 2560
"""The sheet that the design is drawn on, in CSS pixels."""
MARGIN, ABOVE, BELOW = 130, 110, 100
"""The space beside, above and below the words."""
SIZES = (250, 220, 190, 165, 144, 126, 110, 96, 84, 72, 62, 54, 46)
"""Sizes of the title in pixels."""
HYPHENS_BELOW = 96
"""A word too long for one line at this size is divided rather than made smaller still."""
FEW_SIGNS = 8
"""A word of Chinese or Japanese up to this length stays on one line."""
ROWS = {110: 4, 84: 3, 0: 2}
"""Rows of the ornament for titles of at least this size: small type means much of it, and wants room."""
AUTHOR_SIZE, AUTHOR_LINE, AUTHOR_GAP = 58, 1.3, 52
SUBTITLE_SIZE, SUBTITLE_LINE, SUBTITLE_GAP = 60, 1.25, 44
TITLE_LINE = 1.12
_MEASURE = WIDTH - 2 * MARGIN
_COLUMN = 0.5  # of the size: an average letter; a little less than it is, since a guess too large is put right


def attempts(title: str, authors: str, subtitle: str) -> Iterator[tuple[int, int]]:
    """The sizes to try with the rows of the ornament, from the largest that may fit to the smallest there is."""
    longest = _unbroken(title) * 1.16  # no wide letters may make the guess too large here
    largest = max(_MEASURE / max(longest, 0.1), HYPHENS_BELOW)
    sizes = [size for size in SIZES if size <= largest]
    besides = float(ABOVE + BELOW)
    besides += _height(authors, AUTHOR_SIZE, AUTHOR_LINE, AUTHOR_GAP)
    besides += _height(subtitle, SUBTITLE_SIZE, SUBTITLE_LINE, SUBTITLE_GAP)
    for size in sizes:
        # A title that is one long word is small without being long: its ornament keeps its height at first.
        rows = max(ROWS.values()) if size == sizes[0] else next(rows for least, rows in ROWS.items() if size >= least)
        needed = besides + _height(title, size, TITLE_LINE, 0) + rows * WIDTH / COLUMNS
        if needed <= HEIGHT or size == SIZES[-1]:
            yield size, rows


def _height(text: str, size: int, line: float, gap: int) -> float:
    if not text:
        return 0
    return gap + math.ceil(_width(text) * size / _MEASURE) * size * line


def _width(text: str) -> float:
    """The width of a text in ems."""
    return columns_of(text) * _COLUMN


def _unbroken(title: str) -> float:
    """The width in ems of the longest part that must not be divided: a word, or a few signs written without spaces."""
    return max(
        (_width(word) for word in title.split() if len(word) <= FEW_SIGNS or not any(map(is_wide, word))), default=0.0
    )
