"""The font of the formulas: browsers set MathML well only with a font that has a MATH table, and few systems have one.

With every theme it is STIX Two Math, the font in which ziamath draws the formulas of the PDF. A slice with the
characters of common formulas is beside this module (``formulas.woff2``, written by ``tools/webfonts.py``;
SIL Open Font License, ``formulas.OFL.txt``); for formulas that need more, a slice is made during the build.
"""

from __future__ import annotations

import base64
import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from lxml.etree import _Element

from octavo.editions.fonts.subset import cut, ranges
from octavo.errors import MissingPartError

FAMILY = '"Octavo Formula"'
READY = Path(__file__).with_name("formulas.woff2")
FEATURES = ("ssty", "dtls", "flac")
"""Smaller shapes for scripts, letters without dots under accents, flat accents (OpenType MATH)."""

COMMON = ranges(
    "20-7E,A0,AC,AF,B0,B1,B7,D7,F7,131,237,2C6,2C7,2D8-2DC,391-3A1,3A3-3A9,3B1-3C9,3D1,3D5,3D6,3F0,3F1,3F5,2016,2026,2032-2034,"
    "203E,2044,2061-2064,20D7,2102,210E,210F,2113,2115,211A,211D,2124,2190-2199,21A6,21D0-21D5,2200-2209,220B-2213,"
    "2217,2218,221A,221D,221E,2220,2223-222E,2234,2235,2237,223C,2243,2245,2248,2250,2254,2260-2262,2264,2265,226A,226B,"
    "227A,227B,2282-2288,228A,228B,2295-2299,22A2-22A8,22C0-22C6,22EE-22F1,2308-230B,23B4,23B5,23DC-23DF,25A1,25CB,27E8,"
    "27E9,27F5-27FA,2A7D,2A7E,1D434-1D454,1D456-1D467,1D6A4,1D6A5,1D6E2-1D71B"
)

# A single letter in <mi> is shown slanted: as another character (MathML Core, section 2.2.1 and appendix C.1).
_SLANTED = {
    int(unicodedata.decomposition(chr(code)).split()[1], 16): code
    for code in (*range(0x1D434, 0x1D455), *range(0x1D456, 0x1D468), 0x1D6A4, 0x1D6A5, *range(0x1D6E2, 0x1D71C))
} | {ord("h"): 0x210E}


def formula_rules(root: _Element) -> str:
    """The font for the formulas of a page as style rules; nothing for a page without formulas."""
    codes = _codes(root)
    if not codes:
        return ""
    data = _ready() if codes <= COMMON else base64.b64encode(cut(_source(), codes, FEATURES)).decode("ascii")
    return (
        f"@font-face {{ font-family: {FAMILY}; src: url(data:font/woff2;base64,{data}) format('woff2') }}\n"
        f"math {{ font-family: {FAMILY}, math }}\n"
    )


def _codes(root: _Element) -> frozenset[int]:
    codes: set[int] = set()
    for formula in root.iter("math"):
        for part in formula.iter():
            text = (part.text or "").strip()
            codes.update(map(ord, text))
            if part.tag == "mi" and len(text) == 1 and part.get("mathvariant") != "normal":
                codes.add(_SLANTED.get(ord(text), ord(text)))
            if part.tag in ("msqrt", "mroot"):
                codes.add(0x221A)
    return frozenset(codes)


@lru_cache(maxsize=1)
def _ready() -> str:
    return base64.b64encode(READY.read_bytes() if READY.is_file() else cut_common()).decode("ascii")


def cut_common() -> bytes:
    """The prepared slice, made again."""
    return cut(_source(), COMMON, FEATURES)


def _source() -> Path:
    # Found and not imported: to import it takes a quarter of a second.
    spec = find_spec("ziamath")
    if spec is None or spec.origin is None:
        raise MissingPartError("ziamath is not installed", hint="run make, which sets everything up")
    return Path(spec.origin).parent / "fonts" / "STIXTwoMath-Regular.ttf"
