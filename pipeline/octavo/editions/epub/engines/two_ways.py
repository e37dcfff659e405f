"""Style rules written twice: with logical properties for new engines, with left and right for old ones.

Older engines do not know ``margin-inline-start`` and lose the indent. They get ``margin-left`` (or right, by the
direction of the book). Engines that know ``@supports`` undo it, so that a paragraph in the other direction is indented
on its own side. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.languages.direction import RTL

_RULE = re.compile(r"(?P<selector>[^{}@;]+)\{(?P<inside>[^{}@]*)\}")
_SIDED = re.compile(r"(margin|padding|border)-inline-(start|end)(-style|-width)?")
_NOTHING = {"-style": "none"}
"""What undoes a declaration; the others are undone by 0."""


def both_ways(sheet: str, direction: str) -> str:
    """The style sheet with left and right beside each start and end. Rules within ``@media`` stay as they are."""
    begin, end = ("right", "left") if direction == RTL else ("left", "right")
    return _RULE.sub(lambda rule: _said_twice(rule, {"start": begin, "end": end}), sheet)


def _said_twice(rule: re.Match[str], sides: dict[str, str]) -> str:
    old, new = [], []
    changed = False
    for name, value in _declarations(rule["inside"]):
        sided = _SIDED.fullmatch(name)
        if sided:
            part = sided[3] or ""
            physical = f"{sided[1]}-{sides[sided[2]]}{part}"
            old.append(f"{physical}: {value}")
            new += [f"{physical}: {_NOTHING.get(part, '0')}", f"{name}: {value}"]
            continue
        if name == "text-align" and value in sides:
            old.append(f"{name}: {sides[value]}")
            changed = True
        old.append(f"{name}: {value}")
    if not new:
        return _written(rule["selector"], old) if changed else rule[0]
    back = _written(rule["selector"].split("*/")[-1].strip(), new)
    return f"{_written(rule['selector'], old)}\n@supports (margin-inline-start: 0) {{ {back} }}"


def _declarations(inside: str) -> Iterator[tuple[str, str]]:
    for part in inside.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            yield name.strip(), value.strip()


def _written(selector: str, declarations: list[str]) -> str:
    return f"{selector.rstrip()} {{ {'; '.join(declarations)}; }}"
