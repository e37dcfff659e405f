"""Whether a text runs from the left or from the right. Floor 1; pure.

The metadata decide first, then the script of the language, then the letters of the text. Editions do not call this:
``octavo.body.compose`` decides once and stores the result in the body.
"""

from __future__ import annotations

import unicodedata

LTR, RTL = "ltr", "rtl"
_LANGUAGES = frozenset("ar arc azb bal bcc ckb dv fa glk he iw khw ks lrc mzn nqo ps sd syr ug ur yi".split())
_SCRIPTS = frozenset("adlm arab aran armi avst hebr mand mend nkoo phnx rohg samr syrc syre syrj syrn thaa".split())
_SAMPLE = 4000
"""So many characters of a text say how it runs."""


def of_language(tag: str) -> str:
    """The direction that a BCP 47 tag implies by its script or its language; empty for no language."""
    parts = tag.lower().replace("_", "-").split("-")
    if parts[0] in ("", "und"):
        return ""
    scripts = [part for part in parts[1:] if len(part) == 4 and part.isalpha()]
    if scripts:
        return RTL if scripts[0] in _SCRIPTS else LTR
    return RTL if parts[0] in _LANGUAGES else LTR


def letters(text: str) -> tuple[int, int]:
    """How many letters run from the left and how many from the right (Unicode's strong characters)."""
    classes = [unicodedata.bidirectional(char) for char in text[:_SAMPLE]]
    return classes.count("L"), classes.count("R") + classes.count("AL")


def of_text(text: str) -> str:
    """The direction of the greater part of the letters; empty for a text without any."""
    left, right = letters(text)
    return "" if not left and not right else RTL if right > left else LTR


def decide(given: str, tag: str, text: str) -> str:
    """The direction of a whole document: as given, else of its language, else of its text; ``ltr`` failing all."""
    return given if given in (LTR, RTL) else of_language(tag) or of_text(text) or LTR


def stands_out(text: str, around: str) -> str:
    """The direction of a part that runs against the text around it, else empty.

    A few foreign words do not turn a paragraph: three letters of four must run the other way.
    """
    left, right = letters(text)
    against, rest = (right, left) if around == LTR else (left, right)
    return (RTL if around == LTR else LTR) if against > 3 * rest else ""
