"""Builds the tree of blocks from units: headings, paragraphs, and items gathered into nested lists.

In: units whose kind is decided, with the levels of the headings. Out: `TextBlock`s. Nesting follows the indent, or a
change of mark kind where nothing is indented; a count that jumps begins a new list, so that each number keeps its
value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from octavo.readers.plain_text.blocks.aligned import Grid, grid_of
from octavo.readers.plain_text.blocks.units import Unit
from octavo.readers.plain_text.lines.marks import Mark
from octavo.readers.plain_text.lines.values import Habits, TextBlock

DEEPEST = 9  # lists in lists; what is set in further becomes another list at this depth


@dataclass(slots=True)
class Open:
    """A list being gathered: the indent of its marks, its family, the next number, and its items so far."""

    indent: int
    family: str
    value: int
    items: list[list[TextBlock]] = field(default_factory=list)
    firsts: list[Unit] = field(default_factory=list)


def block_of(unit: Unit) -> TextBlock:
    """The block a single unit makes; an item's text goes without its mark, if it is a mere bullet or a number."""
    if unit.kind == "item" and unit.mark:
        return TextBlock("paragraph", unit.line, (unit.text if unit.mark.is_typed else unit.text[unit.mark.length :],))
    if unit.kind == "table" and (grid := grid_of(unit.lines)):
        return grid_block(unit, grid)
    if unit.kind in ("code", "table"):
        margin = min(line.indent for line in unit.lines)
        return TextBlock(unit.kind, unit.line, tuple(cut_margin(line.raw, margin) for line in unit.lines))
    if unit.kind == "verse":
        margin = min(line.indent for line in unit.lines)
        return TextBlock(
            "verse", unit.line, tuple("\u00a0" * (line.indent - margin) + line.text for line in unit.lines)
        )
    if unit.kind in ("mail", "furniture"):
        return TextBlock(unit.kind, unit.line, tuple(line.text for line in unit.lines))
    return TextBlock(unit.kind, unit.line, (unit.text,))


def grid_block(unit: Unit, grid: Grid) -> TextBlock:
    """A table whose cells are known."""
    rows = tuple(
        TextBlock("row", unit.line, children=tuple(
            TextBlock("number" if is_number else "cell", unit.line, (cell,))
            for cell, is_number in zip(row, grid.numbers, strict=True)
        ))
        for row in grid.rows
    )  # fmt: skip
    return TextBlock("grid", unit.line, (), level=int(grid.head), children=rows)


def cut_margin(raw: str, margin: int) -> str:
    """A line of code without the margin its block shares, tabs set out."""
    return raw.expandtabs(8)[margin:] if raw[:1] in " \t" and margin else raw


class Gatherer:
    """Takes units one by one and keeps the lists that are open."""

    def __init__(self, habits: Habits) -> None:
        self.habits = habits
        self.blocks: list[TextBlock] = []
        self.open: list[Open] = []

    def close(self, depth: int = 0) -> None:
        """Close the open lists beyond a depth."""
        while len(self.open) > depth:
            done = self.open.pop()
            self.place(make_list(done))

    def place(self, block: TextBlock) -> None:
        """Put a block where it belongs: into the innermost open item, or into the document."""
        if self.open:
            self.open[-1].items[-1].append(block)
        else:
            self.blocks.append(block)

    def item(self, unit: Unit) -> None:
        """Take an item: find the list it belongs to by its indent and mark, or open one."""
        mark = unit.mark or Mark("", 0)
        while self.open and unit.indent < self.open[-1].indent - 1:
            self.close(len(self.open) - 1)
        for depth in range(len(self.open) - 1, -1, -1):
            known = self.open[depth]
            follows = not mark.numbering or mark.value == known.value
            if known.family == mark.family and abs(known.indent - unit.indent) <= 1 and follows:
                self.close(depth + 1)
                known.items.append([block_of(unit)])
                known.firsts.append(unit)
                known.value = mark.value + 1
                return
        while self.open and not self.nests(unit):
            self.close(len(self.open) - 1)
        self.close(DEEPEST - 1)
        self.open.append(Open(unit.indent, mark.family, mark.value + 1, [[block_of(unit)]], [unit]))

    def nests(self, unit: Unit) -> bool:
        """Whether an item opens a list inside the innermost one: set in deeper, or a new mark after a lead-in."""
        known, mark = self.open[-1], unit.mark
        if unit.indent > known.indent + 1:
            return True
        if mark is None or unit.indent < known.indent - 1 or known.family == mark.family or mark.value > 1:
            return False
        numbered = bool(known.firsts[-1].mark and known.firsts[-1].mark.numbering)
        return numbered or known.firsts[-1].text.rstrip().endswith((":", "：", ","))

    def continues(self, unit: Unit) -> bool:
        """Whether a unit belongs to the open item: it is set in as deep as the item's text."""
        if not self.open or self.habits.layout == "flat":
            return False
        while self.open and unit.indent <= self.open[-1].indent:
            self.close(len(self.open) - 1)
        return bool(self.open)


def make_list(done: Open) -> TextBlock:
    """A list block from what was gathered."""
    mark = done.firsts[0].mark
    counted = mark if mark and mark.numbering and not mark.is_typed else None
    children = tuple(
        TextBlock("item", unit.line, (), children=tuple(blocks), ordinal=unit.mark.value if unit.mark else 0)
        for unit, blocks in zip(done.firsts, done.items, strict=True)
    )
    return TextBlock(
        "list",
        done.firsts[0].line,
        (),
        children=children,
        ordinal=counted.value if counted else 0,
        numbering=counted.numbering if counted else "",
        delimiter=counted.delimiter if counted else "",
    )


def gather(
    units: Sequence[Unit],
    levels: Mapping[int, int],
    stacked: Mapping[int, Sequence[int]],
    quotes: set[int],
    habits: Habits,
) -> tuple[TextBlock, ...]:
    """The tree of a document: `levels` by unit index, `stacked` the units of a heading by the first of them."""
    gatherer = Gatherer(habits)
    swallowed = {place for group in stacked.values() for place in group[1:]}
    for index, unit in enumerate(units):
        if index in swallowed:
            continue
        if index in levels:
            gatherer.close()
            rows = tuple(units[place].text for place in stacked.get(index, (index,)))
            gatherer.place(TextBlock("heading", unit.line, rows, level=levels[index]))
        elif index in quotes and not gatherer.continues(unit):
            gatherer.close()
            gatherer.place(TextBlock("quote", unit.line, (), children=(block_of(unit),)))
        elif unit.kind == "item":
            gatherer.item(unit)
        else:
            if not gatherer.continues(unit):
                gatherer.close()
            gatherer.place(block_of(unit))
    gatherer.close()
    return tuple(gatherer.blocks)
