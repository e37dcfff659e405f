"""The layout of nodes in pandoc's JSON tree, and constructors. Pure; the only module that knows the layout.

In: nodes of pandoc-types 1.23. Out: their parts as they are, not copies. Asking for a part that this kind of node
does not have is the caller's mistake, and raises ``KeyError``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from octavo.model import Node

Attr = list[Any]
"""Pandoc's attributes: ``[identifier, classes, pairs]``."""

_WHOLE = -1
_INLINES_AT = {
    **dict.fromkeys(("Para", "Plain", "Emph", "Underline", "Strong", "Strikeout"), _WHOLE),
    **dict.fromkeys(("Superscript", "Subscript", "SmallCaps"), _WHOLE),
    **dict.fromkeys(("Quoted", "Cite", "Link", "Image", "Span"), 1),
    "Header": 2,
}
_BLOCKS_AT = {"BlockQuote": _WHOLE, "Note": _WHOLE, "Div": 1, "Figure": 2}
_ITEMS_AT = {"BulletList": _WHOLE, "OrderedList": 1}
_ATTRIBUTES_AT = {
    **dict.fromkeys(("Code", "CodeBlock", "Div", "Span", "Link", "Image", "Table", "Figure"), 0),
    "Header": 1,
}
_CAPTION_AT = {"Figure": 1, "Table": 1}


class Numbering(NamedTuple):
    """How an ordered list counts: its first number, the names of its style and of its delimiter."""

    start: int
    style: str
    delimiter: str


class Table(NamedTuple):
    """The six parts of a table, as pandoc keeps them."""

    attributes: Attr
    caption: list[Any]
    columns: list[Any]
    head: list[Any]
    bodies: list[Any]
    foot: list[Any]


def kind(node: Mapping[str, Any]) -> str:
    """The name of a node or of a tagged value (an alignment, a list style ...); empty if it has none."""
    return node.get("t", "")  # type: ignore[no-any-return]  # asked for every node: no more than one look-up


def content(node: Mapping[str, Any], default: Any = None) -> Any:
    """All that a node holds, for code that treats every kind alike; the default for a node without content."""
    return node.get("c", default)


def text(node: Node) -> str:
    """The characters of a string, code, a formula or a raw piece."""
    held = node["c"]
    found: str = held if node["t"] == "Str" else held[1]
    return found


def inlines(node: Node) -> list[Node]:
    """The inlines directly below a paragraph, a heading, an emphasis, a link ..."""
    return _part(node, _INLINES_AT)


def blocks(node: Node) -> list[Node]:
    """The blocks directly below a quotation, a note, a division or a figure."""
    return _part(node, _BLOCKS_AT)


def items(node: Node) -> list[list[Node]]:
    """The items of a bullet list or an ordered list, each a list of blocks."""
    return _part(node, _ITEMS_AT)


def attributes_of(node: Node) -> Attr:
    """Identifier, classes and pairs."""
    return _part(node, _ATTRIBUTES_AT)


def identifier(node: Node) -> str:
    """The identifier; empty if there is none."""
    found: str = attributes_of(node)[0]
    return found


def classes(node: Node) -> list[str]:
    """The class names."""
    found: list[str] = attributes_of(node)[1]
    return found


def caption(node: Node) -> list[Any]:
    """The caption of a figure or a table: its short form or ``None``, then its blocks."""
    return _part(node, _CAPTION_AT)


def has_attributes(node: Node) -> bool:
    """Whether a node of this kind has an identifier, classes and pairs."""
    return node.get("t") in _ATTRIBUTES_AT


def value_of(node: Node, key: str) -> str:
    """The value of an attribute such as ``alt``; empty if there is none."""
    return next((str(value) for name, value in attributes_of(node)[2] if name == key), "")


def level(node: Node) -> int:
    """The level of a heading, from 1."""
    found: int = node["c"][0]
    return found


def numbering(node: Node) -> Numbering:
    """How an ordered list counts."""
    start, style, delimiter = node["c"][0]
    return Numbering(start, style["t"], delimiter["t"])


