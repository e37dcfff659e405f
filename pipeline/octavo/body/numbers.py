"""Numbers of figures, tables and formulas that bear a name, and the words that refer to them. Floor 2.

A name tells what it names, as Quarto, bookdown and pandoc-crossref have it: ``fig-``, ``tbl-``, ``eq-`` or ``sec-``,
also with a colon. What bears such a name is numbered in reading order; ``@fig-x`` becomes a link with label and number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from octavo.languages.labels import labels_for
from octavo.model import Node
from octavo.tree import nodes as tree
from octavo.tree.walk import rewrite, walk

_NAME = re.compile(r"(?P<kind>fig|tbl|tab|eq|sec)[-:][\w:.-]+\Z")
_MARK = re.compile(r"\{#(?P<name>eq[-:][\w:.-]+)\}\Z")
_KINDS = {"fig": "figure", "tbl": "table", "tab": "table", "eq": "formula"}


@dataclass
class _Named:
    """What was numbered: for each name its kind, its number (none for a heading) and the words of a heading."""

    numbers: dict[str, tuple[str, int]] = field(default_factory=dict)
    headings: dict[str, list[Node]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def take(self, name: str) -> int:
        """The next number of a kind, for this name."""
        found = _NAME.match(name)
        kind = _KINDS.get(found["kind"], "") if found else ""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        self.numbers[name] = (kind, self.counts[kind])
        return self.counts[kind]


def number_what_is_named(blocks: list[Node], lang: str) -> list[Node]:
    """The blocks with numbers at named figures, tables and formulas, and with references as links to them."""
    if not any(_named(node) or tree.kind(node) == "Cite" for node in walk(blocks)):
        return blocks
    named = _Named()
    labels = labels_for(lang)
    for node in walk(blocks):
        kind = tree.kind(node)
        name = tree.identifier(node) if kind in ("Header", "Figure", "Div", "Table") else ""
        if kind == "Header" and _NAME.match(name):
            named.headings[name] = tree.inlines(node)
        elif kind == "Figure" and _kind(name) == "figure":
            _caption(tree.caption(node), f"{labels.figure}\u00a0{named.take(name)}:")
        elif kind == "Div" and _kind(name) == "table":
            tables = [inner for inner in tree.blocks(node) if tree.kind(inner) == "Table"]
            if tables and tree.identifier(tables[0]) != name:
                _caption(tree.caption(tables[0]), f"{labels.table}\u00a0{named.take(name)}:")
        elif kind == "Table" and _kind(name) == "table":
            _caption(tree.caption(node), f"{labels.table}\u00a0{named.take(name)}:")
        elif kind in ("Para", "Plain"):
            tree.inlines(node)[:] = _formula(tree.inlines(node), named)
    words = {"figure": labels.figure, "table": labels.table, "formula": labels.formula}

    def refer(nodes: list[Node]) -> list[Node]:
        return [
            made for node in nodes for made in (_reference(node, named, words) if tree.kind(node) == "Cite" else [node])
        ]

    return rewrite(blocks, inlines=refer) if named.numbers or named.headings else blocks


def _named(node: Node) -> bool:
    return tree.kind(node) == "Str" and bool(_MARK.match(tree.text(node)))


def _kind(name: str) -> str:
    found = _NAME.match(name)
    return _KINDS.get(found["kind"], "") if found else ""


def _caption(caption: Any, label: str) -> None:
    """Put the label before a caption; a picture without one gets the label alone."""
    blocks = caption[1]
    if blocks and tree.kind(blocks[0]) in ("Plain", "Para"):
        words = [tree.string(label), tree.space(), *tree.inlines(blocks[0])]
        caption[1] = [tree.with_inlines(blocks[0], words), *blocks[1:]]
    else:
        caption[1] = [tree.tight([tree.string(label.rstrip(":"))]), *blocks]


def _formula(nodes: list[Node], named: _Named) -> list[Node]:
    """A displayed formula with its name behind it: the name becomes the number."""
    done: list[Node] = []
    for node in nodes:
        before = [one for one in done if tree.kind(one) != "Space"][-1:]
        displayed = bool(before) and tree.is_display(before[0])
        if displayed and tree.kind(node) == "Str" and (found := _MARK.match(tree.text(node))):
            number = tree.string(f"({named.take(found['name'])})")
            done.append(tree.span([found["name"], [], []], [number]))
        else:
            done.append(node)
    return done


def _reference(node: Node, named: _Named, words: dict[str, str]) -> list[Node]:
    """A reference as links, when everything that it names was found; else what stood there."""
    cited = tree.citations(node)
    if not cited or not all(one["citationId"] in named.numbers or one["citationId"] in named.headings for one in cited):
        return [node]
    made: list[Node] = []
    for one in cited:
        name = one["citationId"]
        if name in named.headings:
            inlines = named.headings[name]
        else:
            kind, number = named.numbers[name]
            shown = f"({number})" if kind == "formula" else str(number)
            bare = tree.kind(one["citationMode"]) == "SuppressAuthor"
            inlines = [tree.string(shown if bare else f"{words[kind]}\u00a0{shown}")]
        made += [tree.string(","), tree.space()] if made else []
        made.append(tree.link(tree.no_attributes(), inlines, [f"#{name}", ""]))
    return made
