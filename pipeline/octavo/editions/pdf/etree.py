"""From our tree (lxml) to the layout engine's (the standard library's), with the attributes it needs and no others."""

from __future__ import annotations

from collections.abc import Callable, Collection
from xml.etree.ElementTree import Element, SubElement

from lxml.etree import _Element, iterwalk, tostring

FOOTNOTE = "o-footnote"
"""The class of a note that the layout engine takes out of the text, to the foot of the page."""
_KEPT = frozenset(
    "class lang dir href src alt style colspan rowspan scope".split()
    + "data-b data-n data-label data-running data-page data-grid data-raised data-recto".split()
)


def to_layout(root: _Element, text: Callable[[str], str], ids: Collection[str]) -> Element:
    """Copy a tree. ``text`` is applied to every run of text; only the ``ids`` that something points to are kept.

    ``src`` becomes the engine's address for pictures. Handles any depth.
    """
    made = Element(str(root.tag), _attributes(root, ids))
    made.text = text(root.text) if root.text else None
    stack = [(root, made)]
    while stack:
        node, copy = stack.pop()
        for child in node:
            new = SubElement(copy, child.tag, _attributes(child, ids))
            if child.text:
                new.text = text(child.text)
            if child.tail:
                new.tail = text(child.tail)
            stack.append((child, new))
    return made


def _attributes(node: _Element, ids: Collection[str]) -> dict[str, str]:
    found = {str(key): str(value) for key, value in node.attrib.items() if key in _KEPT}
    if "src" in found:
        found["src"] = f"octavo:picture/{found['src']}"
    if (identifier := node.get("id")) and identifier in ids:
        found["id"] = identifier
    return found


def targets(root: _Element) -> set[str]:
    """The ids that links of a tree point to."""
    return {href[1:] for node in root.iter("a") if (href := node.get("href") or "").startswith("#")}


def text_of(node: _Element) -> str:
    """All the text within a node, without its tail."""
    return tostring(node, method="text", encoding="unicode", with_tail=False)


def text_in_place(node: _Element) -> str:
    """All the text within a node but for its notes, which are at the foot of the page."""
    if not any(_is_footnote(aside) for aside in node.iter("aside")):
        return text_of(node)
    parts: list[str] = []
    inside = 0  # so many elements of a note are open
    for event, element in iterwalk(node, events=("start", "end")):
        if event == "start":
            inside += bool(inside) or _is_footnote(element)
            parts.append("" if inside else element.text or "")
        else:
            inside -= bool(inside)
            parts.append("" if inside or element is node else element.tail or "")
    return "".join(parts)


def _is_footnote(element: _Element) -> bool:
    return FOOTNOTE in (element.get("class") or "").split()
