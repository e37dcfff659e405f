"""Flattens lists and quotations that are nested too deep, so that they cannot break a layout."""

from __future__ import annotations

from lxml.etree import _Element

DEEPEST = 24
"""Containers within containers that stay what they are."""

NARROWEST = 15.0
"""The width of text, in ems, below which nothing is indented further."""

_INDENTS = {"ul": 1.7, "ol": 1.7, "dl": 1.7, "blockquote": 3.4}

_CONTAINERS = frozenset(("ul", "ol", "dl", "blockquote", "div", "table"))
_INLINE = frozenset(("em", "strong", "span", "del", "sub", "sup"))
_INLINE_DEEPEST = 60


def flatten(tree: _Element, ems: float) -> int:
    """Stop indenting where text gets too narrow, and lift elements deeper than ``DEEPEST`` to that depth, in place.

    ``ems`` is the width of the type area. Gives how many containers were lifted. No text is lost and none changes its
    order: a list that is too deep continues the list around it, a quotation or division dissolves, inline elements
    inside sixty others dissolve.
    """
    _stop_indenting(tree, ems)
    lifted = 0
    stack: list[tuple[_Element, int, int]] = [(tree, 0, 0)]
    while stack:
        node, depth, inline = stack.pop()
        children = list(reversed(node))
        while children:
            child = children.pop()
            container, within = child.tag in _CONTAINERS, child.tag in _INLINE
            if container and depth >= DEEPEST and child.tag != "table":
                lifted += 1
                parts = _lift(child)
                items = [part for part in parts if part.getparent() is not node]
                stack.extend((item, depth, inline) for item in items)
                children.extend(part for part in reversed(parts) if part.getparent() is node)
            elif within and inline >= _INLINE_DEEPEST:
                lifted += 1
                children.extend(reversed(_dissolve(child)))
            else:
                stack.append((child, depth + container, inline + within))
    return lifted


def _stop_indenting(tree: _Element, ems: float) -> None:
    stack = [(tree, ems)]
    while stack:
        node, room = stack.pop()
        for child in node:
            indent = _INDENTS.get(str(child.tag), 0)
            if indent and room - indent < min(NARROWEST, ems / 2):
                child.set("class", f"{child.get('class') or ''} o-flat".strip())
                indent = 0
            stack.append((child, room - indent))


def _lift(container: _Element) -> list[_Element]:
    """Move a container's children out of it; gives the elements that are to be looked at again."""
    parent = container.getparent()
    if parent is None:
        return []
    outer = parent.getparent()
    if container.tag in ("ul", "ol") and parent.tag == "li" and parent[-1] is container and outer is not None:
        at = outer.index(parent) + 1
        items = list(container)
        parent.remove(container)
        outer[at:at] = items
        return items
    if container.tag in ("ul", "ol", "dl"):  # not in an item: its own items become divisions
        for item in container:
            if item.tag in ("li", "dt", "dd"):
                item.tag = "div"
    children = list(container)
    at = parent.index(container)
    parent.remove(container)
    parent[at:at] = children
    return children


def _dissolve(node: _Element) -> list[_Element]:
    """Replace an inline element by its content; gives the elements in it."""
    parent = node.getparent()
    if parent is None:
        return []
    at = parent.index(node)
    children = list(node)
    _append_text(parent, at, node.text)
    tail, node.tail = node.tail, None
    parent.remove(node)
    parent[at:at] = children
    if children:
        children[-1].tail = (children[-1].tail or "") + (tail or "")
    else:
        _append_text(parent, at, tail)
    return children


def _append_text(parent: _Element, at: int, text: str | None) -> None:
    if not text:
        return
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
