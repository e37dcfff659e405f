"""SVG that only draws: an allow-list of elements, attributes and values. Bytes in, bytes out; no I/O.

The result is written from the elements that were understood, without scripts, handlers, animation, links and addresses
outside the drawing. What is visible is kept: the words of links and of foreign content, style sheets that only paint,
and raster pictures within the drawing, each checked like any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from octavo.pictures.drawing_parts import EFFECTS, SVG, foreign_words, is_harmless, kept_style, kept_styles

XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
MAX_ELEMENTS = 50_000
MAX_DEPTH = 100
MAX_USES = 1000

_PREFIXES: dict[str, str] = {None: SVG, "xlink": XLINK}  # type: ignore[dict-item] # None is the default namespace

_ELEMENTS = frozenset(
    [
        *(
            "svg",
            "g",
            "defs",
            "symbol",
            "use",
            "title",
            "desc",
            "path",
            "rect",
            "circle",
            "ellipse",
            "line",
            "polyline",
        ),
        *("polygon", "text", "tspan", "textPath", "linearGradient", "radialGradient", "stop", "pattern", "clipPath"),
        *("mask", "marker", "switch", "filter"),
        *EFFECTS,
    ]
)
_EFFECT_ATTRIBUTES = re.compile(
    r"in|in2|result|stdDeviation|k[1-4]|operator|values|type|tableValues|slope|intercept|amplitude|exponent|mode|radius"
    r"|edgeMode|flood-(?:color|opacity)|x|y|width|height|dx|dy"
)
_ATTRIBUTES = re.compile(
    r"id|class|x|y|x1|y1|x2|y2|cx|cy|r|rx|ry|fx|fy|fr|d|points|width|height|viewBox|preserveAspectRatio|transform"
    r"|fill(?:-.*)?|stroke(?:-.*)?|opacity|color|clip-path|clip-rule|mask|marker-(?:start|mid|end)|display|visibility"
    r"|font-.*|text-.*|letter-spacing|word-spacing|writing-mode|direction|dominant-baseline|alignment-baseline"
    r"|baseline-shift|dx|dy|rotate|textLength|lengthAdjust|startOffset|offset|stop-color|stop-opacity|gradientUnits"
    r"|gradientTransform|spreadMethod|patternUnits|patternContentUnits|patternTransform|clipPathUnits|maskUnits"
    r"|maskContentUnits|filter|filterUnits|primitiveUnits|markerWidth|markerHeight|markerUnits|refX|refY|orient|overflow|paint-order|shape-rendering"
    r"|vector-effect|mix-blend-mode|isolation|version|role|aria-label|aria-labelledby|lang"
)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|pt|pc|mm|cm|in|em|ex|)\s*")
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
    "em": 16.0,
    "ex": 8.0,
}


@dataclass(frozen=True)
class Drawing:
    """A safe drawing, its size in CSS pixels (0: unknown), the words in it, and what that shows is not in it."""

    data: bytes
    width: int
    height: int
    words: str
    lost: str = ""


Raster = Callable[[str], str | None]
"""Checks a picture within a drawing: its address in, an address that holds it (``data:``) out, None for none."""


@dataclass
class _Work:
    """A drawing being copied: what was met, and who checks its pictures."""

    raster: Raster
    elements: int = 0
    uses: int = 0
    lost: set[str] = field(default_factory=set)


def looks_like_svg(data: bytes) -> bool:
    """Whether the bytes begin as an SVG document does."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and re.search(rb"<(?:[\w.-]+:)?svg[\s>/]", head) is not None


def safe_svg(data: bytes, raster: Raster = lambda _: None) -> Drawing | None:
    """The drawing with nothing in it that acts or loads, or None if it is no well-formed SVG of a sane size."""
    if b"<!ENTITY" in data[:65536]:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return from_element(root, raster)


def from_element(root: etree._Element, raster: Raster = lambda _: None) -> Drawing | None:
    """The same for a tree that was parsed already, with or without the namespace."""
    if _name(root) != "svg":
        return None
    work = _Work(raster)
    clean = _copy(root, None, 0, work)
    if clean is None or work.elements > MAX_ELEMENTS or work.uses > MAX_USES:
        return None
    width, height = _size(clean)
    shown = (str(text) for node in clean.iter(f"{{{SVG}}}text", f"{{{SVG}}}title") for text in node.itertext())
    words = " ".join(" ".join(shown).split())
    data = etree.tostring(clean, encoding="utf-8", xml_declaration=False)
    return Drawing(data, width, height, words, " and ".join(sorted(work.lost)))


