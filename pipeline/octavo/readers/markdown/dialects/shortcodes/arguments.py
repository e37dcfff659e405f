"""The arguments of shortcodes and tags. Text in, names and values out; pure."""

from __future__ import annotations

import re

_PAIRS = re.compile(r"(?P<key>[\w-]+)\s*[=]\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|`(?P<d>[^`]*)`|(?P<c>[^\s\"']+))")
_WORDS = re.compile(r"\"([^\"]*)\"|'([^']*)'|`([^`]*)`|(\S+)")


def arguments(rest: str) -> tuple[dict[str, str], list[str]]:
    """The arguments that have names, and the others in their order."""
    named = {found["key"]: next((text for text in found.groups()[1:] if text), "") for found in _PAIRS.finditer(rest)}
    bare = [next((text for text in found.groups() if text), "") for found in _WORDS.finditer(_PAIRS.sub(" ", rest))]
    return named, [word for word in bare if word]
