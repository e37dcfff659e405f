"""Titles, headings and captions of a few lines, broken so that their lines are about equally long.

WeasyPrint has no ``text-wrap: balance``. Here a title that takes two lines or more is laid out in the narrowest column
in which it takes no more, and its lines are then put where the whole column has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from octavo.body import HEADINGS

_TAGS = frozenset(("h1", *HEADINGS, "figcaption", "caption"))
_CLASSES = frozenset(("o-subtitle",))
_MOST = 4
"""A title of more lines is a text."""
_STEPS = 6
"""How often the column is halved: it is then right to one part in a hundred."""
_LONGEST = 1.25
"""How much wider than the average a letter of the longest word may be: the column must hold it."""
_PLAY = 0.25


@contextmanager
def even_titles(layout: Any) -> Iterator[None]:
    """Let WeasyPrint, by its package ``layout``, break titles into even lines while it lays out."""
    block, inline = layout.block, layout.inline
    lines_of = block._linebox_layout

    def lines(context: Any, box: Any, index: int, child: Any, made: list[Any], *arguments: Any) -> Any:
        if arguments[6] is not None or not _is_title(box):
            return lines_of(context, box, index, child, made, *arguments)
        full, before = box.width, len(made)
        box.width = _evenly(context, inline, box, child)
        spare = full - box.width
        try:
            return lines_of(context, box, index, child, made, *arguments)
        finally:
            box.width = full
            for line in made[before:] if spare else ():
                line.translate(dx=spare * _share(box.style))

    block._linebox_layout = lines
    try:
        yield
    finally:
        block._linebox_layout = lines_of


def _is_title(box: Any) -> bool:
    element = box.element
    if element is None or box.element_tag != element.tag:
        return False
    named = element.tag in _TAGS or not _CLASSES.isdisjoint(element.get("class", "").split())
    return named and element.find(".//aside") is None  # a note would be set once more with each trial


def _share(style: Any) -> float:
    """How much of the spare width is before the lines."""
    align, leftwards = style["text_align_all"], style["direction"] == "rtl"
    if align == "center":
        return 0.5
    return float(align == "right" or ((align == "end") != leftwards and align not in ("left", "right")))


def _evenly(context: Any, inline: Any, box: Any, child: Any) -> float:
    """The narrowest width in which a title takes as many lines as it does in its own."""
    full = float(box.width)
    at_first = _lines(context, inline, box, child, _MOST + 1)
    if not 1 < len(at_first) <= _MOST:
        return full
    words = "".join(box.element.itertext()).split()
    set_width = sum(line.width for line in at_first)
    longest = max(map(len, words), default=0) / max(1, sum(map(len, words)) + len(words)) * set_width * _LONGEST
    low, high = max(longest, set_width / len(at_first)), full
    for _ in range(_STEPS if low < high else 0):
        box.width = (low + high) / 2
        if len(_lines(context, inline, box, child, len(at_first) + 1)) > len(at_first):
            low = box.width
        else:
            high = box.width
    return min(full, high + _PLAY)


def _lines(context: Any, inline: Any, box: Any, child: Any, most: int) -> list[Any]:
    lines = inline.iter_line_boxes(context, child, box.content_box_y(), 0, None, box, [], [], None, None)
    return [line for line, _ in islice(lines, most)]
