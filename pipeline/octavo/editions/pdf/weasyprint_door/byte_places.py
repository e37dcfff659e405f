"""Places in the text of a paragraph, counted in bytes as WeasyPrint and Pango count them."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import Any


def in_bytes(text: str, places: list[int]) -> list[int]:
    """Rising places in a text, counted in bytes."""
    if text.isascii():
        return places
    counted, at = [], 0
    for before, place in pairwise((0, *places)):
        at += len(text[before:place].encode())
        counted.append(at)
    return counted


def offset_in(box: Any, skip: Any) -> int | None:
    """The byte of the paragraph's text at which a line begins, from WeasyPrint's nested account of it."""
    at = 0
    while skip is not None:
        ((index, inner),) = skip.items()
        if hasattr(box, "text"):
            return at + int(index)
        children = box.children
        at += _sizes(box)[min(index, len(children))]
        if index >= len(children):
            return at if inner is None else None
        box, skip = children[index], inner
    return at


def _sizes(box: Any) -> list[int]:
    """How many bytes of text come before each child of a box, and in all; kept, because each line asks for it."""
    known: tuple[Any, list[int]] | None = getattr(box, "octavo_sizes", None)
    if known is None or known[0] is not box.children:
        known = box.children, [0, *accumulate(_size(child) for child in box.children)]
        box.octavo_sizes = known
    return known[1]


def _size(box: Any) -> int:
    if not box.is_in_normal_flow():
        return 0
    if hasattr(box, "text"):
        return len(box.text.encode())
    return sum(_size(child) for child in getattr(box, "children", ()))
