"""The XML of an ODT made plain for pandoc: text boxes stand in the text, deleted text and remarks do not.

Changes the tree it is given; no I/O. Follows OpenDocument 1.3, part 3.
"""

from __future__ import annotations

from lxml import etree

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT = f"{{{_OASIS}text:1.0}}"
DRAW = f"{{{_OASIS}drawing:1.0}}"
OFFICE = f"{{{_OASIS}office:1.0}}"
TABLE = f"{{{_OASIS}table:1.0}}"
_BLOCKS = frozenset(
    [f"{TEXT}p", f"{TEXT}h", f"{TEXT}list-item", f"{TABLE}table-cell", f"{TEXT}line-break", f"{TEXT}tab"]
)
_LEFT_OUT = {f"{OFFICE}annotation": "remarks", f"{TEXT}tracked-changes": "deleted text"}


def prepare(root: etree._Element) -> tuple[list[str], list[str]]:
    """Make the document plain; say what was brought into the text and what was left out, in words."""
    left_out = []
    for tag, what in _LEFT_OUT.items():
        for node in list(root.iter(tag)):
            if " ".join(node.itertext()).strip() and what not in left_out:
                left_out.append(what)
            _remove(node)
    brought = ["text boxes"] if _text_boxes(root) else []
    return brought, left_out


def words_of(root: etree._Element) -> str:
    """The text of the body as its XML has it, paragraphs set apart."""
    body = next(iter(root.iter(f"{OFFICE}text")), root)
    parts: list[str] = []
    for event, node in etree.iterwalk(body, events=("start", "end")):
        apart = "\n" if node.tag in _BLOCKS else " " if node.tag == f"{TEXT}s" else ""
        if event == "start":
            parts.append(apart)
            if str(node.tag).startswith((TEXT, "{http://www.w3.org/1999/xlink}")) and node.text:
                parts.append(node.text)
        else:
            parts.append(apart)
            if node.tail and node is not body:
                parts.append(node.tail)
    return "".join(parts)


def _text_boxes(root: etree._Element) -> int:
    """Move what stands in text boxes behind the paragraph that they hang on."""
    moved = 0
    for box in list(root.iter(f"{DRAW}text-box")):
        outer = None
        for up in box.iterancestors(f"{TEXT}p", f"{TEXT}h"):
            outer = up
        if box.find(f".//{DRAW}image") is not None and len(list(box.iter(f"{TEXT}p"))) == 1:
            continue  # a picture with its caption, which pandoc knows
        frame = box.getparent()
        target = outer if outer is not None else frame
        if target is None:
            continue
        for child in reversed(list(box)):
            target.addnext(child)
        moved += 1
    return moved


def _remove(node: etree._Element) -> None:
    """Take an element out and leave the text after it."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)
