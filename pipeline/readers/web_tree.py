"""A web page's tree made plain: what browsers show as words becomes words, what acts or loads goes.

Changes the tree it is given; no I/O.
What is left holds only elements that pandoc reads without losing anything. Formulas and drawings leave holes that the
caller fills; each hole is an empty ``span`` with the number of what belongs there.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import html

Element = html.HtmlElement

_GONE = ("script", "style", "template")
_EMPTY = ("link", "meta", "base", "param", "source", "track", "frame", "keygen", "bgsound", "wbr")
_UNREAD = ("iframe", "noframes", "noembed", "noscript")
_RAW = ("xmp", "listing", "plaintext", "textarea")
_BLOCK_SHELLS = frozenset(
    [
        *(
            "center",
            "marquee",
            "form",
            "fieldset",
            "legend",
            "address",
            "main",
            "section",
            "article",
            "header",
            "footer",
        ),
        *(
            "nav",
            "aside",
            "hgroup",
            "search",
            "details",
            "summary",
            "dialog",
            "noframes",
            "frameset",
            "iframe",
            "object",
        ),
        *("embed", "applet", "audio", "video", "canvas", "multicol", "optgroup", "select", "datalist"),
    ]
)
_INLINE_SHELLS = frozenset(["button", "label", "output", "progress", "meter", "option", "map", "blink", "nobr", "font"])
_BLOCKS = frozenset(
    [
        *("div", "p", "ul", "ol", "li", "dl", "dt", "dd", "table", "blockquote", "pre", "figure", "figcaption", "hr"),
        *(
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "section",
            "article",
            "tr",
            "td",
            "th",
            "tbody",
            "thead",
            "tfoot",
            "caption",
        ),
    ]
)
_ACTIVE = frozenset(
    ["script", "iframe", "object", "embed", "applet", "form", "frame", "audio", "video", "canvas", "base"]
)
_MAX_SPAN = 100
_MAX_DEPTH = 40
HOLE = "data-hole"


def make_plain(root: Element, fill: Callable[[Element], int | None]) -> frozenset[str]:
    """Make the tree plain and say which kinds of active elements were in it.

    ``fill`` is asked for each ``math`` and ``svg``: the number of the hole that stands for it, or None to keep its
    text.
    """
    active = frozenset(str(node.tag) for node in root.iter(*_ACTIVE) if node.tag != "base")
    for node in list(root.iter(html.etree.Comment, html.etree.PI, html.etree.Entity)):
        _drop(node)
    for node in list(root.iter(*_UNREAD)):
        _read(node)
    for node in list(root.iter("math", "svg")):
        if node.getparent() is not None:
            _hole(node, fill)
    for node in list(root.iter(*_GONE)):
        if node.getparent() is not None:
            _drop(node)
    for node in list(root.iter(*_EMPTY)):
        node.drop_tag()  # a parser may have taken what follows for their content
    for node in list(root.iter("title")):
        _rename(node, "div")
    _inputs(root)
    _shells(root)
    _lists(root)
    _tables(root)
    _pictures(root)
    _ruby(root)
    _figures(root)
    _flatten(root)
    return active


def text_of(node: Element) -> str:
    """The words below an element, blocks set apart."""
    parts: list[str] = []
    for event, item in html.etree.iterwalk(node, events=("start", "end")):
        block = item.tag in _BLOCKS or item.tag in _BLOCK_SHELLS or item.tag in ("br", "img") or HOLE in item.attrib
        if event == "start":
            parts.extend((" " if block else "", "" if item.tag in _GONE else item.text or ""))
        else:
            parts.extend((" " if block else "", (item.tail or "") if item is not node else ""))
    return "".join(parts)


def _read(node: Element) -> None:
    """What stands in for a frame comes from the parser as bare text with tags in it."""
    if not len(node) and "<" in (node.text or ""):
        inner = html.fragment_fromstring(node.text or "", create_parent="div")
        node.text = None
        node.append(inner)


def _drop(node: Element) -> None:
    """Take an element out and leave the text after it."""
    node.drop_tree()


def _hole(node: Element, fill: Callable[[Element], int | None]) -> None:
    number = fill(node)
    if number is None:
        _bare(node)
        return
    hole = html.Element("span")
    hole.tail, node.tail = node.tail, None
    hole.set(HOLE, str(number))
    parent = node.getparent()
    if parent is not None:
        parent.replace(node, hole)


def _bare(node: Element) -> None:
    """Leave nothing of an element but its words, set apart, and the holes in it."""
    for inner in list(node.iter("script", "style")):
        inner.drop_tree()
    for inner in list(node.iter()):
        inner.text = f" {inner.text or ''} "
        if inner is not node and not inner.get(HOLE):
            inner.drop_tag()
    _rename(node, "span")


def _inputs(root: Element) -> None:
    for node in list(root.iter("input", "isindex")):
        kind = (node.get("type") or "text").lower()
        if kind in ("checkbox", "radio"):
            words = "☒ " if node.get("checked") is not None else "☐ "
        elif kind in ("hidden", "password", "file", "color", "range"):
            words = ""
        else:
            words = node.get("alt") or node.get("value") or ""
        _become(node, "span", words)
    for node in list(root.iter("option")):
        if not (node.text or "").strip() and node.get("label"):
            node.text = node.get("label")
        node.tail = f" {node.tail or ''}"


def _shells(root: Element) -> None:
    for node in list(root.iter()):
        tag = node.tag
        if tag in _RAW:
            _become(node, "pre", node.text or "")
        elif tag in ("menu", "dir"):
            _rename(node, "ul")
        elif tag == "noscript":
            _rename(
                node, "div" if any(child.tag in _BLOCKS for child in node.iter()) or not _inline_home(node) else "span"
            )
        elif tag in _BLOCK_SHELLS:
            _rename(node, "div")
        elif tag in _INLINE_SHELLS:
            _rename(node, "span")
        elif tag == "image":
            node.tag = "img"


def _inline_home(node: Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag in ("p", "span", "a", "em", "strong", "li", "td")


def _lists(root: Element) -> None:
    """Items without a list get one; what stands between items goes into an item."""
    for tag, homes, home in (("li", ("ul", "ol"), "ul"), ("dt", ("dl",), "dl"), ("dd", ("dl",), "dl")):
        for node in list(root.iter(tag)):
            parent = node.getparent()
            if parent is None or parent.tag in homes or (parent.tag == "div" and parent.getparent() is not None
                                                         and parent.getparent().tag in homes):  # fmt: skip
                continue
            before = node.getprevious()
            if (
                before is not None
                and before.tag == home
                and before.get(HOLE) == "list"
                and not (before.tail or "").strip()
            ):
                before.tail = None
            else:
                before = html.Element(home)
                before.set(HOLE, "list")
                node.addprevious(before)
            before.tail, node.tail = node.tail, None
            before.append(node)
    for node in root.iter("ul", "ol", "dl"):
        if node.get(HOLE):
            del node.attrib[HOLE]
        _settle(node, ("dt", "dd", "div") if node.tag == "dl" else ("li",), "dd" if node.tag == "dl" else "li")
        start = node.get("start") or ""
        if start and not re.fullmatch(r"\d{1,6}", start.strip()):
            del node.attrib["start"]
    for node in list(root.iter("dl")):
        for child in [child for child in node if child.tag == "div"]:
            child.drop_tag()
        _settle(node, ("dt", "dd"), "dd")
        if len(node) and node[0].tag == "dd":
            node.insert(0, html.Element("dt"))


def _settle(node: Element, allowed: tuple[str, ...], home: str) -> None:
    if (node.text or "").strip():
        first = html.Element(home)
        first.text, node.text = node.text, None
        node.insert(0, first)
    for child in list(node):
        item = child
        if child.tag not in allowed:
            item = html.Element(home)
            child.addprevious(item)
            item.tail, child.tail = child.tail, None
            item.append(child)
        if (item.tail or "").strip():
            loose = html.Element(home)
            loose.text, item.tail = item.tail, None
            item.addnext(loose)


def _tables(root: Element) -> None:
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


def _pictures(root: Element) -> None:
    for node in root.iter("img"):
        source = node.get("src") or ""
        if not source or source.startswith("data:image/gif;base64,R0lGOD"):
            lazy = (
                node.get("data-src")
                or node.get("data-original")
                or (node.get("srcset") or "").split(",")[0].strip().split(" ")[0]
            )
            if lazy:
                node.set("src", lazy)
        if not node.get("src"):
            node.set("src", "")


def _ruby(root: Element) -> None:
    for node in list(root.iter("rp")):
        _drop(node)
    for node in list(root.iter("rt", "rtc")):
        node.text = f"({node.text or ''}"
        if len(node):
            node[-1].tail = f"{node[-1].tail or ''})"
        else:
            node.text += ")"


def _figures(root: Element) -> None:
    """A figure that is not one picture with a caption is a division."""
    for node in list(root.iter("figure")):
        rest = [child for child in node if child.tag != "figcaption"]
        words = "".join([node.text or "", *(text_of(child) for child in rest), *(child.tail or "" for child in node)])
        if len(list(node.iter("img"))) != 1 or words.strip() or node.find(".//pre") is not None:
            for caption in [child for child in node if child.tag == "figcaption"]:
                _rename(caption, "div")
            _rename(node, "div")
    for node in list(root.iter("figcaption")):
        if node.getparent() is None or node.getparent().tag != "figure":
            _rename(node, "div")


def _flatten(root: Element) -> None:
    """Divisions deeper than anybody writes by hand lose their shells, from the outside in; their words stay apart."""
    deep = []
    stack = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        if depth > _MAX_DEPTH:
            deep.append(node)
        stack.extend((child, depth + 1) for child in node)
    for node in deep:
        if node.tag in _BLOCKS:
            node.text = f" {node.text or ''}"
            node.tail = f" {node.tail or ''}"
        if node.tag not in ("img", "br") and not node.get(HOLE):
            node.drop_tag()


def _become(node: Element, tag: str, words: str) -> None:
    tail = node.tail
    text = words if tag != "pre" or node.tag == "textarea" or not len(node) else text_of(node)
    for child in list(node):
        node.remove(child)
    _rename(node, tag)
    node.text, node.tail = text, tail


def _rename(node: Element, tag: str) -> None:
    node.tag = tag
    for name in list(node.attrib):
        if name not in ("id", "lang", "dir"):
            del node.attrib[name]
