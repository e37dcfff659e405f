"""Reading manuscripts back, and putting trees into a form in which they can be compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from octavo.manuscript import MANUSCRIPT_FORMAT, normalise, write_markdown
from octavo.model import Node
from octavo.pandoc import Pandoc

OUTSIDE = "markdown"
"""How anybody else reads a manuscript: pandoc's own Markdown, with smart punctuation."""


class Reader:
    """Pandoc, asked for blocks."""

    def __init__(self, pandoc: Pandoc) -> None:
        self._pandoc = pandoc

    def __call__(self, text: str, reader: str = MANUSCRIPT_FORMAT) -> list[Node]:
        blocks: list[Node] = self._pandoc.read(text, reader, seconds=60).document["blocks"]
        return blocks

    def there_and_back(self, blocks: Sequence[Node]) -> list[Node]:
        return normalise(self(write_markdown(blocks).text))


def paragraph(text: str) -> Node:
    """A paragraph of plain text, line ends as line breaks."""
    inlines: list[Node] = []
    for line in text.split("\n"):
        if inlines:
            inlines.append({"t": "LineBreak"})
        inlines.append({"t": "Str", "c": line})
    return {"t": "Para", "c": inlines}


def comparable(tree: Any) -> Any:
    """Without what pandoc adds by itself: identifiers of headings, widths of the columns of wide tables."""
    if isinstance(tree, list):
        return [comparable(item) for item in tree]
    if not isinstance(tree, dict):
        return tree
    kind = tree.get("t")
    if kind in ("ColWidth", "ColWidthDefault"):
        return None
    if kind == "Header":
        level, attr, inlines = tree["c"]
        return {"t": kind, "c": [level, comparable(attr[1:]), comparable(inlines)]}
    return {key: comparable(value) for key, value in tree.items()}


def characters(tree: Any) -> str:
    """All characters in order but white space, for readers that change quotes, dashes and dots on their own.

    Anything that is not plain text shows as its name, so that markup which crept in is seen.
    """
    return re.sub("[-–—]+", "-", re.sub(r"\s+", "", _said(tree).translate(_QUOTES)).replace("…", "..."))


_QUOTES = {ord(char): "'" for char in "\"'‘’“”"}
_PLAIN = frozenset({"Para", "Plain", "Str", "Div"})


def _said(tree: Any) -> str:
    if isinstance(tree, list):
        return "".join(_said(item) for item in tree)
    if not isinstance(tree, dict):
        return ""
    kind = tree.get("t")
    if kind == "Str":
        return str(tree["c"])
    if kind == "Quoted":
        return f"'{_said(tree['c'][1])}'"
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    return ("" if kind in _PLAIN else f"<{kind}>") + _said(tree.get("c"))
