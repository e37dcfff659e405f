"""Grid tables: cells that hold lines, drawn with ``+---+``. Knows nothing of blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from octavo.manuscript.measure import padded


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at (top, left) over ``down`` rows and ``across`` columns."""

    top: int
    left: int
    down: int
    across: int
    lines: tuple[str, ...]


def grid(
    cells: Sequence[Cell], widths: Sequence[int], counts: Sequence[int], marks: Sequence[tuple[str, str]]
) -> list[str]:
    """The lines of a table. ``counts``: rows of head, body and foot; ``marks``: colons for each column."""
    total = sum(counts)
    owner = [[cells[0]] * len(widths) for _ in range(total)]
    for cell in cells:
        for row in range(cell.top, cell.top + cell.down):
            for column in range(cell.left, cell.left + cell.across):
                owner[row][column] = cell
    heights = _heights(cells, total)
    starts = [0]
    for height in heights:
        starts.append(starts[-1] + height + 1)
    head, body, foot = counts
    lines = []
    for row in range(total + 1):
        double = (row == head and head > 0) or (foot > 0 and row in (head + body, total))
        marked = marks if row == head else None
        above = owner[row - 1] if row else None
        below = owner[row] if row < total else None
        lines.append(_border(above, below, widths, "=" if double else "-", marked, starts, row))
        if below is not None:
            lines += [_content(below, widths, starts[row] + line, starts) for line in range(heights[row])]
    return lines


def _heights(cells: Sequence[Cell], rows: int) -> list[int]:
    heights = [1] * rows
    for cell in sorted(cells, key=lambda cell: cell.down):
        missing = len(cell.lines) - sum(heights[cell.top : cell.top + cell.down]) - (cell.down - 1)
        if missing > 0:
            heights[cell.top + cell.down - 1] += missing
    return heights


def _width(cell: Cell, widths: Sequence[int]) -> int:
    return sum(widths[cell.left : cell.left + cell.across]) + 3 * cell.across - 1


def _piece(cell: Cell, at: int, widths: Sequence[int], starts: Sequence[int]) -> str:
    line = at - starts[cell.top]
    text = cell.lines[line] if line < len(cell.lines) else ""
    return padded(f" {text}" if text else "", _width(cell, widths))


def _content(row: Sequence[Cell], widths: Sequence[int], at: int, starts: Sequence[int]) -> str:
    parts = []
    column = 0
    while column < len(widths):
        cell = row[column]
        parts.append(_piece(cell, at, widths, starts))
        column = cell.left + cell.across
    return "|" + "|".join(parts) + "|"


def _border(
    above: Sequence[Cell] | None,
    below: Sequence[Cell] | None,
    widths: Sequence[int],
    char: str,
    marks: Sequence[tuple[str, str]] | None,
    starts: Sequence[int],
    row: int,
) -> str:
    """The line between two rows; a cell that goes on through it shows its text there."""
    columns = len(widths)

    def through(column: int) -> Cell | None:
        if above is None or below is None or not 0 <= column < columns or above[column] is not below[column]:
            return None
        return above[column]

    def upright(column: int) -> bool:
        return any(
            line is not None and (column in (0, columns) or line[column - 1] is not line[column])
            for line in (above, below)
        )

    parts: list[str] = []
    column = 0
    while column < columns:
        cell = through(column)
        left = through(column - 1)
        drawn = cell is None or (column > 0 and left is None)
        parts.append("+" if drawn and (upright(column) or marks) else char if drawn else "|")
        if cell is not None:
            parts.append(_piece(cell, starts[row] - 1, widths, starts))
            column = cell.left + cell.across
            continue
        left_mark, right_mark = marks[column] if marks else ("", "")
        parts.append(left_mark + char * (widths[column] + 2 - len(left_mark) - len(right_mark)) + right_mark)
        column += 1
    parts.append("|" if through(columns - 1) is not None else "+")
    return "".join(parts)
