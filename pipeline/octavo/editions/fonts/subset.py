"""One slice of a font as woff2, which a page contains instead of the whole font.

A slice is a fixed set of characters (``SLICES``), not the characters of one document: slices are the same for every
document, so they are made once by ``tools/webfonts.py``, into ``fonts/web/`` beside the fonts. For a theme without such
files they are made here, and kept for the life of the process.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from octavo.errors import SettingsError
from octavo.model import Place

FEATURES = ("ccmp", "locl", "kern", "liga", "calt", "mark", "mkmk", "tnum")
"""What the layout of running text needs; the rest would double the size of a slice."""

# Combining marks are in every slice that has letters for them: a mark and its letter must come from one file.
_MARKS = "300-304,306-30C,323,327-328,342"
_SLICES = {
    "latin-ext": "100-2AF,2B0-2FF,300-36F,2070-209F,1D00-1DBF,1E00-1EFF,20A0-20BF,2C60-2C7F,A720-A7FF,FB01-FB02",
    "greek": f"370-3FF,1F00-1FFF,{_MARKS},345",
    "cyrillic": f"400-52F,1C80-1C8F,2DE0-2DFF,A640-A69F,2116,{_MARKS}",
    "latin": f"20-7E,A0-FF,131,152-153,160-161,178,17D-17E,192,2C6,2DA,2DC,{_MARKS},2010-2027,202F-203A,2044,20AC,2122,"
    "2190-2193,2212",
}


def ranges(text: str) -> frozenset[int]:
    """Code points from a list of hexadecimal numbers and ranges: ``20-7E,A0``."""
    pairs = ((int(first, 16), int(last or first, 16)) for first, _, last in (p.partition("-") for p in text.split(",")))
    return frozenset(code for first, last in pairs for code in range(first, last + 1))


SLICES: dict[str, frozenset[int]] = {name: ranges(text) for name, text in _SLICES.items()}
"""The slices by name; in a style sheet the last one that holds a character wins, so the commonest comes last."""


def stored(font: Path, name: str) -> Path:
    """The path of the prepared slice of a font file."""
    return font.parent / "web" / f"{font.stem}.{name}.woff2"


@lru_cache(maxsize=256)
def cut(font: Path, codes: frozenset[int], features: tuple[str, ...] = FEATURES) -> bytes:
    """These characters of a font file as woff2, always the same bytes. Raises ``SettingsError``.

    The names inside the file go: a changed font may not carry the name of the original (OFL 1.1, condition 3).
    """
    from fontTools import subset  # most documents need no slice but those that are ready, and this takes long to load
    from fontTools.ttLib import TTFont, TTLibError

    options = subset.Options(
        layout_features=list(features),
        hinting=False,
        name_IDs=[],
        glyph_names=False,
        notdef_outline=True,
        recalc_timestamp=False,
    )
    options.flavor = "woff2"
    try:
        with font.open("rb") as file, TTFont(file, lazy=True, recalcTimestamp=False) as read:
            subsetter = subset.Subsetter(options)
            subsetter.populate(unicodes=codes)
            subsetter.subset(read)
            out = io.BytesIO()
            read.flavor = "woff2"
            read.save(out, reorderTables=False)
    except (OSError, TTLibError, subset.Subsetter.SubsettingError) as error:
        raise SettingsError(f"the font cannot be reduced: {error}", Place(str(font))) from error
    return out.getvalue()
