"""How many columns of a terminal text takes, counted as pandoc counts them when it reads grid tables."""

from __future__ import annotations

import unicodedata


def columns_of(text: str) -> int:
    """East Asian wide characters take two columns, combining and invisible ones none."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def padded(text: str, width: int, right: bool = False) -> str:
    """The text filled up with spaces to a width."""
    space = " " * max(0, width - columns_of(text))
    return space + text if right else text + space


def _columns(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 1
