"""The words in an element of a web page, and the element names that separate words. Pure."""

from __future__ import annotations

from lxml import etree

from octavo.readers.xml_tree import Element
from octavo.tree.elements import names

BLOCKS = names(
    "div p ul ol li dl dt dd table blockquote pre figure figcaption hr headings section article tr td th tbody"
    " thead tfoot caption"
)
"""Elements that are apart, and that stay what they are."""
BLOCK_SHELLS = names(
    "center marquee form fieldset legend address main section article header footer nav aside hgroup search details"
    " summary dialog noframes frameset iframe object embed applet audio video canvas multicol optgroup select datalist"
)
"""Elements that are apart, and that become divisions."""
GONE = ("script", "style", "template")
"""Elements whose text is not shown."""
HOLE = "data-hole"
"""The attribute of an element that stands for something else: its number."""


def text_of(node: Element) -> str:
    """The words below an element, blocks set apart."""
    parts: list[str] = []
    for event, item in etree.iterwalk(node, events=("start", "end")):
        block = item.tag in BLOCKS or item.tag in BLOCK_SHELLS or item.tag in ("br", "img") or HOLE in item.attrib
        if event == "start":
            parts.extend((" " if block else "", "" if item.tag in GONE else item.text or ""))
        else:
            parts.extend((" " if block else "", (item.tail or "") if item is not node else ""))
    return "".join(parts)
