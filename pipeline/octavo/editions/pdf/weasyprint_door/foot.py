"""The foot of a page with many notes: measures each note once per page, and loses none.

WeasyPrint lays out all notes at the foot of a page again for each note that is added or removed, and searches the list
of all waiting notes. For a paragraph of a thousand notes that takes minutes. Here the height of the notes is the sum of
what each adds to the one above it, and waiting notes are looked up in a table.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any


class Waiting(dict[Any, None]):
    """The notes that wait for their page: an ordered set with the ways of a list that WeasyPrint uses."""

    def __init__(self, notes: Iterable[Any] = ()) -> None:
        super().__init__(dict.fromkeys(notes))

    def append(self, note: Any) -> None:
        """Put a note at the end."""
        self[note] = None

    def remove(self, note: Any) -> None:
        """Take a note out. Raises ``ValueError`` when it does not wait."""
        if note not in self:
            raise ValueError("this note does not wait")
        del self[note]

    def copy(self) -> Waiting:
        """Give the same notes in a set of their own."""
        return Waiting(self)


@contextmanager
def summed_notes(layout: Any) -> Iterator[None]:
    """Let WeasyPrint, by its package ``layout``, add up the heights of notes while it lays out."""
    context_type = layout.LayoutContext
    update = context_type._update_footnote_area

    def summed(context: Any) -> bool:
        area = context.current_footnote_area
        notes = context.current_page_footnotes
        if len(notes) < 2 or area.max_height != math.inf or area.style["height"] != "auto":
            return bool(update(context))
        if area.height != "auto" and not context.in_column:
            context.page_bottom += area.margin_height()
        area.height, around = _height(layout, context, notes)
        area.children = notes
        if not context.in_column:
            context.page_bottom -= area.height + around
        return False

    def read(context: Any) -> Waiting:
        waiting: Waiting = context.octavo_waiting
        return waiting

    def write(context: Any, notes: Iterable[Any]) -> None:
        context.octavo_waiting = notes if isinstance(notes, Waiting) else Waiting(notes)

    context_type._update_footnote_area = summed
    context_type.footnotes = property(read, write)
    try:
        yield
    finally:
        context_type._update_footnote_area = update
        del context_type.footnotes


@contextmanager
def notes_follow_their_lines(layout: Any) -> Iterator[None]:
    """Let no note be lost whose line is put on a page only because notes above it move to the next.

    WeasyPrint then leaves the line's own notes waiting, and they are on no page at all. Here they move along.
    """
    block = layout.block
    lay_out = block._linebox_layout

    def laid_out(context: Any, box: Any, index: int, child: Any, lines: list[Any], *more: Any) -> Any:
        found = lay_out(context, box, index, child, lines, *more)
        abort, stop = found[:2]
        if stop and not abort and lines:
            for note in [part.footnote for part in lines[-1].descendants() if part.footnote in context.footnotes]:
                context.layout_footnote(note)
                context.report_footnote(note)
        return found

    block._linebox_layout = laid_out
    try:
        yield
    finally:
        block._linebox_layout = lay_out


def _height(layout: Any, context: Any, notes: list[Any]) -> tuple[float, float]:
    """The height of these notes, one below the other, and that of the margins and the rule around them."""
    known: dict[tuple[Any, ...], tuple[float, float]] = context.current_footnote_area.__dict__.setdefault(
        "octavo_heights", {}
    )
    total, around = _measured(layout, context, known, (notes[0],))
    for above, note in pairwise(notes):
        total += _measured(layout, context, known, (above, note))[0] - _measured(layout, context, known, (above,))[0]
    return total, around


def _measured(
    layout: Any, context: Any, known: dict[tuple[Any, ...], tuple[float, float]], notes: tuple[Any, ...]
) -> tuple[float, float]:
    """The height of an area with these notes, and what its margins add. Kept for this page in ``known``."""
    if notes not in known:
        area = context.current_footnote_area
        area.children, height, area.height = list(notes), area.height, "auto"
        placed = layout.build.create_anonymous_boxes(area.deepcopy())
        placed = layout.block_level_layout(context, placed, -math.inf, None, area.page)[0]
        area.height = height
        known[notes] = placed.height, placed.margin_height() - placed.height
    return known[notes]
