"""Tables turned within an upright page: laid out on a page broader than high, whose content is then turned to the left.

The page itself becomes as high as all others, and its running head and folio stand upright, as in a printed book. The
pages of one PDF are all of one size. A style sheet asks for it with the page name ``turned`` and a page turned by a
quarter: its margin at the head is that at the fold, and the one at the left is that at the head.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

TURNED_PAGE = "turned"
"""The name of the pages in the style sheet."""


@contextmanager
def turned_pages(layout: Any) -> Iterator[None]:
    """Let WeasyPrint, by its package ``layout``, turn the content of pages of this name while it lays out."""
    margin_boxes = layout.make_margin_boxes

    def made(context: Any, page: Any, state: Any) -> Any:
        if page.page_type.name == TURNED_PAGE:
            _turn(page)
        return margin_boxes(context, page, state)

    layout.make_margin_boxes = made
    try:
        yield
    finally:
        layout.make_margin_boxes = margin_boxes


def _turn(page: Any) -> None:
    """Make a page as high as it was broad, and turn what is on it to the left, in place."""
    left, top, across = page.content_box_x(), page.content_box_y(), page.width
    fold, edge = page.margin_top, page.margin_bottom
    page.margin_top, page.margin_bottom = page.margin_left, page.margin_right
    page.margin_left, page.margin_right = (edge, fold) if page.page_type.side == "left" else (fold, edge)
    page.width, page.height = page.height, page.width
    for box in page.children:
        x, y = box.border_box_x(), box.border_box_y()
        right, down = page.content_box_x() + y - top - x, page.content_box_y() + across - (x - left) - y
        box.style = box.style.copy()
        box.style["transform"] = (("matrix", (0, -1, 1, 0, right, down)),)
        box.style["transform_origin"] = _corner(box)


def _corner(box: Any) -> Any:
    """The upper left corner of a box, as WeasyPrint writes the point around which a box is turned."""
    length = type(box.style["transform_origin"][0])
    return length(0, "px"), length(0, "px")
