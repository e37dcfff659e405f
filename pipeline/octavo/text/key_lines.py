"""The line of a key in YAML or TOML. Pure, standard library only."""

from __future__ import annotations

import re
from collections.abc import Callable

from octavo.model import Place


def lines_in(text: str, place: Place) -> Callable[[str], Place]:
    """The place of each key of what was written at ``place``, as a function of the key."""
    return lambda key: line_of(key, text, place)


def line_of(key: str, text: str, place: Place) -> Place:
    """The place of the line that begins with a key and a colon or an equals sign, or that is the head of a TOML table.

    A key at the margin comes before one of the same name that is indented. It is ``place`` when there is none.
    ``place`` has the number of the text's first line, 1 when it has none.
    """
    name = re.escape(key)
    for margin in ("", r"[ \t]+"):
        if found := re.search(rf"^{margin}(?:[\"']?{name}[\"']?[ \t]*[:=]|\[+{name}\]+)", text, re.MULTILINE):
            return Place(place.path, (place.line or 1) + text.count("\n", 0, found.start()))
    return place


def line_inside(outer: str, key: str, value: str, text: str, place: Place) -> Place:
    """The place of a key within the value of another, also in an item of a list; that of the outer key otherwise.

    ``value`` is what it begins with there, "" for any value.
    """
    above = line_of(outer, text, place)
    below = "".join(text.splitlines(keepends=True)[(above.line or 1) - (place.line or 1) :])
    name, end = re.escape(key), re.escape(value)
    found = re.search(rf"^[ \t]*(?:-[ \t]+)?[\"']?{name}[\"']?[ \t]*[:=][ \t]*[\"']?{end}", below, re.MULTILINE)
    return above if found is None else Place(place.path, (above.line or 1) + below.count("\n", 0, found.start()))


def line_of_error(error: Exception, place: Place) -> Place:
    """The place of the line that a parser of TOML complains of; ``place`` when it names none."""
    found = re.search(r"at line (\d+)", str(error))
    return Place(place.path, int(found[1])) if found else place
