"""Tables that are aligned with spaces or tabs. Pure.

In: lines without blank lines between them. Out: their cells, row by row, and whether the first row is a head; nothing
if they are no table. Columns are found by the gutters between them, which are blank in every line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from octavo.readers.plain_text.lines.lines import Line
from octavo.readers.plain_text.lines.marks import bullet_mark, number_marks

GUTTER = 2  # blank columns between two cells
ROWS, FULL = 3, 0.6  # rows of a table; share of them that must have words in two columns
PROSE, LONG = 30, 8  # columns of text so wide, in so many rows, are a page set in columns
MOST = 24
_STROKES = re.compile(r"[-=_+|:—─═ \t]+$")
_WORDS = re.compile(r"\S+(?: \S+)*")


class Grid(NamedTuple):
    """The cells of a table by row, whether the first row is a head, and which columns are numbers."""

    rows: list[list[str]]
    head: bool
    numbers: list[bool]


def grid_of(lines: Sequence[Line]) -> Grid | None:
    """The table that some lines form, None if they form none."""
    written = [line for line in lines if line.text and not _STROKES.match(line.text)]
    if len(written) < 2 or any("|" in line.text for line in written):
        return None
    tabbed = sum("\t" in line.text for line in written)
    rows = _by_tabs(written) if tabbed >= FULL * len(written) else _by_gutters(written)
    if rows is None or len(rows) < (2 if tabbed else ROWS):
        return None
    if not _is_table(rows):
        return None
    ruled = len(lines) > 2 and bool(_STROKES.match(lines[1].text or "x"))
    numbers = [_numeric([row[at] for row in rows[1:]]) for at in range(len(rows[0]))]
    named = all(rows[0]) and not any(char.isdigit() for cell in rows[0] for char in cell)
    head = ruled or (named and any(numbers))
    return Grid(rows, head, numbers)


def _by_tabs(lines: Sequence[Line]) -> list[list[str]] | None:
    rows = [[cell.strip() for cell in line.raw.strip("\n").rstrip().split("\t")] for line in lines]
    if len({len(row) for row in rows}) > 1:
        rows = [[cell.strip() for cell in re.split(r"\t+", line.text)] for line in lines]
    width = max(len(row) for row in rows)
    if not 2 <= width <= MOST or sum(len(row) == width for row in rows) < FULL * len(rows):
        return None
    return [row + [""] * (width - len(row)) for row in rows]


def _by_gutters(lines: Sequence[Line]) -> list[list[str]] | None:
    raws = [line.raw.expandtabs(8) for line in lines]
    longest = max(map(len, raws))
    if longest > 400 or not any(" " * GUTTER in line.text for line in lines):
        return None
    taken = [False] * longest
    for raw in raws:
        for found in _WORDS.finditer(raw):
            taken[found.start() : found.end()] = [True] * (found.end() - found.start())
    columns: list[tuple[int, int]] = []
    for at, is_taken in enumerate(taken):
        if is_taken and columns and at - columns[-1][1] < GUTTER:
            columns[-1] = (columns[-1][0], at + 1)
        elif is_taken:
            columns.append((at, at + 1))
    if not 2 <= len(columns) <= MOST:
        return None
    return [[raw[start:end].strip() for start, end in columns] for raw in raws]


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of cells are a table and no list, no play and no page that is set in columns."""
    several = sum(sum(map(bool, row)) > 1 for row in rows)
    if several < FULL * len(rows):
        return False
    first = [row[0] for row in rows if row[0]]
    if first and all(bullet_mark(f"{cell} x") or number_marks(f"{cell} x") for cell in first):
        return False
    widths = [sum(len(row[at]) for row in rows) / len(rows) for at in range(len(rows[0]))]
    return not (len(rows) >= LONG and len(widths) < 4 and sum(width > PROSE for width in widths) > 1)


def _numeric(cells: Sequence[str]) -> bool:
    written = [cell for cell in cells if cell]
    return bool(written) and all(re.fullmatch(r"[-+−–(]?[\d.,' ]+[)%€$£]?", cell) for cell in written)
