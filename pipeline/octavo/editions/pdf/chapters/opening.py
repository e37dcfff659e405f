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
    """The break before a chapter (``page``, ``recto`` and so on); whether the chapters of a part open like that too.

    ``part`` is the break before a part.
    """

    kind: str
    within_parts: bool
    leftwards: bool = False
    part: str = "page"

    def needs_blank(self, before: int, *, part: bool = False) -> bool:
        """Whether a chapter, or a ``part``, behind so many pages needs a blank page before it."""
        kind = self.part if part else self.kind
        if kind == "page":
            return False
        second = {"verso": True, "left": not self.leftwards, "right": self.leftwards}.get(kind, False)
        return bool(before % 2) != second


def opening_of(breaks: Breaks, *, leftwards: bool) -> Opening | None:
    """How chapters open; None when they or parts do not open a page. ``leftwards``: the first page is a left one."""
    kind = breaks(_text([_chapter("h2"), _chapter("h2")]))
    of_parts = breaks(_text([_chapter("h2"), _part()]))
    if not kind or not of_parts:
        return None
    within = breaks(_text([_part(headed=False)]))
    return Opening(kind, within == kind, leftwards, of_parts)


def _part(*, headed: bool = True) -> _Element:
    part = etree.Element("section", {"class": PART})
    if headed:
        etree.SubElement(part, "h2").text = "x"
    part.extend([_chapter("h3"), _chapter("h3")])
    return part


def _chapter(heading: str) -> _Element:
    section = etree.Element("section")
    etree.SubElement(section, heading).text = "x"
    etree.SubElement(section, "p").text = "x"
    return section


def _text(sections: list[_Element]) -> _Element:
    tree = etree.Element("div")
    tree.extend(sections)
    return tree