def target(node: Node) -> list[str]:
    """Address and title of a link or an image."""
    found: list[str] = node["c"][2]
    return found


def math_kind(node: Node) -> str:
    """``InlineMath`` or ``DisplayMath``."""
    name: str = node["c"][0]["t"]
    return name


def is_display(node: Node) -> bool:
    """Whether a node is a formula that is on its own line."""
    return bool(node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath")


def is_single(node: Node) -> bool:
    """Whether a quotation has single marks."""
    return bool(node["c"][0]["t"] == "SingleQuote")


def raw_format(node: Node) -> str:
    """The format of a raw piece, such as ``html``."""
    name: str = node["c"][0]
    return name


def citations(node: Node) -> list[dict[str, Any]]:
    """The citations of a ``Cite``."""
    found: list[dict[str, Any]] = node["c"][0]
    return found


def lines(node: Node) -> list[list[Node]]:
    """The lines of a line block, each a list of inlines."""
    found: list[list[Node]] = node["c"]
    return found


def definitions(node: Node) -> list[Any]:
    """The entries of a definition list: a term (inlines) and its meanings (lists of blocks)."""
    found: list[Any] = node["c"]
    return found


def table(node: Node) -> Table:
    """The parts of a table."""
    return Table(*node["c"])


def with_inlines(node: Node, changed: Iterable[Node]) -> Node:
    """The node with other inlines; the rest as it was."""
    return _with_part(node, _INLINES_AT, list(changed))


def with_blocks(node: Node, changed: Iterable[Node]) -> Node:
    """The node with other blocks; the rest as it was."""
    return _with_part(node, _BLOCKS_AT, list(changed))


def with_attributes(node: Node, changed: Sequence[Any]) -> Node:
    """The node with other attributes; the rest as it was."""
    return _with_part(node, _ATTRIBUTES_AT, list(changed))


def with_level(node: Node, depth: int) -> Node:
    """The heading on another level; the rest as it was."""
    return {"t": "Header", "c": [depth, *node["c"][1:]]}


def with_target(node: Node, address: str, title: str) -> Node:
    """The link or the image with another address and title; the rest as it was."""
    return {"t": node["t"], "c": [*node["c"][:2], [address, title]]}


def with_text(node: Node, changed: str) -> Node:
    """The string, code, formula or raw piece with other characters."""
    return {"t": node["t"], "c": changed if node["t"] == "Str" else [node["c"][0], changed]}


def values(node: Node) -> list[Node]:
    """The values of a list in a document's metadata; a single value is a list of one."""
    return list(node["c"]) if node.get("t") == "MetaList" else [node]


def loosened(nodes: Iterable[Node]) -> list[Node]:
    """Blocks in which every tight paragraph is an ordinary one; others as they are."""
    return [{"t": "Para", "c": node["c"]} if node.get("t") == "Plain" else node for node in nodes]


def tightened(nodes: Iterable[Node]) -> list[Node]:
    """Blocks in which every ordinary paragraph is a tight one; others as they are."""
    return [{"t": "Plain", "c": node["c"]} if node.get("t") == "Para" else node for node in nodes]


def put_head_into_body(node: Node) -> None:
    """Change a table that consists of head rows alone: they become its body."""
    parts = table(node)
    if parts.head[1] and not parts.foot[1] and not any(body[2] or body[3] for body in parts.bodies):
        node["c"][4] = [[["", [], []], 0, [], parts.head[1]]]
        node["c"][3] = [parts.head[0], []]


def become(node: Node, other: Node) -> None:
    """Change a node in place into another one."""
    node.clear()
    node.update(other)


def _part(node: Node, places: Mapping[str, int]) -> list[Any]:
    at = places[node["t"]]
    found: list[Any] = node["c"] if at < 0 else node["c"][at]
    return found


def _with_part(node: Node, places: Mapping[str, int], changed: list[Any]) -> Node:
    at = places[node["t"]]
    return {"t": node["t"], "c": changed if at < 0 else [*node["c"][:at], changed, *node["c"][at + 1 :]]}
