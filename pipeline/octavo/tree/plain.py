"""The bare text of pandoc's tree, and whole branches as plain paragraphs. Pure and without recursion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from octavo.model import Node
from octavo.text.characters import without_forbidden

_BREAKS = frozenset({"Space", "SoftBreak", "LineBreak"})
_BLOCKS = frozenset({"Para", "Plain", "Header", "CodeBlock", "RawBlock", "LineBlock"})


def text_of(nodes: Any) -> str:
    """All text below: strings, code and formulas; breaks are spaces and so are the ends of blocks. Any depth."""
    parts: list[str] = []
    stack: list[Any] = [nodes]
    while stack:
        item = stack.pop()
        if isinstance(item, list | tuple):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            kind = item.get("t")
            if kind == "Str":
                parts.append(item["c"])
            elif kind in _BREAKS:
                parts.append(" ")
            elif kind in ("Code", "Math", "RawInline", "CodeBlock", "RawBlock"):
                parts.append(item["c"][1])
                if kind.endswith("Block"):
                    parts.append(" ")
            elif kind == "Quoted":
                mark = {"t": "Str", "c": "'" if item["c"][0]["t"] == "SingleQuote" else '"'}
                stack.extend((mark, item["c"][1], mark))
            else:
                if kind in _BLOCKS:
                    parts.append(" ")
                    stack.append({"t": "Space"})
                stack.append(item.get("c", ()))
    return "".join(parts)


def paragraphs(blocks: Sequence[Node]) -> list[Node]:
    """Everything below, at any depth, as a flat list of plain paragraphs: the last resort that keeps the words."""
    texts = (" ".join(without_forbidden(text_of([leaf])).split()) for leaf in _leaves(blocks))
    return [{"t": "Para", "c": words(text)} for text in texts if text]


def words(text: str) -> list[Node]:
    """Text as ``Str`` and ``Space``."""
    result: list[Node] = []
    for word in text.split():
        if result:
            result.append({"t": "Space"})
        result.append({"t": "Str", "c": word})
    return result


def _leaves(blocks: Sequence[Node]) -> Iterator[Node]:
    stack: list[Any] = [list(blocks)]
    while stack:
        item = stack.pop()
        if isinstance(item, list | tuple):
            if item and all(isinstance(part, dict) and part.get("t") not in _CONTAINERS for part in item):
                yield from ({"t": "Plain", "c": list(item)},) if item[0]["t"] not in _BLOCKS else item
            else:
                stack.extend(reversed(item))
        elif isinstance(item, dict):
            if item.get("t") in _BLOCKS:
                yield item
            else:
                stack.append(item.get("c", ()))


_CONTAINERS = frozenset(
    {"BlockQuote", "BulletList", "OrderedList", "DefinitionList", "Div", "Figure", "Table", "HorizontalRule"}
)
