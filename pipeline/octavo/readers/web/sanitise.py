"""From a web page's tree (or a piece of HTML in Markdown) to pandoc's blocks, through one allow-list.

The tree is simplified, written out, sanitised by nh3 (its html5ever parses like browsers), and read by pandoc.
Formulas, drawings and other placeholders of the caller never pass through as markup: they are filled in at the end.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Any

import nh3
from lxml import etree, html

from octavo.body.class_names import DOCUMENT
from octavo.model import Node, Place
from octavo.readers.types import ReadContext
from octavo.readers.web.alignment import aligned, alignment_of
from octavo.readers.web.list_values import count_as_shown
from octavo.readers.web.placeholders import drawing, formula
from octavo.readers.web.plain_tree import make_plain
from octavo.readers.web.shapes import rename
from octavo.readers.web.visible_text import BLOCKS, HOLE
from octavo.readers.xml_tree import Element, unwrap
from octavo.tree import nodes as tree
from octavo.tree.elements import names
from octavo.tree.walk import BLOCKS as PANDOC_BLOCKS
from octavo.tree.walk import check_depth, plain, rewrite, walk

FORMAT = "html-raw_html-raw_tex-tex_math_dollars-smart"

_TAGS = set(
    names(
        "a abbr acronym b bdi bdo big blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption"
        " figure headings hr i img ins kbd li mark ol p pre q s samp small span strike strong sub sup table"
        " tbody td tfoot th thead time tr tt u ul var"
    )
)
_ATTRIBUTES = {
    "*": {"id", "lang", "dir"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "col": {"span", "width"},
    "colgroup": {"span"},
    "code": {"class"},
    "pre": {"class"},
    "span": {HOLE, "class"},
    "div": {HOLE, "class"},
}
_HEAD = frozenset("base basefont bgsound link meta noscript script style template title".split())
"""What may stand in the head of a page (HTML Living Standard, 13.2.6.4.4); all else ends it."""
_OF_PAGES = frozenset(["underline", "mark", "kbd", "smallcaps"])
"""Classes of spans that a page of the web keeps; others have a meaning of the page's own."""
_OF_MARKDOWN = DOCUMENT | {"index"}
"""Those that the words between tags in Markdown keep: their author wrote them for Octavo."""
_DOUBLED = frozenset(["Emph", "Strong", "Underline", "Strikeout", "SmallCaps"])
_LANGUAGE_CLASS = re.compile(r"(?:language|lang|highlight-source|brush:?)[-\s]([\w+#.-]+)|sourceCode ([\w+#.-]+)")


_BOX_CLASS = re.compile(r"(?:^|\s)(?:highlight|language|lang)-(?:source-|text-)?([a-z][\w+#.-]*)", re.IGNORECASE)
_NO_LANGUAGE = frozenset(["default", "none", "text", "plaintext", "wrapper", "container", "highlight", "block"])


