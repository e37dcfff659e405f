"""Numbers of figures, tables, formulas and code that have a name, and the references to them. Floor 2.

The prefix of a name says its kind, as in Quarto, bookdown and pandoc-crossref: ``fig-``, ``tbl-``, ``eq-``, ``lst-``
or ``sec-``, also with a colon. What has such a name, or any name that the text refers to, is numbered in reading order;
``@fig-x`` becomes a link with label and number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from octavo.body.statements import box, statement
from octavo.languages.labels import Labels, labels_for
from octavo.model import Metadata, Node
from octavo.text.tex import tagged
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import plain, rewrite, strings, walk

_NAME = re.compile(
    r"(?P<kind>fig|tbl|tab|eq|lst|sec|thm|lem|cor|prp|cnj|def|exm|exr|rem|alg|nte|tip|imp|wrn|cau)[-:][\w:./-]+\Z"
)
_PART = re.compile(r"(?P<whole>.+)-(?P<number>[1-9]|1\d|2[0-6])\Z")
_MARK = re.compile(r"\{#(?P<name>[\w:./-]+)\}\Z")
_KINDS: dict[str, str] = {"fig": "figure", "tbl": "table", "tab": "table", "eq": "formula", "lst": "listing"}
_THEOREMS = {
    "thm": "Theorem", "lem": "Lemma", "cor": "Corollary", "prp": "Proposition", "cnj": "Conjecture",
    "def": "Definition", "exm": "Example", "exr": "Exercise", "rem": "Remark", "alg": "Algorithm",
}  # fmt: skip
"""Statements that Quarto numbers; these words are understood in most languages of science."""
_BOXES = {"nte": "note", "tip": "tip", "imp": "important", "wrn": "warning", "cau": "caution"}
_OF_NODES = {"Figure": "figure", "Table": "table", "CodeBlock": "listing"}
SECTION = "section-link"
"""What ``compose`` finds a link to a section by, whose words may become a number. It never reaches the tree."""
NUMBER = "\x01number"
"""What ``compose`` finds the number of a formula by. No document can write it, and it never reaches the tree."""


@dataclass
class _Named:
    """What was numbered: for each name its kind and its number, for a heading its words, and the lists of both."""

    words: dict[str, str]
    cited: frozenset[str]
    numbers: dict[str, tuple[str, str]] = field(default_factory=dict)
    headings: dict[str, list[Node]] = field(default_factory=dict)
    lists: dict[str, list[Node]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    within: dict[int, str] = field(default_factory=dict)  # figures that are parts of a figure, and their label

    def take(self, name: str, kind: str) -> str:
        """The next number of a kind, for this name."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        self.numbers[name] = (kind, str(self.counts[kind]))
        return str(self.counts[kind])

    def label(self, name: str, kind: str, caption: list[Node]) -> str:
        """Number something that stands by itself, put it on its list, and give its label: “Figure 1:”."""
        label = f"{self.words[kind]}\u00a0{self.take(name, kind)}"
        entry = [make.string(f"{label}:"), make.space(), *_bare(caption)] if caption else [make.string(label)]
        self.lists.setdefault(kind, []).append(make.link(make.no_attributes(), entry, [f"#{name}", ""]))
        return f"{label}:"

    def is_numbered(self, name: str, kind: str) -> bool:
        """Whether a thing of this kind with this name gets a number."""
        return bool(name) and (_kind(name) == kind or (name in self.cited and not _kind(name)))


def number_what_is_named(blocks: list[Node], metadata: Metadata) -> list[Node]:
    """The blocks with numbers at named figures, tables, formulas and code, and with references as links to them.

    Where the metadata ask for them, lists of figures and tables are before the text.
    """
    if not any(map(_asks, walk(blocks))) and not any(map(_MARK.match, strings(blocks))):
        return blocks
    labels = labels_for(metadata.lang)
    cited = frozenset(one["citationId"] for node in walk(blocks) if tree.kind(node) == "Cite"
                      for one in tree.citations(node))  # fmt: skip
    words = {"figure": labels.figure, "table": labels.table, "formula": labels.formula, "listing": labels.listing,
             **{kind: getattr(labels, kind) for kind in _BOXES.values()}, **_THEOREMS}  # fmt: skip
    named = _Named(words, cited)
    for node in walk(blocks):
        _number(node, named)

    def refer(nodes: list[Node]) -> list[Node]:
        return [made for node in nodes for made in (_reference(node, named) if tree.kind(node) == "Cite" else [node])]

    if cited and (named.numbers or named.headings):
        blocks = rewrite(blocks, inlines=refer)
    return _with_lists(blocks, metadata, named, labels)


def _asks(node: Node) -> bool:
    kind = tree.kind(node)
    if kind == "Math":
        return "\\tag" in tree.text(node)
    return kind == "Cite" or (kind in ("Figure", "Div", "Table", "CodeBlock") and bool(_kind(tree.identifier(node))))


