"""Targets of links within a page: moves each to an element that keeps its name. Changes the tree; no I/O."""

from __future__ import annotations

from urllib.parse import unquote

from lxml import etree

from octavo.readers.xml_tree import Element
from octavo.tree.elements import HEADINGS, names

_KEEP = names("headings span a code pre li td th tr table kbd samp var abbr mark ruby label")
"""Elements whose names pandoc keeps."""
_FIRST = (*HEADINGS, "p", "li", "dt", "dd", "td", "th", "pre")
_SHELLS = names(
    "div section article main aside header footer nav blockquote ul ol dl figure details form center fieldset hgroup"
)


def keep_targets(root: Element) -> None:
    """Move the names that links of the page lead to from elements that would lose them to the nearest that do not."""
    wanted = {unquote(link.get("href", "")[1:]) for link in root.iter("a") if (link.get("href") or "").startswith("#")}
    if not wanted - {""}:
        return
    for node in root.iter("a"):
        if node.get("name") in wanted and not node.get("id"):
            node.set("id", node.get("name") or "")
    for node in list(root.iter()):
        name = node.get("id") if isinstance(node.tag, str) else None
        if not name or name not in wanted or node.tag in _KEEP:
            continue
        home = node if node.tag not in _SHELLS else next(node.iter(*_FIRST), node)
        while home.tag in _SHELLS and not (home.text or "").strip() and len(home) and home[0].tag in _SHELLS:
            home = home[0]
        if node.tag == "img":
            mark = etree.Element("span", id=name)
            node.addprevious(mark)
        elif home is not node and home.tag in _KEEP and not home.get("id"):
            home.set("id", name)
        elif home.tag == "pre":
            continue
        else:
            mark = etree.Element("span", id=name)
            mark.tail, home.text = home.text, None
            home.insert(0, mark)
        del node.attrib["id"]
