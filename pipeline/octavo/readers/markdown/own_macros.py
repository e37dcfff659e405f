"""Formulas with the document's own macros put in other words. Pandoc's blocks and Markdown in; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from octavo.model import Node
from octavo.readers.markdown.dialects.prose import CODE_SPAN, code_mask
from octavo.text.macros import Macro, Macros, expanded, may_define, taken
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import rewrite, walk

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def defined_in(text: str, known: Macros) -> dict[str, Macro]:
    """The macros that a Markdown text defines outside code and comments."""
    if not may_define(text):
        return {}
    lines = text.split("\n")
    prose = "\n".join(line for line, shown in zip(lines, code_mask(lines), strict=True) if shown)
    return taken(CODE_SPAN.sub(" ", _COMMENT.sub(" ", prose)), known)[1]


def with_own_macros(blocks: list[Node], before: Macros) -> list[Node]:
    """The blocks, each formula without the macros that it or a formula above it defines, or that came ``before``.

    A formula of definitions alone prints nothing and goes.
    """
    formulas = [node for node in walk(blocks) if tree.kind(node) == "Math"]
    defining = any(may_define(tree.text(node)) for node in formulas)
    if not before and not defining:
        return blocks
    known = dict(before)
    empty = False
    for node in formulas:
        tex, found = taken(tree.text(node), known) if may_define(tree.text(node)) else (tree.text(node), {})
        known |= found
        if found and not tex.strip():
            empty = True
            tree.become(node, tree.with_text(node, ""))
        elif (tex := expanded(tex, known)) != tree.text(node):
            tree.become(node, tree.with_text(node, tex))
    return rewrite(blocks, blocks=_without_empty, inlines=_without_nothing) if empty else blocks


def _without_nothing(nodes: list[Node]) -> list[Node]:
    """Inlines without formulas of no text, and without the white space that only parted them."""
    if not any(_is_nothing(node) for node in nodes):
        return nodes
    return _trimmed(node for node in nodes if not _is_nothing(node)) or [make.space()]


def _is_nothing(node: Node) -> bool:
    return tree.kind(node) == "Math" and not tree.text(node)


def _trimmed(nodes: Iterable[Node]) -> list[Node]:
    done: list[Node] = []
    for node in nodes:
        is_space = tree.kind(node) in ("Space", "SoftBreak")
        if not is_space or (done and tree.kind(done[-1]) not in ("Space", "SoftBreak")):
            done.append(node)
    while done and tree.kind(done[-1]) in ("Space", "SoftBreak"):
        done.pop()
    return done


def _without_empty(nodes: list[Node]) -> list[Node]:
    """Blocks without paragraphs that hold nothing now."""
    nothing = [make.space()]
    return [node for node in nodes if tree.kind(node) not in ("Para", "Plain") or tree.inlines(node) != nothing]