def _kind(name: str) -> str:
    found = _NAME.match(name)
    if found is None:
        return ""
    kind = found["kind"]
    return kind if kind in _THEOREMS else _BOXES.get(kind) or _KINDS.get(kind, "section")


def _number(node: Node, named: _Named) -> None:
    """Give one block its number, if it bears a name that asks for one."""
    kind = tree.kind(node)
    if kind in ("Para", "Plain"):
        tree.inlines(node)[:] = _formula(tree.inlines(node), named)
        return
    name = tree.identifier(node) if kind in ("Header", "Figure", "Div", "Table", "CodeBlock") else ""
    if id(node) in named.within:
        _caption(tree.caption(node), f"({named.within[id(node)]})")
    elif not name:
        return
    elif kind == "Header":
        if name in named.cited or _kind(name) == "section":
            named.headings[name] = tree.inlines(node)
    elif kind == "Div":
        _division(node, name, named)
    elif kind == "CodeBlock":
        own = _kind(name)
        if own in ("figure", "table", "listing") or (not own and name in named.cited):
            attributes = tree.attributes_of(node)
            title = dict(attributes[2]).get("title", "")
            label = named.label(name, own or "listing", [make.string(title)] if title else [])
            pairs = [pair for pair in attributes[2] if pair[0] != "title"]
            attributes[2] = [*pairs, ["title", f"{label} {title}" if title else label.rstrip(":")]]
    elif named.is_numbered(name, _OF_NODES[kind]):
        caption = tree.caption(node)
        _caption(caption, named.label(name, _OF_NODES[kind], _words(caption[1])))


def _division(node: Node, name: str, named: _Named) -> None:
    """A division that names a table, several figures, or code; or that begins with a heading of its own."""
    kind, inner = _kind(name), tree.blocks(node)
    if kind in _THEOREMS:
        statement(inner, named.words[kind] + "\u00a0" + named.take(name, kind))
        return
    if kind in _BOXES.values():
        box(node, named.words[kind] + "\u00a0" + named.take(name, kind))
        return
    tables = [one for one in inner if tree.kind(one) == "Table"]
    codes = [one for one in inner if tree.kind(one) == "CodeBlock"]
    if kind in ("table", "") and tables and (kind or name in named.cited) and tree.identifier(tables[0]) != name:
        caption = tree.caption(tables[0])
        below = inner[-1] if not caption[1] and tree.kind(inner[-1]) == "Para" and len(inner) > 1 else None
        if below is not None:  # Quarto's last paragraph is the caption
            caption[1] = [make.tight(tree.inlines(below))]
            inner.remove(below)
        _caption(caption, named.label(name, "table", _words(caption[1])))
    elif kind == "listing" and codes and tree.identifier(codes[0]) != name:
        attributes = tree.attributes_of(codes[0])
        pairs = dict(attributes[2])
        title = pairs.get("title", "") or dict(tree.attributes_of(node)[2]).get("lst-cap", "")
        label = named.label(name, kind, [make.string(title)] if title else [])
        pairs["title"] = f"{label} {title}" if title else label.rstrip(":")
        attributes[2] = [list(pair) for pair in pairs.items()]
    elif kind in ("figure", "table") and inner:
        last = inner[-1] if tree.kind(inner[-1]) == "Para" else None
        words = tree.inlines(last) if last is not None and plain(last).strip() else []
        label = named.label(name, kind, words)
        number = named.numbers[name][1]
        parts = [one for block in inner for one in walk(block) if tree.kind(one) == "Figure"]
        for place, part in enumerate(parts if len(parts) > 1 else []):
            letter = chr(ord("a") + place % 26)
            named.within[id(part)] = letter
            if tree.identifier(part):
                named.numbers[tree.identifier(part)] = (kind, f"{number}\u00a0({letter})")
        if last is not None and words:
            inner[-1] = tree.with_inlines(last, [make.string(label), make.space(), *words])
        else:
            inner.append(make.para([make.string(label.rstrip(":"))]))
    elif name in named.cited and inner and tree.kind(inner[0]) == "Header":
        named.headings[name] = tree.inlines(inner[0])


def _words(blocks: list[Node]) -> list[Node]:
    return tree.inlines(blocks[0]) if blocks and tree.kind(blocks[0]) in ("Plain", "Para") else []


def _bare(words: list[Node]) -> list[Node]:
    """The words of a caption for a list: without notes and links."""

    def without(nodes: list[Node]) -> Iterator[Node]:
        for node in nodes:
            if tree.kind(node) in ("Link", "Cite"):
                yield from tree.inlines(node)
            elif tree.kind(node) == "Span":
                yield make.span(["", *tree.attributes_of(node)[1:]], tree.inlines(node))
            elif tree.kind(node) != "Note":
                yield node

    found: list[Node] = rewrite(words, inlines=lambda nodes: list(without(nodes)))
    return found


