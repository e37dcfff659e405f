"""Characters: which are visible, which are not, which no font can have, and which font package has the others.

Pure functions over text; ``weasy`` looks up the machine's fonts. Unicode Standard, chapters 5.21 (default
ignorable characters) and 23 (special areas).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate

from octavo.text import DIGRAPHS

_SILENT_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
_JOINT = re.compile("(?<=[FTcfgjst])[\u00ad\u200b\u2060\u200e\u200f\ufeff]+(?=[^\\W\\d_])")
_STRETCH = 1000
_TIDY = {
    **dict.fromkeys((0x2028, 0x2029), "\n"),
    **dict.fromkeys((0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0, 0xFE0E, 0xFE0F)),
    **DIGRAPHS,
}


def tidy(text: str) -> str:
    """Leave out silent characters that fonts lack or cannot give back; line separators become line ends.

    These are Hangul's fillers and the selectors of emoji: a ligature with one in it comes out of a PDF as nothing.
    """
    return text.translate(_TIDY)


def unjoined(text: str) -> str:
    """Keep letters apart that have a silent character between them: ``Auf`` + soft hyphen + ``lage`` gets no ligature.

    Such a ligature would come out of the PDF as nothing, or as another letter, and so would every later one of its
    kind: WeasyPrint takes a glyph's text from where it meets the glyph first. The joint of a word wants none anyway.
    """
    return _JOINT.sub("\u200c\\g<0>", text)


@lru_cache(maxsize=4096)
def is_silent(char: str) -> bool:
    """Whether a character shows nothing: spaces, controls, joiners, selectors, soft hyphens, fillers."""
    if char.isspace() or char in _SILENT_LETTERS:
        return True
    code = ord(char)
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return True
    return unicodedata.category(char) in ("Cf", "Zs", "Zl", "Zp")


class _Shown(dict[int, int | None]):
    """What ``str.translate`` makes of each character: nothing of those that show nothing."""

    def __missing__(self, code: int) -> int | None:
        return self.setdefault(code, None if is_silent(chr(code)) else code)


_SHOWN = _Shown()


def seen(text: str) -> str:
    """The characters of a text that show: what its layout must show too, in this order."""
    return text.translate(_SHOWN)


def offsets_of(text: str, shown: Iterable[int]) -> list[int]:
    """Translate counts of characters that show into offsets in the text: each that of the next character that shows."""
    begins = range(0, len(text), _STRETCH)
    counts = [0, *accumulate(len(seen(text[begin : begin + _STRETCH])) for begin in begins)]

    def offset(count: int) -> int:
        at = bisect_right(counts, count) - 1
        stretch, before = text[at * _STRETCH : (at + 1) * _STRETCH], counts[at]
        inner = bisect_right(range(len(stretch)), count - before, key=lambda end: len(seen(stretch[: end + 1])))
        return min(at * _STRETCH + inner, len(text))

    return [offset(count) for count in shown]


def has_no_glyph(char: str) -> bool:
    """Whether no font can be asked for this character: private use, unassigned, controls, the replacement."""
    return char == "\ufffd" or unicodedata.category(char) in ("Co", "Cn", "Cs", "Cc")


def describe(char: str) -> str:
    """Name a character for a person: ``U+05D0 HEBREW LETTER ALEF``."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()


_PACKAGES = {
    "CJK": ("fonts-noto-cjk", "google-noto-sans-cjk-fonts", "font-noto-sans-cjk-sc"),
    "HIRAGANA": ("fonts-noto-cjk", "google-noto-sans-cjk-fonts", "font-noto-sans-cjk-jp"),
    "KATAKANA": ("fonts-noto-cjk", "google-noto-sans-cjk-fonts", "font-noto-sans-cjk-jp"),
    "HANGUL": ("fonts-noto-cjk", "google-noto-sans-cjk-fonts", "font-noto-sans-cjk-kr"),
    "BOPOMOFO": ("fonts-noto-cjk", "google-noto-sans-cjk-fonts", "font-noto-sans-cjk-tc"),
    "IDEOGRAPHIC": ("fonts-noto-cjk", "google-noto-sans-cjk-fonts", "font-noto-sans-cjk-sc"),
    "FULLWIDTH": ("fonts-noto-cjk", "google-noto-sans-cjk-fonts", "font-noto-sans-cjk-sc"),
}
_CORE = ("ARABIC", "HEBREW", "DEVANAGARI", "BENGALI", "TAMIL", "TELUGU", "THAI", "GEORGIAN", "ARMENIAN", "ETHIOPIC")


def package_hint(char: str) -> str:
    """What to install so that the character can be printed: names for Debian, Fedora and macOS."""
    script = unicodedata.name(char, "UNKNOWN").split()[0]
    if script in _PACKAGES:
        debian, fedora, brew = _PACKAGES[script]
    else:
        family = script.lower()
        debian = "fonts-noto-core" if script in _CORE else "fonts-noto-core fonts-noto-extra"
        fedora, brew = f"google-noto-sans-{family}-fonts", f"font-noto-sans-{family}"
    return (
        f"install a font that has it: apt install {debian} (Debian, Ubuntu), "
        f"dnf install {fedora} (Fedora), brew install --cask {brew} (macOS)"
    )
