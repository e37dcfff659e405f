"""How the chapters of a book open. The layout engine is asked, because any style sheet may decide it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from octavo.editions.pdf.chapters.stretches import PART

Breaks = Callable[[_Element], str]
"""Lays out a tree, and tells how its first page was broken off: ``page``, ``recto`` and so on, or empty."""


@dataclass(frozen=True)
class Opening:
    """The break before a chapter (``page``, ``recto`` and so on); whether the chapters of a part open like that too."""

    kind: str
    within_parts: bool
    leftwards: bool = False

    def needs_blank(self, before: int) -> bool:
        """Whether a chapter behind so many pages needs a blank page before it."""
        if self.kind == "page":
            return False
        second = {"verso": True, "left": not self.leftwards, "right": self.leftwards}.get(self.kind, False)
        return bool(before % 2) != second


def opening_of(breaks: Breaks, *, leftwards: bool) -> Opening | None:
    """How chapters open; None when they do not open a page. ``leftwards``: the first page is a left one."""
    kind = breaks(_text([_chapter("h2"), _chapter("h2")]))
    if not kind:
        return None
    part = etree.Element("section", {"class": PART})
    etree.SubElement(part, "h2").text = "x"
    part.extend([_chapter("h3"), _chapter("h3")])
    return Opening(kind, _break_within(breaks, part) == kind, leftwards)


def _chapter(heading: str) -> _Element:
    section = etree.Element("section")
    etree.SubElement(section, heading).text = "x"
    etree.SubElement(section, "p").text = "x"
    return section


def _text(sections: list[_Element]) -> _Element:
    tree = etree.Element("div")
    tree.extend(sections)
    return tree


def _break_within(breaks: Breaks, part: _Element) -> str:
    """The break before the second chapter of a part; the first may be below the part's heading or behind it."""
    kind = breaks(_text([part]))
    part.remove(part[0])
    return kind if breaks(_text([part])) == kind else ""
