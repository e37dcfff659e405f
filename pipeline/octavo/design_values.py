"""Design values of a theme: read from ``theme.toml``, checked, and written out where another value names them. Floor 1.

A value that another theme has under the same name says what may be there: a colour, a length or a number. A name that
nothing asks for is a slip of the keyboard.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from octavo.errors import SettingsError
from octavo.model import Place
from octavo.text.key_lines import line_of

_VALUE = re.compile(r"var\(\s*--([a-z0-9-]+)\s*\)")
_DEPTH = 8
_COMPUTED = r"|(?:calc|min|max|clamp)\(.+\)"
_SHAPES = {
    "a colour": r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})",
    "a number": r"\d+(?:\.\d+)?",
    "a length": r"-?\d*\.?\d+(?:em|rem|ex|ch|lh|pt|pc|px|mm|cm|in|q|vw|vh|%)|0" + _COMPUTED,
}
_COLOUR, _NUMBER, _LENGTH = _SHAPES
_OF_THE_PAGE = {
    "type-scale": _NUMBER,
    "margin-scale": _NUMBER,
    "sinkage": _NUMBER,
    "opening": "smallcaps",
    "figures": "wide",
}
"""Values that shape pages and have no default in a theme, with what they may be."""


def texts(data: Mapping[str, Any], key: str, text: str, place: Place) -> dict[str, str]:
    """A table of ``theme.toml`` that holds texts. Raises ``SettingsError`` with the line of anything else."""
    table = data.get(key, {})
    if not isinstance(table, dict):
        raise SettingsError(f"{key} of the theme is not a table", line_of(key, text, place), f"write [{key}]")
    for name, value in table.items():
        if not isinstance(value, str):
            where = line_in(key, name, text, place)
            raise SettingsError(f"{name} of the theme is not a text", where, "put the value in quotes")
    return dict(table)


def line_in(table: str, key: str, text: str, place: Place) -> Place:
    """The line of a key below the head of its table."""
    above, _, below = text.partition(f"[{table}]")
    return line_of(key, below, Place(place.path, above.count("\n") + 1))


def check_values(own: Mapping[str, str], others: Mapping[str, str], asked: str, where: Callable[[str], Place]) -> None:
    """Refuse a value that cannot be what its name stands for, and a name that nothing asks for.

    ``own`` are a theme's values, written out; ``others`` those of the theme that it builds on or was copied from;
    ``asked`` is all text that may name a value, "" where that is not known. ``where`` gives the line of a name. Raises
    ``SettingsError``.
    """
    named = set(_VALUE.findall(asked))
    for name, value in own.items():
        wanted = _OF_THE_PAGE.get(name) or _shape(others.get(name, ""))
        if asked and name not in {*others, *_OF_THE_PAGE, *named}:
            near = difflib.get_close_matches(name, [*others, *_OF_THE_PAGE], 1)
            hint = f"did you mean {near[0]}?" if near else "no style sheet of the theme names it: remove it"
            raise SettingsError(f"a theme has no value “{name[:60]}”", where(name), hint)
        if wanted and not _fits(value, wanted, name):
            example = f" such as {others.get(name, '1')}" if wanted in _SHAPES else ""
            raise SettingsError(f"{name} cannot be “{value[:60]}”", where(name), f"write {wanted}{example}")


def _shape(value: str) -> str:
    """What kind of value this is; empty for one of no known kind, such as a list of fonts."""
    return next((name for name, form in _SHAPES.items() if re.fullmatch(form, value, re.IGNORECASE)), "")


def _fits(value: str, wanted: str, name: str) -> bool:
    value = value.strip().lower()
    if wanted not in _SHAPES:
        return value == wanted
    if re.fullmatch(_SHAPES[wanted], value, re.IGNORECASE):
        return True
    if wanted == _COLOUR:
        return _is_colour(value)
    return wanted == _NUMBER and name.startswith("weight-") and value in ("normal", "bold")


def _is_colour(value: str) -> bool:
    """Whether CSS knows a colour of that name, or one that is computed."""
    if re.fullmatch(r"(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)\(.+\)", value):
        return True
    from PIL import ImageColor

    return value in ImageColor.colormap or value in ("transparent", "currentcolor", "rebeccapurple")


def resolve(text: str, values: Mapping[str, str], path: Path) -> str:
    """Write out every value that a text names. Raises ``SettingsError``: an unknown name, a circle."""
    replace = _replacer(values, path)
    for _ in range(_DEPTH):
        if "var(" not in text:
            return text
        text = _VALUE.sub(replace, text)
    raise SettingsError(
        "the theme's values refer to one another in a circle", Place(str(path)), "write one of them out"
    )


def _replacer(values: Mapping[str, str], path: Path) -> Callable[[re.Match[str]], str]:
    def replace(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise unknown_value(match[1], values, path)
        return values[match[1]]

    return replace


def check_names(sheet: str, values: Mapping[str, str], path: Path) -> None:
    """Refuse a style sheet that names a value which neither the theme nor the sheet has. Raises ``SettingsError``."""
    own = set(re.findall(r"(--[a-z0-9-]+)\s*:", sheet))
    for match in _VALUE.finditer(sheet):
        if match[1] not in values and f"--{match[1]}" not in own:
            raise unknown_value(match[1], values, path)


def unknown_value(name: str, values: Mapping[str, str], path: Path) -> SettingsError:
    """The error for a value that the theme does not have."""
    near = difflib.get_close_matches(name, values, n=1)
    hint = f"did you mean --{near[0]}?" if near else "design values are defined in [values] of theme.toml"
    return SettingsError(f"the theme has no value called --{name}", Place(str(path)), hint)
