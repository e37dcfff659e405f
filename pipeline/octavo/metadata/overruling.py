"""Writes into a sidecar what a person says that a line is, and leaves everything else in it as it was typed. Pure."""

from __future__ import annotations

import json

from octavo.errors import SettingsError
from octavo.metadata.reading import parse_yaml, written_below
from octavo.model import Place

KEY = "structure"
_BY_HAND = "write the entry by hand"


def overruled(text: str, names: tuple[str, ...], role: str, path: str = "") -> str:
    """The text of a sidecar in which a line is said to have a role; without one, what was said of it is taken back.

    ``names`` are what the line may be called, its number or its words; the first is written. Raises ``SettingsError``
    where the sidecar cannot be read, or is written in a way that is not changed here.
    """
    place = Place(path, 1)
    before, _ = parse_yaml(text, place)
    lines = text.splitlines()
    own, entries = written_below(text, KEY)
    same = {" ".join(name.split()) for name in names}
    found = [entry for entry in entries if " ".join(entry.key.split()) in same]
    for entry in entries:
        if entry.last != entry.line or lines[entry.line][: entry.column].strip(" ") not in ("", "-"):
            raise SettingsError(f"“{KEY}” in it is not one entry a line", place, _BY_HAND)
    if own and not entries:
        raise SettingsError(f"“{KEY}” in it holds no lines", place, "remove it, or write the entry by hand")
    written = f"{json.dumps(names[0], ensure_ascii=False) if not names[0].isdecimal() else names[0]}: {role}"
    drop = {entry.line for entry in found[1 if role else 0 :]}
    if role and found:
        first = found[0]
        line = lines[first.line]
        lines[first.line] = line[: first.column] + written + line[first.end :]
    elif role and entries:
        last = entries[-1]
        lines.insert(last.line + 1, lines[last.line][: last.column] + written)
    elif role:
        lines += [f"{KEY}:", f"  - {written}"]
    if drop and len(drop) == len(entries):
        drop |= {own.start}
    now = "".join(f"{line}\n" for at, line in enumerate(lines) if at not in drop)
    _hold(before, parse_yaml(now, place)[0], same, role, place)
    return now


def _hold(before: dict[str, object], now: dict[str, object], same: set[str], role: str, place: Place) -> None:
    """Make sure that nothing but the one entry has changed."""
    others = [{key: value for key, value in data.items() if key != KEY} for data in (before, now)]
    old, new = (dict(_pairs(data.get(KEY))) for data in (before, now))
    kept = all(old.get(key) == value for key, value in new.items() if key not in same)
    whole = old.keys() - same <= new.keys()
    said = [value for key, value in new.items() if key in same]
    if others[0] != others[1] or not kept or not whole or said != ([role] if role else []):
        raise SettingsError("this sidecar cannot be changed from here", place, _BY_HAND)


def _pairs(told: object) -> list[tuple[str, object]]:
    maps = told if isinstance(told, list) else [told]
    return [
        (" ".join(str(key).split()), value) for entry in maps if isinstance(entry, dict) for key, value in entry.items()
    ]