def _caption(caption: Any, label: str) -> None:
    """Put the label before a caption; a picture without one gets the label alone."""
    blocks = caption[1]
    if blocks and tree.kind(blocks[0]) in ("Plain", "Para"):
        words = [make.string(label), make.space(), *tree.inlines(blocks[0])]
        caption[1] = [tree.with_inlines(blocks[0], words), *blocks[1:]]
    else:
        caption[1] = [make.tight([make.string(label.rstrip(":"))]), *blocks]


def _formula(nodes: list[Node], named: _Named) -> list[Node]:
    r"""A displayed formula with its name behind it, or with a ``\tag``: the name becomes the number, the tag is one."""
    done: list[Node] = []
    for node in nodes:
        last = next((one for one in reversed(done) if tree.kind(one) != "Space"), make.space())
        name = found["name"] if tree.kind(node) == "Str" and (found := _MARK.match(tree.text(node))) else ""
        tex, tag = tagged(tree.text(node)) if tree.is_display(node) else ("", "")
        if tag:
            done += [tree.with_text(node, tex), make.space(), _of_formula("", tag)]
        elif name and tree.kind(last) == "Span" and NUMBER in tree.classes(last):
            tree.attributes_of(last)[0] = name
            named.numbers[name] = ("formula", plain(last).strip("()"))
        elif name and tree.is_display(last):
            done.append(_of_formula(name, f"({named.take(name, 'formula')})"))
        else:
            done.append(node)
    return done


def _of_formula(name: str, number: str) -> Node:
    return make.span([name, [NUMBER], []], [make.string(number)])


def _reference(node: Node, named: _Named) -> list[Node]:
    """A reference as links, when everything that it names was found; else what stood there."""
    cited = tree.citations(node)
    names = [_known(one["citationId"], named) for one in cited]
    if not cited or not all(names):
        return [node]
    made: list[Node] = []
    for one, name in zip(cited, names, strict=True):
        attributes = make.no_attributes()
        prefix, suffix = one["citationPrefix"], one["citationSuffix"]
        bare = tree.kind(one["citationMode"]) == "SuppressAuthor" or bool(prefix)
        if name in named.headings:
            inlines = _bare(named.headings[name])
            attributes = ["", [SECTION], [["bare", "1"]] if bare else []]
        else:
            kind, number = named.numbers[name]
            shown = f"({number})" if kind == "formula" else number
            inlines = [make.string(shown if bare else f"{named.words[kind]}\u00a0{shown}")]
        made += [make.string(","), make.space()] if made else []
        made += [*prefix, make.space()] if prefix else []
        made += [make.link(attributes, inlines, [f"#{name}", ""]), *suffix]
    return made


def _known(name: str, named: _Named) -> str:
    """The name as something bears it: ``@Fig-x`` begins a sentence and means ``fig-x``."""
    small = name[:1].lower() + name[1:]
    found = next((one for one in (name, small) if one in named.numbers or one in named.headings), "")
    # What a cell draws in several parts is named like the cell, with the number of the part behind.
    part = None if found else _PART.match(small)
    return part["whole"] if part and _kind(small) == "figure" and part["whole"] in named.numbers else found


def _with_lists(blocks: list[Node], metadata: Metadata, named: _Named, labels: Labels) -> list[Node]:
    """The blocks with the lists of figures and tables before the text, behind a heading that is the title."""
    wanted = [
        (label, named.lists[kind])
        for kind, chosen, label in (("figure", metadata.lof, labels.figures), ("table", metadata.lot, labels.tables))
        if chosen and kind in named.lists
    ]
    if not wanted:
        return blocks
    titled = blocks[:1] if is_title(blocks, metadata.title) else []
    rest = blocks[len(titled) :]
    level = min((tree.level(node) for node in rest if tree.kind(node) == "Header"), default=1)
    lists: list[Node] = []
    for label, entries in wanted:
        lists.append(make.heading(level, ["", ["unnumbered"], []], [make.string(label)]))
        lists.append(make.of_kind("BulletList", [[make.tight([entry])] for entry in entries]))
    return [*titled, *lists, *rest]


def is_title(blocks: list[Node], title: str) -> bool:
    """Whether the first block is a heading with the words of the title, the only one of the highest level."""
    if not blocks or tree.kind(blocks[0]) != "Header":
        return False
    levels = [tree.level(node) for node in blocks if tree.kind(node) == "Header"]
    same = " ".join(plain(blocks[0], notes=False).split()).casefold() == " ".join(title.split()).casefold()
    return same and levels.count(levels[0]) == 1 and levels[0] == min(levels)
