"""Elements out of an lxml tree, with the text around them kept. Changes the tree it is given."""

from __future__ import annotations

from lxml import etree

Element = etree._Element
"""An element of any tree."""


def remove(node: Element) -> None:
    """Take an element out with all that is in it; the text after it stays."""
    parent = node.getparent()
    if parent is not None:
        _give(node, parent, node.tail or "")
        node.tail = None
        parent.remove(node)


def unwrap(node: Element) -> None:
    """Put what is in an element in its place: text, children and the text between them."""
    parent = node.getparent()
    if parent is None:
        return
    _give(node, parent, node.text or "")
    children = list(node)
    for child in children:
        node.addprevious(child)
    if node.tail:
        if children:
            children[-1].tail = (children[-1].tail or "") + node.tail
        else:
            _give(node, parent, node.tail)
    node.tail = None
    parent.remove(node)


def _give(node: Element, parent: Element, text: str) -> None:
    """Add text in front of an element."""
    before = node.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text or None
    else:
        parent.text = (parent.text or "") + text or None
