"""Prepares right-to-left paragraphs for the layout engine, in place.

The engine indents the first line of a right-to-left paragraph on the wrong side. So each such paragraph gets its own
``dir``, and one that would be indented gets a class instead: the style sheet then puts a space of that width before
its first word.
"""

from __future__ import annotations

from lxml.etree import _Element

from octavo.languages.direction import RTL

INDENTED = "o-indented"
_FLUSH_IN = frozenset({"li", "dd", "td", "th", "aside"})
_FLUSH_AFTER = frozenset({"formula", "center", "verse", "box-title"})


def turn_paragraphs(root: _Element, direction: str) -> None:
    """Give every paragraph that runs from the right its ``dir`` and, where it is to be indented, the class."""
    stack = [(root, root.get("dir") or direction)]
    while stack:
        node, around = stack.pop()
        if node.tag == "p" and around == RTL:
            node.set("dir", RTL)
            if _is_indented(node):
                node.set("class", f"{node.get('class') or ''} {INDENTED}".strip())
        stack.extend((child, child.get("dir") or around) for child in node if isinstance(child.tag, str))


def _is_indented(paragraph: _Element) -> bool:
    before, parent = paragraph.getprevious(), paragraph.getparent()
    if before is None or before.tag != "p" or parent is None or parent.tag in _FLUSH_IN or paragraph.get("class"):
        return False
    return before.get("class") not in _FLUSH_AFTER
