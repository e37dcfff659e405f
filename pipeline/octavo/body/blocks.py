"""Converts pandoc's block nodes to elements of the body's tree; other nodes are left out. Floor 2."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from lxml import etree
from lxml.etree import _Element

from octavo.body import allow
from octavo.body.boxes import kind_of, write_box
from octavo.body.builder import DEEPEST, Builder, add_text, child, set_attributes
from octavo.body.highlight import highlight
from octavo.body.inlines import plain, write_image, write_inlines
from octavo.body.marks import set_marks
from octavo.body.numbers import NUMBER
from octavo.body.tables import write_table
from octavo.model import Level, Node
from octavo.notices import Code
from octavo.tree import make
from octavo.tree import nodes as tree

_LIST_TYPES = {"LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
_LIST_DELIMITERS = {"OneParen": "bracket", "TwoParens": "paren"}
_NESTS = frozenset({"BulletList", "OrderedList", "DefinitionList", "BlockQuote", "Div"})
_WIDE = 360
"""So many pixels leave no room for words beside a picture, and so does this part of the line's width in percent."""
_WIDE_PART = 50
_LISTS = frozenset({"BulletList", "OrderedList"})


def write_blocks(builder: Builder, parent: _Element, nodes: list[Node]) -> None:
    """Append block nodes to an element, numbering every block in reading order."""
    for node in nodes:
        kind = tree.kind(node)
        if kind in _NESTS:
            builder.depth += 1
            if builder.depth > DEEPEST:
                write_blocks(builder, parent, _unnested(node))
            else:
                _WRITERS[kind](builder, parent, node)
            builder.depth -= 1
        elif kind in _WRITERS:
            _WRITERS[kind](builder, parent, node)


def write_content(builder: Builder, element: _Element, nodes: list[Node]) -> None:
    """Fill a list item, a definition or a table cell: its text directly where it is one plain text."""
    if nodes and tree.kind(nodes[0]) == "Plain" and all(tree.kind(node) in _LISTS for node in nodes[1:]):
        builder.number(element)
        write_inlines(builder, element, tree.inlines(nodes[0]))
        if element.tag in ("li", "dd"):
            _set_apart(element)
        nodes = nodes[1:]
    write_blocks(builder, element, nodes)


def _unnested(node: Node) -> list[Node]:
    """What is inside a nesting block, as one level of blocks."""
    kind = tree.kind(node)
    if kind in ("BlockQuote", "Div"):
        return list(tree.blocks(node))
    if kind == "DefinitionList":
        return [
            block
            for term, definitions in tree.definitions(node)
            for block in [make.para(term), *(inner for definition in definitions for inner in definition)]
        ]
    return [block for item in tree.items(node) for block in item]


def _paragraph(builder: Builder, parent: _Element, node: Node) -> None:
    _running(builder, parent, tree.inlines(node))


def _running(builder: Builder, parent: _Element, content: list[Node]) -> None:
    if not content:
        return
    images = [node for node in content if tree.kind(node) == "Image"]
    if len(images) == 1 and all(tree.kind(node) in ("Image", "Space", "SoftBreak") for node in content):
        figure = builder.number(child(parent, "figure"))
        write_image(builder, figure, images[0])
        _figure_or_paragraph(figure)
        return
    element = builder.number(child(parent, "p"))
    numbers = [node for node in content if tree.kind(node) == "Span" and NUMBER in tree.classes(node)]
    if all(tree.is_display(node) or node in numbers or tree.kind(node) == "Space" for node in content):
        element.set("class", "formula")
    write_inlines(builder, element, content)
    _set_apart(element)


def _set_apart(element: _Element) -> None:
    """Mark wide pictures among words: on lines of their own, or the words before them are stretched over the line."""
    for image in element.findall("img"):
        if _is_wide(image):
            image.set("class", "wide")


def _is_wide(image: _Element) -> bool:
    """Whether a picture among words is so wide that no words belong beside it."""
    given = re.search(r"width:([\d.]+)(%|)", image.get("style", ""))
    if given:
        return given[2] == "%" and float(given[1]) >= _WIDE_PART
    return not image.get("style") and int(image.get("width", "0")) >= _WIDE


def _figure_or_paragraph(figure: _Element) -> None:
    """A figure whose picture is missing is a paragraph with the picture's words."""
    if figure.find(".//img") is None and figure.find("figcaption") is None:
        figure.tag = "p"
        figure.attrib.pop("class", "")


