"""Whether a piece of text on a page can be seen, and how it looks; read by PDFium.

Invisible text is painted without ink, in the colour of its background, in a tiny size, outside the page, or under
something that is painted later.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from octavo.check.inventories.scripts import is_tangled
from octavo.check.inventories.trail import Ink, Look

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

_NO_INK = (3, 7)  # text that paints nothing, and text that only clips what is painted
_PAPER: Ink = (255, 255, 255)
_ALIKE = 24  # of 255: nobody reads letters in a colour that is closer to its ground than this
_SOLID = 245  # of 255
_TINY = 1.5  # points
_NARROW = 0.2  # of the size of the letters, for a piece of several
_THIN = 2.0  # points: a line through words covers none
_RECTANGLE = 6  # segments at most
_MOST_SEGMENTS = 40
_SEVERAL = re.compile(r"[^\W\d_]{3}|\d{2}|(?:\.\s*){3}")


@dataclass
class Grounds:
    """What a page has painted so far: filled areas with their ink (none for a picture), and texts with their boxes."""

    areas: list[tuple[Box, Ink | None]] = field(default_factory=list)
    texts: list[tuple[Box, str]] = field(default_factory=list)
    faces: dict[int, str] = field(default_factory=dict)
    off: list[tuple[Box, str]] = field(default_factory=list)

    def cover(self, box: Box, ink: Ink | None, *, frames: bool = False) -> list[str]:
        """Something is painted over the page; gives the texts that it hides, each once. A frame is no ground."""
        hidden = [text for inner, text in self.texts if _hides(box, inner)]
        self.texts = [(inner, text) for inner, text in self.texts if not _hides(box, inner)]
        if not frames:
            self.areas.append((box, ink))
        return hidden

    def below(self, box: Box) -> Ink | None:
        """The ink of the topmost area that a box lies on, or the paper's."""
        return next((ink for area, ink in reversed(self.areas) if _within(box, area)), _PAPER)

    def look(self, item: Any) -> Look:
        """How a piece of text looks."""
        font = pdfium.FPDFTextObj_GetFont(item)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        if address not in self.faces:
            buffer = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
            self.faces[address] = buffer.value.decode("utf-8", "replace").partition("+")[2]
        red, green, blue, _ = _colour(item)
        return Look(self.faces[address], (red, green, blue))

    def is_unseen(self, item: Any, text: str, size: float, box: Box, window: Box) -> bool:
        """Whether a piece of text cannot be seen where it is painted."""
        if pdfium.FPDFTextObj_GetTextRenderMode(item) in _NO_INK:
            return True
        # A table of a thousand columns has letters too small to read; the notice on its size says so.
        if _SEVERAL.search(text) and (size < _TINY or box[2] - box[0] < _NARROW * size):
            return True
        red, green, blue, opacity = _colour(item)
        below = self.below(box)
        if not opacity or (below is not None and _are_alike((red, green, blue), below)):
            return True
        if not _SEVERAL.search(text):
            if is_off(box, window):
                self.off.append((box, text.strip()))
            return False
        return is_off(box, window)

    def strays(self) -> list[str]:
        """Single signs beside the sheet.

        A line of many scripts without a space may run over the edge, sign by sign: there they are passed over.
        """
        tangled = [box for box, text in (*self.texts, *self.off) if is_tangled(text)] if self.off else []
        return [text for box, text in self.off if not any(_on_one_line(box, other) for other in tangled)]


def is_off(box: Box, window: Box) -> bool:
    """Whether a box lies beside the part of the sheet that is shown."""
    left, bottom, right, top = box
    return right < window[0] or left > window[2] or top < window[1] or bottom > window[3]


def fill(item: Any) -> Ink | None:
    """The ink that a drawn area is filled with; none for a line, or for a thin glaze."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, mode, stroke)
    red, green, blue, opacity = _colour(item)
    return (red, green, blue) if mode.value and opacity > _SOLID else None


def is_frame(item: Any) -> bool:
    """Whether of a drawn area only a border is painted: the inside is clipped away, or has its own outline."""
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    if clip and any(
        pdfium.FPDFClipPath_CountPathSegments(clip, place) > _RECTANGLE
        for place in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0))
    ):
        return True
    segments = range(min(max(pdfium.FPDFPath_CountSegments(item), 0), _MOST_SEGMENTS))
    kinds = [pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(item, place)) for place in segments]
    return kinds.count(pdfium.FPDF_SEGMENT_MOVETO) > 1


def _colour(item: Any) -> tuple[int, int, int, int]:
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, opacity)
    return red.value, green.value, blue.value, opacity.value


def _are_alike(one: Ink, other: Ink) -> bool:
    return all(abs(a - b) <= _ALIKE for a, b in zip(one, other, strict=True))


def _on_one_line(box: Box, other: Box) -> bool:
    return box[1] < other[3] and other[1] < box[3]


def _within(inner: Box, outer: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


def _hides(box: Box, inner: Box) -> bool:
    return box[3] - box[1] >= _THIN and _within(inner, box)
