"""From a web page's tree (or a piece of HTML in Markdown) to pandoc's blocks, through one allow-list.

The tree is made plain, written out, sanitised by nh3 (html5ever, so what browsers would see), and read by pandoc.
Formulas and drawings, and whatever the caller put into holes, never pass through as markup: they are filled in at the
end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import nh3
from lxml import etree, html

from pipeline.errors import SeedError
from pipeline.model import Node, Place
from pipeline.pictures import LeftOut
from pipeline.pictures.drawing import from_element
from pipeline.readers.nodes import BLOCKS, check_depth, para, plain, rewrite, walk, words_to_inlines
from pipeline.readers.types import ReadContext
from pipeline.readers.web_tree import HOLE, Element, make_plain

FORMAT = "html-raw_html-raw_tex-tex_math_dollars-smart"

_TAGS = {
    *(
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
    ),
    *(
        "dd",
        "del",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
    ),
    *(
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
    ),
    *("sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var"),
}
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
_MATHML = frozenset(
    [
        *(
            "math",
            "semantics",
            "mrow",
            "mi",
            "mn",
            "mo",
            "mtext",
            "ms",
            "mspace",
            "mfrac",
            "msqrt",
            "mroot",
            "msub",
            "msup",
        ),
        *(
            "msubsup",
            "munder",
            "mover",
            "munderover",
            "mtable",
            "mtr",
            "mtd",
            "mfenced",
            "mstyle",
            "mpadded",
            "mphantom",
        ),
        *("menclose", "mmultiscripts", "mprescripts", "none", "merror", "annotation", "annotation-xml"),
    ]
)
_DOUBLED = frozenset(["Emph", "Strong", "Underline", "Strikeout", "SmallCaps"])
_LANGUAGE_CLASS = re.compile(r"(?:language|lang|highlight-source|brush:?)[-\s]([\w+#.-]+)|sourceCode ([\w+#.-]+)")


def parse_html(text: str) -> Element | None:
    """The root element of a page, whatever state it is in; None if there is nothing in it."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    for node in root.iter():
        if isinstance(node.tag, str) and HOLE in node.attrib:
            del node.attrib[HOLE]
    return root


