"""Page layout settings: margins, type and colours, in pandoc's notation, read into plain values. Pure.

In: the text of one setting. Out: millimetres, points, a factor, a family or a colour; 0 or empty for one
that is not set. Raises ``SettingsError`` with the cause and the cure; the caller knows the place.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from octavo.errors import SettingsError
from octavo.papersizes import UNITS

_LENGTH = re.compile(r"(\d{1,5}(?:\.\d{1,6})?)\s*(mm|cm|q|in|pt|bp|pc|px)", re.IGNORECASE)
_WIDEST = 150.0
_FAMILY = re.compile(r"[^\W_][\w .+&'’-]{0,79}")
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
SIDES = ("top", "bottom", "left", "right")
_GEOMETRY = {
    "margin": SIDES,
    "hmargin": ("left", "right"),
    "vmargin": ("top", "bottom"),
    **{side: (side,) for side in SIDES},
    "inner": ("left",),
    "outer": ("right",),
    **{f"{name}margin": (side,) for name, side in zip(("t", "b", "l", "r"), SIDES, strict=True)},
}
"""The keys of LaTeX's geometry that say how wide margins are, and which."""
_OTHER_KEYS = frozenset("headheight headsep footskip marginparwidth marginparsep bindingoffset footnotesep".split())


def margin(key: str) -> Callable[[str], float]:
    """A reader for one margin, in millimetres; 0 when not set."""

    def read(value: str) -> float:
        return _length(value, key) if value else 0.0

    return read


def geometry(value: str) -> dict[str, float]:
    """The margins by side, of a list such as ``margin=2cm`` or ``top=20mm, left=1in``."""
    found: dict[str, float] = {}
    for part in re.split(r"[,;]", value.strip("[] ").replace("'", "")):
        name, equals, length = (piece.strip() for piece in part.partition("="))
        if not equals or name in _OTHER_KEYS:
            continue  # a name of paper, a switch, room for a running head: the theme's affair
        if name not in _GEOMETRY:
            hint = f"geometry takes {', '.join(_GEOMETRY)}; the sheet is papersize"
            raise SettingsError(f"geometry does not know “{part.strip()[:40]}”", hint=hint)
        for side in _GEOMETRY[name]:
            found[side] = _length(length, f"{name} of geometry")
    return found


def fontsize(value: str) -> float:
    """The size of the text in points; 0 when not set."""
    hint = "write a size from 6pt to 30pt, such as 11pt"
    return _number(value, r"(\d{1,3}(?:\.\d{1,3})?)\s*(?:pt)?", (6, 30), "fontsize", hint)


def linestretch(value: str) -> float:
    """The factor for the line height; 0 when not set."""
    return _number(value, r"(\d(?:\.\d{1,4})?)", (0.8, 3), "linestretch", "write a number from 0.8 to 3, such as 1.2")


def family(key: str) -> Callable[[str], str]:
    """A reader for the name of a font family; empty when not set."""

    def read(value: str) -> str:
        if value and not _FAMILY.fullmatch(value.strip()):
            hint = f"write the name of an installed font, such as {key}: Gentium Plus"
            raise SettingsError(f"{key} cannot be “{value[:40]}”", hint=hint)
        return value.strip()

    return read


def colour(value: str) -> str:
    """A colour as ``#rrggbb``, from that or from a name of CSS; empty when not set."""
    if not value:
        return ""
    from PIL import ImageColor

    name = value.strip().lower()
    try:
        if not _HEX.fullmatch(name) and not name.isalpha():
            raise ValueError
        red, green, blue = ImageColor.getrgb(name)[:3]
    except ValueError:
        hint = "write a colour such as #1d4f91 or darkblue"
        raise SettingsError(f"linkcolor cannot be “{value[:40]}”", hint=hint) from None
    return f"#{red:02x}{green:02x}{blue:02x}"


def depth(key: str) -> Callable[[str], int]:
    """A reader for a number of levels of headings; 0 when not set."""

    def read(value: str) -> int:
        if value and not re.fullmatch("[1-6]", value.strip()):
            raise SettingsError(f"{key} cannot be “{value[:40]}”", hint="write a number of levels from 1 to 6")
        return int(value or 0)

    return read


def truth(value: str) -> bool | None:
    """Whether there shall be a list of contents; None when not set."""
    if value.lower() in ("", "auto"):
        return None
    if value.lower() in ("true", "yes", "on", "1", "false", "no", "off", "0"):
        return value.lower() in ("true", "yes", "on", "1")
    raise SettingsError(f"toc cannot be “{value}”", hint="choose true or false")


def _number(value: str, form: str, bounds: tuple[float, float], key: str, hint: str) -> float:
    if not value:
        return 0.0
    found = re.fullmatch(form, value.strip())
    if found is None or not bounds[0] <= float(found[1]) <= bounds[1]:
        raise SettingsError(f"{key} cannot be “{value[:40]}”", hint=hint)
    return float(found[1])


def _length(value: str, key: str) -> float:
    found = _LENGTH.fullmatch(value.strip())
    length = float(found[1]) * UNITS[found[2].lower()] if found else 0.0
    if not 3 <= length <= _WIDEST:
        hint = f"write a length from 3mm to {_WIDEST:g}mm, such as 20mm, 2cm or 0.8in"
        raise SettingsError(f"{key} cannot be “{value[:40]}”", hint=hint)
    return round(length, 3)
