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
    if not any(_named(node) or node.get("t") == "Cite" for node in walk(blocks)):
        return blocks
    named = _Named()
    labels = labels_for(lang)
    for node in walk(blocks):
        content: Any = node.get("c")
        kind = node.get("t")
        if kind == "Header" and _NAME.match(content[1][0]):
            named.headings[content[1][0]] = content[2]
        elif kind == "Figure" and _kind(content[0][0]) == "figure":
            _caption(content[1], f"{labels.figure}\u00a0{named.take(content[0][0])}:")
        elif kind == "Div" and _kind(content[0][0]) == "table":
            tables = [inner for inner in content[1] if inner["t"] == "Table"]
            if tables and tables[0]["c"][0][0] != content[0][0]:
                _caption(tables[0]["c"][1], f"{labels.table}\u00a0{named.take(content[0][0])}:")
        elif kind == "Table" and _kind(content[0][0]) == "table":
            _caption(content[1], f"{labels.table}\u00a0{named.take(content[0][0])}:")
        elif kind in ("Para", "Plain"):
            node["c"] = _formula(content, named)
    words = {"figure": labels.figure, "table": labels.table, "formula": labels.formula}

    def refer(nodes: list[Node]) -> list[Node]:
        return [made for node in nodes for made in (_reference(node, named, words) if node["t"] == "Cite" else [node])]

    return rewrite(blocks, inlines=refer) if named.numbers or named.headings else blocks


def _named(node: Node) -> bool:
    return node.get("t") == "Str" and bool(_MARK.match(node["c"]))


def _kind(name: str) -> str:
    found = _NAME.match(name)
    return _KINDS.get(found["kind"], "") if found else ""


def _caption(caption: Any, label: str) -> None:
    """Put the label before a caption; a picture without one gets the label alone."""
    if caption[1] and caption[1][0]["t"] in ("Plain", "Para"):
        caption[1][0]["c"] = [{"t": "Str", "c": label}, {"t": "Space"}, *caption[1][0]["c"]]
    else:
        caption[1] = [{"t": "Plain", "c": [{"t": "Str", "c": label.rstrip(":")}]}, *caption[1]]


def _formula(nodes: list[Node], named: _Named) -> list[Node]:
    """A displayed formula with its name behind it: the name becomes the number."""
    done: list[Node] = []
    for node in nodes:
        before = [one for one in done if one["t"] != "Space"][-1:]
        displayed = bool(before) and before[0]["t"] == "Math" and before[0]["c"][0]["t"] == "DisplayMath"
        if displayed and node["t"] == "Str" and (found := _MARK.match(node["c"])):
            number = {"t": "Str", "c": f"({named.take(found['name'])})"}
            done.append({"t": "Span", "c": [[found["name"], [], []], [number]]})
        else:
            done.append(node)
    return done


def _reference(node: Node, named: _Named, words: dict[str, str]) -> list[Node]:
    """A reference as links, when everything that it names was found; else what stood there."""
    cited = node["c"][0]
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
            bare = one["citationMode"]["t"] == "SuppressAuthor"
            inlines = [{"t": "Str", "c": shown if bare else f"{words[kind]}\u00a0{shown}"}]
        made += [{"t": "Str", "c": ","}, {"t": "Space"}] if made else []
        made.append({"t": "Link", "c": [["", [], []], inlines, [f"#{name}", ""]]})
    return made
