"""Paper sizes: what people write for a sheet, as millimetres. Floor 1; pure."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from octavo.errors import SettingsError

SIZES: dict[str, tuple[float, float]] = {
    "a3": (297, 420),
    "a4": (210, 297),
    "a5": (148, 210),
    "a6": (105, 148),
    "b4": (250, 353),
    "b5": (176, 250),
    "b6": (125, 176),
    "jis-b4": (257, 364),
    "jis-b5": (182, 257),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
    "ledger": (279.4, 431.8),
    "tabloid": (279.4, 431.8),
    "executive": (184.15, 266.7),
}
"""Page size names of CSS Paged Media 3 with a few that print shops use, in millimetres."""

POINT = 25.4 / 72
"""A point in millimetres."""
UNITS = {"mm": 1.0, "cm": 10.0, "q": 0.25, "in": 25.4, "pt": POINT, "bp": POINT, "pc": 25.4 / 6, "px": 25.4 / 96}
"""Units of length in millimetres; those of CSS (CSS Values 3, 5.2), and TeX's name for the same point."""
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(mm|cm|q|in|pt|pc|px)")
_TIMES = re.compile(r"(\d[\d.]*)\s*[x×]\s*(\d[\d.]*)\s*(mm|cm|q|in|pt|pc|px)\b")
"""A size as print shops write it: ``6x9in``."""
_SMALLEST, _LARGEST = 60.0, 1200.0


@dataclass(frozen=True)
class Paper:
    """A sheet: its width and height in millimetres."""

    width: float
    height: float

    @property
    def css(self) -> str:
        """The size as a CSS value."""
        return f"{self.width:g}mm {self.height:g}mm"


def parse_papersize(text: str) -> Paper:
    """Read a page size as CSS writes it (CSS Paged Media 3, 6.1): a name, one or two lengths, ``landscape``.

    Raises ``SettingsError`` for anything else and for sheets too small or too large to set text on.
    """
    words = _TIMES.sub(r"\1\3 \2\3", text.lower()).split()
    turned = [word for word in words if word in ("landscape", "portrait")]
    rest = [word for word in words if word not in ("landscape", "portrait")]
    paper = _size(rest) if len(turned) <= 1 and 1 <= len(rest) <= 2 else None
    if paper is None:
        near = difflib.get_close_matches(rest[0] if rest else "", SIZES, n=1)
        meant = f"did you mean {near[0]}? " if near else ""
        hint = f"{meant}papersize is a name ({', '.join(SIZES)}) or two lengths like 148mm 210mm or 6x9in"
        raise SettingsError(f"there is no paper size {text!r}", hint=hint)
    if not all(_SMALLEST <= side <= _LARGEST for side in (paper.width, paper.height)):
        hint = f"each side must be between {_SMALLEST:g}mm and {_LARGEST:g}mm"
        raise SettingsError(f"the paper size {text!r} is too small or too large", hint=hint)
    if turned and (turned == ["landscape"]) != (paper.width > paper.height):
        return Paper(paper.height, paper.width)
    return paper


def _size(words: list[str]) -> Paper | None:
    if len(words) == 1 and words[0] in SIZES:
        return Paper(*SIZES[words[0]])
    lengths = [match for word in words if (match := _LENGTH.fullmatch(word))]
    if len(lengths) != len(words):
        return None
    sides = [round(float(match[1]) * UNITS[match[2]], 3) for match in lengths]
    return Paper(sides[0], sides[-1])
