"""What a PDF's pages paint, piece by piece, read by PDFium: text by the mark that ties it to the structure.

Every piece that belongs to the document carries a mark (ISO 32000-1, 14.7.4); heads, folios and rules carry none.
Invisible text (without ink, white on white, tiny, outside the page, painted over) is kept apart.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from octavo.check.inventories.trail import Look
from octavo.check.pages.ink import Box, Grounds, fill, is_frame
from octavo.check.pages.pictures import digest_of
from octavo.text import JOINT, LINE_END

Mark = tuple[int, int]
"""The number of a page, from 0, and of a mark on it."""

_TEXT, _PATH, _IMAGE = 1, 2, 3
_SPACE = 0x20
_ROOM = 1024  # characters: more than most pieces of text have
_NEXT_LINE = 0.75  # of the size of the letters
_REMEMBERED = 5  # lines
_ALIKE = 0.1  # of a point
_Line = tuple[Box, float, float, str]
"""Where a piece of text is, how high its line is, how large its letters are, and its text."""


@dataclass
class Painted:
    """Text by mark, the marks that draw something, and pieces of text that cannot be seen.

    ``looks`` has the pieces of each mark with how they look, ``pieces`` counts them, those painted over the same too;
    ``pictures`` has the digests of pictures, by mark too. Text without a mark counts as one of its own. ``windows``
    are the parts of the pages that are shown.
    """

    text: dict[Mark, str] = field(default_factory=dict)
    looks: dict[Mark, list[tuple[str, Look]]] = field(default_factory=dict)
    pictures: dict[Mark, list[str]] = field(default_factory=dict)
    drawn: set[Mark] = field(default_factory=set)
    unseen: list[str] = field(default_factory=list)
    boxes: dict[Mark, Box] = field(default_factory=dict)
    strokes: Counter[Mark] = field(default_factory=Counter)
    lines: dict[Mark, tuple[float, float, float]] = field(default_factory=dict)
    pieces: Counter[Mark] = field(default_factory=Counter)
    windows: list[Box] = field(default_factory=list)

    def between(self, before: Mark | None, mark: Mark) -> str:
        """What separates two pieces: the end of a line, or a joint within it."""
        if before is None or before not in self.lines or mark not in self.lines:
            return JOINT
        (_, last, size), (first, _, other) = self.lines[before], self.lines[mark]
        return LINE_END if before[0] != mark[0] or abs(last - first) > _NEXT_LINE * max(size, other) else JOINT

    def take(self, mark: Mark, text: str, look: Look, box: Box, line: float, size: float) -> None:
        """Add a piece of text to a mark: where it is, how high its line is, how large its letters are."""
        before = self.text.get(mark)
        first = self.lines[mark][0] if before is not None else line
        joint = ""
        if before is not None:
            joint = LINE_END if abs(self.lines[mark][1] - line) > _NEXT_LINE * size else JOINT
        self.boxes[mark] = _around(box, self.boxes.get(mark))
        self.text[mark] = (before or "") + joint + text
        self.lines[mark] = (first, line, size)
        self.looks.setdefault(mark, []).append((text, look))


def read_page(page: pypdfium2.PdfPage, index: int, text_page: Any, painted: Painted) -> None:
    """Read what one page paints, in the order in which it does."""
    window: Box = page.get_cropbox()
    painted.windows.append(window)
    grounds = Grounds()
    numbers = [ctypes.c_float() for _ in range(4)]
    guessed = _guessed_spaces(text_page)
    room = (pdfium.FPDF_WCHAR * _ROOM)()
    recent: deque[_Line] = deque(maxlen=_REMEMBERED)
    for place in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, place)
        kind = pdfium.FPDFPageObj_GetType(item)
        mark = (index, pdfium.FPDFPageObj_GetMarkedContentID(item))
        pdfium.FPDFPageObj_GetBounds(item, *numbers)
        box: Box = (numbers[0].value, numbers[1].value, numbers[2].value, numbers[3].value)
        if kind != _TEXT:
            painted.drawn.add(mark)
            painted.strokes[mark] += 1
            ink = fill(item) if kind == _PATH else None
            if kind == _IMAGE:
                painted.pictures.setdefault(mark, []).append(digest_of(item))
            if kind == _IMAGE or ink is not None:
                frames = kind == _PATH and is_frame(item)
                painted.unseen += grounds.cover(box, ink, frames=frames)
            continue
        painted.pieces[mark] += box[2] > box[0]
        text = _text(item, text_page, guessed.get(_address(item), ()) if guessed else (), room)
        line, size = _line(item)
        text = text or _repeated(recent, box, line, size)
        if not text.strip():
            continue
        recent.appendleft((box, line, size, text))
        if grounds.is_unseen(item, text, size, box, window):
            painted.unseen.append(text.strip())
        else:
            grounds.texts.append((box, text.strip()))
        painted.take(mark, text, grounds.look(item), box, line, size)
    painted.unseen += grounds.strays()


def _repeated(recent: Iterable[_Line], box: Box, line: float, size: float) -> str:
    """The text of a piece of which PDFium gives none, from the line above; empty for a piece that has no text.

    PDFium takes a line that repeats the one above for the same, if their letters are so tall that they touch.
    """
    for other, height, letters, text in recent:
        wide = abs(box[0] - other[0]) < _ALIKE and abs(box[2] - other[2]) < _ALIKE
        high = abs((box[3] - box[1]) - (other[3] - other[1])) < _ALIKE and abs(size - letters) < _ALIKE
        touch = box[1] <= other[3] and other[1] <= box[3]
        if wide and high and touch and abs(line - height) > _NEXT_LINE * size and box[2] > box[0]:
            return text
    return ""


def _guessed_spaces(text_page: Any) -> dict[int, list[int]]:
    """The spaces that PDFium puts between characters that are apart: by object, their places in its text."""
    found: dict[int, list[int]] = {}
    firsts: dict[int, int] = {}
    for place in _spaces(text_page):
        if not pdfium.FPDFText_IsGenerated(text_page, place):
            continue
        item = _object_at(text_page, place - 1)
        if item is None or item != _object_at(text_page, place + 1):
            continue
        if item not in firsts:
            firsts[item] = _first_of(item, text_page, place - 1)
        found.setdefault(item, []).append(place - firsts[item])
    return found


def _first_of(item: int, text_page: Any, at: int) -> int:
    """The place of an object's first character, looked for from one of them on."""
    first = at
    while at and (before := _object_at(text_page, at - 1)) in (item, None):
        at -= 1
        first = first if before is None else at
    return first


