"""How marked paragraphs are set: centred, at the right, as code, in columns by tabs, on a new page. Pure."""

from __future__ import annotations

import re
from itertools import groupby

from octavo.model import Node
from octavo.readers.office.marks import TAB, Facts, Marks, without_marks
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import map_text, plain, rewrite

_ITEM = re.compile(r"(?:[-–—•*·o▪◦‣✓✔☐☑☒]|\(?(?:\d{1,3}|[a-z]|[ivxlc]+)[.)]|\d+(?:\.\d+)+\.?)\Z", re.IGNORECASE)
_AMOUNT = re.compile(r"[-−+]?\D{0,3}\d[\d.,'\u202f\u00a0 ]*\D{0,3}\Z")
_MOST_COLUMNS = 8
_SPACES = "\u2003"


def page_break() -> Node:
    """A new page, in the form of the manuscript."""
    return make.div(["", ["pagebreak"], []], [])


def with_layout(blocks: list[Node], marks: Marks) -> list[Node]:
    """Blocks in which marked paragraphs are set as the word processor prints them."""
    done = without_tabs(rewrite(blocks, blocks=lambda nodes: _set(nodes, marks)))
    while done and done[0] == page_break():
        done = done[1:]
    while done and done[-1] == page_break():
        done = done[:-1]
    return [node for at, node in enumerate(done) if not (at and node == page_break() == done[at - 1])]


def without_tabs(blocks: list[Node]) -> list[Node]:
    """Tabs that made no table are wide spaces between words, and nothing at the ends of a line."""

    def inlines(nodes: list[Node]) -> list[Node]:
        if not any(tree.kind(node) == "Str" and TAB in tree.text(node) for node in nodes):
            return nodes
        done: list[Node] = []
        for node in nodes:
            if tree.kind(node) != "Str" or TAB not in tree.text(node):
                done.append(node)
                continue
            for at, piece in enumerate(tree.text(node).split(TAB)):
                if at:
                    done.append(make.string(TAB))
                if piece:
                    done.append(make.string(piece))
        return [*_spaced(done)]

    done: list[Node] = map_text(rewrite(blocks, inlines=inlines), lambda text: text.replace(TAB, " "))
    return done


def _spaced(nodes: list[Node]) -> list[Node]:
    done: list[Node] = []
    for node in nodes:
        if node != make.string(TAB):
            done.append(node)
        elif done and tree.kind(done[-1]) == "Str" and tree.text(done[-1]).endswith(_SPACES):
            done[-1] = make.string(tree.text(done[-1]) + _SPACES)
        elif done and tree.kind(done[-1]) not in ("LineBreak", "SoftBreak"):
            done.append(make.string(_SPACES))
    while done and tree.kind(done[-1]) == "Str" and not tree.text(done[-1]).strip(_SPACES):
        done.pop()
    return done


def _set(nodes: list[Node], marks: Marks) -> list[Node]:
    facts = [marks.of(node) or Facts() for node in nodes]
    if not any(fact.telling for fact in facts):
        return nodes
    done: list[Node] = []
    pairs = list(zip(nodes, facts, strict=True))
    for kind, group in groupby(pairs, key=lambda pair: _kind(pair[1])):
        members = list(group)
        if kind == "code":
            done.append(make.code_block("\n".join(fact.code or "" for _, fact in members).strip("\n")))
        elif kind == "tabs":
            done += _columns([node for node, _ in members])
        elif kind in ("center", "right"):
            done.append(make.div(["", [kind], []], [node for node, _ in members]))
        else:
            for node, fact in members:
                if fact.rule:
                    done.append(make.rule())
                    continue
                if fact.page_break:
                    done.append(page_break())
                if not fact.page_break or _said(node):
                    done.append(node)
    return done


def _kind(facts: Facts) -> str:
    if facts.code is not None:
        return "code"
    if facts.page_break:
        return "break"
    return facts.align or ("tabs" if facts.tabbed else "")


def _said(node: Node) -> bool:
    return bool(plain(without_marks([node])).strip()) or "Image" in str(node) or "Math" in str(node)


def _columns(nodes: list[Node]) -> list[Node]:
    """Paragraphs whose words are in columns by tabs as tables, where at least two that follow have the same."""
    done: list[Node] = []
    for many, group in groupby(nodes, key=_cells_in):
        members = list(group)
        if many < 2 or len(members) < 2:
            done += members
        else:
            done.append(_table([_split(tree.inlines(node)) for node in members]))
    return done


def _cells_in(node: Node) -> int:
    if tree.kind(node) != "Para" or any(
        tree.kind(inner) in ("LineBreak", "Image", "Note") for inner in tree.inlines(node)
    ):
        return 0
    cells = _split(tree.inlines(node))
    first = plain(without_marks(cells[0])).strip() if cells else ""
    if not 2 <= len(cells) <= _MOST_COLUMNS or _ITEM.match(first) or not all(plain(cell).strip() for cell in cells[1:]):
        return 0
    return len(cells)


def _split(inlines: list[Node]) -> list[list[Node]]:
    """The inlines between tabs; several tabs in a row count as one, and those at the beginning as none."""
    cells: list[list[Node]] = [[]]
    for node in inlines:
        if tree.kind(node) == "Str" and TAB in tree.text(node):
            pieces = tree.text(node).split(TAB)
            for at, piece in enumerate(pieces):
                if at and plain(without_marks(cells[-1])).strip():
                    cells.append([])
                if piece:
                    cells[-1].append(make.string(piece))
        else:
            cells[-1].append(node)
    if len(cells) > 1 and not plain(cells[-1]).strip():
        cells.pop()
    return [_stripped(cell) for cell in cells]


def _stripped(nodes: list[Node]) -> list[Node]:
    start, end = 0, len(nodes)
    while start < end and tree.kind(nodes[start]) in ("Space", "SoftBreak"):
        start += 1
    while end > start and tree.kind(nodes[end - 1]) in ("Space", "SoftBreak"):
        end -= 1
    return nodes[start:end]


def _table(rows: list[list[list[Node]]]) -> Node:
    count = len(rows[0])
    amounts = [at > 0 and all(_AMOUNT.match(plain(row[at]).strip()) for row in rows) for at in range(count)]
    return make.simple_table(["AlignRight" if right else "AlignDefault" for right in amounts], rows)


def bodies_only(blocks: list[Node]) -> list[Node]:
    """Blocks in which a table of nothing but head rows has them as its body."""

    def change(nodes: list[Node]) -> list[Node]:
        for node in nodes:
            if tree.kind(node) == "Table":
                tree.put_head_into_body(node)
        return nodes

    return rewrite(blocks, blocks=change)
