"""Tables made to fit a small screen: the size of the type follows from the longest words of the columns."""

from __future__ import annotations

from lxml.etree import _Element

SCREEN = 44
"""Characters on a line of a small e-reader at the usual size."""
NARROW = 26
"""Characters on a line of a phone with large type."""
PADDING = 2
"""The space beside a column, in characters."""
SIZES = (100, 90, 80, 70, 60, 50)
"""The style sheet knows ``o-fit-100`` to ``o-fit-50``, in hundredths of the size of a table's text."""


def fit(table: _Element) -> None:
    """Gives a table whose words may need more than a line the class of the size at which they fit.

    When no size will do, ``tight`` lets words be divided anywhere.
    """
    need = _width(table)
    if need <= NARROW:
        return
    size = next((size for size in SIZES if need * size / 100 <= SCREEN), None)
    classes = [table.get("class", ""), f"o-fit-{size or SIZES[-1]}", "" if size else "o-tight"]
    table.set("class", " ".join(filter(None, classes)))


def _width(table: _Element) -> int:
    """The characters that the longest words of all columns need, one beside the other."""
    columns: dict[int, int] = {}
    for row in table.iter("tr"):
        at = 0
        for cell in row.iterchildren("td", "th"):
            span = max(int(cell.get("colspan", "1")), 1)
            longest = max(map(len, "".join(_texts(cell)).split()), default=0)
            share = -(-longest // span)
            for column in range(at, at + min(span, 100)):
                columns[column] = max(columns.get(column, 0), share)
            at += span
    return sum(columns.values()) + PADDING * len(columns)


def _texts(cell: _Element) -> list[str]:
    """The cell's text; blocks and the parts of an address may stand on lines of their own."""
    found: list[str] = []
    for element in cell.iter("*"):
        broken = element.tag in ("a", "code", "math")
        if not broken:
            found.append(element.text or "")
        if element is not cell:
            found.append(" " if element.tag in ("p", "li", "br") else "")
            found.append(element.tail or "")
    return found