def _spaces(text_page: Any) -> list[int]:
    """Where spaces are between two characters of the page."""
    count = max(pdfium.FPDFText_CountChars(text_page), 0)
    buffer = ctypes.create_string_buffer(2 * count + 4)
    pdfium.FPDFText_GetText(text_page, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = buffer.raw[: 2 * count].decode("utf-16-le", "replace")
    if len(text.rstrip("\0")) == count:
        return [place for place in range(1, count - 1) if text[place] == " "]
    # Some character took two places, or none: then each is asked for.
    return [place for place in range(1, count - 1) if pdfium.FPDFText_GetUnicode(text_page, place) == _SPACE]


def _object_at(text_page: Any, place: int) -> int | None:
    """The object that a character of the page belongs to; None for one that PDFium put there itself."""
    if pdfium.FPDFText_IsGenerated(text_page, place) == 1:
        return None
    return _address(pdfium.FPDFText_GetTextObject(text_page, place))


def _address(item: Any) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _text(item: Any, text_page: Any, guessed: Sequence[int], room: Any) -> str:
    """The text of a piece; ``room`` is where PDFium writes it, when it is large enough."""
    size = pdfium.FPDFTextObj_GetText(item, text_page, room, ctypes.sizeof(room))
    if size > ctypes.sizeof(room):
        room = (pdfium.FPDF_WCHAR * size)()
        pdfium.FPDFTextObj_GetText(item, text_page, room, ctypes.sizeof(room))
    if size <= 2:
        return ""
    text = ctypes.string_at(room, size - 2).decode("utf-16-le", "replace")
    for place in guessed:
        if text[place : place + 1] == " ":
            text = f"{text[:place]}{JOINT}{text[place + 1 :]}"
    return text.replace("\r\n", "\n").replace("\x02", "\ufffe")


def _line(item: Any) -> tuple[float, float]:
    """The height of a piece of text on its page, and the size of its letters."""
    matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    pdfium.FPDFTextObj_GetFontSize(item, size)
    return matrix.f, abs(size.value) * math.hypot(matrix.c, matrix.d)


def _around(box: Box, other: Box | None) -> Box:
    if other is None:
        return box
    return (min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]))
