"""Pandoc's JSON tree: walking and changing it. Pure; knows pandoc-types 1.23 and nothing of any format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from octavo.errors import SeedError
from octavo.model import Node, Place

MAX_DEPTH = 64
"""How deep blocks and inlines may be nested; a document that goes deeper is refused rather than torn."""

INLINES = frozenset(
    [
        *("Str", "Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Quoted", "Cite"),
        *("Code", "Space", "SoftBreak", "LineBreak", "Math", "RawInline", "Link", "Image", "Note", "Span"),
    ]
)
BLOCKS = frozenset(
    [
        *("Plain", "Para", "LineBlock", "CodeBlock", "RawBlock", "BlockQuote", "OrderedList", "BulletList"),
        *("DefinitionList", "Header", "HorizontalRule", "Table", "Figure", "Div"),
    ]
)
_LITERAL = frozenset({"Code", "CodeBlock", "Math", "RawInline", "RawBlock"})
_LEAVES = frozenset({"Str", "Space", "SoftBreak", "LineBreak", "Code", "CodeBlock", "HorizontalRule"})
_BREAKS = frozenset({"Space", "SoftBreak", "LineBreak"})
_WORDS = frozenset({"Str", "Space", "SoftBreak"})

Change = Callable[[list[Node]], list[Node]]


def rewrite(nodes: list[Any], *, blocks: Change | None = None, inlines: Change | None = None) -> list[Any]:
    """A copy of a list of nodes in which every list of blocks and every list of inlines went through its function.

    Inner lists come first. Lists of rows, cells or items are walked through and otherwise left as they are.
    """
    done = [
        node if isinstance(node, dict) and node.get("t") in _LEAVES else _rewritten(node, blocks, inlines)
        for node in nodes
    ]
    if done and isinstance(done[0], dict):
        kind = done[0].get("t")
        if kind in BLOCKS and blocks:
            return blocks(done)
        if kind in INLINES and inlines:
            return inlines(done)
    return done


def _rewritten(value: Any, blocks: Change | None, inlines: Change | None) -> Any:
    if isinstance(value, list):
        return rewrite(value, blocks=blocks, inlines=inlines)
    if isinstance(value, dict) and value.get("t") not in _LEAVES:
        return {key: _rewritten(inner, blocks, inlines) for key, inner in value.items()}
    return value


def without_shells(blocks: list[Node]) -> list[Node]:
    """Blocks without divisions and spans that say nothing: no identifier, no class, no attribute."""

    def opened(kind: str) -> Change:
        def change(nodes: list[Node]) -> list[Node]:
            done: list[Node] = []
            for node in nodes:
                empty = node.get("t") == kind and not any(node["c"][0])
                done.extend(node["c"][1] if empty else [node])
            return done

        return change

    if not any(node.get("t") in ("Div", "Span") for node in walk(blocks)):
        return blocks
    return rewrite(blocks, blocks=opened("Div"), inlines=opened("Span"))


def map_text(value: Any, change: Callable[[str], str]) -> Any:
    """A copy of a tree in which every string, words and attributes alike, went through a function."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [map_text(inner, change) for inner in value]
    if isinstance(value, dict):
        return {key: map_text(inner, change) for key, inner in value.items()}
    return value


def walk(value: Any) -> Iterator[Node]:
    """Every node below (and at) a value but words and the spaces between them, in reading order.

    Nearly all nodes are words and spaces: who looks for others need not wait for them. Not recursive.
    """
    stack = [value]
    while stack:
        current = stack.pop()
        if isinstance(current, dict):
            kind = current.get("t")
            if kind in _WORDS:
                continue
            if kind is not None:
                yield current
                if kind in _LEAVES:
                    continue
            stack.extend(reversed(current.values()))
        elif isinstance(current, list):
            stack += [one for one in reversed(current) if not isinstance(one, dict) or one.get("t") not in _WORDS]


def strings(value: Any) -> Iterator[str]:
    """The text of every word below a value, in reading order; code and formulas have none. Not recursive."""
    stack = [value]
    while stack:
        current = stack.pop()
        if isinstance(current, dict):
            kind = current.get("t")
            if kind == "Str":
                yield current["c"]
            elif kind not in _LEAVES:
                stack.extend(reversed(current.values()))
        elif isinstance(current, list):
            stack += [one for one in reversed(current) if not isinstance(one, dict) or one.get("t") not in _BREAKS]


def plain(value: Any, *, notes: bool = True, formulas: bool = True) -> str:
    """The text below a value, blocks and breaks set apart by white space, in reading order.

    Without ``formulas`` a space stands for each.
    """
    parts: list[str] = []
    stack = [value]
    while stack:
        current = stack.pop()
        if isinstance(current, (list, Iterator)):
            rest = iter(current)
            for inner in rest:  # most of what a list holds are words and spaces
                kind = inner.get("t") if isinstance(inner, dict) else None
                if kind == "Str":
                    parts.append(inner["c"])
                elif kind in _BREAKS:
                    parts.append(" ")
                else:
                    stack += (rest, inner)
                    break
        elif isinstance(current, dict):
            kind = current.get("t")
            if kind == "Str":
                parts.append(current["c"])
            elif kind in _BREAKS or (kind == "Math" and not formulas):
                parts.append(" ")
            elif kind in _LITERAL:
                text = current["c"][1]
                parts.append(f"\n{text}\n" if kind in BLOCKS else text)
            elif kind == "Quoted":
                mark = {"t": "Str", "c": "'" if current["c"][0]["t"] == "SingleQuote" else '"'}
                stack.extend((mark, current["c"][1], mark))
            elif kind == "Image":
                parts.append(" ")
                stack.extend(({"t": "Space"}, current["c"][1]))
            elif kind == "Note":
                parts.append(" ")
                if notes:
                    stack.append(current["c"])
            elif kind == "LineBlock":
                stack.append([[*line, {"t": "LineBreak"}] for line in current["c"]])
            else:
                if kind in BLOCKS:
                    parts.append("\n")
                    stack.append({"t": "LineBreak"})
                stack.extend(reversed(list(current.values())))
    return "".join(parts)


def check_depth(nodes: Any, place: Place) -> None:
    """Raise ``SeedError`` if the tree is nested deeper than anything could be set."""
    stack = [(nodes, 0)]
    while stack:
        current, depth = stack.pop()
        if isinstance(current, dict):
            kind = current.get("t")
            depth += kind is not None
            if depth > MAX_DEPTH:
                raise SeedError(
                    f"the document is nested more than {MAX_DEPTH} levels deep", place, "make lists and quotes flatter"
                )
            if kind not in _LEAVES:
                stack += [(inner, depth) for inner in current.values() if isinstance(inner, (dict, list))]
        elif isinstance(current, list):
            known = _LEAVES if depth < MAX_DEPTH else ()
            stack += [
                (inner, depth)
                for inner in current
                if isinstance(inner, list) or (isinstance(inner, dict) and inner.get("t") not in known)
            ]


def words_to_inlines(text: str) -> list[Node]:
    """Running text as ``Str`` and ``Space``."""
    pieces = re.findall(r"[ \t\n\r\f]+|[^ \t\n\r\f]+", text)
    return [{"t": "Space"} if piece[0] in " \t\n\r\f" else {"t": "Str", "c": piece} for piece in pieces]
