"""What never passes as markup: formulas become TeX, drawings become pictures. Uses pandoc and fills the album."""

from __future__ import annotations

from lxml import etree

from octavo.errors import SeedError
from octavo.model import Node
from octavo.pictures import LeftOut
from octavo.pictures.check import picture_within
from octavo.pictures.drawing import from_element
from octavo.readers.types import ReadContext
from octavo.readers.web.visible_text import BLOCKS, text_of
from octavo.readers.xml_tree import Element
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.elements import names
from octavo.tree.walk import walk, words_to_inlines

_MATHML = names(
    "math semantics mrow mi mn mo mtext ms mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable"
    " mtr mtd mfenced mstyle mpadded mphantom menclose mmultiscripts mprescripts none merror annotation annotation-xml"
)
_TOKENS = names("mi mn mo mtext ms")
_CONTENT = names("apply bind ci cn csymbol cerror cs lambda set list vector matrix piecewise")
"""Markup of what a formula means: nobody sees it as it is."""
_ROW = names("math mrow mstyle mi mo mn mtext mspace")
_SPACED = frozenset("=≠<>≤≥+−-±×·÷∈∉⊂⊆→⇒⇔≈≡∼∝∪∩∧∨")
_KEPT = ("mathvariant", "open", "close", "separators", "linethickness", "accent", "stretchy", "fence")
_SMALLEST = 48


def in_line(node: Element) -> bool:
    """Turn a formula of letters, numbers and signs in one row into text, which every reader can read; say if it was."""
    if {str(inner.tag) for inner in node.iter()} - _ROW or node.get("display") == "block":
        return False
    tokens = list(node.iter("mi", "mo", "mn", "mtext", "mspace"))
    if any(len(inner) or len(inner.text or "") > 80 for inner in tokens):
        return False
    for inner in tokens:
        text = (inner.text or "").strip()
        apart = inner.tag == "mspace" or (inner.tag == "mo" and text in _SPACED)
        inner.text, inner.tail = text, None
        inner.tag = "em" if inner.tag == "mi" and len(text) == 1 and text.isalpha() else "span"
        if apart:
            inner.text = f" {text} "
    for inner in node.iter("mrow", "mstyle", "math"):
        inner.tag = "span"
        inner.text = None
    return True


def formula(node: Element, context: ReadContext) -> list[Node] | None:
    """MathML as a formula in TeX, read by pandoc from a copy that holds only MathML; None if words would be lost."""
    if _CONTENT & {_name(inner) for inner in node.iter() if not _is_annotation(inner)}:
        return None
    for inner in node.iter():
        if inner.tag == "annotation" and "tex" in (inner.get("encoding") or "").lower() and (inner.text or "").strip():
            tex = (inner.text or "").strip()
            return _math(tex, node)
    if any(_name(inner) in BLOCKS for inner in node.iterdescendants() if isinstance(inner.tag, str)):
        return None  # a browser ends the formula there: these are words of the page
    copied = etree.Element("math")
    _copy_math(node, copied)
    try:
        read = context.pandoc.read(etree.tostring(copied, encoding="unicode"), "html", seconds=5).document
    except SeedError:
        return None
    found = [tree.text(inner) for inner in walk(read["blocks"]) if tree.kind(inner) == "Math"]
    return _math(found[0], node) if len(found) == 1 and found[0].strip() else None


def _math(tex: str, node: Element) -> list[Node]:
    kind = "DisplayMath" if node.get("display") == "block" or node.get("mode") == "display" else "InlineMath"
    return [make.math(kind, tex)]


def _name(node: Element) -> str:
    return str(node.tag).rpartition("}")[2].rpartition(":")[2]


def _is_annotation(node: Element) -> bool:
    return any(_name(outer).startswith("annotation") for outer in (node, *node.iterancestors()))


def _copy_math(source: Element, target: etree._Element, depth: int = 0) -> None:
    """Copy what shows, in elements that pandoc knows: it drops what is in others, and text that is in no element."""
    _copy_text(source.text, target)
    shown = list(source)
    if _name(source) == "maction":
        chosen = str(source.get("selection", "1"))
        shown = shown[int(chosen) - 1 :][:1] if chosen.isascii() and chosen.isdigit() and int(chosen) else shown[:1]
    for child in shown:
        if _name(child).startswith("annotation") or not isinstance(child.tag, str) or depth > 100:
            continue
        inner = etree.SubElement(target, _known(child))
        for key in _KEPT:
            if child.get(key):
                inner.set(key, str(child.get(key)))
        _copy_math(child, inner, depth + 1)
        _copy_text(child.tail, target)
    if _name(source) == "mlabeledtr" and len(target):
        target.append(target[0])  # the label is beside the row


def _known(node: Element) -> str:
    """The element that pandoc reads as what this one shows."""
    name = _name(node)
    if name == "mlabeledtr":
        return "mtr"
    if name in _MATHML and name != "merror":
        return name
    return "mrow" if len(node) else "mtext"


def _copy_text(text: str | None, target: etree._Element) -> None:
    """Put text into a token, or into one of its own where it is in none."""
    words = (text or "").strip()
    if words and target.tag in _TOKENS:
        target.text = (target.text or "") + words
    elif words:
        etree.SubElement(target, "mtext").text = words


def drawing(node: Element, context: ReadContext) -> list[Node] | None:
    """A drawing in the page as a picture; its words, if it has any, as words, because no picture can be searched."""
    silent = ("script", "style", "title", "desc", "metadata")
    if any(inner.tag not in silent and (inner.text or "").strip() for inner in node.iter()):
        return None
    safe = from_element(node, lambda address: picture_within(address, context.limits))
    if (
        safe is None
        or min(safe.width, safe.height) < _SMALLEST
        or not any(True for _ in node.iter("path", "rect", "circle"))
    ):
        return []
    try:
        name = context.album.add(safe.data, "drawing")
    except LeftOut:
        return []
    told = next((text_of(child) for child in node if child.tag == "title"), "")
    alt = words_to_inlines(" ".join((node.get("aria-label") or told).split()))
    return [make.image(make.no_attributes(), alt, [f"album:{name}", ""])]
