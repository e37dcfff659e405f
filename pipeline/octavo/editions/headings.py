"""Levels of headings where an edition sets no title above the text: the text's own headings begin at 1. Floor 3."""

from __future__ import annotations

from lxml.etree import _Element


def raise_headings(tree: _Element) -> None:
    """Make ``h1`` of every ``h2`` below an element, ``h2`` of every ``h3`` and so on, in place."""
    for level in range(2, 7):
        for heading in list(tree.iter(f"h{level}")):
            heading.tag = f"h{level - 1}"