def _verse(builder: Builder, parent: _Element, node: Node) -> None:
    for has_words, stanza in groupby(tree.lines(node), bool):  # an empty line parts stanzas
        element = builder.number(child(parent, "p", class_="verse")) if has_words else parent
        for index, line in enumerate(filter(None, stanza)):
            if index:
                child(element, "br")
            write_inlines(builder, element, line)


def _code(builder: Builder, parent: _Element, node: Node) -> None:
    (identifier, names, pairs), code = tree.attributes_of(node), tree.text(node)
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


def _raw(builder: Builder, parent: _Element, node: Node) -> None:
    builder.notice(Code.raw_shown, f"raw {tree.raw_format(node)} is shown as code", level=Level.info)
    _code(builder, parent, make.code_block(tree.text(node)))


def _quote(builder: Builder, parent: _Element, node: Node) -> None:
    if tree.blocks(node):
        write_blocks(builder, child(parent, "blockquote"), tree.blocks(node))


def _bullets(builder: Builder, parent: _Element, node: Node) -> None:
    if tree.items(node):
        _items(builder, child(parent, "ul"), tree.items(node))


def _numbers(builder: Builder, parent: _Element, node: Node) -> None:
    (start, style, delimiter), items = tree.numbering(node), tree.items(node)
    if not items:
        return
    element = child(parent, "ol")
    if style in _LIST_TYPES:
        element.set("type", _LIST_TYPES[style])
    name = _LIST_DELIMITERS.get(delimiter)
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


def _definitions(builder: Builder, parent: _Element, node: Node) -> None:
    element = child(parent, "dl")
    for term, definitions in tree.definitions(node):
        write_inlines(builder, builder.number(child(element, "dt")), term)
        for definition in definitions or [[]]:
            write_content(builder, child(element, "dd"), definition)


def _heading(builder: Builder, parent: _Element, node: Node) -> None:
    level, attr, inlines = tree.level(node), tree.attributes_of(node), tree.inlines(node)
    words = plain(inlines).strip()
    if not words:
        _running(builder, parent, inlines)
        return
    element = builder.number(child(parent, f"h{min(level + 1, 6)}"))
    element.set("data-level", str(level))
    element.set("id", builder.ids.take(attr[0], words))
    if "unnumbered" in attr[1]:
        builder.unnumbered.add(element.get("id", ""))
    set_attributes(builder, element, ["", attr[1], attr[2]], identify=False)
    write_inlines(builder, element, inlines)


def _rule(builder: Builder, parent: _Element, _: Node) -> None:
    builder.number(child(parent, "hr"))


def _division(builder: Builder, parent: _Element, node: Node) -> None:
    attr, blocks = tree.attributes_of(node), tree.blocks(node)
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
    inlines = [node for word in words.split() for node in (make.space(), make.string(word))][1:]
    return make.div(["", ["title"], []], [make.para(inlines)])


def _references(builder: Builder, parent: _Element, blocks: list[Node]) -> None:
    section = child(parent, "section", class_="references")
    for block in blocks:
        entry = block if tree.kind(block) == "Div" else make.div(make.no_attributes(), [block])
        name = tree.identifier(entry)
        first = len(section)
        write_blocks(builder, section, _without_csl_blocks(tree.blocks(entry)))
        if name.startswith("ref-") and len(section) > first:
            section[first].set("id", builder.ids.take(name))


def _without_csl_blocks(blocks: list[Node]) -> list[Node]:
    """Entries of numeric styles come in spans for the margin; a space keeps number and text apart."""
    return [
        make.para(part for node in tree.inlines(block) for part in (node, make.space()))
        if tree.kind(block) == "Para" and all(tree.kind(node) == "Span" for node in tree.inlines(block))
        else block
        for block in blocks
    ]


def _figure(builder: Builder, parent: _Element, node: Node) -> None:
    attr, (_, caption), blocks = tree.attributes_of(node), tree.caption(node), tree.blocks(node)
    figure = builder.number(child(parent, "figure"))
    set_attributes(builder, figure, attr)
    words = plain(
        [inline for block in caption if tree.kind(block) in ("Plain", "Para") for inline in tree.inlines(block)]
    )
    for block in blocks:
        inlines = tree.inlines(block) if tree.kind(block) in ("Plain", "Para") else []
        images = [inline for inline in inlines if tree.kind(inline) == "Image"]
        if images and len(images) == len([one for one in inlines if tree.kind(one) not in ("Space", "SoftBreak")]):
            for image in images:
                write_image(builder, figure, image, caption=words)
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


_WRITERS: dict[str, Callable[[Builder, _Element, Node], None]] = {
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
    "Table": lambda builder, parent, node: write_table(builder, parent, node, write_content),
    "Figure": _figure,
    "Div": _division,
}
