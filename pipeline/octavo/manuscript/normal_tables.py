"""Tables as Markdown can express them: every slot of the grid filled, one body, spans within the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from octavo.model import Node
from octavo.tree import attributes, make
from octavo.tree import nodes as tree


class ManyBlocks(Protocol):
    """Normalises the blocks of one container."""

    def __call__(self, blocks: Sequence[Node], tight: bool = False) -> list[Node]:
        """With ``tight``, ``Plain`` stays so."""


def table(
    block: Node,
    many: ManyBlocks,
    as_inlines: Callable[[Sequence[Node]], list[Node]],
    paragraph: Callable[[list[Node]], list[Node]],
) -> list[Node]:
    """The table; without rows, its caption; nothing when it says nothing."""
    attr, (_, caption), columns, head, bodies, foot = tree.table(block)
    words = as_inlines(caption)
    sections = [
        [_cells(row, many) for row in head[1]],
        [_cells(row, many) for body in bodies for row in [*body[2], *body[3]]],
        [_cells(row, many) for row in foot[1]],
    ]
    sections = [[row for row in section if row] for section in sections]
    width = max([len(row) for section in sections for row in section] + [len(columns) if any(sections) else 0])
    if not width:
        return paragraph(words)
    placed = [_placed(section, width) for section in sections]
    if not any(slot.blocks for slot in placed[0]):
        placed[0], sections[0] = [], []
    if not placed[0] or not placed[1]:  # only a table with head and body can have a foot
        placed = [placed[0], _placed([*sections[1], *sections[2]], width), []]
        sections = [sections[0], [*sections[1], *sections[2]], []]
    if not any(slot.blocks for slots in placed for slot in slots):
        return paragraph(words)
    counts = [_closed_up(slots, len(section)) for slots, section in zip(placed, sections, strict=True)]
    kept = _narrowed(placed, width)
    specs = [list(spec) for spec in columns[:width]]
    specs += [[make.tagged("AlignDefault"), make.tagged("ColWidthDefault")]] * (width - len(specs))
    specs = [specs[column] for column in kept]
    shown = [make.tight(words)] if words else []
    name = attributes.cleaned(attr) if words else attributes.NONE  # the attributes are in the caption
    listed = [name[0], list(name[1]), [list(pair) for pair in name[2]]]
    rows = [_rows(slots, count) for slots, count in zip(placed, counts, strict=True)]
    body = [["", [], []], 0, [], rows[1]]
    return [
        make.of_kind("Table", [listed, [None, shown], specs, [["", [], []], rows[0]], [body], [["", [], []], rows[2]]])
    ]


def _cells(row: Sequence[Any], many: ManyBlocks) -> list[tuple[int, int, list[Node]]]:
    return [(max(cell[2], 1), max(cell[3], 1), _compact(many(cell[4], tight=True))) for cell in row[1]]


def _compact(blocks: list[Node]) -> list[Node]:
    """A single paragraph is ``Plain``; among several blocks every text is a paragraph, but one last alone."""
    texts = [block for block in blocks if tree.kind(block) in ("Para", "Plain")]
    if len(texts) == 1 and texts[0] is blocks[-1]:
        return [*blocks[:-1], make.tight(tree.inlines(texts[0]))]
    return [make.para(tree.inlines(block)) if tree.kind(block) == "Plain" else block for block in blocks]


@dataclass(slots=True)
class Slot:
    """A cell and the slots it covers, from (top, left)."""

    top: int
    left: int
    down: int
    across: int
    blocks: list[Node]


def _placed(rows: list[list[tuple[int, int, list[Node]]]], width: int) -> list[Slot]:
    """Cells such that each slot of ``width`` columns belongs to exactly one. No cell's blocks are dropped."""
    slots: list[Slot] = []
    taken = [0] * width  # rows still covered from above
    for top, cells in enumerate(rows):
        waiting = list(cells)
        free = taken.count(0)
        column = 0
        while column < width:
            if taken[column]:
                column += 1
                continue
            room = 1
            while column + room < width and not taken[column + room]:
                room += 1
            down, across, blocks = waiting.pop(0) if waiting else (1, 1, [])
            across = max(1, min(across, room, free - len(waiting)))
            down = min(down, len(rows) - top)
            slots.append(Slot(top, column, down, across, blocks))
            taken[column : column + across] = [down] * across
            free -= across
            column += across
        if waiting and slots:  # more cells than slots beside the spans: their words join the last one
            slots[-1].blocks = _joined([*slots[-1].blocks, *(block for cell in waiting for block in cell[2])])
        taken = [max(0, rest - 1) for rest in taken]
    return slots


def _closed_up(slots: list[Slot], rows: int) -> int:
    """Take out the rows in which no cell begins. The number of rows that stay."""
    begun = {slot.top for slot in slots}
    new = [sum(1 for top in begun if top < row) for row in range(rows + 1)]
    for slot in slots:
        slot.top, slot.down = new[slot.top], new[slot.top + slot.down] - new[slot.top]
    return len(begun)


def _narrowed(sections: list[list[Slot]], width: int) -> list[int]:
    """Take out the columns in which no cell begins. The columns that stay."""
    begun = sorted({slot.left for section in sections for slot in section})
    new = [sum(1 for left in begun if left < column) for column in range(width + 1)]
    for section in sections:
        for slot in section:
            slot.left, slot.across = new[slot.left], new[slot.left + slot.across] - new[slot.left]
    return begun


def _rows(slots: list[Slot], count: int) -> list[list[Any]]:
    rows: list[list[Any]] = [[["", [], []], []] for _ in range(count)]
    for slot in slots:
        rows[slot.top][1].append([["", [], []], make.tagged("AlignDefault"), slot.down, slot.across, slot.blocks])
    return rows


def _joined(blocks: list[Node]) -> list[Node]:
    return _compact([make.para(tree.inlines(block)) if tree.kind(block) == "Plain" else block for block in blocks])
