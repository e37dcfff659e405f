"""Pandoc's tables to HTML tables: a grid without gaps or overlaps, headers with a scope. Floor 2."""

from __future__ import annotations

from typing import Any

from lxml.etree import _Element

from octavo.body.builder import Builder, Write, child, set_attributes
from octavo.model import Node
from octavo.tree import nodes as tree
from octavo.tree.walk import walk

_ALIGN = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}


def write_table(builder: Builder, parent: _Element, node: Node, write_content: Write) -> None:
    """Append a table. ``write_content`` fills a cell or the caption.

    Spans are clamped to the grid; a header whose cells are all empty is left out; a table that is nothing but a
    caption keeps its words as a paragraph.
    """
    attr, (_, caption), columns, head, bodies, foot = tree.table(node)
    element = child(parent, "table", class_=f"columns-{len(columns)}")
    set_attributes(builder, element, [attr[0], [], attr[2]])
    if caption:
        write_content(builder, child(element, "caption"), caption)
    _widths(element, columns)
    aligns = [_ALIGN.get(tree.kind(column[0]), "") for column in columns]
    rows = [row for row in head[1] if any(cell[4] for cell in row[1])]
    # A row with headings of the text heads no columns, and must not come again on each page.
    section = "tbody" if any(map(_holds_heading, rows)) else "thead"
    _rows(builder, element, section, rows, aligns, 0 if section == "tbody" else len(columns), write_content)
    for _, row_heads, body_heads, body_rows in bodies:
        heads = len(body_heads)
        _rows(builder, element, "tbody", [*body_heads, *body_rows], aligns, row_heads, write_content, heads)
    _rows(builder, element, "tfoot", foot[1], aligns, 0, write_content)
    if element.find(".//tr") is None:
        element.tag = "div"
        element.attrib.pop("class", "")
        for part in list(element):
            if part.tag == "caption":
                part.tag = "p" if part.get("data-b") else "div"
            else:
                element.remove(part)


def _holds_heading(row: Any) -> bool:
    return any(tree.kind(node) == "Header" for cell in row[1] for node in walk(cell[4]))


def _widths(table: _Element, columns: list[Any]) -> None:
    widths = [tree.content(column[1]) if tree.kind(column[1]) == "ColWidth" else 0 for column in columns]
    total = sum(widths)
    if total <= 0 or not all(widths):
        return
    group = child(table, "colgroup")
    for width in widths:
        child(group, "col", style=f"width:{100 * width / total:.4g}%")


def _rows(
    builder: Builder,
    table: _Element,
    tag: str,
    rows: list[Any],
    aligns: list[str],
    row_heads: int,
    write_content: Write,
    head_rows: int = 0,
) -> None:
    """One section of the table. ``row_heads`` leading columns and ``head_rows`` leading rows are headers."""
    if not rows:
        return
    section = child(table, tag)
    columns = len(aligns)
    busy: dict[int, int] = {}  # column -> rows still covered from above
    for index, (_, cells) in enumerate(rows):
        line = child(section, "tr")
        column = 0
        for cell_attr, align, rowspan, colspan, blocks in cells:
            while busy.get(column, 0):
                column += 1
            if column >= columns:
                break
            width = max(1, min(colspan, columns - column))
            width = next((n for n in range(1, width) if busy.get(column + n, 0)), width)
            height = max(1, min(rowspan, len(rows) - index))
            head = tag == "thead" or index < head_rows
            cell = child(line, "th" if head or column < row_heads else "td")
            if cell.tag == "th":
                cell.set("scope", "col" if head else "row")
            side = _ALIGN.get(tree.kind(align), "") or aligns[column]
            if side:
                cell.set("class", side)
            if width > 1:
                cell.set("colspan", str(width))
            if height > 1:
                cell.set("rowspan", str(height))
            set_attributes(builder, cell, [cell_attr[0], [], cell_attr[2]])
            _cell(builder, cell, blocks, write_content)
            if cell.tag == "th" and not len(cell) and not (cell.text or "").strip():
                cell.tag = "td"  # an empty header heads nothing
                del cell.attrib["scope"]
            for covered in range(column, column + width):
                busy[covered] = height
            column += width
        for covered in range(column, columns):
            if not busy.get(covered, 0):
                busy[covered] = 1
                child(line, "td")
        busy = {covered: left - 1 for covered, left in busy.items() if left > 1}


def _cell(builder: Builder, cell: _Element, blocks: list[Node], write_content: Write) -> None:
    write_content(builder, cell, blocks)
