"""Runs of normal inlines: trimmed, joined, put on one line. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.model import Node
from octavo.text.characters import without_forbidden
from octavo.tree import make, plain
from octavo.tree import nodes as tree

SPACE = re.compile(r"[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
EDGES = frozenset({"Space", "LineBreak"})
_PIECES = re.compile(r"[ \t\n\r\x0b\x0c\x85\u2028\u2029]+|[^ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
_JOINED = frozenset({"Emph", "Strong", "Strikeout", "Superscript", "Subscript", "Underline"})
_TEX_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")


def trimmed(inlines: list[Node]) -> list[Node]:
    """Without spaces and line breaks at either end."""
    start, end = 0, len(inlines)
    while start < end and tree.kind(inlines[start]) in EDGES:
        start += 1
    while end > start and tree.kind(inlines[end - 1]) in EDGES:
        end -= 1
    return inlines[start:end]


def one_line(inlines: list[Node], edges: bool = False) -> list[Node]:
    """For headings, terms and the like: a space for each line break; ``edges`` keeps the outer ones."""
    result: list[Node] = []
    for node in inlines if edges else trimmed(inlines):
        append(result, _unbroken(node))
    return result


def _unbroken(node: Node) -> Node:
    kind = tree.kind(node)
    if kind == "LineBreak":
        return make.space()
    if kind in ("Str", "Space", "Code", "Cite", "Note"):
        return node
    if kind == "Math":
        return tree.with_text(node, joined_tex(tree.text(node)))
    if kind in ("Link", "Image", "Span"):
        return tree.with_inlines(node, one_line(tree.inlines(node)))
    return tree.with_inlines(node, one_line(tree.inlines(node)))


def one_paragraph(blocks: Sequence[Node]) -> list[Node]:
    """The inlines of several normal blocks, joined by spaces; what is no paragraph becomes its bare text."""
    result: list[Node] = []
    for block in blocks:
        content = tree.inlines(block) if tree.kind(block) in ("Para", "Plain") else plain.words(plain.text_of([block]))
        for node in one_line([make.space(), *content] if result and content else content, edges=True):
            append(result, node)
    return result


def add_text(result: list[Node], text: str) -> None:
    """Add a string, its white space as ``Space``."""
    if not SPACE.search(text):
        if text:
            append(result, make.string(without_forbidden(text)))
        return
    for piece in _PIECES.findall(without_forbidden(text)):
        append(result, make.space() if SPACE.match(piece) else make.string(piece))


def append(result: list[Node], node: Node) -> None:
    """Add a normal inline: strings and equal neighbours join, spaces do not double."""
    if not result:
        result.append(node)
        return
    last, kind = result[-1], tree.kind(node)
    was = tree.kind(last)
    if kind == "Str" and was == "Str":
        result[-1] = make.string(tree.text(last) + tree.text(node))
    elif kind == "Space" and was in EDGES:
        return
    elif kind == "LineBreak" and was == "Space":
        result[-1] = node
    elif kind == was and kind in _JOINED:
        joined = list(tree.inlines(last))
        for part in tree.inlines(node):
            append(joined, part)
        result[-1] = make.of_kind(kind, joined)
    elif kind == "Code" and was == "Code" and tree.attributes_of(last) == tree.attributes_of(node):
        result[-1] = make.code(tree.text(last) + tree.text(node), tree.attributes_of(node))
    else:
        result.append(node)


def between(content: list[Node], core: list[Node]) -> list[Node]:
    """The core with the spaces that stood at the edges of its content."""
    if not content:
        return core
    start = next((i for i, node in enumerate(content) if tree.kind(node) not in EDGES), len(content))
    end = next((i for i, node in enumerate(reversed(content)) if tree.kind(node) not in EDGES), len(content))
    return [*content[:start], *core, *(content[len(content) - end :] if start < len(content) else [])]


def joined_tex(tex: str) -> str:
    """TeX on one line, without its comments."""
    if "\n" in tex:
        tex = " ".join(_TEX_COMMENT.sub(r"\1", line).strip() for line in tex.split("\n")).strip()
    return tex
