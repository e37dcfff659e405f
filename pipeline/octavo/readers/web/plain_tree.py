"""Simplifies a web page's tree: what browsers show as text becomes text, active and loading elements are removed.

Changes the tree it is given; no I/O. The result has only elements that pandoc reads without loss. Formulas and drawings
are replaced by placeholders, which the caller fills: empty ``span`` elements with a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree, html

from octavo.readers.web.anchors import keep_targets
from octavo.readers.web.placeholders import in_line
from octavo.readers.web.shapes import flatten, rename, shape
from octavo.readers.web.visible_text import BLOCK_SHELLS, BLOCKS, GONE, HOLE, text_of
from octavo.readers.xml_tree import Element, remove, unwrap
from octavo.tree.elements import HEADINGS, names

_EMPTY = ("link", "meta", "base", "param", "source", "track", "frame", "keygen", "bgsound", "wbr")
_UNREAD = ("iframe", "noframes", "noembed", "noscript")
_RAW = ("xmp", "listing", "plaintext", "textarea")
_INLINE_SHELLS = names("button label output progress meter option map blink nobr font")
_ACTIVE = ("script", "iframe", "object", "embed", "applet", "form", "frame", "audio", "video", "canvas")
_NUMBER = re.compile(r"(?:[^\W\d_]+\s+)?(?:\d{1,4}|[IVXLCDMivxlcdm]+|[^\W\d_])[.:)]?|第.{1,6}[章回節节部卷話话]")
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-full-src", "data-orig-file")
_SIGN = 2
"""A picture that stands for so few words may be a part of a sentence."""
_LONGEST_SET = 20_000
_STAND_IN = re.compile(
    r"data:image/(?:gif;base64,R0lGOD|svg\+xml)|about:blank|.*(?:/|\A)(?:blank|spacer|placeholder|lazy|loading|pixel|1x1"
    r"|transparent)[^/]*\.(?:gif|png|svg|jpe?g)\Z",
    re.IGNORECASE,
)
"""Placeholders for pictures that load when they are scrolled to."""
_UNSEEN_INPUTS = names("hidden password file color range")


def make_plain(root: Element, fill: Callable[[Element], int | None]) -> frozenset[str]:
    """Make the tree plain and say which kinds of active elements were in it.

    ``fill`` is asked for each ``math`` and ``svg``: the number of the hole that stands for it, or None to keep its
    text.
    """
    active = frozenset(str(node.tag) for node in root.iter(*_ACTIVE))
    for node in list(root.iter(etree.Comment, etree.PI, etree.Entity)):
        remove(node)
    for node in list(root.iter(*_UNREAD)):
        _read(node)
    for node in list(root.iter("math", "svg")):
        if node.getparent() is not None:
            _hole(node, fill)
    for node in list(root.iter(*GONE)):
        if node.getparent() is not None:
            remove(node)
    choose_sources(root)
    for node in list(root.iter(*_EMPTY)):
        unwrap(node)  # a parser may have taken what follows for their content
    for node in list(root.iter("title")):
        rename(node, "div")
    keep_targets(root)
    _inputs(root)
    _headgroups(root)
    _shells(root)
    _links(root)
    _ruby(root)
    shape(root)
    flatten(root, HOLE)
    return active


def _read(node: Element) -> None:
    """What stands in for a frame comes from the parser as bare text with tags in it."""
    node.text = (node.get("srcdoc") or "") + (node.text or "") or None
    if not len(node) and "<" in (node.text or ""):
        inner = html.fragment_fromstring(node.text or "", create_parent="div")
        node.text = None
        node.append(inner)


def _hole(node: Element, fill: Callable[[Element], int | None]) -> None:
    if any(inner.get(HOLE) for inner in node.iter()):
        _bare(node)
        return
    if node.tag == "math" and in_line(node):
        return
    number = fill(node)
    if number is None:
        _bare(node)
        return
    hole = etree.Element("span")
    hole.tail, node.tail = node.tail, None
    hole.set(HOLE, str(number))
    parent = node.getparent()
    if parent is not None:
        parent.replace(node, hole)


def _bare(node: Element) -> None:
    """Leave nothing of an element but its words, set apart, and the holes in it."""
    for inner in list(node.iter("script", "style")):
        remove(inner)
    for inner in list(node.iter()):
        inner.text = f" {inner.text or ''} "
        if inner is not node and not inner.get(HOLE):
            unwrap(inner)
    rename(node, "span")


def _inputs(root: Element) -> None:
    for node in list(root.iter("input", "isindex")):
        kind = (node.get("type") or "text").lower()
        if kind in ("checkbox", "radio"):
            words = " ☒ " if node.get("checked") is not None else " ☐ "
        elif kind in _UNSEEN_INPUTS:
            words = ""
        else:
            words = f" {node.get('alt') or node.get('value') or node.get('placeholder') or ''} "
        _become(node, "span", words)
    for node in root.iter("textarea"):
        node.text = node.text or node.get("placeholder")
    for node in root.iter("optgroup"):
        node.text = f"{node.get('label') or ''} {node.text or ''}"
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
            rename(node, "ul")
        elif tag == "noscript":
            rename(
                node, "div" if any(child.tag in BLOCKS for child in node.iter()) or not _inline_home(node) else "span"
            )
        elif tag in BLOCK_SHELLS:
            rename(node, "div")
        elif tag in _INLINE_SHELLS:
            rename(node, "span")
        elif tag == "image":
            node.tag = "img"


def _inline_home(node: Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag in ("p", "span", "a", "em", "strong", "li", "td")


def _headgroups(root: Element) -> None:
    """A number and the title below it are one heading: "I. Down the Rabbit-Hole"."""
    for group in list(root.iter("hgroup")):
        parts = [child for child in group if isinstance(child.tag, str)]
        head = next((child for child in parts if child.tag in HEADINGS), None)
        if head is None or parts[0] is not head or len(parts) < 2 or (head.tail or "").strip():
            continue
        number = " ".join(text_of(head).split())
        if not _NUMBER.fullmatch(number) or parts[1].tag not in ("p", *HEADINGS):
            continue
        title = parts[1]
        mark = " " if number[-1:] in ".:)—" or not number.isascii() else ". "
        last = head[-1] if len(head) else None
        if last is None:
            head.text = f"{(head.text or '').rstrip()}{mark}"
        else:
            last.tail = f"{(last.tail or '').rstrip()}{mark}"
        head.append(title)
        title.tail, tail = None, title.tail
        head.tail = tail
        unwrap(title)


def choose_sources(root: Element) -> None:
    """Each picture's own source, where the page shows a stand-in until somebody looks."""
    for node in root.iter("img"):
        source = (node.get("src") or "").strip()
        offered = [node.get(name) or "" for name in _LAZY]
        sets = [node.get("srcset") or "", node.get("data-srcset") or "", node.get("data-lazy-srcset") or ""]
        home = node.getparent()
        if home is not None and home.tag == "picture":
            sets += [inner.get("srcset") or inner.get("data-srcset") or "" for inner in home.iter("source")]
        choices = [one for one in (*offered, *map(_from_set, sets)) if one and not _STAND_IN.match(one)]
        if choices and (not source or _STAND_IN.match(source) or offered[0].strip()):
            source = choices[0].strip()
        elif _is_remote(source):
            source = next((one for one in choices if not _is_remote(one)), source)
        node.set("src", source)