def parse_fragment(text: str) -> Element:
    """A piece of HTML below a ``div``, its holes kept."""
    try:
        root = html.fragment_fromstring(
            text, create_parent="div", parser=html.HTMLParser(huge_tree=True, no_network=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = html.Element("div")
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
        found = _formula(node, context) if node.tag == "math" else _drawing(node, context)
        if found is None:
            return None
        filling.append(found)
        return len(filling) - 1

    active = make_plain(root, fill)
    for node in root.iter("pre", "code"):
        found = _LANGUAGE_CLASS.search(node.get("class") or "")
        language = (found[1] or found[2]) if found else ""
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
    blocks = _tidy(_filled(document["blocks"], filling))
    return [para(node["c"]) if node.get("t") == "Plain" else node for node in blocks], active


def _filled(blocks: list[Node], filling: Sequence[list[Node]]) -> list[Node]:
    def number(node: Node) -> int | None:
        if node.get("t") not in ("Span", "Div"):
            return None
        value = dict(node["c"][0][2]).get("hole", "")
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
            elif node.get("t") in ("Para", "Plain") and any(inner.get("t") in BLOCKS for inner in node["c"]):
                done.extend(_parted(node))
            else:
                done.append(node)
        return done

    return rewrite(blocks, inlines=inlines, blocks=split)


def _parted(node: Node) -> list[Node]:
    done: list[Node] = []
    run: list[Node] = []
    for inner in [*node["c"], None]:
        if inner is not None and inner.get("t") not in BLOCKS:
            run.append(inner)
            continue
        if any(one.get("t") not in ("Space", "SoftBreak", "LineBreak") for one in run):
            done.append({"t": node["t"], "c": run})
        run = []
        if inner is not None:
            done.append(inner)
    return done


def _tidy(blocks: list[Node]) -> list[Node]:
    """Without shells that say nothing: divisions and spans that only carried looks."""

    def keeps(attributes: Any) -> bool:
        return bool({key for key, _ in attributes[2]} & {"lang", "dir"})

    def of_blocks(nodes: list[Node]) -> list[Node]:
        done: list[Node] = []
        for node in nodes:
            if node.get("t") == "Div" and not keeps(node["c"][0]):
                inner = node["c"][1]
                done.extend([para(one["c"]) if one.get("t") == "Plain" else one for one in inner])
            else:
                done.append(node)
        loose = any(node.get("t") not in ("Plain", "BulletList", "OrderedList", "DefinitionList") for node in done)
        if loose and len(done) > 1:
            done = [para(node["c"]) if node.get("t") == "Plain" else node for node in done]
        return [node for node in done if node.get("t") not in ("Para", "Plain") or _says_something(node)]

    def of_inlines(nodes: list[Node]) -> list[Node]:
        done: list[Node] = []
        for node in nodes:
            if node.get("t") == "Span" and not keeps(node["c"][0]) and not _marks(node["c"][0]):
                done.extend(node["c"][1])
            elif node.get("t") in _DOUBLED and len(node["c"]) == 1 and node["c"][0].get("t") == node["t"]:
                done.append(node["c"][0])
            else:
                done.append(node)
        return done

    return rewrite(blocks, blocks=of_blocks, inlines=of_inlines)


def _marks(attributes: Any) -> bool:
    identifier, classes, _ = attributes
    return bool(identifier) or bool({"underline", "mark", "smallcaps"} & set(classes))


def _says_something(node: Node) -> bool:
    return bool(plain(node).strip()) or any(inner.get("t") in ("Image", "Math") for inner in walk(node))


def _formula(node: Element, context: ReadContext) -> list[Node] | None:
    """MathML as a formula in TeX, read by pandoc from a copy that holds only MathML; None if words would be lost."""
    names = {str(inner.tag).rpartition("}")[2].rpartition(":")[2] for inner in node.iter()}
    if not names <= _MATHML:
        return None
    for inner in node.iter():
        if inner.tag == "annotation" and "tex" in (inner.get("encoding") or "").lower() and (inner.text or "").strip():
            tex = (inner.text or "").strip()
            return _math(tex, node)
    copied = etree.Element("math")
    _copy_math(node, copied)
    try:
        read = context.pandoc.read(etree.tostring(copied, encoding="unicode"), "html", seconds=5).document
    except SeedError:
        return None
    found = [inner["c"][1] for inner in walk(read["blocks"]) if inner.get("t") == "Math"]
    return _math(found[0], node) if len(found) == 1 and found[0].strip() else None


def _math(tex: str, node: Element) -> list[Node]:
    kind = "DisplayMath" if node.get("display") == "block" or node.get("mode") == "display" else "InlineMath"
    return [{"t": "Math", "c": [{"t": kind}, tex]}]


def _copy_math(source: Element, target: etree._Element, depth: int = 0) -> None:
    target.text = source.text
    for child in source:
        name = str(child.tag).rpartition("}")[2].rpartition(":")[2]
        if name.startswith("annotation") or depth > 100:
            continue
        inner = etree.SubElement(target, name)
        for key in ("mathvariant", "open", "close", "separators", "linethickness", "accent", "stretchy", "fence"):
            if child.get(key):
                inner.set(key, str(child.get(key)))
        inner.tail = child.tail
        _copy_math(child, inner, depth + 1)


def _drawing(node: Element, context: ReadContext) -> list[Node] | None:
    """A drawing in the page as a picture; its words, if it has any, as words, because no picture can be searched."""
    if any(inner.tag not in ("script", "style") and (inner.text or "").strip() for inner in node.iter()):
        return None
    drawing = from_element(node)
    if (
        drawing is None
        or min(drawing.width, drawing.height) < 48
        or not any(True for _ in node.iter("path", "rect", "circle"))
    ):
        return []
    try:
        name = context.album.add(drawing.data, "drawing")
    except LeftOut:
        return []
    alt = words_to_inlines(" ".join((node.get("aria-label") or "").split()))
    return [{"t": "Image", "c": [["", [], []], alt, [f"album:{name}", ""]]}]
