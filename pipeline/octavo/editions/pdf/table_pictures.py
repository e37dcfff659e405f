"""Pictures and drawn formulas in the cells of a table on paper: how broad they are, and how broad they may be.

The layout engine gives a column the whole width of its pictures, and what is then too much leaves the sheet. So
pictures that are too broad together are made narrower before, down to a common breadth; smaller ones stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lxml.etree import _Element

from octavo.editions.pdf.etree import text_in_place

_MM = re.compile(r"(?<![\w-])width:\s*([\d.]+)mm")
_EMS = re.compile(r"(?<![\w-])width:\s*([\d.]+)em")
_LENGTH = re.compile(r"(?<![\w-])(width|height):\s*([\d.]+)mm")
_LEAST = 2.0
"""No picture is made narrower than this, in ems."""
_LINE = 9.0
"""Words beside pictures have lines of so many ems, where there is room."""
_STEPS = 12


def formula_width(cell: _Element) -> float:
    """The breadth of the broadest formula of a cell, in ems of the table's own type."""
    styles = (image.get("style") or "" for image in cell.iter("img") if "formula" in (image.get("class") or ""))
    return max((float(found[1]) for style in styles if (found := _EMS.search(style))), default=0)


def narrow_pictures(
    table: _Element, columns: Callable[[Callable[[_Element], float] | None], Sequence[float]], ems: float, em: float
) -> None:
    """Make the pictures of a table so narrow that its columns fit, in place.

    ``columns`` gives the widths of the columns for a width of each cell, or those that the words need at least;
    ``ems`` is the room in ems of the table's own type, and ``em`` the size of one in millimetres.
    """
    pictures = [node for node in table.iter("img", "span") if _is_picture(node)]
    if not pictures:
        return
    words = columns(None)
    line = min(_LINE, ems / max(1, len(words)) - 1)
    texts = [max(pair) for pair in zip(words, columns(lambda cell: min(_letters(cell), line)), strict=True)]

    def needed(most: float) -> float:
        wide = columns(lambda cell: min(most, _broadest(cell, em)))
        return sum(max(pair) for pair in zip(texts, wide, strict=True))

    most = max((_width(picture, em) for picture in pictures), default=0)
    if needed(most) > ems:
        least, highest = _LEAST, most
        for _ in range(_STEPS):
            middle = (least + highest) / 2
            least, highest = (middle, highest) if needed(middle) <= ems else (least, middle)
        most = least
        for picture in pictures:
            _narrow(picture, most, em)
    for picture in pictures:
        if not _width(picture, em):
            share = max(_LEAST, ems / max(1, len(texts)) - 1)
            picture.set("style", f"{picture.get('style') or ''};max-width:{share:.2f}em".strip(";"))


def _letters(cell: _Element) -> float:
    """The length of a cell's text in ems, as if on one line."""
    return len(" ".join(text_in_place(cell).split())) / 2


def _is_picture(node: _Element) -> bool:
    classes = (node.get("class") or "").split()
    return "o-decoration" in classes if node.tag == "span" else "formula" not in classes


def _width(picture: _Element, em: float) -> float:
    """The breadth of a picture in ems; 0 where it is not known."""
    found = _MM.search(picture.get("style") or "")
    return float(found[1]) / em if found else 0


def _broadest(cell: _Element, em: float) -> float:
    return max((_width(node, em) for node in cell.iter("img", "span") if _is_picture(node)), default=0)


def _narrow(picture: _Element, most: float, em: float) -> None:
    width = _width(picture, em)
    if width > most:
        style = picture.get("style") or ""
        picture.set("style", _LENGTH.sub(lambda part: f"{part[1]}:{float(part[2]) * most / width:.2f}mm", style))
