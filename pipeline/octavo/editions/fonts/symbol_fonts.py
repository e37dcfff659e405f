"""Characters that no font can have are set from a font made on the fly, and spoken as their code."""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml import etree
from lxml.etree import _Element


def wrap_standins(tree: _Element, chars: Collection[str]) -> None:
    """Put every one of the characters into a ``span class="stand-in"`` of its own, in place."""
    pattern = re.compile("[" + re.escape("".join(sorted(chars))) + "]")
    for node in list(tree.iter()):
        if node.text and node.get("class") != "o-stand-in" and pattern.search(node.text):
            first, spans = _split(node.text, pattern)
            node.text = first
            node[0:0] = spans
        parent = node.getparent()
        if node.tail and parent is not None and pattern.search(node.tail):
            first, spans = _split(node.tail, pattern)
            node.tail = first
            at = parent.index(node) + 1
            parent[at:at] = spans


def _split(text: str, pattern: re.Pattern[str]) -> tuple[str, list[_Element]]:
    spans: list[_Element] = []
    first, at = "", 0
    for found in pattern.finditer(text):
        if spans:
            spans[-1].tail = text[at : found.start()]
        else:
            first = text[: found.start()]
        span = etree.Element("span", {"class": "o-stand-in"})
        span.text = found[0]
        spans.append(span)
        at = found.end()
    if spans:
        spans[-1].tail = text[at:]
    return first, spans
