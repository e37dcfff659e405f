"""Tables as Markdown can say them: every slot of the grid filled, one body, spans within the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from pipeline.manuscript import attributes, plain
from pipeline.model import Node


class ManyBlocks(Protocol):
    """Normalises the blocks of one container."""

    def __call__(self, blocks: Sequence[Node], tight: bool = False) -> list[Node]: ...


def table(block: Node, many: ManyBlocks, as_inlines: Callable[[Sequence[Node]], list[Node]]) -> list[Node]:
    """The table; without rows, its caption; nothing when it says nothing."""
    attr, (_, caption), columns, head, bodies, foot = block["c"]
    words = as_inlines(caption)
    sections = [
        [_cells(row, many) for row in head[1]],
        [_cells(row, many) for body in bodies for row in [*body[2], *body[3]]],
        [_cells(row, many) for row in foot[1]],
    ]
    sections = [[row for row in section if row] for section in sections]
    width = max([len(row) for section in sections for row in section] + [len(columns) if any(sections) else 0])
    if not width:
        return [{"t": "Para", "c": words}] if words else []
    done = [_filled(section, width) for section in sections]
    if done[0] and all(not cell[4] for row in done[0] for cell in row):
        done[0] = []
    if not done[1] and not done[0]:
        done = [[], done[2], []]
    if not any(cell[4] for section in done for row in section for cell in row):
        return [{"t": "Para", "c": words}] if words else []
    shown = [{"t": "Plain", "c": words}] if words else []
    specs = [list(spec) for spec in columns[:width]]
    specs += [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * (width - len(specs))
    name = attributes.cleaned(attr) if words else attributes.NONE  # the attributes stand in the caption
    listed = [name[0], list(name[1]), [list(pair) for pair in name[2]]]
    rows = [[[["", [], []], row] for row in section] for section in done]
    body = [["", [], []], 0, [], rows[1]]
    return [
        {
            "t": "Table",
            "c": [listed, [None, shown], specs, [["", [], []], rows[0]], [body], [["", [], []], rows[2]]],
        }
    ]


def _cells(row: Sequence[Any], many: ManyBlocks) -> list[tuple[int, int, list[Node]]]:
    return [(max(cell[2], 1), max(cell[3], 1), _compact(many(cell[4], tight=True))) for cell in row[1]]


def _compact(blocks: list[Node]) -> list[Node]:
    """A single paragraph is ``Plain``; among several blocks every text is a paragraph, but one last alone."""
    texts = [block for block in blocks if block["t"] in ("Para", "Plain")]
    if len(texts) == 1 and texts[0] is blocks[-1]:
        return [*blocks[:-1], {"t": "Plain", "c": texts[0]["c"]}]
    return [{"t": "Para", "c": block["c"]} if block["t"] == "Plain" else block for block in blocks]


def _filled(rows: list[list[tuple[int, int, list[Node]]]], width: int) -> list[list[list[Any]]]:
    """Rows in which each slot belongs to exactly one cell, as pandoc's cells. No cell is dropped."""
    result: list[list[list[Any]]] = []
    taken: dict[int, int] = {}  # column -> rows still covered from above
    for number, cells in enumerate(rows):
        row: list[list[Any]] = []
        waiting = list(cells)
        column = 0
        while column < width:
            if taken.get(column, 0):
                column += 1
                continue
            free = 1
            while column + free < width and not taken.get(column + free, 0):
                free += 1
            down, across, blocks = waiting.pop(0) if waiting else (1, 1, [])
            slots_after = sum(1 for other in range(column + 1, width) if not taken.get(other, 0))
            across = max(1, min(across, free, 1 + slots_after - len(waiting)))
            down = min(down, len(rows) - number)
            row.append([["", [], []], {"t": "AlignDefault"}, down, across, blocks])
            for other in range(column, column + across):
                taken[other] = down
            column += across
        if waiting:  # more cells than slots beside the spans: their words join the last cell, or a row of their own
            extra = [block for cell in waiting for block in cell[2]]
            if row:
                row[-1][4] = _joined([*row[-1][4], *extra])
            else:
                result.append([[["", [], []], {"t": "AlignDefault"}, 1, width, _joined(extra)]] if extra else [])
                continue
        for other in list(taken):
            taken[other] -= 1
        result.append(row)
    return [row for row in result if row]


def _joined(blocks: list[Node]) -> list[Node]:
    return _compact([{"t": "Para", "c": block["c"]} if block["t"] == "Plain" else block for block in blocks])


def flat(block: Node) -> list[Node]:
    """A table's words as paragraphs, for tables within tables within tables."""
    return plain.paragraphs([block])
