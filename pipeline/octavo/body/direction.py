"""Marks parts of a text whose direction differs from the document's. Floor 2.

``octavo.languages.direction`` decides the direction of the document. Here every paragraph and every list in the other
direction gets a ``dir``: an English paragraph in an Arabic book, or the reverse. Headings, items, cells and captions
keep their alignment; only a ``span`` around their words gets the direction. Blocks inside an element with ``dir`` from
the document are left as they are. Code runs from left to right in every language.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from lxml.etree import _Element

from octavo.body import BLOCK_TAGS, is_note_call
from octavo.languages.direction import LTR, stands_out
from octavo.tree.elements import names

_WHOLE = frozenset({"p", "ul", "ol", "dl", "blockquote"})
_ALIGNED = names("headings li dt dd td th caption figcaption")
_LONG_ITEM = 40
"""Letters of an item, on average, from which on a list of foreign words is a foreign list."""


def settle_directions(roots: Iterable[_Element], direction: str) -> None:
    """Write ``dir`` where a part runs against ``direction``, in place. ``dir="auto"`` of the document is resolved."""
    for root in roots:
        stack = [(child, direction, False) for child in reversed(root)]
        while stack:
            node, around, firm = stack.pop()
            if node.tag in ("pre", "code"):
                if around != LTR:
                    node.set("dir", LTR)
                continue
            said = node.get("dir")
            if said and said != "auto":
                around, firm = said, True
            else:
                around = _settle(node, around, firm)
            stack.extend((child, around, firm) for child in reversed(node))


def _settle(node: _Element, around: str, firm: bool) -> str:
    """Give one element its direction where it has another; return the direction around its children.

    ``firm``: the document itself says how this part runs, so no block is turned, but foreign words are.
    """
    if node.get("dir") == "auto":
        del node.attrib["dir"]
        found = stands_out("".join(_words(node)), around)
        if found:
            node.set("dir", found)
        return found or around
    if node.tag in _WHOLE and not firm:
        if found := _of_whole(node, around):
            node.set("dir", found)
            return found
    elif (node.tag in _ALIGNED or node.tag == "p") and (found := stands_out("".join(_own_words(node)), around)):
        _wrap(node, found)
    return around


def _of_whole(node: _Element, around: str) -> str:
    words = "".join(_words(node))
    if node.tag in ("ul", "ol", "dl") and len(words) < _LONG_ITEM * max(len(node), 1):
        return ""
    if node.find(".//*[@dir]") is not None and node.tag != "p":
        return ""
    return stands_out(words, around)


def _words(node: _Element) -> Iterable[str]:
    """The text of an element and all in it, without code, formulas and the numbers of notes."""
    stack: list[tuple[_Element, bool]] = [(node, False)]
    while stack:
        part, tail = stack.pop()
        if tail:
            yield part.tail or ""
            continue
        if part is not node:
            stack.append((part, True))
            if part.tag in ("pre", "code", "math") or is_note_call(part):
                continue
        yield part.text or ""
        stack.extend((child, False) for child in reversed(part))


def _own_words(node: _Element) -> Iterable[str]:
    """The text that is in an element directly, not in blocks within it."""
    yield node.text or ""
    for child in node:
        if child.tag in BLOCK_TAGS:
            return
        yield from _words(child)
        yield child.tail or ""


def _wrap(node: _Element, direction: str) -> None:
    """Put what is in an element directly into a ``span`` with a direction of its own."""
    span = etree.Element("span", {"dir": direction})
    span.text, node.text = node.text, None
    for child in list(node):
        if child.tag in BLOCK_TAGS:
            break
        span.append(child)
    node.insert(0, span)
