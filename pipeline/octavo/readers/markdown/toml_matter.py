"""Front matter in TOML, as Hugo has it, and YAML that is nearly right. Text in, plain data out; pure."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import Any

_TOML = re.compile(r"\A(?:[ \t]*\n)*\+\+\+[ \t]*\n(?P<toml>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PAIR = re.compile(r"(?P<key>[ \t]*(?:- )?[A-Za-z][\w -]*:)[ \t]+(?P<value>[^\s\"'\[{|>&!#][^\n]*|[@`%*][^\n]*)\Z")
_NEEDS_QUOTES = re.compile(r":(?:\s|\Z)|\s#|\A[@`%*]|\A-\s")


def toml_block(text: str) -> re.Match[str] | None:
    """The block between ``+++`` at the head of a text."""
    return _TOML.match(text) if text.lstrip()[:3] == "+++" else None


def read_toml(text: str) -> dict[str, Any] | None:
    """TOML as plain data, every value as it would be typed in YAML; None if it is no TOML."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError):
        return None
    return {str(key): _plain(value) for key, value in data.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return str(value)


def top_level(yaml: str) -> list[tuple[str, str]]:
    """The keys at the head of lines and the lines that belong to each: what can be read of YAML that is not right."""
    found: list[tuple[str, list[str]]] = []
    for line in yaml.expandtabs(2).split("\n"):
        key = re.match(r"[\"']?(?P<key>[A-Za-z][\w-]*)[\"']?[ \t]*:(?:[ \t]|\Z)", line)
        if key:
            found.append((key["key"], [line]))
        elif found and line.strip() and not line.lstrip().startswith("#"):
            found[-1][1].append(line)
    return [(key, "\n".join(lines)) for key, lines in found]


def quoted_values(yaml: str) -> str:
    """YAML in which values that YAML cannot read bare (``title: Oil: a story``) are in quotes."""
    lines = []
    for typed in yaml.expandtabs(2).split("\n"):
        line = typed
        found = _PAIR.match(line)
        if found and _NEEDS_QUOTES.search(found["value"]):
            value = found["value"].rstrip().replace("\\", "\\\\").replace('"', '\\"')
            line = f'{found["key"]} "{value}"'
        lines.append(line)
    return "\n".join(lines)
