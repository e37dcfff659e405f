"""Inline HTML in Markdown that is as simple as Markdown's own marks: tags in, pandoc's nodes out. Pure."""

from __future__ import annotations

import re

from octavo.model import Node

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(\s[^<>]*)?/?>\Z")
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
_VOID = {"br": {"t": "LineBreak"}, "wbr": None}


def simple(nodes: list[Node]) -> list[Node] | None:
    """The inlines with simple tags turned into marks; None if there is any tag that asks for more."""
    done: list[Node] = []
    stack: list[tuple[str, list[Node]]] = []
    for node in nodes:
        if node.get("t") != "RawInline":
            done.append(node)
            continue
        found = _TAG.match(node["c"][1].strip())
        if node["c"][0] != "html" or not found:
            return None
        closes, name = bool(found[1]), found[2].lower()
        if name in _VOID:
            if (made := _VOID[name]) is not None:
                done.append(dict(made))
        elif name not in _MARKS and name not in _SHELLS:
            return None
        elif not closes:
            stack.append((name, done))
            done = []
        elif any(name == opened for opened, _ in stack):
            while stack:
                opened, outer = stack.pop()
                done = [*outer, *_marked(opened, done)]
                if opened == name:
                    break
    while stack:
        opened, outer = stack.pop()
        done = [*outer, *_marked(opened, done)]
    return done


def _marked(name: str, nodes: list[Node]) -> list[Node]:
    if name in _SHELLS or not nodes:
        return nodes
    return [{"t": _MARKS[name], "c": nodes}]
