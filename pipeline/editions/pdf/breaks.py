"""Where long words may break: behind the joints of addresses and paths, and, marked by a hyphen, in endless words."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element

_LONG = re.compile(r"[^\s\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]{22,}")
_JOINT = re.compile(r"(?<=[/.\-_?&=#:,;@|\\~+%)\]])(?=[^/.\-_?&=#:,;@|\\~+%)\]\s])")
_ADDRESS = re.compile(r"://|^www\.|@|/.*/|[?&=]|_|\\")
_ENDLESS = re.compile(r"[0-9A-Za-z\u00aa-\u052f\u1e00-\u1fff]{36,}")
_STEP = 12


def allow_breaks(tree: _Element) -> None:
    """Put ``wbr`` elements and soft hyphens into words too long for a line, in place.

    Words that look like an address or a path come to stand in a ``span class="url"``, where nothing is hyphenated.
    """
    for node in list(tree.iter()):
        if not isinstance(node.tag, str):
            continue
        if node.tag not in ("pre", "math") and node.text and len(node.text) >= 22 and not _inside_pre(node):
            _open(node, node.text, None)
        parent = node.getparent()
        if node.tail and len(node.tail) >= 22 and parent is not None and not _inside_pre(parent) and node is not tree:
            _open(parent, node.tail, node)


def _inside_pre(node: _Element) -> bool:
    return node.tag in ("pre", "math") or any(parent.tag in ("pre", "math") for parent in node.iterancestors())


def _open(parent: _Element, text: str, after: _Element | None) -> None:
    """Rewrite one run of text of ``parent``: its own, or that behind the child ``after``."""
    nodes: list[_Element] = []
    first, at = "", 0
    for word in _LONG.finditer(text):
        parts = _JOINT.split(word[0])
        address = bool(_ADDRESS.search(word[0])) and parent.get("class") != "url" and parent.tag != "code"
        if len(parts) == 1 and not _ENDLESS.search(word[0]) and not address:
            continue
        first = _add_text(nodes, first, text[at : word.start()])
        if address:
            span = etree.Element("span", {"class": "url"})
            span.text = _soften(parts[0])
            for part in parts[1:]:
                etree.SubElement(span, "wbr").tail = _soften(part)
            nodes.append(span)
        else:
            first = _add_text(nodes, first, _soften(parts[0]))
            for part in parts[1:]:
                nodes.append(etree.Element("wbr"))
                nodes[-1].tail = _soften(part)
        at = word.end()
    if not at:
        return
    first = _add_text(nodes, first, text[at:])
    if after is None:
        parent.text = first
        parent[0:0] = nodes
    else:
        after.tail = first
        place = parent.index(after) + 1
        parent[place:place] = nodes


def _add_text(nodes: list[_Element], first: str, text: str) -> str:
    if nodes:
        nodes[-1].tail = (nodes[-1].tail or "") + text
        return first
    return first + text


def _soften(part: str) -> str:
    """Put soft hyphens into an endless word, so that a break in it shows."""
    return _ENDLESS.sub(lambda m: "\u00ad".join(m[0][i : i + _STEP] for i in range(0, len(m[0]), _STEP)), part)
