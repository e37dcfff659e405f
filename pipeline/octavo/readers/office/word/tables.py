"""Tables of Word files, made whole: every row as wide as the widest, blank columns as cells, no row without cells.

Changes the tree it is given.
"""

from __future__ import annotations

import re

from octavo.readers.office.docx_xml import W, text_run, words_of
from octavo.readers.office.word.styles import number, value
from octavo.readers.xml_tree import Element, unwrap

_MOST = 200


def even_tables(root: Element) -> bool:
    """Bring all rows of all tables to one width; say whether cells stood beyond the first row's."""
    wider = False
    for table in list(root.iter(f"{W}tbl")):
        if is_blank(table):
            for empty in table.iter(f"{W}p"):
                empty.append(text_run("\u00a0"))
        for column in table.iterfind(f"{W}tblGrid/{W}gridCol"):
            _whole(column)
        rows = [row for row in table if row.tag == f"{W}tr"]
        for row in rows:
            _with_blanks(row)
            if not row.findall(f"{W}tc"):
                table.remove(row)
        rows = [row for row in rows if row.getparent() is table]
        widths = [_width(row) for row in rows]
        if not widths or (len(set(widths)) == 1 and _grid(table) in (0, widths[0])):
            continue
        widest = max(widths)
        wider = wider or widest > widths[0]
        for row, width in zip(rows, widths, strict=True):
            if width < widest:
                row.append(_blank(row, min(widest - width, _MOST)))
        for grid in table.findall(f"{W}tblGrid"):
            if len(grid) != widest:
                table.remove(grid)
    return wider


def _whole(column: Element) -> None:
    """Give a column a whole number for its width: with a part, as Google Docs writes it, pandoc drops the column."""
    told = column.get(f"{W}w") or ""
    if re.fullmatch(r"\d{1,6}\.\d+", told):
        column.set(f"{W}w", str(max(1, round(float(told)))))


def without_controls(root: Element) -> None:
    """What is in content controls, without the controls: pandoc does not look into those in cells."""
    for control in list(root.iter(f"{W}sdt")):
        for child in control.findall(f"{W}sdtPr") + control.findall(f"{W}sdtEndPr"):
            control.remove(child)
    for wrapping in list(root.iter(f"{W}sdt", f"{W}sdtContent")):
        unwrap(wrapping)


def _with_blanks(row: Element) -> None:
    """Columns that a row leaves out before or after its cells become cells without words."""
    for name in ("gridBefore", "gridAfter"):
        skipped = row.find(f"{W}trPr/{W}{name}")
        many = min(number(value(skipped)), _MOST)
        if skipped is None or many < 1:
            continue
        blank = _blank(row, many)
        first = row.find(f"{W}tc")
        if name == "gridBefore" and first is not None:
            first.addprevious(blank)
        else:
            row.append(blank)
        parent = skipped.getparent()
        if parent is not None:
            parent.remove(skipped)


def _blank(row: Element, span: int) -> Element:
    cell = row.makeelement(f"{W}tc")
    properties = row.makeelement(f"{W}tcPr")
    properties.append(row.makeelement(f"{W}gridSpan", {f"{W}val": str(span)}))
    cell.extend([properties, row.makeelement(f"{W}p")])
    return cell


def _grid(table: Element) -> int:
    grid = table.find(f"{W}tblGrid")
    return len(grid) if grid is not None else 0


def _width(row: Element) -> int:
    """How many columns the cells of a row take up."""
    return sum(
        max(1, min(number(value(cell.find(f"{W}tcPr/{W}gridSpan")), 1), _MOST)) for cell in row.findall(f"{W}tc")
    )


def is_blank(table: Element) -> bool:
    """Whether a table is a grid without a word or picture in it."""
    return not words_of(table).strip() and not any(True for _ in table.iter(f"{W}drawing", f"{W}pict", f"{W}object"))
