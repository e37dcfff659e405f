"""The manuscript: blocks to the Markdown that people read and edit, front matter apart and together again.

``write_markdown`` turns pandoc's blocks into Pandoc Markdown; ``split`` and ``join`` take a manuscript apart and put
it together. Reading is pandoc's, with ``MANUSCRIPT_FORMAT`` on the body alone:

    blocks -> write_markdown -> body -> join(front matter, body) -> manuscript -> split -> body -> pandoc -> blocks

What comes back is ``normalise(blocks)``. Nothing here runs pandoc, and no raw HTML or TeX is ever written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from octavo.manuscript.blocks import Writer
from octavo.manuscript.front import fingerprint, join, split
from octavo.manuscript.normal import Blocks, normalise
from octavo.manuscript.tables import table
from octavo.model import Node

__all__ = ["MANUSCRIPT_FORMAT", "Written", "fingerprint", "join", "normalise", "split", "write_markdown"]

MANUSCRIPT_FORMAT = "markdown-smart-yaml_metadata_block-pandoc_title_block"
"""How pandoc reads the body of a manuscript: its own Markdown, but

- ``-smart``: quotation marks, dashes and ellipses are the characters that are there, and nothing needs a backslash.
  Readers that honour "smart" have already put ’ – … in place; straight quotation marks stay straight in the manuscript
  and are turned in the body, as the language wants them.
- ``-yaml_metadata_block``, ``-pandoc_title_block``: the metadata were split off before; what looks like them is text.

A manuscript says the same words when read with pandoc's plain ``markdown``; only quotes and dashes may look different.
"""


@dataclass(frozen=True)
class Written:
    """A body, and the line (from 1, within it) on which each block of the top level begins.

    A block that left nothing behind has the line where it would have stood.
    """

    text: str
    lines: tuple[int, ...]


def write_markdown(blocks: Sequence[Node]) -> Written:
    """Pandoc blocks (pandoc-types 1.23) as Markdown that ends with one newline; empty when they say nothing."""
    walk = Blocks()
    groups = [walk.many([block]) for block in blocks]
    flat = [node for group in groups for node in group]
    writer = Writer(walk.titles, table)
    lines: list[str] = []
    starts: list[int] = []
    index = 0
    for group in groups:
        starts.append(len(lines) + (2 if lines else 1))
        for position, node in enumerate(group):
            before = flat[index - 1] if index else None
            if before is not None:
                lines += ["", *writer.between(before, node)]
            if not position:
                starts[-1] = len(lines) + 1
            lines += writer.one(node, before, flat[index + 1] if index + 1 < len(flat) else None)
            lines += writer.notes()
            index += 1
    last = max(len(lines), 1)
    text = "\n".join(lines) + "\n" if lines else ""
    return Written(text, tuple(min(start, last) for start in starts))
