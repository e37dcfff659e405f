"""Inline HTML in Markdown that is as simple as Markdown's own marks: tags in, pandoc's nodes out. Pure."""

from __future__ import annotations

import re

from octavo.model import Node
from octavo.tree import make
from octavo.tree import nodes as tree

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(\s[^<>]*)?/?>\Z")
_HREF = re.compile(r"\bhref\s*=", re.IGNORECASE)
_ID = re.compile(r"(?<![\w-])(?:id|name)\s*=\s*(?:\"([^\"\s]+)\"|'([^'\s]+)'|([^\s\"'>]+))", re.IGNORECASE)
_MARKS = {
    "b": "Strong",
    "strong": "Strong",
    "i": "Emph",
    "em": "Emph",
    "cite": "Emph",
    "var": "Emph",
    "dfn": "Emph",
    "u": "Underline",
    "ins": "Underline",
    "s": "Strikeout",
    "del": "Strikeout",
    "strike": "Strikeout",
    "sub": "Subscript",
    "sup": "Superscript",
}
_SHELLS = frozenset(["span", "small", "big", "font", "abbr", "nobr", "time", "bdi", "label", "acronym", "center"])
_VOID = {"br": make.line_break(), "wbr": None}


def simple(nodes: list[Node]) -> list[Node] | None:
    """The inlines with simple tags turned into marks; None if there is any tag that asks for more."""
    done: list[Node] = []
    stack: list[tuple[str, str, list[Node]]] = []
    for node in nodes:
        if tree.kind(node) != "RawInline":
            done.append(node)
            continue
        found = _TAG.match(tree.text(node).strip())
        if tree.raw_format(node) != "html" or not found:
            return None
        closes, name = bool(found[1]), found[2].lower()
        if name in _VOID:
            if (made := _VOID[name]) is not None:
                done.append(dict(made))
        elif name not in _MARKS and name not in _SHELLS and not _is_anchor(name, found[3] or "", closes, stack):
            return None
        elif not closes:
            stack.append((name, _identifier(found[3] or ""), done))
            done = []
        elif any(name == opened for opened, _, _ in stack):
            while stack:
                opened, identifier, outer = stack.pop()
                done = [*outer, *_marked(opened, identifier, done)]
                if opened == name:
                    break
    while stack:
        opened, identifier, outer = stack.pop()
        done = [*outer, *_marked(opened, identifier, done)]
    return done


def with_anchors(blocks: list[Node]) -> list[Node]:
    """Blocks in which a paragraph of nothing but anchors has become the beginning of the block after it."""
    done: list[Node] = []
    waiting: list[Node] = []
    for node in blocks:
        kind = tree.kind(node)
        words = tree.inlines(node) if kind in ("Para", "Plain") else []
        if words and all(_is_empty_anchor(inner) for inner in words):
            waiting += [inner for inner in words if tree.kind(inner) == "Span"]
        elif waiting and kind in ("Para", "Plain", "Header"):
            done.append(tree.with_inlines(node, [*waiting, *tree.inlines(node)]))
            waiting = []
        elif waiting:
            done.append(make.div([tree.identifier(waiting[0]), [], []], [node]))
            waiting = []
        else:
            done.append(node)
    return done


def _is_empty_anchor(node: Node) -> bool:
    return tree.kind(node) in ("SoftBreak", "Space") or (
        tree.kind(node) == "Span" and bool(tree.identifier(node)) and not tree.inlines(node)
    )


def _is_anchor(name: str, attributes: str, closes: bool, stack: list[tuple[str, str, list[Node]]]) -> bool:
    """Whether a tag opens or closes a place to which links lead (``<a id="x">``), and no link itself."""
    if name != "a":
        return False
    return any(opened == "a" for opened, _, _ in stack) if closes else not _HREF.search(attributes)


def _identifier(attributes: str) -> str:
    found = _ID.search(attributes)
    return next(filter(None, found.groups()), "") if found else ""


def _marked(name: str, identifier: str, nodes: list[Node]) -> list[Node]:
    if identifier:
        inner = [make.of_kind(_MARKS[name], nodes)] if name in _MARKS and nodes else nodes
        return [make.span([identifier, [], []], inner)]
    if name in _SHELLS or name == "a" or not nodes:
        return nodes
    return [make.of_kind(_MARKS[name], nodes)]
