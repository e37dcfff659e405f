"""Pandoc's block nodes to elements of the body's tree; what is not named here does not pass. Floor 2."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree
from lxml.etree import _Element

from octavo.body import allow
from octavo.body.boxes import kind_of, write_box
from octavo.body.builder import DEEPEST, Builder, add_text, child, set_attributes
from octavo.body.highlight import highlight
from octavo.body.inlines import plain, write_image, write_inlines
from octavo.body.marks import set_marks
from octavo.body.tables import write_table
from octavo.model import Level, Node
from octavo.notices import Code

_LIST_TYPES = {"LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
_LIST_DELIMITERS = {"OneParen": "bracket", "TwoParens": "paren"}
_NESTS = frozenset({"BulletList", "OrderedList", "DefinitionList", "BlockQuote", "Div"})
_LISTS = frozenset({"BulletList", "OrderedList"})


def write_blocks(builder: Builder, parent: _Element, nodes: list[Node]) -> None:
    """Append block nodes to an element, numbering every block in reading order."""
    for node in nodes:
        kind = node["t"]
        if kind in _NESTS:
            builder.depth += 1
            if builder.depth > DEEPEST:
                write_blocks(builder, parent, _unnested(node))
            else:
                _WRITERS[kind](builder, parent, node.get("c"))
            builder.depth -= 1
        elif kind in _WRITERS:
            _WRITERS[kind](builder, parent, node.get("c"))


def write_content(builder: Builder, element: _Element, nodes: list[Node]) -> None:
    """Fill a list item, a definition or a table cell: its text directly where it is one plain text."""
    if nodes and nodes[0]["t"] == "Plain" and all(node["t"] in _LISTS for node in nodes[1:]):
        builder.number(element)
        write_inlines(builder, element, nodes[0]["c"])
        nodes = nodes[1:]
    write_blocks(builder, element, nodes)


def _unnested(node: Node) -> list[Node]:
    """What is inside a nesting block, as one level of blocks."""
    kind, content = node["t"], node["c"]
    if kind in ("BlockQuote", "Div"):
        return list(content if kind == "BlockQuote" else content[1])
    if kind == "DefinitionList":
        return [
            block
            for term, definitions in content
            for block in [{"t": "Para", "c": term}, *(inner for definition in definitions for inner in definition)]
        ]
    return [block for item in (content if kind == "BulletList" else content[1]) for block in item]


def _paragraph(builder: Builder, parent: _Element, content: list[Node]) -> None:
    if not content:
        return
    images = [node for node in content if node["t"] == "Image"]
    if len(images) == 1 and all(node["t"] in ("Image", "Space", "SoftBreak") for node in content):
        figure = builder.number(child(parent, "figure"))
        write_image(builder, figure, images[0]["c"])
        _figure_or_paragraph(figure)
        return
    element = builder.number(child(parent, "p"))
    if all(node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath" for node in content):
        element.set("class", "formula")
    write_inlines(builder, element, content)


def _figure_or_paragraph(figure: _Element) -> None:
    """A figure whose picture is missing is a paragraph with the picture's words."""
    if figure.find(".//img") is None and figure.find("figcaption") is None:
        figure.tag = "p"
        figure.attrib.pop("class", "")


def _verse(builder: Builder, parent: _Element, content: list[list[Node]]) -> None:
    element = builder.number(child(parent, "p", class_="verse"))
    for index, line in enumerate(content):
        if index:
            child(element, "br")
        write_inlines(builder, element, line)


def _code(builder: Builder, parent: _Element, content: list[Any]) -> None:
    (identifier, names, pairs), code = content
    title = allow.text(" ".join(dict(pairs).get("title", "").split()))
    if title:
        builder.number(child(parent, "p", class_="code-title")).text = title
    element = builder.number(child(parent, "pre"))
    if identifier:
        element.set("id", builder.ids.take(identifier))
    inner = child(element, "code")
    language = next((name for name in names if name.replace("-", "").replace("+", "").isalnum()), "")
    if language:
        inner.set("class", f"language-{language.lower()[:30]}")
    for text, css in highlight(allow.text(code), language.lower()[:30]):
        add_text(child(inner, "span", class_=f"tok-{css}") if css else inner, text)


def _raw(builder: Builder, parent: _Element, content: list[Any]) -> None:
    builder.notice(Code.raw_shown, f"raw {content[0]} is shown as code", level=Level.info)
    _code(builder, parent, [["", [], []], content[1]])


def _quote(builder: Builder, parent: _Element, content: list[Node]) -> None:
    if content:
        write_blocks(builder, child(parent, "blockquote"), content)


def _bullets(builder: Builder, parent: _Element, content: list[list[Node]]) -> None:
    if content:
        _items(builder, child(parent, "ul"), content)


def _numbers(builder: Builder, parent: _Element, content: list[Any]) -> None:
    (start, style, delimiter), items = content
    if not items:
        return
    element = child(parent, "ol")
    if style["t"] in _LIST_TYPES:
        element.set("type", _LIST_TYPES[style["t"]])
    name = _LIST_DELIMITERS.get(delimiter["t"])
    if name:
        element.set("class", name)
    if start != 1:
        element.set("start", str(max(-(2**31), min(start, 2**31 - 1))))
    _items(builder, element, items)
    set_marks(element)


