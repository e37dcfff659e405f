r"""``\index{...}`` of LaTeX in Markdown becomes a mark that the manuscript keeps: ``[]{.index entry="..."}``. Pure."""

from __future__ import annotations

import re

from octavo.model import Node
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import rewrite

_GROUP = r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
_COMMAND = re.compile(rf"\\index(?:\[[^\[\]]*\])?{_GROUP}")
_ALONE = re.compile(rf"(?:\s|\\index(?:\[[^\[\]]*\])?{_GROUP})*\\index{_GROUP}\s*")


def with_index_marks(blocks: list[Node]) -> list[Node]:
    """The same blocks with marks for commands; those that are alone in a block go to the words that follow."""

    def in_blocks(nodes: list[Node]) -> list[Node]:
        done: list[Node] = []
        waiting: list[Node] = []
        for node in nodes:
            if (found := _marks(node)) is not None:
                waiting += found
                continue
            if waiting and tree.kind(node) in ("Para", "Plain", "Header"):
                done.append(tree.with_inlines(node, [*waiting, *tree.inlines(node)]))
                waiting = []
            else:
                done.append(node)
        if waiting and done and tree.kind(done[-1]) in ("Para", "Plain"):
            done[-1], waiting = tree.with_inlines(done[-1], [*tree.inlines(done[-1]), *waiting]), []
        return [*done, make.para(waiting)] if waiting else done

    def in_lines(nodes: list[Node]) -> list[Node]:
        return [one for node in nodes for one in _marks(node) or [node]]

    return rewrite(blocks, blocks=in_blocks, inlines=in_lines)


def _marks(node: Node) -> list[Node] | None:
    """The marks of a piece of TeX that is nothing but such commands; None for anything else."""
    if tree.kind(node) not in ("RawBlock", "RawInline") or tree.raw_format(node) not in ("tex", "latex"):
        return None
    if not _ALONE.fullmatch(tree.text(node)):
        return None
    return [make.span(["", ["index"], [["entry", found]]], []) for found in _COMMAND.findall(tree.text(node))]
