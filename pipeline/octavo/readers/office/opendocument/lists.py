"""Lists of an OpenDocument text as marked paragraphs, with the numbers that are printed.

Changes the tree it is given.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from octavo.readers.office.marks import ListPlace, Marks
from octavo.readers.office.odt_xml import TEXT
from octavo.readers.office.opendocument.styles import OdtStyles
from octavo.readers.office.word.labels import place_of, typed_label
from octavo.readers.office.word.numbering import Label, Level, Numbering
from octavo.readers.xml_tree import Element

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_DEPTH = 9


@dataclass
class ListFlattener:
    """Takes lists apart. ``places`` says of each paragraph where it is, ``lefts`` which item it goes on with."""

    styles: OdtStyles
    marks: Marks
    counter: Numbering = field(default_factory=Numbering)
    places: dict[Element, tuple[ListPlace, str]] = field(default_factory=dict)
    lefts: dict[Element, int] = field(default_factory=dict)
    headings: dict[Element, str] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    runs: int = 0
    last: str = ""

    def flatten(self, root: Element) -> None:
        """Take all lists apart; number the headings."""
        for node in list(root.iter(f"{TEXT}list", f"{TEXT}h")):
            if node.getparent() is None or any(True for _ in node.iterancestors(f"{TEXT}list")):
                continue
            if node.tag == f"{TEXT}h":
                self._heading(node)
            else:
                self._list(node)
                self._unwrap(node)

    def _list(self, node: Element) -> None:
        style = node.get(f"{TEXT}style-name", "") or self._inherited(node)
        goes_on = node.get(f"{TEXT}continue-numbering") == "true"
        other = self.families.get(node.get(f"{TEXT}continue-list", ""), "")
        if other:
            family = other
        elif goes_on and self.last.startswith(f"{style}\0"):
            family = self.last
        else:
            self.runs += 1
            family = f"{style}\0{self.runs}"
        self.last = family
        if node.get(_ID):
            self.families[node.get(_ID, "")] = family
        self._level(node, style, family, 0)

    def _inherited(self, node: Element) -> str:
        """The list style of the first paragraph's style."""
        for paragraph in node.iter(f"{TEXT}p", f"{TEXT}h"):
            for style in self.styles.chain("paragraph", paragraph.get(f"{TEXT}style-name", "")):
                name = style.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}list-style-name")
                if name:
                    return name
        return ""

    def _level(self, node: Element, style: str, family: str, at: int) -> None:
        style = node.get(f"{TEXT}style-name", "") or style
        if at >= _DEPTH:
            return
        for item in node:
            first = item.tag == f"{TEXT}list-item"
            start = item.get(f"{TEXT}start-value", "")
            for child in list(item):
                if child.tag == f"{TEXT}list":
                    self._level(child, style, family, at + 1)
                elif child.tag == f"{TEXT}h":
                    label = self._label(style, family, at, start) if first else None
                    self.headings[child] = typed_label(label, None) if label is not None else ""
                    first = False
                elif child.tag == f"{TEXT}p" and first:
                    label = self._label(style, family, at, start)
                    place = place_of(label)
                    self.places[child] = (place, typed_label(label, place))
                    first = False
                else:
                    self.lefts[child] = (at + 1) * 720

    def _label(self, style: str, family: str, at: int, start: str) -> Label:
        levels = self.styles.lists.get(style) or {}
        known = {one: levels.get(one, Level(form="bullet", text="•")) for one in range(_DEPTH)}
        return self._count(known, family, at, start)

    def _count(self, levels: dict[int, Level], family: str, at: int, start: str) -> Label:
        if start.isdigit() and len(start) < 6:
            counts = self.counter.counts.setdefault(family, [None] * _DEPTH)
            counts[at] = int(start) - 1
        return self.counter.at(family, levels, at, (at + 1) * 720)

    def _heading(self, node: Element) -> None:
        level = node.get(f"{TEXT}outline-level", "1")
        at = int(level) - 1 if level.isdigit() and 1 <= int(level) <= _DEPTH else 0
        known = self.styles.outline.get(at)
        if known is None or node.get(f"{TEXT}is-list-header") == "true" or not known.text.strip():
            return
        start = node.get(f"{TEXT}start-value", "") if node.get(f"{TEXT}restart-numbering") == "true" else ""
        self.headings[node] = typed_label(self._count(self.styles.outline, "outline", at, start), None)

    def _unwrap(self, node: Element) -> None:
        """Put what is in a list in its place."""
        home = node.getparent()
        if home is None:
            return
        for child in _contents(node):
            child.tail = None
            node.addprevious(child)
        home.remove(node)


def _contents(node: Element) -> list[Element]:
    found: list[Element] = []
    stack = list(reversed(node))
    while stack:
        child = stack.pop()
        if child.tag in (f"{TEXT}list", f"{TEXT}list-item", f"{TEXT}list-header"):
            stack.extend(reversed(child))
        else:
            found.append(child)
    return found
