"""The marks of numbered lists, as their author typed them: ``4.``, ``(a)``, ``iv)``. Floor 2.

They are decided once, when the body is made: ``data-mark`` of each item has it. For editions whose lists cannot show
brackets, ``write_marks`` writes the marks into the text. The proof compares the marks shown with ``data-mark``.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element

from octavo.text.numerals import numeral

MARK = "data-mark"
BRACKETS = {"": ("", "."), "bracket": ("", ")"), "paren": ("(", ")")}
"""What is around the number, by the class of the list."""
TASKS = ("☐", "☒")
SIGNS = frozenset("☐☑☒✓✔✗✘✕✖★☆→⇒➔➜➢➤►▶▸☞❖✦❑❒")
"""Signs that are a mark by themselves: an item that begins with one has no bullet before it."""
_NUMBER = re.compile(r"[(（]?\d{1,4}[.)、．）]")


def set_marks(ordered: _Element) -> None:
    """Give each item of a list its mark, in place. That of an item with a box to tick is empty: it has no number."""
    before, behind = BRACKETS[ordered.get("class") or ""]
    first = int(ordered.get("start") or 1)
    for number, item in enumerate(ordered.iterchildren("li"), first):
        is_task = "".join(map(str, item.itertext())).lstrip().startswith(TASKS)
        item.set(MARK, "" if is_task else f"{before}{numeral(number, ordered.get('type') or '')}{behind}")


def is_marked(item: _Element, text: str | None) -> bool:
    """Whether an item that begins with ``text`` has its mark there.

    That is a box to tick, or in a list of bullets any sign, or a number in figures in which no list counts (``١.``).
    """
    begins = (text or "").lstrip()
    parent = item.getparent()
    if begins.startswith(TASKS) or parent is None or parent.tag != "ul":
        return begins.startswith(TASKS)
    number = _NUMBER.match(begins)
    return begins[:1] in SIGNS or (number is not None and not number[0].isascii())


def write_marks(tree: _Element) -> None:
    """Write the marks that HTML cannot number by itself into the items, in place; no item keeps its attribute."""
    for item in tree.iter("li"):
        mark = str(item.attrib.pop(MARK, ""))
        ordered = item.getparent()
        if not mark or ordered is None or ordered.get("class") not in ("paren", "bracket"):
            continue
        inner = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
        sign = etree.Element("span", {"class": "marker"})
        sign.text, sign.tail, inner.text = mark, f" {inner.text or ''}", None
        inner.insert(0, sign)
