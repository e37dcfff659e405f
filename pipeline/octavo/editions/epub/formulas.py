"""The font of the formulas: without a font with a MATH table, roots and brackets are not drawn at all.

Few e-readers have such a font, so a book with formulas contains a subset of STIX Two Math, which the PDF and the HTML
use too. It is the only font in an EPUB; the text is set in the reader's own.
"""

from __future__ import annotations

from functools import lru_cache

from lxml.etree import _Element

from octavo.editions.epub.package import File
from octavo.editions.fonts.formulas import FAMILY, READY, cut_common
from octavo.editions.pdf.formulas import draw

SIZE = 1.06
"""The size of formulas beside that of the text: the letters of the two look alike."""
SMALLEST = 0.6
NARROW = 16
"""Ems on a line of a small screen with large type: wider formulas are made smaller where they do not fit."""
NAME = "fonts/formulas.woff2"
RULES = f"""
@font-face {{ font-family: {FAMILY}; src: url({NAME}) format("woff2"); }}
math {{ font-family: {FAMILY}, math; font-size: {SIZE}em; }}
"""


def fit(line: _Element) -> None:
    """Lets a displayed formula, in its paragraph ``line``, shrink to the width of the page, down to a size.

    How wide it is, its drawing tells. What is wider still is scrolled, also by those who do not know the rule.
    """
    for formula in line.iter("math"):
        drawing = draw(formula)
        width = drawing.width if drawing else 0
        if width * SIZE > NARROW:
            formula.set("style", f"font-size: max({SMALLEST}em, min({SIZE}em, {97 / width:.3g}cqi))")
            line.set("tabindex", "0")  # what scrolls must be within reach of the keyboard
            line.set("class", "formula o-wide")


def font_file() -> File:
    """The font as a file of the package."""
    return File("font-formulas", NAME, "font/woff2", _data())


@lru_cache(maxsize=1)
def _data() -> bytes:
    return READY.read_bytes() if READY.is_file() else cut_common()
