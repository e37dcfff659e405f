"""Lines of Chinese and Japanese: filled one after another, and justified between their characters.

WeasyPrint justifies by widening spaces, and these scripts have none. So the space left at the end of a line is
divided among its characters (CSS Text 3, 7.3: inter-character justification). Letters of other
scripts in the line stay as close as they were.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from octavo.languages.scripts import TIGHT_RUN

Justify = Callable[[Any, Any, float], None]
"""What justifies a line: from WeasyPrint's context, the line, and the room that is left."""
_MOST = 0.15
"""At most so much of the type size is put between two characters; more would be read as a space."""
_LITTLE = 1.0
"""Pixels by which spaces are widened to see of which font they are then."""
_FROM_OTHER_FONT = re.compile("[\u0530-\u1fff\u2e80-\ufaff\ufb1d-\ufeff\U00010800-\U0001efff]")
"""Letters of scripts that no theme's font has: their fonts stand behind the theme's."""


def is_unspaced(text: str) -> bool:
    """Whether most of a text is written without spaces, so that its lines end between any two characters.

    A character is as wide as two letters.
    """
    wide = sum(len(run) for run in TIGHT_RUN.findall(text))
    return 2 * wide > len(text) - wide and text.count(" ") < wide / 4


def growth(boxes: Any, line_break: Any) -> Callable[[Any], float]:
    """What tells how much wider a text box becomes by widening its spaces by nothing.

    Pango then sets each space apart from its word, and may take it from another font. ``boxes`` and ``line_break`` are
    WeasyPrint's modules of these names. A box with other boxes in it gives the sum of its texts.
    """

    def as_drawn(box: Any) -> float:
        if not isinstance(box, boxes.TextBox):
            return sum(map(as_drawn, _texts(box, boxes)))
        if not (spaces := box.text.count(" ")) or not _FROM_OTHER_FONT.search(box.text):
            return 0.0
        layout = line_break.create_layout(box.text, box.style, None, None, _LITTLE)
        layout.set_text(box.text, justify=True)
        width = float(line_break.line_size(layout.get_first_line()[0], box.style)[0])
        layout.deactivate()
        return float(width - spaces * _LITTLE - box.width)

    return as_drawn


def justifier(boxes: Any, line_break: Any, usual: Justify) -> Justify:
    """What justifies a line: between its characters if it is wide, else as ``usual``.

    ``boxes`` and ``line_break`` are WeasyPrint's modules of these names.
    """
    as_drawn = growth(boxes, line_break)
    spaced = _spaced_layout(line_break)

    def natural(box: Any, spacing: float) -> tuple[Any, float]:
        layout = spaced(box.style, spacing)
        layout.set_text(box.text, justify=True)
        width = float(line_break.line_size(layout.get_first_line()[0], box.style)[0])
        layout.deactivate()
        return layout, width

    def justify(context: Any, line: Any, extra: float) -> None:
        texts = list(_texts(line, boxes))
        if not is_unspaced("".join(box.text for box in texts)):
            wider = {id(box): as_drawn(box) for box in texts}
            if any(wider.values()):
                _widen(line, boxes, wider)
            usual(context, line, extra - sum(wider.values()))
            return
        unit = line.style["font_size"] / 10
        gaps = {id(box): (natural(box, unit)[1] - natural(box, 0.0)[1]) / unit for box in texts}
        spacing = min(extra / max(sum(gaps.values()), 1.0), _MOST * line.style["font_size"])
        for box in texts:
            if gaps[id(box)]:
                box.pango_layout = natural(box, spacing)[0]
        _widen(line, boxes, {name: gap * spacing for name, gap in gaps.items()})

    return justify


def _widen(box: Any, boxes: Any, by: Mapping[int, float], shift: float = 0.0) -> float:
    """Widen texts ``by`` their identity, in place, and move by ``shift`` and by their growth what is right of them."""
    if not isinstance(box, (boxes.TextBox, boxes.InlineBox, boxes.LineBox)):
        box.translate(shift, 0)
        return shift
    box.position_x += shift
    before = shift
    if isinstance(box, boxes.TextBox):
        shift += by.get(id(box), 0.0)
    else:
        leftwards = box.style["direction"] == "rtl"
        for child in reversed(box.children) if leftwards else box.children:
            if child.is_in_normal_flow():
                shift = _widen(child, boxes, by, shift)
    box.width += shift - before
    return shift


def _texts(box: Any, boxes: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox) and child.is_in_normal_flow():
            yield from _texts(child, boxes)


def _spaced_layout(line_break: Any) -> Any:
    """A kind of WeasyPrint's layout whose characters are apart, where they are wide, when it is drawn too."""
    pango, ffi, base = line_break.pango, line_break.ffi, line_break.Layout

    class Spaced(base):  # type: ignore[misc,valid-type]  # its base is known at run time only
        def __init__(self, style: Any, spacing: float) -> None:
            self.spacing = spacing
            super().__init__(style)

        def set_text(self, text: str, justify: bool = False) -> None:
            super().set_text(text, justify)
            amount = int(self.spacing * line_break.TO_UNITS)
            if not amount:
                return
            attributes = pango.pango_layout_get_attributes(self.layout)
            if attributes == ffi.NULL:
                attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
            for run in TIGHT_RUN.finditer(self.text):
                attribute = pango.pango_attr_letter_spacing_new(amount)
                attribute.start_index = len(self.text[: run.start()].encode())
                attribute.end_index = len(self.text[: run.end()].encode())
                pango.pango_attr_list_change(attributes, attribute)
            pango.pango_layout_set_attributes(self.layout, attributes)

    return Spaced
