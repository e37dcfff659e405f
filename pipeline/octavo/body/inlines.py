"""Converts pandoc's inline nodes to elements of the body's tree; other nodes are left out. Floor 2."""

from __future__ import annotations

import posixpath
import re
from typing import Any
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element

from octavo.body import allow
from octavo.body.builder import Builder, add_text, child, set_attributes
from octavo.body.class_names import FULL_BLEED
from octavo.body.numbers import NUMBER, SECTION
from octavo.languages.quotes import quotation_marks
from octavo.model import Level, Node
from octavo.notices import Code
from octavo.tree import make
from octavo.tree import nodes as tree

_SIMPLE = {
    "Emph": ("em", ""),
    "Strong": ("strong", ""),
    "Strikeout": ("del", ""),
    "Superscript": ("sup", ""),
    "Subscript": ("sub", ""),
    "SmallCaps": ("span", "smallcaps"),
    "Underline": ("span", "underline"),
}
_MARKED = ("mark", "kbd")
_NUMBERED = re.compile(r"(?:fig|tbl|sec|eq|lst|thm|lem|def|exm|exr)-")
"""Classes of spans that the tree keeps: marked words, and keys of a keyboard."""

DEEPEST_INLINE = 24


def plain(nodes: list[Node]) -> str:
    """The text of inline nodes without any markup, notes left out."""
    parts: list[str] = []
    stack: list[Any] = [nodes]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
            continue
        kind = tree.kind(item)
        if kind == "Str":
            parts.append(tree.text(item))
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            parts.append(" ")
        elif kind in ("Code", "Math", "RawInline"):
            parts.append(tree.text(item))
        elif kind in ("Link", "Span", "Image", "Cite"):
            stack.append(tree.inlines(item))
        elif kind == "Quoted":
            marks = ("‘", "’") if tree.is_single(item) else ("“", "”")
            stack.append([make.string(marks[0]), *tree.inlines(item), make.string(marks[1])])
        elif kind != "Note":
            stack.append(tree.content(item, []))
    return "".join(parts)


def write_inlines(builder: Builder, parent: _Element, nodes: list[Node], depth: int = 0, in_link: bool = False) -> None:
    """Append inline nodes to an element. Nesting beyond ``DEEPEST_INLINE`` keeps its text and loses its marks."""
    words: list[str] = []  # words in a row are appended at once: text that grows word by word is copied each time
    for node in nodes:
        kind = tree.kind(node)
        if kind == "Str":
            words.append(tree.text(node))
        elif kind in ("Space", "SoftBreak"):
            words.append(" ")
        else:
            add_text(parent, "".join(words))
            words.clear()
            _write(builder, parent, node, depth, in_link)
    add_text(parent, "".join(words))


def _write(builder: Builder, parent: _Element, node: Node, depth: int, in_link: bool) -> None:
    kind = tree.kind(node)
    if kind == "LineBreak":
        child(parent, "br")
    elif kind in _SIMPLE:
        tag, name = _SIMPLE[kind]
        inner = parent if depth >= DEEPEST_INLINE else child(parent, tag, **({"class_": name} if name else {}))
        write_inlines(builder, inner, tree.inlines(node), depth + 1, in_link)
    elif kind == "Quoted":
        _quoted(builder, parent, node, depth, in_link)
    elif kind == "Cite":
        _cite(builder, node)
        write_inlines(builder, parent, tree.inlines(node), depth, in_link)
    elif kind == "Code":
        add_text(child(parent, "code"), tree.text(node))
    elif kind == "Math":
        _formula(builder, parent, node)
    elif kind == "RawInline":
        builder.notice(Code.raw_shown, f"raw {tree.raw_format(node)} is shown as code", level=Level.info)
        add_text(child(parent, "code"), tree.text(node))
    elif kind == "Link":
        _link(builder, parent, node, depth, in_link)
    elif kind == "Image":
        write_image(builder, parent, node)
    elif kind == "Note":
        _note(builder, parent, tree.blocks(node))
    elif kind == "Span":
        _span(builder, parent, node, depth, in_link)


