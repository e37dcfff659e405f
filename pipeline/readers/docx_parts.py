"""The XML of a DOCX made plain for pandoc: text boxes, insertions and content in odd wrappings stand in the text.

Changes the trees it is given; no I/O. Follows ECMA-376, part 1 (WordprocessingML) and part 3 (markup compatibility).
"""

from __future__ import annotations

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
W = f"{{{WORD}}}"
TEXT_PARTS = ("footnotes.xml", "endnotes.xml")
_UNWRAPPED = ("ins", "moveTo", "smartTag", "customXml", "bdo", "dir")
_REMOVED = ("del", "moveFrom", "delText", "delInstrText", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange",
            "trPrChange", "tcPrChange", "numberingChange")  # fmt: skip
_BREAKS = frozenset([f"{W}br", f"{W}tab", f"{W}cr", f"{W}p", f"{W}tc", f"{W}noBreakHyphen"])


def prepare(root: etree._Element) -> list[str]:
    """Make a part plain and say what was brought back, in words."""
    brought: list[str] = []
    for fallback in list(root.iter(f"{{{MC}}}Fallback")):
        _remove(fallback)
    for name in _REMOVED:
        for node in list(root.iter(W + name)):
            _remove(node)
    if any(node.get(f"{W}date") is None for node in root.iter(f"{W}ins", f"{W}moveTo")):
        brought.append("undated insertions")
    for name in _UNWRAPPED:
        for node in list(root.iter(W + name)):
            _unwrap(node)
    if _text_boxes(root):
        brought.append("text boxes")
    return brought


def words_of(root: etree._Element) -> str:
    """The text of a part as its XML has it, paragraphs set apart."""
    parts: list[str] = []
    for node in root.iter():
        if node.tag in (f"{W}t", f"{{{DRAWING}}}t"):
            parts.append(node.text or "")
        elif node.tag in _BREAKS or node.tag == f"{{{DRAWING}}}p":
            parts.append("\n")
    return "".join(parts)


def _text_boxes(root: etree._Element) -> int:
    """Move what stands in text boxes behind the paragraph that they hang on."""
    moved = 0
    for box in list(root.iter(f"{W}txbxContent")):
        home = next((up for up in box.iterancestors(f"{W}p")), None)
        outer = home
        while outer is not None and (further := next((up for up in outer.iterancestors(f"{W}p")), None)) is not None:
            outer = further
        if outer is None:
            continue
        for child in reversed(list(box)):
            if child.tag in (f"{W}p", f"{W}tbl", f"{W}sdt"):
                outer.addnext(child)
        moved += 1
    return moved


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _unwrap(node: etree._Element) -> None:
    """Put an element's children in its place."""
    parent = node.getparent()
    if parent is None or node.getparent().tag in (f"{W}rPr", f"{W}trPr"):
        return
    for child in list(node):
        node.addprevious(child)
    parent.remove(node)
