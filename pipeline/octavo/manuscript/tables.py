"""Tables to lines: pipe tables while every cell is one simple line, else grid tables.

Needs from its caller what writes a cell (``Writer``). Widths count columns of a terminal, as pandoc does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from octavo.manuscript.blocks import Place, Writer
from octavo.manuscript.grid import Cell, grid
from octavo.manuscript.measure import padded
from octavo.model import Node
from octavo.text.characters import columns_of
from octavo.tree import attributes
from octavo.tree import nodes as tree

_MEASURE = 72  # pandoc's line: a pipe table with longer rows takes its widths from its hyphens
_MARKS = {"AlignLeft": (":", ""), "AlignRight": ("", ":"), "AlignCenter": (":", ":")}


def table(block: Node, writer: Writer) -> list[str]:
    """The lines of a normal table with its caption."""
    attr, (_, caption), specs, head, bodies, foot = tree.table(block)
    sections = [[row[1] for row in rows] for rows in (head[1], bodies[0][3], foot[1])]
    hung, writer.hung = writer.hung, False  # a pipe table would take the list's marker for a cell
    lines = _grid(sections, specs, writer) if hung or not _simple(sections) else _pipe(sections, specs, writer)
    if caption:
        text = writer.inlines(tree.inlines(caption[0]), Place.heading)
        marks = attributes.written(attributes.cleaned(attr))
        lines += ["", f": {text} {marks}".rstrip()]
        if writer.contained:
            lines.append("")  # which ends it even where another item follows at once
    return lines


def _simple(sections: list[list[Any]]) -> bool:
    head, body, foot = sections
    return len(head) <= 1 and not foot and bool(head or body) and all(
        cell[2] == cell[3] == 1 and _one_line(cell[4]) for section in sections for row in section for cell in row
    )  # fmt: skip


def _one_line(blocks: Sequence[Node]) -> bool:
    if not blocks:
        return True
    if len(blocks) > 1 or tree.kind(blocks[0]) != "Plain":
        return False
    stack: list[Any] = list(tree.inlines(blocks[0]))
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, dict):
            kind = tree.kind(item)
            if kind == "LineBreak" or (kind == "Math" and "\n" in tree.text(item)):
                return False
            if kind not in (None, "Note", "Code", "Str", "Space"):
                stack.append(tree.content(item, ()))
    return True


def _widths(specs: Sequence[Any], whole: bool = True) -> list[float] | None:
    """The columns' shares of the measure if all have one; with ``whole`` (or too large) they come to 1."""
    widths = [tree.content(spec[1]) for spec in specs]
    if any(not isinstance(width, int | float) or not width > 0 for width in widths):
        return None
    total = sum(widths)
    return [width / total for width in widths] if whole or total > 1 else widths


def _pipe(sections: list[list[Any]], specs: Sequence[Any], writer: Writer) -> list[str]:
    rows = [[_text(cell, writer) for cell in row] for section in sections for row in section]
    if not sections[0]:
        rows.insert(0, [""] * len(specs))
    lengths = [[columns_of(text) for text in row] for row in rows]
    widest = [max(3, *(row[index] for row in lengths)) for index in range(len(specs))]
    padding = 3 * len(specs) + 1
    pad = False
    shares = _widths(specs)
    if shares is None and max(sum(row) for row in lengths) + padding > _MEASURE:
        shares = _shares(rows, widest)
    if shares is not None:
        hyphens = _shared_out(_MEASURE + 4, shares)
    else:
        pad = sum(widest) + padding <= _MEASURE
        hyphens = [width + 2 for width in widest] if pad else [3] * len(specs)
    lines = []
    for row in rows:
        cells = [
            padded(text, widest[index], tree.kind(specs[index][0]) == "AlignRight") if pad else text
            for index, text in enumerate(row)
        ]
        lines.append("|" + "|".join(f" {cell} " if cell else "  " for cell in cells) + "|")
    rule = "|".join(_hyphens(count, tree.kind(spec[0])) for count, spec in zip(hyphens, specs, strict=True))
    lines.insert(1, f"|{rule}|")
    return lines


def _hyphens(count: int, alignment: str) -> str:
    left, right = _MARKS.get(alignment, ("", ""))
    return left + "-" * max(1, count - len(left) - len(right)) + right


def _shared_out(total: int, shares: list[float]) -> list[int]:
    """Whole numbers in the proportion of the shares, at least 3 each, that come to the total if there is room."""
    room = max(0, total - 3 * len(shares))
    wishes = [max(0.0, share * total - 3) for share in shares]
    scale = room / (sum(wishes) or 1)
    counts = [int(wish * scale + 1e-9) for wish in wishes]
    order = sorted(range(len(shares)), key=lambda index: counts[index] - wishes[index] * scale)
    for index in order[: room - sum(counts)]:
        counts[index] += 1
    return [3 + count for count in counts]


def _shares(rows: list[list[str]], widest: list[int]) -> list[float]:
    """Widths for columns that must wrap: room for the longest word, then by the length of the text."""
    wishes = []
    for index, natural in enumerate(widest):
        word = max((len(part) for row in rows for part in row[index].split()), default=1)
        wishes.append(max(min(word, 24), min(natural, 60)) + 2)
    return [wish / sum(wishes) for wish in wishes]


def _text(cell: Any, writer: Writer) -> str:
    return writer.inlines(tree.inlines(cell[4][0]), Place.cell) if cell[4] else ""


def _grid(sections: list[list[Any]], specs: Sequence[Any], writer: Writer) -> list[str]:
    """Lay the cells out once as wide as they are; when that is too wide, once more within a measure."""
    given = _widths(specs, whole=False)
    rows = [row for section in sections for row in section]
    natural = _grown(_laid_out(rows, [10_000] * len(specs), writer), [3] * len(specs))
    room = max(_MEASURE - 3 * len(specs) - 1, 10 * len(specs))
    if given is None and sum(natural) <= room:
        widths = natural
    else:
        widths = (
            [max(3, round(share * _MEASURE) - 3) for share in given]
            if given
            else [max(3, round(share * room)) for share in _balanced(natural, room)]
        )
    cells = _laid_out(rows, widths, writer)
    aligned = [_MARKS.get(tree.kind(spec[0]), ("", "")) for spec in specs]
    counts = [len(section) for section in sections]
    return grid(cells, _grown(cells, widths), counts, aligned)


def _balanced(natural: list[int], room: int) -> list[float]:
    capped = [min(width, max(room // 2, 10)) for width in natural]
    return [width / sum(capped) for width in capped]


def _laid_out(rows: list[Any], widths: list[int], writer: Writer) -> list[Cell]:
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    outer = writer.width
    for top, row in enumerate(rows):
        left = 0
        for _, _, down, across, blocks in row:
            while (top, left) in taken:
                left += 1
            taken.update((top + i, left + j) for i in range(down) for j in range(across))
            writer.width = sum(widths[left : left + across]) + 3 * (across - 1)
            cells.append(Cell(top, left, down, across, tuple(writer.many(blocks))))
            left += across
    writer.width = outer
    return cells


def _grown(cells: list[Cell], widths: list[int]) -> list[int]:
    """The widths, wide enough for every line."""
    widths = list(widths)
    for cell in sorted(cells, key=lambda cell: cell.across):
        need = max((columns_of(line) for line in cell.lines), default=0)
        missing = need - sum(widths[cell.left : cell.left + cell.across]) - 3 * (cell.across - 1)
        if missing > 0:
            widths[cell.left + cell.across - 1] += missing
    return widths
