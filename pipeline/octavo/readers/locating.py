"""On which line of the source does each block begin? Pandoc's readers do not tell. Blocks and text in, numbers out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.model import Node
from octavo.text import locating
from octavo.tree.walk import plain

_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|\]\([^()\n]*\)|\{[^{}\n]*\}|\[\^[^\]\s]+\]|!?\[|&#?\w+;")
_LEAD = 400
"""So many characters of a block are looked at."""


def locate_blocks(blocks: Sequence[Node], source: str, first: int = 1) -> tuple[int, ...]:
    """The line of each block, counted from ``first``; 0 for a block without words."""
    texts = [plain(block, notes=False)[:_LEAD] for block in blocks]
    lines = locating.locate(texts, _MARKUP.sub(_blank, source), first)
    return tuple(line if re.search(r"\w", text) else 0 for line, text in zip(lines, texts, strict=True))


def _blank(found: re.Match[str]) -> str:
    """As much white space as the markup took, its line ends kept."""
    return re.sub(r"[^\n]", " ", found[0])
