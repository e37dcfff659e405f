"""From a finished tree to the bytes of an HTML file. Nothing here knows what stands in the tree."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element

# What XML 1.0 forbids (section 2.2), and what HTML calls control characters or noncharacters (DOM "parse errors").
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff]")


def serialise(root: _Element) -> bytes:
    """The document as HTML (UTF-8, with its doctype and a line break at the end).

    lxml's HTML method writes void elements without an end, never shortens empty ones, and leaves style and script as
    they are.
    """
    text = etree.tostring(root, method="html", encoding="unicode")
    text = _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return f"<!doctype html>\n{text}\n".encode()


def element(tag: str, text: str = "", **attributes: str) -> _Element:
    """A new element; ``class_`` and ``for_`` stand for ``class`` and ``for``, ``aria_label`` for ``aria-label``."""
    made = etree.Element(tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()})
    made.text = text or None
    return made


def child(parent: _Element, tag: str, text: str = "", **attributes: str) -> _Element:
    """A new last child; the names of the attributes are written as for ``element``."""
    made = element(tag, text, **attributes)
    parent.append(made)
    return made
