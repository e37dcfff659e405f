"""HTML lists with unusual numbers: ``<li value>``, ``reversed``, numbers below zero. Changes a tree in place.

Markdown counts up by one. Where the numbers of a list jump, the list becomes several, each with its own start; numbers
below zero, which no list of Markdown can have, become text.
"""

from __future__ import annotations

import re

from lxml import etree

from octavo.readers.xml_tree import Element

_STYLES = {
    "decimal": "1",
    "decimal-leading-zero": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*(?:(?:inside|outside)\s+)?(?P<name>[a-z-]+)", re.IGNORECASE)
_NUMBER = re.compile(r"\s*[+-]?\d{1,9}\s*\Z")


def count_as_shown(root: Element) -> None:
    """Give every list below an element the numbers that a browser shows."""
    for node in list(root.iter("ol", "ul")):
        found = _STYLE.search(node.get("style") or "")
        kind = _STYLES.get(found["name"].lower()) if found else None
        if kind and (node.tag == "ul" or not node.get("type")):
            node.tag = "ol"
            node.set("type", kind)
        if node.tag == "ol" and _counts_itself(node):
            _parted(node)


def _counts_itself(node: Element) -> bool:
    start = _number(node.get("start"))
    return node.get("reversed") is not None or (start is not None and start < 0) or any(
        _number(item.get("value")) is not None for item in node if item.tag == "li"
    )  # fmt: skip


def _number(value: str | None) -> int | None:
    return int(value) if value is not None and _NUMBER.match(value) else None


def _parted(node: Element) -> None:
    """One list as the lists that count up by one, in its place."""
    items = [item for item in node if item.tag == "li"]
    step = -1 if node.get("reversed") is not None else 1
    start = _number(node.get("start"))
    count = start if start is not None else len(items) if step < 0 else 1
    home = node.getparent()
    if home is None or not items:
        return
    parts: list[Element] = []
    last: int | None = None
    for item in items:
        given = _number(item.get("value"))
        count = given if given is not None else count
        if count < 0:
            parts.append(_as_text(item, count))
            last = None
        else:
            if last is None or count != last + 1:
                parts.append(etree.Element("ol", {"start": str(count), "type": node.get("type") or "1"}))
            parts[-1].append(item)
            last = count
        item.tail = None
        count += step
    parts[0].attrib.update({key: value for key in ("id", "lang", "dir") if (value := node.get(key))})
    parts[-1].tail = node.tail
    at = home.index(node)
    home.remove(node)
    for place, part in enumerate(parts):
        home.insert(at + place, part)


def _as_text(item: Element, count: int) -> Element:
    """An item whose number is below zero: its number and its words."""
    made = etree.Element("div")
    made.text = f"\u2212{-count}. {(item.text or '').lstrip()}"
    made.extend(list(item))
    return made
