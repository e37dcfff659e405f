"""The targets of links, pictures and citations, as written in the manuscript. Pure."""

from __future__ import annotations

import re

_KEY = re.compile(r"\w+(?:[:.#$%&\-+?<>~/]\w+)*\Z")
_IN_ADDRESS = re.compile(r"[\\<>]|&(?=#?\w+;)")
_IN_TITLE = re.compile(r'[\\"&]')
_BACKSLASHED = r"\\\g<0>"


def key(name: str, braced: bool) -> str:
    """The key of a citation with its sign; ``braced`` when text follows that could pass for a part of it."""
    return f"@{name}" if _KEY.match(name) and not braced else "@{" + name + "}"


def target(url: str, title: str) -> str:
    """Address and title of a link or picture, between its parentheses."""
    address = _IN_ADDRESS.sub(_BACKSLASHED, url)
    depth = 0
    for char in address:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            break
    if depth:
        address = address.replace("(", "\\(").replace(")", "\\)")
    return f'{address or "<>"} "{_IN_TITLE.sub(_BACKSLASHED, title)}"' if title else address
