"""The text behind glyphs that do not tell it, for search and reading aloud: Indian and related scripts, and twins.

WeasyPrint assigns the text of a whole syllable to its last glyph, at the first occurrence of that glyph, and none to
the others: a letter that first occurs in a syllable with a vowel sign would always be read with that sign. Here the
glyph of one character gets that character, and a glyph that replaces one or several characters gets those.

Twins are characters that some fonts draw with one glyph: a radical and its ideograph, the sign of ohm and omega. A line
with such a character tells its text itself (``ActualText``, ISO 32000-1, 14.9.4).

Lines are written without empty strings, which PDFium misreads.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

_STACKED = re.compile("[\u0900-\u0dff\u0e80-\u0fff\u1000-\u109f\u1700-\u17ff\u1900-\u1c4f\ua800-\uabff]")
_TWINS = re.compile("[\u2126\u212a\u212b\u2e80-\u2fd5\uf900-\ufaff]")
"""Signs of units, radicals and compatibility ideographs (beyond U+FFFF Chromium's viewer reads no such text).

What a PDF cannot tell apart in spite of this, the proof takes for one: see ``octavo.text.spelling``.
"""
_SINGLE, _ALTERNATE, _LIGATURE, _EXTENSION = 1, 3, 4, 7
"""Kinds of substitution of glyphs (OpenType, GSUB)."""


class GlyphTexts(dict[int, str]):
    """Glyphs and their texts. ``font`` is WeasyPrint's; its file is read when the first such letter comes."""

    def __init__(self, font: Any) -> None:
        super().__init__()
        self._font = font
        self._letters: Mapping[int, str] | None = None

    def __setitem__(self, glyph: int, text: str) -> None:
        if self._letters is None and _STACKED.search(text):
            self._letters = letters(bytes(self._font.file_content), int(self._font.index))
            for other in self.keys() & self._letters.keys():  # met before, in a syllable of which it got nothing
                super().__setitem__(other, self._letters[other])
        if self._letters is not None and len(text) != 1:
            text = self._letters.get(glyph, text)
        # Of twins, the glyph tells the usual one, whichever comes first; the lines of the others tell theirs.
        super().__setitem__(glyph, unicodedata.normalize("NFKC", text) if _TWINS.match(text) else text)


def letters(file: bytes, index: int) -> dict[int, str]:
    """The character of each glyph that a font has for one, and of the forms that replace such a glyph."""
    from fontTools.ttLib import TTFont, TTLibError

    found: dict[int, str] = {}
    try:
        with TTFont(io.BytesIO(file), fontNumber=index, lazy=True) as font:
            font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
            for code, name in sorted((font.getBestCmap() or {}).items()):
                found.setdefault(int(name), chr(code))
            pairs = list(_replaced(font["GSUB"].table)) if "GSUB" in font else []
    except (TTLibError, KeyError, ValueError, AttributeError):
        return found
    for _ in range(4):  # a form may replace a form
        for before, after in pairs:
            if all(glyph in found for glyph in before):
                found.setdefault(after, "".join(found[glyph] for glyph in before))
    return found


def _replaced(table: Any) -> Iterator[tuple[tuple[int, ...], int]]:
    """Which glyphs a font replaces by which: one by another, or several by one."""
    for lookup in table.LookupList.Lookup if table.LookupList else ():
        for part in lookup.SubTable:
            inner = part.ExtSubTable if lookup.LookupType == _EXTENSION else part
            if inner.LookupType == _SINGLE:
                yield from (((int(before),), int(after)) for before, after in inner.mapping.items())
            elif inner.LookupType == _ALTERNATE:
                yield from (((int(one),), int(form)) for one, forms in inner.alternates.items() for form in forms)
            elif inner.LookupType == _LIGATURE:
                for first, joined in inner.ligatures.items():
                    yield from (((int(first), *map(int, one.Component)), int(one.LigGlyph)) for one in joined)


@contextmanager
def readable_glyphs(fonts: Any, drawing: Any) -> Iterator[None]:
    """Let WeasyPrint's fonts keep the texts of glyphs in this way, and lines of twins tell theirs.

    ``fonts`` and ``drawing`` are its modules ``pdf.fonts`` and ``draw.text``.
    """
    usual, draw = fonts.Font.__init__, drawing.draw_first_line

    def begin(font: Any, *arguments: Any, **named: Any) -> None:
        usual(font, *arguments, **named)
        font.to_unicode = GlyphTexts(font)

    def plainly(stream: Any, box: Any, *arguments: Any) -> Any:
        begin = len(stream.stream)
        emojis = draw(stream, box, *arguments)
        for at in range(begin, len(stream.stream)):
            # PDFium, and so Chromium, loses spaces where an empty string stands beside a number.
            stream.stream[at] = stream.stream[at].replace(b"<>", b" ")
        return emojis

    def telling(stream: Any, box: Any, *arguments: Any) -> Any:
        if not _TWINS.search(box.text):
            return plainly(stream, box, *arguments)
        told = box.text.encode("utf-16-be").hex()
        stream.stream.append(f"/Span <</ActualText <feff{told}>>> BDC".encode())
        emojis = plainly(stream, box, *arguments)
        stream.stream.append(b"EMC")
        return emojis

    fonts.Font.__init__, drawing.draw_first_line = begin, telling
    try:
        yield
    finally:
        fonts.Font.__init__, drawing.draw_first_line = usual, draw
