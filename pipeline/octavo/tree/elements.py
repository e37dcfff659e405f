"""The HTML elements of headings, which several rooms must know. Floor 1; pure."""

from __future__ import annotations

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
"""The elements of headings, the highest first (HTML, section 4.3.6)."""


def names(words: str) -> frozenset[str]:
    """A set of names of elements from one line of text; ``headings`` in it stands for those of all headings."""
    return frozenset(name for word in words.split() for name in (HEADINGS if word == "headings" else (word,)))
