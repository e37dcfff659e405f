"""Which script a text is written in (ISO 15924), and which Chinese characters it uses. Floor 1; pure."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_NAMES = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "COPTIC": "Copt", "ARMENIAN": "Armn", "GEORGIAN": "Geor",
    "HEBREW": "Hebr", "ARABIC": "Arab", "SYRIAC": "Syrc", "THAANA": "Thaa", "NKO": "Nkoo", "ADLAM": "Adlm",
    "ETHIOPIC": "Ethi", "TIFINAGH": "Tfng", "VAI": "Vaii", "CHEROKEE": "Cher", "CANADIAN": "Cans",
    "DEVANAGARI": "Deva", "BENGALI": "Beng", "GURMUKHI": "Guru", "GUJARATI": "Gujr", "ORIYA": "Orya", "TAMIL": "Taml",
    "TELUGU": "Telu", "KANNADA": "Knda", "MALAYALAM": "Mlym", "SINHALA": "Sinh", "TIBETAN": "Tibt", "THAI": "Thai",
    "LAO": "Laoo", "KHMER": "Khmr", "MYANMAR": "Mymr", "MONGOLIAN": "Mong", "JAVANESE": "Java", "BALINESE": "Bali",
    "CJK": "Hani", "HIRAGANA": "Hira", "KATAKANA": "Kana", "KATAKANA-HIRAGANA": "Kana", "HANGUL": "Hang",
    "BOPOMOFO": "Bopo", "YI": "Yiii",
}  # fmt: skip
"""The first word of a character's Unicode name, and its script."""

_OF_LANGUAGE = {
    **dict.fromkeys("ar arc arz azb bal ckb dv fa glk ks lrc mzn pnb ps sd ug ur".split(), "Arab"),
    **dict.fromkeys("he iw yi ji lad".split(), "Hebr"),
    **dict.fromkeys("ru uk be bg mk sr kk ky tg mn tt ba cv os ce sah".split(), "Cyrl"),
    **dict.fromkeys("hi mr ne sa bh mai kok gom new dty".split(), "Deva"),
    **dict.fromkeys(("bn", "as", "bpy"), "Beng"),
    **dict.fromkeys(("am", "ti", "tig", "gez"), "Ethi"),
    **dict.fromkeys(("zh", "yue", "wuu"), "Hani"),
    "dv": "Thaa", "syr": "Syrc", "nqo": "Nkoo", "el": "Grek", "hy": "Armn", "ka": "Geor", "xmf": "Geor",
    "pa": "Guru", "gu": "Gujr", "or": "Orya", "ta": "Taml", "te": "Telu", "kn": "Knda", "ml": "Mlym", "si": "Sinh",
    "bo": "Tibt", "dz": "Tibt", "th": "Thai", "lo": "Laoo", "km": "Khmr", "my": "Mymr", "ja": "Jpan", "ko": "Kore",
}  # fmt: skip
"""The script that a language is mostly written in, where that is not the Latin one."""

_CHINESE = {**dict.fromkeys(("cn", "sg", "my"), "Hans"), **dict.fromkeys(("tw", "hk", "mo"), "Hant")}
"""The form of Chinese by the country."""

SLANTED = frozenset(("Latn", "Cyrl", "Grek", "Copt"))
"""Scripts whose typefaces have italics. In all others emphasis is shown by other means than a slant."""

WITH_CASE = SLANTED | {"Armn", "Cher", "Adlm"}
"""Scripts with capitals. Beside other letters figures with ascenders and descenders look lost."""


@lru_cache(maxsize=8192)
def script_of(char: str) -> str:
    """The script of a letter; empty for digits, signs and letters of rarer scripts."""
    if not char.isalpha() and unicodedata.category(char)[0] != "M":
        return ""
    return _NAMES.get(unicodedata.name(char, "").partition(" ")[0], "")


def scripts_in(text: str) -> Counter[str]:
    """How many letters of each script a text has."""
    found: Counter[str] = Counter()
    for char, count in Counter(text).items():
        if script := script_of(char):
            found[script] += count
    return found


def of_language(tag: str) -> str:
    """The script that a BCP 47 tag names or implies; ``Hans`` or ``Hant`` for Chinese; empty for no language."""
    parts = tag.lower().replace("_", "-").split("-")
    if parts[0] in ("", "und", "mul", "zxx"):
        return ""
    for part in parts[1:]:
        if len(part) == 4 and part.isalpha():
            return part.capitalize()
    if parts[0] in ("zh", "yue", "wuu"):
        return next((_CHINESE[part] for part in parts[1:] if part in _CHINESE), "Hant" if parts[0] == "yue" else "Hans")
    return _OF_LANGUAGE.get(parts[0], "Latn")


def is_upright(text: str) -> bool:
    """Whether half of the letters of a text or more belong to scripts without italics: they must not be slanted."""
    found = scripts_in(text)
    return 2 * sum(count for script, count in found.items() if script not in SLANTED) >= found.total() > 0


def chinese_forms(characters: Iterable[str]) -> Counter[str]:
    """How many characters only simplified Chinese, only traditional Chinese, and only Japanese has.

    The national character sets tell: GB 2312 holds the simplified forms, Big5 the traditional ones, JIS X 0208 those
    of Japan.
    """
    found: Counter[str] = Counter()
    for char in characters:
        if script_of(char) == "Hani":
            known = tuple(_encodes(char, name) for name in ("gb2312", "big5", "shift_jis"))
            if known in ((True, False, False), (True, False, True)):
                found["Hans"] += 1
            elif known in ((False, True, True), (False, True, False)):
                found["Hant"] += 1
            elif known == (False, False, True):
                found["Jpan"] += 1
    return found


@lru_cache(maxsize=8192)
def _encodes(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
