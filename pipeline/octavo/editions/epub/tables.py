"""Tables made to fit a small screen: the size of the type follows from the longest words of the columns."""

from __future__ import annotations

from lxml import etree
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

    When no size will do, ``o-tight`` lets words be divided anywhere, where a wide table cannot be moved sideways.
    """
    if table.find("colgroup") is not None:  # MuPDF makes slivers of shares of a width that is not said
        add_class(table, "o-shares")
    need = _width(table)
    if need <= NARROW:
        return
    size = next((size for size in SIZES if need * size / 100 <= SCREEN), None)
    add_class(table, f"o-fit-{size or SIZES[-1]}", *(() if size else ("o-tight",)))


def box(table: _Element, title: str) -> _Element:
    """What stands for a table: itself, or, where it fits no small screen, a box in which it can be moved sideways.

    ``title`` names the box for those who do not see it.
    """
    if "o-tight" not in table.get("class", "").split():
        return table
    around = etree.Element("div", {"class": "o-box", "tabindex": "0", "role": "group", "aria-label": title})
    around.tail, table.tail = table.tail, None
    parent = table.getparent()
    if parent is not None:
        parent.replace(table, around)
    around.append(table)
    return around


def add_class(element: _Element, *names: str) -> None:
    """Gives an element further classes."""
    element.set("class", " ".join((*element.get("class", "").split(), *names)))


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
    """The cell's text; blocks and the parts of an address may be on lines of their own."""
    found: list[str] = []
    for element in cell.iter("*"):
        broken = element.tag in ("a", "code", "math")
        if not broken:
            found.append(element.text or "")
        if element is not cell:
            found.append(" " if element.tag in ("p", "li", "br") else "")
            found.append(element.tail or "")
    return found