def parse_html(text: str) -> Element | None:
    """The root element of a page, even a broken one; None if the page is empty."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    for node in root.iter():
        if isinstance(node.tag, str) and HOLE in node.attrib:
            del node.attrib[HOLE]
    _end_head(root)
    return root


def _end_head(root: Element) -> None:
    """Move what is no part of a head out of it: the parser knows no element of HTML 5 that ends one."""
    head, body = root.find("head"), root.find("body")
    if head is None:
        return
    stray = list(itertools.dropwhile(lambda node: not isinstance(node.tag, str) or node.tag in _HEAD, head))
    if not stray:
        return
    if body is None:
        body = etree.SubElement(root, "body")
    first = etree.Element("div")
    first.tail, body.text = body.text, None
    body.insert(0, first)
    first.extend(stray)
    unwrap(first)


def parse_fragment(text: str) -> Element:
    """A piece of HTML below a ``div``, its holes kept."""
    try:
        root: Element = html.fragment_fromstring(
            text, create_parent="div", parser=html.HTMLParser(huge_tree=True, no_network=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = etree.Element("div")
        root.text = text
    return root


def to_blocks(
    root: Element, context: ReadContext, place: Place, holes: Sequence[list[Node]] = ()
) -> tuple[list[Node], frozenset[str]]:
    """Blocks of everything below an element, and the kinds of active elements that were taken out.

    ``holes`` are what the holes already in the tree stand for: inlines or blocks. Raises ``SeedError``.
    """
    filling = [list(hole) for hole in holes]

    def fill(node: Element) -> int | None:
        found = formula(node, context) if node.tag == "math" else drawing(node, context)
        if found is None:
            return None
        filling.append(found)
        return len(filling) - 1

    count_as_shown(root)
    active = make_plain(root, fill)
    for node in list(root.iter()):
        # The sanitiser drops what bears a name of SVG or MathML with all that is in it.
        if node is not root and node.tag not in _TAGS:
            rename(node, "div" if any(child.tag in BLOCKS for child in node) else "span")
    for node in root.iter("pre", "code"):
        found = _LANGUAGE_CLASS.search(node.get("class") or "")
        language = (found[1] or found[2]) if found else _language_around(node)
        home = node.getparent()
        if node.tag == "code" and home is not None and home.tag == "pre" and language:
            home.set("class", language)
        node.set("class", language)
    markup = html.tostring(root, encoding="unicode", with_tail=False)
    safe = nh3.clean(
        markup,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel", "data", "file"},
        link_rel=None,
        strip_comments=True,
    )
    document = context.pandoc.read(safe, FORMAT, place=place).document
    check_depth(document["blocks"], place)
    blocks = _tidy(_filled(document["blocks"], filling), _OF_MARKDOWN if holes else _OF_PAGES)
    return tree.loosened(blocks), active


def _language_around(node: Element) -> str:
    """The language that the box around a block of code names, as Sphinx and Rouge write it."""
    if node.tag != "pre":
        return ""
    near = list(node.iterancestors("div", "figure"))[:2]
    found = next((found for up in near if (found := _BOX_CLASS.search(up.get("class") or ""))), None)
    return found[1] if found and found[1] not in _NO_LANGUAGE else ""


def _filled(blocks: list[Node], filling: Sequence[list[Node]]) -> list[Node]:
    def number(node: Node) -> int | None:
        if tree.kind(node) not in ("Span", "Div"):
            return None
        value = tree.value_of(node, "hole")
        return int(value) if value.isdigit() and int(value) < len(filling) else None

    def inlines(nodes: list[Node]) -> list[Node]:
        done: list[Node] = []
        for node in nodes:
            index = number(node)
            done.extend([node] if index is None else filling[index])
        return done

    def split(nodes: list[Node]) -> list[Node]:
        """Blocks that landed among inlines part their paragraph."""
        done: list[Node] = []
        for node in nodes:
            index = number(node)
            if index is not None:
                done.extend(filling[index])
            elif tree.kind(node) in ("Para", "Plain") and any(
                tree.kind(inner) in PANDOC_BLOCKS for inner in tree.inlines(node)
            ):
                done.extend(_parted(node))
            else:
                done.append(node)
        return done

    return rewrite(blocks, inlines=inlines, blocks=split)


def _holds_blocks(nodes: Sequence[Node]) -> bool:
    return any(tree.kind(node) in PANDOC_BLOCKS for node in nodes)


def _parted(node: Node) -> list[Node]:
    done: list[Node] = []
    run: list[Node] = []
    for inner in [*tree.inlines(node), None]:
        if inner is not None and tree.kind(inner) not in PANDOC_BLOCKS:
            run.append(inner)
            continue
        if any(tree.kind(one) not in ("Space", "SoftBreak", "LineBreak") for one in run):
            done.append(tree.with_inlines(node, run))
        run = []
        if inner is not None:
            done.append(inner)
    return done


def _tidy(blocks: list[Node], marks: frozenset[str]) -> list[Node]:
    """Without shells that say nothing: divisions, and spans that have none of these classes."""

    def keeps(attributes: Any) -> bool:
        return bool({key for key, _ in attributes[2]} & {"lang", "dir"})

    def of_blocks(nodes: list[Node]) -> list[Node]:
        done: list[Node] = []
        for node in nodes:
            if tree.kind(node) == "Div" and (side := alignment_of(tree.classes(node))):
                done.extend(aligned(tree.loosened(tree.blocks(node)), side))
            elif tree.kind(node) == "Div" and not keeps(tree.attributes_of(node)):
                done.extend(tree.loosened(tree.blocks(node)))
            else:
                done.append(node)
        loose = any(tree.kind(node) not in ("Plain", "BulletList", "OrderedList", "DefinitionList") for node in done)
        if loose and len(done) > 1:
            done = tree.loosened(done)
        return [node for node in done if tree.kind(node) not in ("Para", "Plain") or _says_something(node)]

    def of_inlines(nodes: list[Node]) -> list[Node]:
        done: list[Node] = []
        for node in nodes:
            kind = tree.kind(node)
            if kind == "Span" and not keeps(tree.attributes_of(node)) and not _marks(tree.attributes_of(node), marks):
                done.extend(tree.inlines(node))
            elif kind in _DOUBLED and len(tree.inlines(node)) == 1 and tree.kind(tree.inlines(node)[0]) == kind:
                done.append(tree.inlines(node)[0])
            else:
                done.append(node)
        return done

    return rewrite(blocks, blocks=of_blocks, inlines=of_inlines)


def _marks(attributes: Any, marks: frozenset[str]) -> bool:
    identifier, classes, _ = attributes
    return bool(identifier) or bool(marks & set(classes))


def _says_something(node: Node) -> bool:
    return bool(plain(node).strip()) or any(tree.kind(inner) in ("Image", "Math") for inner in walk(node))