def _span(builder: Builder, parent: _Element, node: Node, depth: int, in_link: bool) -> None:
    marked = "index" in tree.classes(node) and depth < DEEPEST_INLINE
    identifier, names, pairs = tree.attributes_of(node)
    if marked:
        pairs = [pair for pair in pairs if pair[0] not in ("entry", "see", "seealso")]
    inner = etree.Element("span")
    if NUMBER in names:
        inner.set("class", "formula-number")
    if (set_attributes(builder, inner, [identifier, names, pairs]) or NUMBER in names) and depth < DEEPEST_INLINE:
        parent.append(inner)
    elif known := next((name for name in _MARKED if name in names), ""):
        inner.set("class", known)
        parent.append(inner)
    else:
        inner = parent
    if marked:
        builder.mark(inner, plain(tree.inlines(node)), dict(tree.attributes_of(node)[2]))
    write_inlines(builder, inner, tree.inlines(node), depth + 1, in_link)


def _quoted(builder: Builder, parent: _Element, node: Node, depth: int, in_link: bool) -> None:
    opening, closing = quotation_marks(builder.lang, single=tree.is_single(node))
    add_text(parent, opening)
    write_inlines(builder, parent, tree.inlines(node), depth + 1, in_link)
    add_text(parent, closing)


def _cite(builder: Builder, node: Node) -> None:
    if builder.known_citations is None:
        return
    for citation in tree.citations(node):
        name = citation["citationId"]
        if name in builder.known_citations:
            continue
        if _NUMBERED.match(name):  # Quarto's way to refer to what has a number
            text, hint = f"nothing here is called “{name}”", "check the name, or write it behind what is meant: {#name}"
        else:
            text = f"no bibliography holds “{name}”"
            hint = "add the entry to the .bib file named under bibliography"
        builder.notice(Code.citation_missing, text, hint)


def _formula(builder: Builder, parent: _Element, node: Node) -> None:
    display = tree.is_display(node)
    tex = allow.text(tree.text(node))
    source = builder.formulas.get(("D" if display else "I") + tree.text(node))
    element = _mathml(source) if source else None
    if element is None:
        builder.notice(Code.formula_unread, f"a formula is shown as TeX: {tex.strip()[:60]}", "check its TeX")
        add_text(child(parent, "code", class_="formula"), tex)
        return
    element.set("display", "block" if display else "inline")
    element.set("alttext", " ".join(tex.split()))
    parent.append(element)


_MATHML = frozenset(
    "math mrow mi mn mo mtext mspace ms mfrac msqrt mroot mstyle merror mpadded mphantom menclose msub msup msubsup "
    "munder mover munderover mmultiscripts mprescripts none mtable mtr mtd".split()
)
_MATHML_ATTRIBUTES = frozenset(
    "display mathvariant form stretchy fence separator lspace rspace accent accentunder width height depth voffset "
    "linethickness columnalign rowspacing columnspacing displaystyle scriptlevel minsize maxsize largeop movablelimits "
    "symmetric notation".split()
)
_ALIGNED = re.compile(r"text-align: (left|right|center)(; padding-(?:left|right): 0)?")
"""What pandoc says of a cell of aligned equations: browsers know only this, and not ``columnalign``."""


