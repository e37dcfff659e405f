"""Fonts of a PDF that is written in parts: each part says which glyphs it uses, and every font is embedded once.

WeasyPrint keeps the numbers that glyphs have in the whole font, so the parts' text fits the font of all parts.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

Build = Callable[..., Any]


@dataclass
class SharedFonts:
    """What the parts written so far use. ``fonts`` has WeasyPrint's font for each name in the parts' resources."""

    fonts: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, dict[int, str]] = field(default_factory=dict)
    widths: dict[str, dict[int, int]] = field(default_factory=dict)

    def take(self, fonts: Mapping[Any, Any]) -> list[str]:
        """Note what one more part uses; gives the names of its fonts."""
        for font in fonts.values():
            known = self.fonts.setdefault(font.hash, font)
            if known is not font:
                known.missing.update(font.missing)
            _add(self.texts.setdefault(font.hash, {}), font.to_unicode)
            _add(self.widths.setdefault(font.hash, {}), font.widths)
        return list(dict.fromkeys(font.hash for font in fonts.values()))

    def all(self) -> dict[Any, Any]:
        """The fonts of all parts, with everything that they use."""
        for name, font in self.fonts.items():
            font.to_unicode = dict(self.texts[name])
            font.widths = dict(self.widths[name])
        return dict(self.fonts)


def _add(known: dict[int, Any], more: Mapping[int, Any]) -> None:
    for glyph, value in more.items():
        known.setdefault(glyph, value)


class Advances(dict[int, int]):
    """The widths of a font's glyphs as the font has them, so that they are the same in every part.

    WeasyPrint rounds a width at the size in which it first meets the glyph.
    """

    def __init__(self, font: Any) -> None:
        super().__init__()
        self._font = font
        self._metrics: Mapping[int, int] | None = None

    def __contains__(self, glyph: object) -> bool:
        if super().__contains__(glyph):
            return True
        if self._metrics is None:
            self._metrics = advances(bytes(self._font.file_content), int(self._font.index), int(self._font.upem))
        if isinstance(glyph, int) and glyph in self._metrics:
            self[glyph] = self._metrics[glyph]
            return True
        return False


def advances(file: bytes, index: int, units: int) -> dict[int, int]:
    """The width of each glyph in thousandths of the type size; nothing for a font whose widths vary."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(io.BytesIO(file), fontNumber=index, lazy=True) as font:
            if "fvar" in font or "hmtx" not in font:
                return {}
            font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
            return {int(name): round(width * 1000 / units) for name, (width, _) in font["hmtx"].metrics.items()}
    except (TTLibError, KeyError, ValueError, AttributeError):
        return {}


@contextmanager
def fonts_of_part(pdf: Any, fonts: Any, dictionary: Any, shared: SharedFonts, *, last: bool) -> Iterator[None]:
    """Let WeasyPrint write a part: with the names of its fonts alone, or as the ``last`` with the fonts of all.

    ``pdf`` and ``fonts`` are its modules of these names, ``dictionary`` makes a dictionary of a PDF.
    """
    build, begin = pdf.build_fonts_dictionary, fonts.Font.__init__

    def built(document: Any, used: Mapping[Any, Any], *more: Any) -> Any:
        names = shared.take(used)
        return build(document, shared.all(), *more) if last else dictionary(dict.fromkeys(names, 0))

    def begun(font: Any, *arguments: Any, **named: Any) -> None:
        begin(font, *arguments, **named)
        font.widths = Advances(font)

    pdf.build_fonts_dictionary, fonts.Font.__init__ = built, begun
    try:
        yield
    finally:
        pdf.build_fonts_dictionary, fonts.Font.__init__ = build, begin
