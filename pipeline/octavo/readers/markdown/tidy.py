"""Brings the constructs of all dialects to one form. Pandoc's blocks in and out; pure."""

from __future__ import annotations

import re
from collections import Counter

from octavo.model import Node, Notice, Place
from octavo.notices import Code
from octavo.readers.markdown.dialects.boxes import boxed
from octavo.text.tex import readable
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import rewrite, walk

_DRAWN = frozenset(
    "mermaid plantuml puml graphviz dot d2 ditaa nomnoml blockdiag seqdiag wavedrom vega vega-lite".split()
)
_ANCHOR = re.compile(r"</a\s*>\Z|<a\s+(?:id|name)\s*=\s*[\"']?(?P<name>[^\"'\s<>]+)[\"']?\s*/?>\Z", re.IGNORECASE)


def tidied(blocks: list[Node]) -> list[Node]:
    """The blocks with boxes of one form, and with signs for emoji as plain characters."""
    kinds = {
        (tree.kind(node), *tree.classes(node)) if tree.kind(node) in ("Div", "Span") else (tree.kind(node),)
        for node in walk(blocks)
    }
    if ("Math",) in kinds:
        for node in walk(blocks):
            if tree.kind(node) == "Math" and (tex := readable(tree.text(node))) != tree.text(node):
                tree.become(node, tree.with_text(node, tex))
    emoji = any(kind[0] == "Span" and "emoji" in kind for kind in kinds)
    boxes = any(kind[0] in ("BlockQuote", "Div") for kind in kinds)
    if any("<a" in tree.text(node)[:2] for node in walk(blocks) if tree.kind(node) == "RawInline"):
        blocks = rewrite(blocks, blocks=_anchored)
    if not emoji and not boxes:
        return blocks
    return rewrite(blocks, blocks=boxed if boxes else None, inlines=_signs if emoji else None)


def diagrams(blocks: list[Node], place: Place) -> tuple[Notice, ...]:
    """A notice for each kind of drawing in words: it is shown as the code that it is."""
    found = Counter(
        name.lower()
        for node in walk(blocks)
        if tree.kind(node) == "CodeBlock"
        for name in tree.classes(node)[:1]
        if name.lower() in _DRAWN
    )
    return tuple(
        Notice(
            Code.raw_shown,
            f"{count} drawings of {name} are shown as code" if count > 1 else f"a drawing of {name} is shown as code",
            place,
            "draw it as an SVG file and put that in its place: ![what it shows](drawing.svg)",
        )
        for name, count in found.items()
    )


def _anchored(nodes: list[Node]) -> list[Node]:
    """Places that links lead to (``<a id="oil"></a>``) move from a paragraph of their own to the text that follows."""
    done: list[Node] = []
    waiting: list[Node] = []
    for node in nodes:
        names = _only_anchors(node)
        if names:
            waiting += [make.span([name, [], []], []) for name in names]
        elif waiting and tree.kind(node) in ("Para", "Plain", "Header"):
            done.append(tree.with_inlines(node, [*waiting, *tree.inlines(node)]))
            waiting = []
        else:
            for place in waiting:
                node = make.div(tree.attributes_of(place), [node])  # noqa: PLW2901 - wrapped once for each name
            waiting = []
            done.append(node)
    return [*done, *(make.para([place]) for place in waiting)]


def _only_anchors(node: Node) -> list[str]:
    """The names of the places that a paragraph marks when it holds nothing else."""
    if tree.kind(node) not in ("Para", "Plain"):
        return []
    names: list[str] = []
    for inner in tree.inlines(node):
        if tree.kind(inner) in ("Space", "SoftBreak"):
            continue
        if tree.kind(inner) != "RawInline" or not (found := _ANCHOR.match(tree.text(inner))):
            return []
        names += [found["name"]] if found["name"] else []
    return names


def _signs(nodes: list[Node]) -> list[Node]:
    done: list[Node] = []
    for node in nodes:
        if tree.kind(node) == "Span" and "emoji" in tree.classes(node):
            done.extend(tree.inlines(node))
        else:
            done.append(node)
    return done
