"""Pandoc's blocks of any dialect, with what each dialect says in its own way said in one. Blocks in and out; pure."""

from __future__ import annotations

from octavo.model import Node
from octavo.readers.markdown.dialects.boxes import boxed
from octavo.tree.walk import rewrite, walk


def tidied(blocks: list[Node]) -> list[Node]:
    """The blocks with boxes of one form, and with signs for emoji as plain characters."""
    kinds = {
        (node["t"], *node["c"][0][1]) if node.get("t") in ("Div", "Span") else (node.get("t"),) for node in walk(blocks)
    }
    emoji = any(kind[0] == "Span" and "emoji" in kind for kind in kinds)
    boxes = any(kind[0] in ("BlockQuote", "Div") for kind in kinds)
    if not emoji and not boxes:
        return blocks
    return rewrite(blocks, blocks=boxed if boxes else None, inlines=_signs if emoji else None)


def _signs(nodes: list[Node]) -> list[Node]:
    done: list[Node] = []
    for node in nodes:
        if node.get("t") == "Span" and "emoji" in node["c"][0][1]:
            done.extend(node["c"][1])
        else:
            done.append(node)
    return done
