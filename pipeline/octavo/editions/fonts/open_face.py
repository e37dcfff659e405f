"""The open typeface that a reader of a page may choose: letters that are hard to mistake for one another.

It is the regular face of Atkinson Hyperlegible by the Braille Institute, version 1.006 (SIL Open Font License,
``open.OFL.txt``). ``open.woff2`` is the whole face without hints and names (``subset.cut``). Browsers make the bold and
the slanted one of it: every page carries this font, and few readers choose it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

FAMILY = "Octavo Open"
READY = Path(__file__).with_name("open.woff2")


def open_rules(letters: Iterable[str]) -> str:
    """The face as a style rule, for a page with these letters; nothing where it has none of them."""
    if not any(letter.isalpha() and ord(letter) < 0x250 for letter in letters):
        return ""  # it has letters of the Latin alphabet only
    return (
        f'@font-face {{ font-family: "{FAMILY}"; font-display: swap; '
        f"src: url(data:font/woff2;base64,{_ready()}) format('woff2') }}\n"
    )


@lru_cache(maxsize=1)
def _ready() -> str:
    return base64.b64encode(READY.read_bytes()).decode("ascii")
