"""Which characters a font file has glyphs for. Floor 1."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from octavo.errors import SettingsError
from octavo.model import Place


@lru_cache(maxsize=64)
def coverage_of(path: Path) -> frozenset[int]:
    """The code points that a font file has a glyph for. Raises ``SettingsError`` for a file that is no font."""
    from fontTools.ttLib import TTFont, TTLibError  # a build with nothing to do loads themes, but reads no font

    try:
        with path.open("rb") as file, TTFont(file, lazy=True) as font:
            # Glyphs by number: reading their names would double the time, and they are not used.
            font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
            return frozenset(font.getBestCmap() or ())
    except (OSError, TTLibError) as error:
        raise SettingsError(f"the font cannot be read: {error}", Place(str(path))) from error
