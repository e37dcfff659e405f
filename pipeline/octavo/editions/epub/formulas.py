"""The font of the formulas: without one that has a MATH table, roots and brackets are not drawn at all.

Few e-readers bring such a font, so a book with formulas carries a slice of STIX Two Math, the font in which the PDF and
the HTML set theirs. It is the only font in an EPUB; the text is set in the reader's own.
"""

from __future__ import annotations

from functools import lru_cache

from octavo.editions.epub.package import File
from octavo.editions.fonts.formulas import FAMILY, READY, cut_common

NAME = "fonts/formulas.woff2"
RULES = f"""
@font-face {{ font-family: {FAMILY}; src: url({NAME}) format("woff2"); }}
math {{ font-family: {FAMILY}, math; font-size: 1.06em; }}
"""


def font_file() -> File:
    """The font as a file of the package."""
    return File("font-formulas", NAME, "font/woff2", _data())


@lru_cache(maxsize=1)
def _data() -> bytes:
    return READY.read_bytes() if READY.is_file() else cut_common()
