"""SVG that only draws: an allow-list of elements, attributes and values. Bytes in, bytes out; no I/O.

Scripts, handlers, foreign content, animation, style sheets, links and every address that leads outside the drawing are
gone from the result, which is written anew from what was understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
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
        *("mask", "marker", "switch"),
    ]
)
_ATTRIBUTES = re.compile(
    r"id|class|x|y|x1|y1|x2|y2|cx|cy|r|rx|ry|fx|fy|fr|d|points|width|height|viewBox|preserveAspectRatio|transform"
    r"|fill(?:-.*)?|stroke(?:-.*)?|opacity|color|clip-path|clip-rule|mask|marker-(?:start|mid|end)|display|visibility"
    r"|font-.*|text-.*|letter-spacing|word-spacing|writing-mode|direction|dominant-baseline|alignment-baseline"
    r"|baseline-shift|dx|dy|rotate|textLength|lengthAdjust|startOffset|offset|stop-color|stop-opacity|gradientUnits"
    r"|gradientTransform|spreadMethod|patternUnits|patternContentUnits|patternTransform|clipPathUnits|maskUnits"
    r"|maskContentUnits|markerWidth|markerHeight|markerUnits|refX|refY|orient|overflow|paint-order|shape-rendering"
    r"|vector-effect|mix-blend-mode|isolation|version|role|aria-label|aria-labelledby|lang"
)
_STYLE = re.compile(
    r"fill(?:-.*)?|stroke(?:-.*)?|opacity|color|clip-path|clip-rule|mask|marker(?:-.*)?|display|visibility|font-.*"
    r"|text-.*|letter-spacing|word-spacing|writing-mode|direction|dominant-baseline|baseline-shift|stop-color"
    r"|stop-opacity|overflow|paint-order|vector-effect"
)
_OWN = re.compile(r"""url\(\s*['"]?#[\w.:-]+['"]?\s*\)""")
_DANGER = re.compile(r"url\s*\(|expression|javascript|@import|image-set|\\|/\*|<", re.IGNORECASE)
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
    """A safe drawing, its size in CSS pixels (0: unknown) and the words in it."""

    data: bytes
    width: int
    height: int
    words: str


def looks_like_svg(data: bytes) -> bool:
    """Whether the bytes begin as an SVG document does."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and re.search(rb"<(?:[\w.-]+:)?svg[\s>/]", head) is not None


def safe_svg(data: bytes) -> Drawing | None:
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
    return from_element(root)


def from_element(root: etree._Element) -> Drawing | None:
    """The same for a tree that was parsed already, with or without the namespace."""
    if _name(root) != "svg":
        return None
    count = [0, 0]
    clean = _copy(root, None, 0, count)
    if clean is None or count[0] > MAX_ELEMENTS or count[1] > MAX_USES:
        return None
    width, height = _size(clean)
    shown = (str(text) for node in clean.iter(f"{{{SVG}}}text", f"{{{SVG}}}title") for text in node.itertext())
    words = " ".join(" ".join(shown).split())
    return Drawing(etree.tostring(clean, encoding="utf-8", xml_declaration=False), width, height, words)


def _copy(source: etree._Element, parent: etree._Element | None, depth: int, count: list[int]) -> etree._Element | None:
    name = _name(source)
    if name not in _ELEMENTS or depth > MAX_DEPTH:
        return None
    count[0] += 1
    count[1] += name == "use"
    if count[0] > MAX_ELEMENTS or count[1] > MAX_USES:
        return None
    if parent is None:
        node: etree._Element = etree.Element(f"{{{SVG}}}svg", nsmap=_PREFIXES)
    else:
        node = etree.SubElement(parent, f"{{{SVG}}}{name}")
    for key, value in source.attrib.items():
        _attribute(node, str(key), str(value))
    node.text = source.text
    for child in source:
        kept = _copy(child, node, depth + 1, count) if isinstance(child.tag, str) else None
        if kept is not None:
            kept.tail = child.tail
    return node


def _attribute(node: etree._Element, key: str, value: str) -> None:
    local = key.rpartition("}")[2]
    value = "".join(char for char in value if char >= " " or char in "\t\n")
    if key in ("href", f"{{{XLINK}}}href", "xlink:href"):
        if re.fullmatch(r"#[\w.:-]+", value):
            node.set(f"{{{XLINK}}}href", value)
    elif key in (f"{{{XML}}}space", f"{{{XML}}}lang"):
        node.set(key, value)
    elif key == "style":
        rules = (rule.partition(":") for rule in value.split(";"))
        kept = [f"{name.strip()}:{what.strip()}" for name, _, what in rules
                if _STYLE.fullmatch(name.strip().lower()) and _harmless(what)]  # fmt: skip
        if kept:
            node.set("style", ";".join(kept))
    elif "}" not in key and _ATTRIBUTES.fullmatch(local) and _harmless(value):
        node.set(local, value)


def _harmless(value: str) -> bool:
    return not _DANGER.search(_OWN.sub("", value))


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
