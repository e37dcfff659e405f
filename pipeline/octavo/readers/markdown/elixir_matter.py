"""The metadata that Elixir's NimblePublisher has at the head of Markdown: a map, ``%{title: "x"}``, before ``---``."""

from __future__ import annotations

import re

_BLOCK = re.compile(r"\A%\{[ \t]*\n(?P<map>(?:(?!\}[ \t]*$).*\n){1,200}?)\}[ \t]*\n---[ \t]*(?:\n|\Z)", re.MULTILINE)
_ENTRY = re.compile(
    r'\s*(?P<key>[a-z_]\w*):\s*(?:"""[ \t]*\n(?P<long>.*?)"""|"(?P<text>(?:\\.|[^"\\])*)"'
    r"|~[wD][(\[](?P<sigil>[^)\]]*)[)\]]"
    r"|(?P<list>\[[^\[\]]*\])|(?P<bare>[\w.:]+))\s*(?:,|\Z)",
    re.DOTALL,
)


def elixir_block(text: str) -> re.Match[str] | None:
    """The map at the head of a text; None where there is none, or where it holds more than simple values."""
    found = _BLOCK.match(text)
    return found if found and read_elixir(found["map"]) is not None else None


def read_elixir(inside: str) -> dict[str, str | list[str]] | None:
    """What such a map says, from what is between its braces; None where some of it is not understood."""
    data: dict[str, str | list[str]] = {}
    at = 0
    while at < len(inside.rstrip()):
        entry = _ENTRY.match(inside, at)
        if entry is None:
            return None
        at = entry.end()
        if entry["list"] is not None:
            data[entry["key"]] = re.findall(r'"([^"]*)"', entry["list"])
            continue
        value = next(entry[name] for name in ("long", "text", "sigil", "bare") if entry[name] is not None)
        data[entry["key"]] = " ".join(re.sub(r"\\(.)", r"\1", value).split())
    return data