def _mathml(source: str) -> _Element | None:
    """MathML Core by allow-list, without namespaces and without the annotation (the TeX goes into ``alttext``)."""
    try:
        read = etree.fromstring(allow.text(source).encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    return _mathml_copy(read)


def _mathml_copy(node: _Element) -> _Element | None:
    name = etree.QName(node).localname if isinstance(node.tag, str) else ""
    if name == "semantics":
        return next((copy for part in node if (copy := _mathml_copy(part)) is not None), None)
    if name not in _MATHML:
        return None
    kept = {str(key): str(value) for key, value in node.attrib.items() if key in _MATHML_ATTRIBUTES}
    if name == "mtd" and (aligned := _ALIGNED.fullmatch(node.get("style", ""))):
        # The second word moves the blocks within a cell, as which Chromium lays formulas out.
        kept["style"] = f"text-align: {aligned[1]}; text-align: -webkit-{aligned[1]}{aligned[2] or ''}"
    copy = etree.Element(name, kept)
    copy.text = node.text
    for part in node:
        inner = _mathml_copy(part)
        if inner is not None:
            copy.append(inner)
    return copy


def _link(builder: Builder, parent: _Element, node: Node, depth: int, in_link: bool) -> None:
    attr, inlines, (target, title) = tree.attributes_of(node), tree.inlines(node), tree.target(node)
    if in_link or depth >= DEEPEST_INLINE:
        write_inlines(builder, parent, inlines, depth + 1, in_link)
        return
    if target.startswith("#"):
        element = child(parent, "a")
        builder.links.append((element, unquote(target[1:])))
        if SECTION in attr[1]:
            builder.sections.append((element, any(pair[0] == "bare" for pair in attr[2])))
    else:
        href = allow.address(target)
        if href is None:
            if allow.text(target).strip():
                builder.notice(
                    Code.link_removed,
                    f"a link to “{allow.text(target)[:60]}” is shown as text",
                    allow.link_hint(target),
                )
            write_inlines(builder, parent, inlines, depth + 1, in_link)
            return
        element = child(parent, "a", href=href)
    if title:
        element.set("title", allow.text(title))
    if attr[0]:
        element.set("id", builder.ids.take(attr[0]))
    write_inlines(builder, element, inlines, depth + 1, True)
    if not len(element) and not (element.text or "").strip():
        _without_words(builder, parent, element, target)


def _without_words(builder: Builder, parent: _Element, element: _Element, target: str) -> None:
    """A link around nothing shows nothing: it goes, unless it is an anchor that other links may lead to."""
    if target.startswith("#"):
        return
    parent.remove(element)
    builder.notice(
        Code.link_removed,
        f"a link to “{allow.text(target)[:60]}” has no words and is left out",
        "write in the square brackets what a reader clicks on",
        level=Level.info,
    )


def write_image(builder: Builder, parent: _Element, node: Node, caption: str = "") -> None:
    """Append a picture, or its alternative text if there is no picture.

    ``caption`` is the text that is beside the picture anyway; words are not said twice.
    """
    attr, inlines, (target, title) = tree.attributes_of(node), tree.inlines(node), tree.target(node)
    pairs = dict(attr[2])
    alt = " ".join(allow.text(pairs.get("alt", "") or plain(inlines)).split())
    name = posixpath.normpath(unquote(target)).removeprefix("images/")
    picture = builder.pictures.get(name) or builder.pictures.get(target.removeprefix("images/"))
    if picture is None:
        builder.notice(
            Code.picture_left_out,
            f"the picture “{allow.text(target)[:80]}” is not there",
            "put it into the images folder beside the manuscript",
        )
        if " ".join(caption.split()) != alt or not caption:
            write_inlines(builder, parent, inlines or [make.string(alt)], DEEPEST_INLINE)
        return
    image = child(parent, "img", src=f"images/{picture.name}", alt=alt)
    if not alt:
        builder.notice(
            Code.no_alternative,
            f"the picture “{picture.name}” has no alternative text",
            "say in the brackets what it shows: ![what it shows](file)",
        )
    style = ";".join(f"{side}:{size}" for side in ("width", "height") if (size := allow.length(pairs.get(side, ""))))
    facts = {"title": allow.text(title), "id": attr[0] and builder.ids.take(attr[0])}
    facts |= {"class": FULL_BLEED if FULL_BLEED in attr[1] else "", "style": style}
    if picture.width and picture.height:
        facts |= {"width": str(picture.width), "height": str(picture.height)}
    for key, value in facts.items():
        if value:
            image.set(key, value)


def _note(builder: Builder, parent: _Element, blocks: list[Node]) -> None:
    number = builder.call_note(blocks)
    builder.ids.reserve(f"fn-{number}")
    call = child(parent, "a", class_="noteref", id=builder.ids.reserve(f"fnref-{number}"), href=f"#fn-{number}")
    call.text = f"{_apart(parent, call)}{number}"


def _apart(parent: _Element, call: _Element) -> str:
    """A thin space before a call that follows a figure or another call: 4.18 with note 1 is not 4.181."""
    before = call.getprevious()
    text = parent.text if before is None else before.tail or "".join(map(str, before.itertext()))
    return "\u2009" if (text or "")[-1:].isdigit() else ""
