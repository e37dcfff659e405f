"""Links in a PDF's structure: where they lead, and where on the page they lie."""

from __future__ import annotations

from typing import Any

import pikepdf

from octavo.check.pages.ink import Box


def children(node: Any) -> list[Any]:
    """The children of an element."""
    kids = node.get("/K")
    return list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]


def is_area(child: Any) -> bool:
    """Whether a child is the area of a link, with its place on the page."""
    return isinstance(child, pikepdf.Dictionary) and "/Obj" in child and "/Rect" in child.Obj


def meet(box: Box, area: list[float]) -> bool:
    """Whether two boxes have a place in common."""
    left, right = sorted((area[0], area[2]))
    bottom, top = sorted((area[1], area[3]))
    return box[0] <= right and box[2] >= left and box[1] <= top and box[3] >= bottom


def address_of(node: Any) -> str:
    """Where a link leads: an address, or ``#`` and the name of a place; nothing for one without an annotation."""
    for child in children(node):
        if isinstance(child, pikepdf.Dictionary) and "/Obj" in child:
            note: Any = child.Obj
            action = note.get("/A")
            if action is not None and action.get("/S") == "/URI":
                return str(action.get("/URI", ""))
            target = note.get("/Dest") if action is None else action.get("/D")
            return f"#{target}" if isinstance(target, pikepdf.String) else "#"
    return ""
