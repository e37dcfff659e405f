"""Pandoc's blocks of any dialect, with what each dialect says in its own way said in one. Blocks in and out; pure."""

from __future__ import annotations

import re
from collections import Counter

from octavo.model import Node, Notice, Place
from octavo.notices import Code
from octavo.readers.markdown.dialects.boxes import boxed
from octavo.tree.walk import rewrite, walk

_DRAWN = frozenset(
    "mermaid plantuml puml graphviz dot d2 ditaa nomnoml blockdiag seqdiag wavedrom vega vega-lite".split()
)
_ANCHOR = re.compile(r"</a\s*>\Z|<a\s+(?:id|name)\s*=\s*[\"']?(?P<name>[^\"'\s<>]+)[\"']?\s*/?>\Z", re.IGNORECASE)


def tidied(blocks: list[Node]) -> list[Node]:
    """The blocks with boxes of one form, and with signs for emoji as plain characters."""
    kinds = {
        (node["t"], *node["c"][0][1]) if node.get("t") in ("Div", "Span") else (node.get("t"),) for node in walk(blocks)
    }
    emoji = any(kind[0] == "Span" and "emoji" in kind for kind in kinds)
    boxes = any(kind[0] in ("BlockQuote", "Div") for kind in kinds)
    if any("<a" in node["c"][1][:2] for node in walk(blocks) if node.get("t") == "RawInline"):
        blocks = rewrite(blocks, blocks=_anchored)
    if not emoji and not boxes:
        return blocks
    return rewrite(blocks, blocks=boxed if boxes else None, inlines=_signs if emoji else None)


def diagrams(blocks: list[Node], place: Place) -> tuple[Notice, ...]:
    """A notice for each kind of drawing in words: it is shown as the code that it is."""
    found = Counter(
        name.lower()
        for node in walk(blocks)
        if node.get("t") == "CodeBlock"
        for name in node["c"][0][1][:1]
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
            waiting += [{"t": "Span", "c": [[name, [], []], []]} for name in names]
        elif waiting and node.get("t") in ("Para", "Plain"):
            done.append({"t": node["t"], "c": [*waiting, *node["c"]]})
            waiting = []
        elif waiting and node.get("t") == "Header":
            level, attributes, content = node["c"]
            done.append({"t": "Header", "c": [level, attributes, [*waiting, *content]]})
            waiting = []
        else:
            for place in waiting:
                node = {"t": "Div", "c": [place["c"][0], [node]]}  # noqa: PLW2901 - wrapped once for each name
            waiting = []
            done.append(node)
    return [*done, *({"t": "Para", "c": [place]} for place in waiting)]


def _only_anchors(node: Node) -> list[str]:
    """The names of the places that a paragraph marks when it holds nothing else."""
    if node.get("t") not in ("Para", "Plain"):
        return []
    names: list[str] = []
    for inner in node["c"]:
        if inner.get("t") in ("Space", "SoftBreak"):
            continue
        if inner.get("t") != "RawInline" or not (found := _ANCHOR.match(inner["c"][1])):
            return []
        names += [found["name"]] if found["name"] else []
    return names


def _signs(nodes: list[Node]) -> list[Node]:
    done: list[Node] = []
    for node in nodes:
        if node.get("t") == "Span" and "emoji" in node["c"][0][1]:
            done.extend(node["c"][1])
        else:
            done.append(node)
    return done
