"""Facts about paragraphs that pandoc does not pass on, carried through it by a mark at the paragraph's beginning.

The mark is a number between two characters that no text may hold (Unicode's noncharacters). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from octavo.model import Node
from octavo.tree.walk import map_text

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
TAB = "\ufdd2"
"""A tab between words."""
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_ANY = re.compile(f"{_OPEN}\\d*{_CLOSE}?|{_CLOSE}")


@dataclass(frozen=True)
class ListPlace:
    """A paragraph that is an item of a list, or stands at the place of one.

    ``style`` and ``delimiter`` are pandoc's; a bullet has none, and an item whose label stands in its text is
    ``typed``. ``left`` is where its text begins, in twentieths of a point.
    """

    level: int
    number: int = 1
    style: str = ""
    delimiter: str = ""
    family: str = ""
    left: int = 0
    typed: bool = False


@dataclass(frozen=True)
class Facts:
    """What is known of a paragraph: its place in a list, how it is set, what stands before it."""

    item: ListPlace | None = None
    align: str = ""
    page_break: bool = False
    code: str | None = None
    left: int = 0
    tabbed: bool = False

    @property
    def telling(self) -> bool:
        """Whether there is anything to carry."""
        return self != Facts()


@dataclass
class Marks:
    """The facts given out so far, by number."""

    facts: list[Facts] = field(default_factory=list)

    def text(self, facts: Facts) -> str:
        """The mark for these facts."""
        self.facts.append(facts)
        return f"{_OPEN}{len(self.facts) - 1}{_CLOSE}"

    def of(self, block: Node) -> Facts | None:
        """What is known of a block, if its text begins with a mark."""
        if block.get("t") in ("Para", "Plain", "Header"):
            found = _MARK.match(_opening(block["c"][2] if block["t"] == "Header" else block["c"]))
            if found and int(found[1]) < len(self.facts):
                return self.facts[int(found[1])]
        return None


def without_marks(value: Any) -> Any:
    """A copy of a tree whose text has no marks."""
    return _emptied(map_text(value, lambda text: _ANY.sub("", text) if _OPEN in text or _CLOSE in text else text))


def unmarked(text: str) -> str:
    """Text without marks."""
    return _ANY.sub("", text).replace(TAB, " ")


def without_forged(texts: Iterable[Any]) -> None:
    """Take characters that could be mistaken for marks out of the text of elements."""
    for node in texts:
        for mark in (_OPEN, _CLOSE, TAB):
            if node.text and mark in node.text:
                node.text = node.text.replace(mark, "\ufffd")


def _opening(inlines: list[Node]) -> str:
    """The first word of a paragraph, however deep it stands."""
    nodes = inlines
    for _ in range(20):
        if not nodes:
            return ""
        first = nodes[0]
        if first.get("t") == "Str":
            return str(first["c"])
        content = first.get("c")
        if first.get("t") in ("Span", "Link", "Quoted") and isinstance(content, list):
            nodes = content[1]
            if not nodes:
                nodes = inlines[1:]
                inlines = nodes
        elif isinstance(content, list) and first.get("t") in ("Emph", "Strong", "Underline", "Strikeout", "SmallCaps"):
            nodes = content
        else:
            return ""
    return ""


def _emptied(value: Any) -> Any:
    """A tree without the empty words that marks leave."""
    if isinstance(value, list):
        return [_emptied(inner) for inner in value if not (isinstance(inner, dict) and inner == {"t": "Str", "c": ""})]
    if isinstance(value, dict):
        return {key: _emptied(inner) for key, inner in value.items()}
    return value
