"""Lines of text at the same heights on every page: WeasyPrint's blocks, moved down to the next line of the grid.

The grid begins at the top of the type area; one line of the text is its step. A paragraph with ``GRID`` starts on
it, whatever is above. The extra space is put where it shows least: above a heading, and half above and half below a
figure, a table or a formula.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from octavo.body import HEADINGS

GRID = "data-grid"
"""The attribute of elements whose lines are on the grid."""

_HEADINGS = ("h1", *HEADINGS)
_TOUCH = 0.05
"""What is nearer to a line of the grid than this, in pixels, is on it."""
_EXACT = 0.0005
"""How exactly the height of a line is that of the grid, in pixels: many lines add up."""
_LITTLE = 0.35
"""How far a line may be higher than a step of the grid, as a share of it, before it takes a second one."""


@contextmanager
def on_grid(layout: Any) -> Iterator[None]:
    """Let WeasyPrint, by its package ``layout``, set lines on the grid while it lays out."""
    block, inline = layout.block, layout.inline
    lines_of, flow, next_line = block._linebox_layout, block._in_flow_layout, inline.get_next_linebox

    def lines(context: Any, box: Any, *arguments: Any) -> Any:
        if not _is_marked(box) or context.in_column:
            return lines_of(context, box, *arguments)
        margins, at = arguments[6], arguments[8]
        down = _way_down(context, inline, box, at + (block.collapse_margin(margins) if margins else 0))
        box.octavo_down = down
        orphans = box.style["orphans"]
        if getattr(context, "octavo_loose", False):
            box.style["orphans"] = 1
        try:
            return lines_of(context, box, *arguments[:8], at + down, *arguments[9:])
        finally:
            box.style["orphans"] = orphans

    def in_flow(context: Any, box: Any, index: int, child: Any, placed: list[Any], *arguments: Any) -> Any:
        child.octavo_down = 0
        result = flow(context, box, index, child, placed, *arguments)
        children = result[6]
        if len(children) > 1 and children[-1].element is child.element:
            _share(context, children[-2], getattr(children[-1], "octavo_down", 0))
        return result

    def line(context: Any, linebox: Any, position_y: Any, bottom: Any, skip: Any, container: Any, *more: Any) -> Any:
        made, resume_at = next_line(context, linebox, position_y, bottom, skip, container, *more)
        if made is not None and made.height and _is_marked(container):
            _straighten(made, *inline.strut(container.style))
        return made, resume_at

    block._linebox_layout, block._in_flow_layout, inline.get_next_linebox = lines, in_flow, line
    try:
        yield
    finally:
        block._linebox_layout, block._in_flow_layout, inline.get_next_linebox = lines_of, flow, next_line


def _is_marked(box: Any) -> bool:
    return box.element is not None and box.element.get(GRID) is not None


def top_of(context: Any) -> float:
    """Where the type area of the page begins that is laid out."""
    return float(context.current_footnote_area.page.content_box_y())


def _way_down(context: Any, inline: Any, box: Any, at: float) -> float:
    """How far it is from a height to the next line of the grid."""
    step, _ = inline.strut(box.style)
    over = (at - top_of(context)) % step if step else 0.0
    return 0.0 if min(over, step - over) < _TOUCH else float(step - over)


def _share(context: Any, above: Any, down: float) -> None:
    """Give the room that a paragraph left above itself to what is there."""
    tag = above.element.tag if above.element is not None else ""
    if down and above.position_y - top_of(context) > _TOUCH:
        if tag in _HEADINGS:
            above.translate(dy=down)
        elif tag != "p" or "formula" in (above.element.get("class") or ""):
            above.translate(dy=down / 2)


def _straighten(line: Any, step: float, baseline: float) -> None:
    """Give a line that signs of another font or a formula made higher whole steps, its letters on the grid's line."""
    if abs(line.height - step) < _EXACT:  # what is less than that does not add up to anything on a page
        return
    rise = line.baseline - baseline
    down = -rise if rise <= _LITTLE * step else math.ceil(rise / step) * step - rise
    at = line.position_y
    line.translate(dy=down)
    line.position_y = at
    line.baseline = baseline
    line.height = step * max(1, math.ceil((line.height + down) / step - _LITTLE))
