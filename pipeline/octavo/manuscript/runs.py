"""Runs of normal inlines: trimmed, joined, put on one line. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.model import Node
from octavo.tree import plain

SPACE = re.compile(r"[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
EDGES = frozenset({"Space", "LineBreak"})
_PIECES = re.compile(r"[ \t\n\r\x0b\x0c\x85\u2028\u2029]+|[^ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
_JOINED = frozenset({"Emph", "Strong", "Strikeout", "Superscript", "Subscript", "Underline"})
_TEX_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")


def trimmed(inlines: list[Node]) -> list[Node]:
    """Without spaces and line breaks at either end."""
    start, end = 0, len(inlines)
    while start < end and inlines[start]["t"] in EDGES:
        start += 1
    while end > start and inlines[end - 1]["t"] in EDGES:
        end -= 1
    return inlines[start:end]


def one_line(inlines: list[Node], edges: bool = False) -> list[Node]:
    """For headings, terms and the like: a space for each line break; ``edges`` keeps the outer ones."""
    result: list[Node] = []
    for node in inlines if edges else trimmed(inlines):
        append(result, _unbroken(node))
    return result


def _unbroken(node: Node) -> Node:
    kind, content = node["t"], node.get("c")
    if kind == "LineBreak":
        return {"t": "Space"}
    if kind in ("Str", "Space", "Code", "Cite", "Note"):
        return node
    if kind == "Math":
        return {"t": kind, "c": [node["c"][0], joined_tex(node["c"][1])]}
    if kind in ("Link", "Image", "Span"):
        return {"t": kind, "c": [node["c"][0], one_line(node["c"][1]), *node["c"][2:]]}
    return {"t": kind, "c": one_line(content or [])}


def one_paragraph(blocks: Sequence[Node]) -> list[Node]:
    """The inlines of several normal blocks, joined by spaces; what is no paragraph becomes its bare text."""
    result: list[Node] = []
    for block in blocks:
        content = block["c"] if block["t"] in ("Para", "Plain") else plain.words(plain.text_of([block]))
        for node in one_line([{"t": "Space"}, *content] if result and content else content, edges=True):
            append(result, node)
    return result


def add_text(result: list[Node], text: str) -> None:
    """Add a string, its white space as ``Space``."""
    if not SPACE.search(text):
        if text:
            append(result, {"t": "Str", "c": plain.fit(text)})
        return
    for piece in _PIECES.findall(plain.fit(text)):
        append(result, {"t": "Space"} if SPACE.match(piece) else {"t": "Str", "c": piece})


def append(result: list[Node], node: Node) -> None:
    """Add a normal inline: strings and equal neighbours join, spaces do not double."""
    if not result:
        result.append(node)
        return
    last, kind = result[-1], node["t"]
    if kind == "Str" and last["t"] == "Str":
        result[-1] = {"t": "Str", "c": last["c"] + node["c"]}
    elif kind == "Space" and last["t"] in EDGES:
        return
    elif kind == "LineBreak" and last["t"] == "Space":
        result[-1] = node
    elif kind == last["t"] and kind in _JOINED:
        joined = list(last["c"])
        for part in node["c"]:
            append(joined, part)
        result[-1] = {"t": kind, "c": joined}
    elif kind == "Code" and last["t"] == "Code" and last["c"][0] == node["c"][0]:
        result[-1] = {"t": "Code", "c": [node["c"][0], last["c"][1] + node["c"][1]]}
    else:
        result.append(node)


def between(content: list[Node], core: list[Node]) -> list[Node]:
    """The core with the spaces that stood at the edges of its content."""
    if not content:
        return core
    start = next((i for i, node in enumerate(content) if node["t"] not in EDGES), len(content))
    end = next((i for i, node in enumerate(reversed(content)) if node["t"] not in EDGES), len(content))
    return [*content[:start], *core, *(content[len(content) - end :] if start < len(content) else [])]


def joined_tex(tex: str) -> str:
    """TeX on one line, without its comments."""
    if "\n" in tex:
        tex = " ".join(_TEX_COMMENT.sub(r"\1", line).strip() for line in tex.split("\n")).strip()
    return tex
