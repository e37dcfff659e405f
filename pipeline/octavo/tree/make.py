"""Constructors for the nodes of pandoc's JSON tree (pandoc-types 1.23). Pure.

In: the parts of a node. Out: the node. Lists are copied, attributes are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from octavo.model import Node
from octavo.tree.nodes import Attr, Numbering


def of_kind(name: str, held: Any) -> Node:
    """A node of any kind, with all that it holds."""
    return {"t": name, "c": held}


def tagged(name: str) -> Node:
    """A node without content, or a tagged value such as an alignment."""
    return {"t": name}


def no_attributes() -> Attr:
    """Attributes that say nothing."""
    return ["", [], []]


def string(characters: str) -> Node:
    """A piece of text without white space."""
    return {"t": "Str", "c": characters}


def space() -> Node:
    """A space between words."""
    return {"t": "Space"}


def line_break() -> Node:
    """A break that stays."""
    return {"t": "LineBreak"}


def rule() -> Node:
    """A line across the page."""
    return {"t": "HorizontalRule"}


def para(words: Iterable[Node]) -> Node:
    """A paragraph."""
    return {"t": "Para", "c": list(words)}


def tight(words: Iterable[Node]) -> Node:
    """A paragraph without room around it (``Plain``), as in the items of a tight list."""
    return {"t": "Plain", "c": list(words)}


def header(depth: int, words: Iterable[Node], name: str = "") -> Node:
    """A heading, with its identifier."""
    return {"t": "Header", "c": [depth, [name, [], []], list(words)]}


def heading(depth: int, attr: Sequence[Any], words: Iterable[Node]) -> Node:
    """A heading with all its attributes."""
    return {"t": "Header", "c": [depth, attr, list(words)]}


def code(characters: str, attr: Sequence[Any] | None = None) -> Node:
    """A piece of code within a line."""
    return {"t": "Code", "c": [["", [], []] if attr is None else attr, characters]}


def code_block(characters: str, language: str = "", attr: Sequence[Any] | None = None) -> Node:
    """A block of code."""
    return {"t": "CodeBlock", "c": [["", [language] if language else [], []] if attr is None else attr, characters]}


def math(form: str, tex: str) -> Node:
    """A formula: ``InlineMath`` or ``DisplayMath``, and its TeX."""
    return {"t": "Math", "c": [{"t": form}, tex]}


def span(attr: Sequence[Any], words: Iterable[Node]) -> Node:
    """Inlines with attributes."""
    return {"t": "Span", "c": [attr, list(words)]}


def div(attr: Sequence[Any], inner: Iterable[Node]) -> Node:
    """Blocks with attributes."""
    return {"t": "Div", "c": [attr, list(inner)]}


def quotation(inner: Iterable[Node]) -> Node:
    """Blocks set apart as a quotation."""
    return {"t": "BlockQuote", "c": list(inner)}


def note(inner: Iterable[Node]) -> Node:
    """A footnote of blocks; it is among inlines."""
    return {"t": "Note", "c": list(inner)}


def line_block(rows: Iterable[list[Node]]) -> Node:
    """Lines that stay lines, as in verse; each is a list of inlines."""
    return {"t": "LineBlock", "c": list(rows)}


def bullet_list(entries: Iterable[list[Node]]) -> Node:
    """A list without numbers; each item is a list of blocks."""
    return {"t": "BulletList", "c": list(entries)}


def ordered_list(count: Numbering, entries: Iterable[list[Node]]) -> Node:
    """A numbered list; each item is a list of blocks."""
    return {"t": "OrderedList", "c": [[count.start, tagged(count.style), tagged(count.delimiter)], list(entries)]}


def link(attr: Sequence[Any], words: Iterable[Node], goal: Sequence[str]) -> Node:
    """A link; its goal is address and title."""
    return {"t": "Link", "c": [attr, list(words), goal]}


def image(attr: Sequence[Any], words: Iterable[Node], goal: Sequence[str]) -> Node:
    """An image with the words that stand for it; its goal is address and title."""
    return {"t": "Image", "c": [attr, list(words), goal]}


def simple_table(alignments: Sequence[str], rows: Iterable[Sequence[list[Node]]], heads: int = 0) -> Node:
    """A table: a row is a list of cells, a cell a list of inlines; ``alignments`` are pandoc's names.

    The first ``heads`` rows are the table's head.
    """
    columns = [[tagged(name), tagged("ColWidthDefault")] for name in alignments]
    body = [[no_attributes(), [_cell(words) for words in row]] for row in rows]
    return {
        "t": "Table",
        "c": [
            no_attributes(),
            [None, []],
            columns,
            [no_attributes(), body[:heads]],
            [[no_attributes(), 0, [], body[heads:]]],
            [no_attributes(), []],
        ],
    }


def _cell(words: list[Node]) -> list[Any]:
    return [no_attributes(), tagged("AlignDefault"), 1, 1, [tight(words)] if words else []]