def _copy(source: etree._Element, parent: etree._Element | None, depth: int, work: _Work) -> etree._Element | None:
    name = _name(source)
    if depth > MAX_DEPTH:
        return None
    if name not in _ELEMENTS:
        return None if parent is None else _in_another_way(name, source, parent, depth, work)
    work.elements += 1
    work.uses += name == "use"
    if work.elements > MAX_ELEMENTS or work.uses > MAX_USES:
        return None
    if parent is None:
        node: etree._Element = etree.Element(f"{{{SVG}}}svg", nsmap=_PREFIXES)
    else:
        node = etree.SubElement(parent, f"{{{SVG}}}{name}")
    for key, value in source.attrib.items():
        _attribute(node, str(key), str(value))
    _copy_children(source, node, depth, work)
    return node


def _copy_children(source: etree._Element, node: etree._Element, depth: int, work: _Work) -> None:
    node.text = source.text
    for child in source:
        kept = _copy(child, node, depth + 1, work) if isinstance(child.tag, str) else None
        if kept is not None:
            kept.tail = child.tail
        elif child.tail:  # the words behind a part that goes are not the part's
            if len(node):
                node[-1].tail = (node[-1].tail or "") + child.tail
            else:
                node.text = (node.text or "") + child.tail


def _in_another_way(
    name: str, source: etree._Element, parent: etree._Element, depth: int, work: _Work
) -> etree._Element | None:
    """What shows of an element that is not on the list: without what it does, but with its words and looks."""
    within_text = _name(parent) in ("text", "tspan", "textPath")
    if name == "a":
        node = etree.SubElement(parent, f"{{{SVG}}}{'tspan' if within_text else 'g'}")
        for key, value in source.attrib.items():
            if "href" not in str(key):
                _attribute(node, str(key), str(value))
        _copy_children(source, node, depth, work)
        return node
    if name == "style":
        if not (rules := kept_styles("".join(str(text) for text in source.itertext()))):
            return None
        node = etree.SubElement(parent, f"{{{SVG}}}style")
        node.text = rules
        return node
    if name == "image":
        address = next((str(value) for key, value in source.attrib.items() if str(key).endswith("href")), "")
        kept = work.raster(address)
        if kept is None:
            work.lost.add("a picture within it")
            return None
        node = etree.SubElement(parent, f"{{{SVG}}}image")
        for key, value in source.attrib.items():
            if not str(key).endswith("href"):
                _attribute(node, str(key), str(value))
        node.set(f"{{{XLINK}}}href", kept)
        return node
    if name == "foreignObject":
        return foreign_words(source, parent)
    if name in ("animate", "animateTransform", "animateMotion", "set"):
        work.lost.add("its movement")
    return None


def _attribute(node: etree._Element, key: str, value: str) -> None:
    local = key.rpartition("}")[2]
    value = "".join(char for char in value if char >= " " or char in "\t\n")
    if key in ("href", f"{{{XLINK}}}href", "xlink:href"):
        if re.fullmatch(r"#[\w.:-]+", value):
            node.set(f"{{{XLINK}}}href", value)
    elif key in (f"{{{XML}}}space", f"{{{XML}}}lang"):
        node.set(key, value)
    elif key == "style":
        if kept := kept_style(value):
            node.set("style", kept)
    elif "}" not in key and _is_known(node, local) and is_harmless(value):
        node.set(local, value)


def _is_known(node: etree._Element, name: str) -> bool:
    within_effect = _name(node).startswith("fe") and _EFFECT_ATTRIBUTES.fullmatch(name)
    return bool(within_effect or _ATTRIBUTES.fullmatch(name))


def _name(node: etree._Element) -> str:
    namespace, _, local = str(node.tag).rpartition("}")
    return local if namespace in ("", "{" + SVG) else ""


def _size(root: etree._Element) -> tuple[int, int]:
    box = re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))
    sizes = []
    for name, index in (("width", 2), ("height", 3)):
        found = _LENGTH.fullmatch(root.get(name, ""))
        if found:
            sizes.append(round(float(found[1]) * _PIXELS[found[2]]))
        else:
            sizes.append(round(float(box[index])) if len(box) == 4 else 0)
            root.attrib.pop(name, "")
    if not root.get("viewBox") and all(sizes):
        root.set("viewBox", f"0 0 {sizes[0]} {sizes[1]}")
    return min(sizes[0], 20_000), min(sizes[1], 20_000)