def _from_set(value: str) -> str:
    """The largest picture of a ``srcset``; empty without one. Data in it may hold commas."""
    if len(value) > _LONGEST_SET:
        return value.split(maxsplit=1)[0]
    found = re.findall(
        r"(data:[^\s]+|[^\s,][^\s]*?)(?:\s+(\d+(?:\.\d+)?)[wx])?\s*(?:,\s|,(?=\S+\s+[\d.]+[wx])|\Z)", value.strip()
    )
    return max(found, key=lambda one: float(one[1] or 1), default=("", ""))[0]


def silence_remote(root: Element) -> None:
    """Pictures on the Web leave no words: what they show in words is no part of the article's text.

    Signs amid a line, and emoji, keep them.
    """
    lines: dict[Element, dict[Element, str]] = {}
    for node in root.iter("img"):
        said = node.get("alt") or ""
        top = node
        while (home := top.getparent()) is not None and home.tag not in BLOCKS and home.tag not in BLOCK_SHELLS:
            top = home
        if home is None or not _is_elsewhere(node.get("src") or "") or not any(char.isalnum() for char in said):
            continue
        if home not in lines:
            lines[home] = _lines(home)
        if len(said.split()) > _SIGN or not lines[home][top].strip():
            node.set("alt", "")


def _lines(home: Element) -> dict[Element, str]:
    """The words of the line in which each part of an element is: a block in it ends a line."""
    lines: list[list[str]] = [[home.text or ""]]
    places: dict[Element, int] = {}
    for child in home:
        places[child] = len(lines) - 1
        if child.tag in BLOCKS or child.tag in BLOCK_SHELLS:
            lines.append([])
        else:
            lines[-1].append(text_of(child))
        lines[-1].append(child.tail or "")
    return {child: "".join(lines[place]) for child, place in places.items()}


def _is_elsewhere(address: str) -> bool:
    """Whether a picture cannot lie in the page's own folder."""
    return _is_remote(address) or address.startswith(("/", "..")) or "?" in address


def _is_remote(address: str) -> bool:
    return address.startswith("//") or bool(re.match(r"https?:", address, re.IGNORECASE))


def _links(root: Element) -> None:
    """Addresses as browsers understand them: without the controls that may hide a scheme."""
    for node in root.iter("a"):
        if address := node.get("href"):
            node.set("href", re.sub(r"[\x00-\x1f]+", "", address.strip()))
        if node.get("href") in ("", "#"):
            del node.attrib["href"]  # a script was to do something
    for heading in root.iter(*HEADINGS):
        for link in list(heading.iter("a")):
            if (link.get("href") or "").startswith("#"):
                _drop_permalink(link, heading)


def _drop_permalink(link: Element, heading: Element) -> None:
    """A heading that leads to itself, so that its address can be copied, has no such link on paper."""
    if link.get("id") and not heading.get("id"):
        heading.set("id", link.get("id", ""))
    if any(char.isalnum() for char in text_of(link)) or link.find(".//img") is not None:
        unwrap(link)
    else:
        remove(link)


def _ruby(root: Element) -> None:
    for node in list(root.iter("rp")):
        remove(node)
    for node in list(root.iter("rt", "rtc")):
        node.text = f"({node.text or ''}"
        if len(node):
            node[-1].tail = f"{node[-1].tail or ''})"
        else:
            node.text += ")"


def _become(node: Element, tag: str, words: str) -> None:
    tail = node.tail
    text = words if tag != "pre" or node.tag == "textarea" or not len(node) else text_of(node)
    for child in list(node):
        node.remove(child)
    rename(node, tag)
    node.text, node.tail = text, tail
