"""Lists, tables and figures of a web page in the shapes that pandoc reads whole. Changes the tree; no I/O."""

from __future__ import annotations

import re

from lxml import etree

from octavo.readers.web.visible_text import BLOCKS, text_of
from octavo.readers.xml_tree import Element, unwrap
from octavo.tree.elements import HEADINGS

_MAX_SPAN = 100
_MAX_DEPTH = 40
_MADE = "data-made"
_PARTS = ("caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th")
_NO_DATA = (*HEADINGS, "hr", "article", "section", "main", "form")
_LONG_CELL = 2_000
"""Letters that no cell of a table of data holds; laid out as a cell they would also take minutes."""


def shape(root: Element) -> None:
    """Give stray items their lists, rows their bounds, and figures a picture."""
    _lists(root)
    _tables(root)
    _figures(root)


def _lists(root: Element) -> None:
    """Items without a list get one; what is between items goes into an item."""
    for tag, homes, home in (("li", ("ul", "ol"), "ul"), ("dt", ("dl",), "dl"), ("dd", ("dl",), "dl")):
        for node in list(root.iter(tag)):
            if _tag_above(node) in homes or (_tag_above(node) == "div" and _tag_above(node.getparent()) in homes):
                continue
            before = node.getprevious()
            if (
                before is not None
                and before.tag == home
                and before.get(_MADE) == "list"
                and not (before.tail or "").strip()
            ):
                before.tail = None
            else:
                before = etree.Element(home)
                before.set(_MADE, "list")
                node.addprevious(before)
            before.tail, node.tail = node.tail, None
            before.append(node)
    for node in root.iter("ul", "ol", "dl"):
        if node.get(_MADE):
            del node.attrib[_MADE]
        _settle(node, ("dt", "dd", "div") if node.tag == "dl" else ("li",), "dd" if node.tag == "dl" else "li")
        start = node.get("start") or ""
        if start and not re.fullmatch(r"\d{1,6}", start.strip()):
            del node.attrib["start"]
    for node in list(root.iter("dl")):
        for child in [child for child in node if child.tag == "div"]:
            unwrap(child)
        _settle(node, ("dt", "dd"), "dd")
        if len(node) and node[0].tag == "dd":
            node.insert(0, etree.Element("dt"))


def _tag_above(node: Element | None) -> str:
    parent = node.getparent() if node is not None else None
    return "" if parent is None else str(parent.tag)


def _settle(node: Element, allowed: tuple[str, ...], home: str) -> None:
    if (node.text or "").strip():
        first = etree.Element(home)
        first.text, node.text = node.text, None
        node.insert(0, first)
    for child in list(node):
        item = child
        if child.tag not in allowed:
            item = etree.Element(home)
            child.addprevious(item)
            item.tail, child.tail = child.tail, None
            item.append(child)
        if (item.tail or "").strip():
            loose = etree.Element(home)
            loose.text, item.tail = item.tail, None
            item.addnext(loose)


def _tables(root: Element) -> None:
    for table in list(root.iter("table")):
        if _is_layout(table):
            _lay_flat(table)
        else:
            _clear(table, table)
    for node in root.iter("td", "th", "col", "colgroup"):
        for name in ("colspan", "rowspan", "span"):
            value = (node.get(name) or "").strip()
            if value:
                number = min(int(value), _MAX_SPAN) if re.fullmatch(r"\d{1,9}", value) else 1
                node.set(name, str(max(number, 1)))
    for table in root.iter("table"):
        rows = list(table.iter("tr"))
        for index, row in enumerate(rows):
            for cell in row:
                if cell.get("rowspan"):
                    cell.set("rowspan", str(min(int(cell.get("rowspan") or 1), len(rows) - index)))
        if len(rows) == 1 and len(rows[0]) <= 1:
            for cell in rows[0]:
                cell.attrib.pop("colspan", "")


def _clear(table: Element, node: Element) -> None:
    """What is in a table and in none of its cells goes before the table, as browsers do (HTML, "foster parent")."""
    _foster(table, node.text)
    node.text = None
    for child in list(node):
        if child.tag in ("thead", "tbody", "tfoot", "tr"):
            _clear(table, child)
        _foster(table, child.tail)
        child.tail = None
        if child.tag not in _PARTS and child.find(".//td") is None and child.find(".//th") is None:
            table.addprevious(child)


def _foster(table: Element, words: str | None) -> None:
    """Words that stood between the cells of a table, as a paragraph before it."""
    if words and words.strip():
        paragraph = etree.Element("p")
        paragraph.text = words.strip()
        table.addprevious(paragraph)


def _is_layout(table: Element) -> bool:
    """Whether a table only sets parts of a page side by side: it says so, or holds what tables of data do not."""
    if table.get("role") in ("presentation", "none"):
        return True
    own = [node for node in table.iter(*_PARTS) if next(node.iterancestors("table")) is table]
    if any(node.tag in ("th", "caption", "thead", "tfoot") for node in own):
        return False
    cells = [node for node in own if node.tag == "td"]
    foreign = next(table.iterdescendants("table", *_NO_DATA), None)
    return len(cells) == 1 or foreign is not None or any(map(_is_long, cells))


def _is_long(cell: Element) -> bool:
    return len(text_of(cell)) > _LONG_CELL


def _lay_flat(table: Element) -> None:
    """The cells of a layout table one after another."""
    parts = [node for node in table.iter(*_PARTS) if next(node.iterancestors("table")) is table]
    for node in parts:
        if node.tag in ("td", "th", "caption"):
            rename(node, "div")
        else:
            unwrap(node)
    rename(table, "div")


def _figures(root: Element) -> None:
    """A figure that is not one picture with a caption is a division."""
    for node in list(root.iter("figure")):
        rest = [child for child in node if child.tag != "figcaption"]
        words = "".join([node.text or "", *(text_of(child) for child in rest), *(child.tail or "" for child in node)])
        if len(list(node.iter("img"))) != 1 or words.strip() or node.find(".//pre") is not None:
            for caption in [child for child in node if child.tag == "figcaption"]:
                rename(caption, "div")
            rename(node, "div")
    for node in list(root.iter("figcaption")):
        if _tag_above(node) != "figure":
            rename(node, "div")


def flatten(root: Element, kept: str) -> None:
    """Elements deeper than anybody writes by hand lose their shells; their words stay apart.

    ``kept`` is the attribute of those that stay.
    """
    deep = []
    stack = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        if depth > _MAX_DEPTH:
            deep.append(node)
        stack.extend((child, depth + 1) for child in node)
    for node in deep:
        if node.tag in BLOCKS:
            node.text = f" {node.text or ''}"
            node.tail = f" {node.tail or ''}"
        if node.tag not in ("img", "br") and not node.get(kept):
            unwrap(node)


def rename(node: Element, tag: str) -> None:
    """Give an element another name, and leave only the attributes that any element may have."""
    kept: dict[str | bytes, str | bytes] = {
        name: node.get(name, "") for name in ("id", "lang", "dir") if node.get(name)
    }
    # Cleared at once: names that no document may have, such as "{{title}}", cannot be deleted one by one.
    node.attrib.clear()
    node.tag = tag
    node.attrib.update(kept)
