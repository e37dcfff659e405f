"""Endless words in more than one style, broken at the edge of the column.

``overflow-wrap`` breaks a word that fits no line. WeasyPrint breaks it only in the first text of a line: a word whose
parts are in other styles or typefaces ran on over the edge of the sheet. Here it is broken in whatever text it reaches
the edge, if the line has no better place to end (CSS Text 3, 5.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_OBJECT = "\u2e80"
"""What a picture in a line counts as: lines may end on either side of it."""
_KEPT = ("nowrap", "pre")
_FITS = 0.01
"""Pixels within which a width counts as another."""


@contextmanager
def broken_words(layout: Any) -> Iterator[None]:
    """Let WeasyPrint, by its package ``layout``, break such words while it lays out."""
    boxes, inline = layout.inline.boxes, layout.inline
    split_box, split_level, split_text = inline.split_inline_box, inline.split_inline_level, inline.split_text_box
    line: list[str] = []  # what the line that is laid out holds so far

    def of_box(context: Any, box: Any, *more: Any) -> Any:
        nonlocal line
        if not isinstance(box, boxes.LineBox):
            return split_box(context, box, *more)
        outer, line = line, []
        try:
            return split_box(context, box, *more)
        finally:
            line = outer

    def of_level(context: Any, box: Any, *more: Any) -> Any:
        made = split_level(context, box, *more)
        if not isinstance(box, (boxes.TextBox, boxes.InlineBox)):
            line.append(_OBJECT)
        return made

    def of_text(context: Any, box: Any, room: Any, skip: int, is_line_start: bool = True) -> Any:
        made = split_text(context, box, room, skip, is_line_start=is_line_start)
        piece = made[0]
        if piece is None or room is None:
            return made
        kept = box.style["white_space"] in _KEPT
        if not is_line_start and not kept and piece.width > room + _FITS:
            before = "".join(line) + piece.text[:1]
            if not inline.can_break_text(before, box.style["lang"]):
                made = split_text(context, box, room, skip, is_line_start=True)
        line.append("x" * len(made[0].text) if kept else made[0].text)
        return made

    inline.split_inline_box, inline.split_inline_level, inline.split_text_box = of_box, of_level, of_text
    try:
        yield
    finally:
        inline.split_inline_box, inline.split_inline_level, inline.split_text_box = split_box, split_level, split_text
