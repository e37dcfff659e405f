"""Fonts of a PDF that is written in parts: each part says which glyphs it uses, and every font is embedded once.

WeasyPrint keeps the numbers that glyphs have in the whole font, so the parts' text fits the font of all parts.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field
from typing import Any

Build = Callable[..., Any]


@dataclass(frozen=True)
class PartFonts:
    """What a part uses of its fonts, by their names in it: the texts and the widths of glyphs."""

    texts: Mapping[str, Mapping[int, str]]
    widths: Mapping[str, Mapping[int, int]]

    def to_json(self) -> dict[str, Any]:
        """As a value of JSON, in which the order stays."""
        return {kind: {name: list(of.items()) for name, of in getattr(self, kind).items()} for kind in _KINDS}

    @staticmethod
    def from_json(found: Mapping[str, Any]) -> PartFonts:
        """Read such a value. Raises ``ValueError``, ``KeyError`` or ``TypeError`` for any other."""
        texts = {str(name): {int(glyph): str(text) for glyph, text in of} for name, of in found["texts"].items()}
        widths = {str(name): {int(glyph): int(width) for glyph, width in of} for name, of in found["widths"].items()}
        return PartFonts(texts, widths)


_KINDS = ("texts", "widths")


@dataclass(frozen=True)
class Face:
    """By what a typeface is found again: family, weight, slant, a letter that it has, and the digest of its file."""

    family: str
    weight: int
    slant: int
    letter: str
    digest: str

    @property
    def facts(self) -> tuple[Any, ...]:
        """Its fields, as values of JSON."""
        return astuple(self)

    @staticmethod
    def of(family: str, weight: int, slant: int, letter: str, digest: str) -> Face:
        """A face from its facts."""
        return Face(str(family), int(weight), int(slant), str(letter), str(digest))

    @property
    def style(self) -> str:
        """Declarations by which text is set in it."""
        family = "".join(char for char in self.family if char not in '"\\\n')
        slant = ("normal", "oblique", "italic")[self.slant]
        return f'font: {slant} {self.weight} 10pt "{family}"; font-variant-numeric: normal; hyphens: manual'


@dataclass
class SharedFonts:
    """The fonts of the parts written so far: WeasyPrint's font for each name in their resources.

    ``taken`` is what the last part uses; ``parts``, to be set before the last is written, what all others use.
    """

    fonts: dict[str, Any] = field(default_factory=dict)
    taken: PartFonts = field(default_factory=lambda: PartFonts({}, {}))
    parts: Sequence[PartFonts] = ()

    def take(self, fonts: Mapping[Any, Any]) -> list[str]:
        """Note what one more part uses; gives the names of its fonts."""
        texts: dict[str, dict[int, str]] = {}
        widths: dict[str, dict[int, int]] = {}
        for font in fonts.values():
            self.fonts.setdefault(font.hash, font)
            _add(texts.setdefault(font.hash, {}), font.to_unicode)
            _add(widths.setdefault(font.hash, {}), font.widths)
        self.taken = PartFonts(texts, widths)
        return list(texts)

    def all(self) -> dict[Any, Any]:
        """The fonts of all parts, with everything that they use."""
        texts: dict[str, dict[int, str]] = {}
        widths: dict[str, dict[int, int]] = {}
        for part in (self.taken, *self.parts):
            for name in part.texts:
                _add(texts.setdefault(name, {}), part.texts[name])
                _add(widths.setdefault(name, {}), part.widths[name])
        for name in texts:
            self.fonts[name].to_unicode, self.fonts[name].widths = texts[name], widths[name]
        return {name: self.fonts[name] for name in texts}

    def faces(self) -> dict[str, Face]:
        """The faces of all fonts that are known by a letter of theirs."""
        found = {}
        for name, font in self.fonts.items():
            letter = next(
                (text for _, text in sorted(font.to_unicode.items()) if len(text) == 1 and text.isalnum()), ""
            )
            if letter and not font.variations:
                found[name] = Face(font.family, int(font.weight), int(font.style), letter, digest_of(font))
        return found


def digest_of(font: Any) -> str:
    """The digest of the file of one of WeasyPrint's fonts."""
    return hashlib.sha256(bytes(font.file_content) + str(font.index).encode()).hexdigest()


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
