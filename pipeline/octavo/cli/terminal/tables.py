"""Rows of text as lines of a terminal. Floor 5; pure."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.text.characters import columns_of


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines: the first column to the left, the others to the right of their column."""
    widths = [max(map(columns_of, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        first, *rest = (" " * (width - columns_of(cell)) for cell, width in zip(row, widths, strict=True))
        cells = [row[0] + first, *(pad + cell for pad, cell in zip(rest, row[1:], strict=True))]
        lines.append("  ".join(cells).rstrip())
    return lines