def _items(builder: Builder, element: _Element, items: list[list[Node]]) -> None:
    for item in items:
        inner = child(element, "li")
        write_content(builder, inner, item)
        if not len(inner) and not inner.text:
            builder.number(inner) if inner.get("data-b") is None else None


def _definitions(builder: Builder, parent: _Element, content: list[Any]) -> None:
    element = child(parent, "dl")
    for term, definitions in content:
        write_inlines(builder, builder.number(child(element, "dt")), term)
        for definition in definitions or [[]]:
            write_content(builder, child(element, "dd"), definition)


def _heading(builder: Builder, parent: _Element, content: list[Any]) -> None:
    level, attr, inlines = content
    words = plain(inlines).strip()
    if not words:
        _paragraph(builder, parent, inlines)
        return
    element = builder.number(child(parent, f"h{min(level + 1, 6)}"))
    element.set("data-level", str(level))
    element.set("id", builder.ids.take(attr[0], words))
    set_attributes(builder, element, ["", attr[1], attr[2]], identify=False)
    write_inlines(builder, element, inlines)


def _rule(builder: Builder, parent: _Element, _: Any) -> None:
    builder.number(child(parent, "hr"))


def _division(builder: Builder, parent: _Element, content: list[Any]) -> None:
    attr, blocks = content
    if attr[0] == "refs" or "references" in attr[1]:
        _references(builder, parent, blocks)
        return
    element = etree.Element("div")
    kind = kind_of(attr[1])
    named = [pair for pair in attr[2] if pair[0] == "title"] if kind else []
    if named and named[0][1].strip():
        blocks = [_titled(named[0][1]), *blocks]
    if set_attributes(builder, element, [attr[0], attr[1], [pair for pair in attr[2] if pair not in named]]):
        parent.append(element)
        if kind:
            write_box(builder, element, kind, blocks, write_blocks)
            return
        write_blocks(builder, element, blocks)
    else:
        write_blocks(builder, parent, blocks)


def _titled(words: str) -> Node:
    """A title given as an attribute, as the division that holds it otherwise."""
    inlines = [node for word in words.split() for node in ({"t": "Space"}, {"t": "Str", "c": word})][1:]
    return {"t": "Div", "c": [["", ["title"], []], [{"t": "Para", "c": inlines}]]}


def _references(builder: Builder, parent: _Element, blocks: list[Node]) -> None:
    section = child(parent, "section", class_="references")
    for block in blocks:
        content: Any = block["c"] if block["t"] == "Div" else (["", [], []], [block])
        attr, inner = content
        first = len(section)
        write_blocks(builder, section, _without_csl_blocks(inner))
        if attr[0].startswith("ref-") and len(section) > first:
            section[first].set("id", builder.ids.take(attr[0]))


def _without_csl_blocks(blocks: list[Node]) -> list[Node]:
    """Entries of numeric styles come in spans for the margin; a space keeps number and text apart."""
    return [
        {"t": "Para", "c": [part for node in block["c"] for part in (node, {"t": "Space"})]}
        if block["t"] == "Para" and all(node["t"] == "Span" for node in block["c"])
        else block
        for block in blocks
    ]


def _figure(builder: Builder, parent: _Element, content: list[Any]) -> None:
    attr, (_, caption), blocks = content
    figure = builder.number(child(parent, "figure"))
    set_attributes(builder, figure, attr)
    words = plain([block.get("c", []) for block in caption if block["t"] in ("Plain", "Para")])
    for block in blocks:
        images = [node for node in block["c"] if node["t"] == "Image"] if block["t"] in ("Plain", "Para") else []
        if images and len(images) == len([n for n in block["c"] if n["t"] not in ("Space", "SoftBreak")]):
            for image in images:
                write_image(builder, figure, image["c"], caption=words)
        else:
            write_blocks(builder, figure, [block])
    if caption:
        write_content(builder, child(figure, "figcaption"), caption)
    if figure.find(".//img") is None:
        _dissolve(figure)


def _dissolve(figure: _Element) -> None:
    """Without its picture a figure is a division whose caption is an ordinary paragraph."""
    figure.tag = "div"
    figure.attrib.pop("data-b", "")
    caption = figure.find("figcaption")
    if caption is not None:
        caption.tag = "p" if caption.get("data-b") else "div"


_WRITERS: dict[str, Callable[[Builder, _Element, Any], None]] = {
    "Plain": _paragraph,
    "Para": _paragraph,
    "LineBlock": _verse,
    "CodeBlock": _code,
    "RawBlock": _raw,
    "BlockQuote": _quote,
    "BulletList": _bullets,
    "OrderedList": _numbers,
    "DefinitionList": _definitions,
    "Header": _heading,
    "HorizontalRule": _rule,
    "Table": lambda builder, parent, content: write_table(builder, parent, content, write_content),
    "Figure": _figure,
    "Div": _division,
}
