"""Text filled up to a width, counted in columns. Pure."""

from __future__ import annotations

from octavo.text.characters import columns_of


def padded(text: str, width: int, right: bool = False) -> str:
    """The text filled up with spaces to a width."""
    space = " " * max(0, width - columns_of(text))
    return space + text if right else text + space
