"""Text moved up before a figure that finds no room on its page, so that the page is not left half empty.

A page is made; if it ends early because a figure comes next, the paragraphs behind the figure that fill the page are
put before it, in WeasyPrint's boxes, and the page is made again. Nothing that was laid out before is concerned. The
elements are marked, so that screen readers still find the figure where the manuscript has it (``read_order``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from octavo.body import HEADINGS
from octavo.editions.pdf.weasyprint_door.refinements.read_order import mark_late

TURNED = "o-turned"
"""The class of what stands turned on pages of its own."""
_CAPTION, _NO_CAPTION = 1 / 10, 1 / 4
"""Shares of the type area that may stay empty above a figure. One without a caption belongs closer to its text."""
_MOST = 0.5
"""Share of the type area by which a paragraph may go on behind the foot of the page."""
_LETTERS = 2.1
"""About how many letters are in an em of a line."""
_LINE = 1.4
"""About how high a line is, as a multiple of the size of its type."""
_AROUND = ("section", "div", "body")
_OPEN_ENDS = (":", "：", "—")
"""A paragraph that ends so belongs to the figure behind it."""


@dataclass(frozen=True)
class _Next:
    """What the next page begins with: a box, its place in its parent, and its parent."""

    parent: Any
    at: int

    @property
    def box(self) -> Any:
        return self.parent.children[self.at]


def fill(root: Any, resume_at: Any, bottom: float, page: Any, of_text: str) -> bool:
    """Put text before the figure with which the next page would begin, in place; tells whether any was.

    ``root`` is the box of the document, ``bottom`` where the text of the ``page`` ends, ``resume_at`` what comes next,
    ``of_text`` an attribute that all paragraphs of the text have, and no others.
    """
    found = _next(root, resume_at)
    if found is None or not bottom:
        return False
    first = found.at + 1 if _tag(found.box) in HEADINGS else found.at
    children = list(found.parent.children)
    last = first
    while last < len(children) and _may_be_late(children[last]):
        last += 1
    foot = float(page.content_box_y() + page.height)
    gap = foot - bottom
    if last == first or gap < page.height * _tolerance(children[first]) or _belongs(children, first):
        return False
    taken = _enough(_paragraphs(children[last:], of_text), gap, page)
    if not taken:
        return False
    moved, figures = children[last : last + taken], children[first:last]
    if first and _tag(children[first - 1]) == "p":
        _indent(moved[0], chain(children, root.descendants()))
    found.parent.children = [*children[:first], *moved, *figures, *children[last + taken :]]
    for figure in figures:
        mark_late(figure.element, moved[0].element)
    return True


def _next(root: Any, resume_at: Any) -> _Next | None:
    """The box with which the next page begins, if it begins at its beginning and in one place."""
    parent, at, box = None, 0, root
    while resume_at is not None:
        if len(resume_at) != 1:
            return None
        above = parent, at
        (at, resume_at), parent = next(iter(resume_at.items())), box
        if at >= len(parent.children):
            return None
        box = parent.children[at]
        if _tag(parent) == "figure":  # its caption is on this page, and the picture fills the next
            return _Next(*above)
    while _tag(box) in _AROUND and box.children and not _may_be_late(box):
        parent, at, box = box, 0, box.children[0]
    return _Next(parent, at) if parent is not None and _tag(parent) in _AROUND else None


def _tag(box: Any) -> str:
    element = box.element
    return element.tag if element is not None and box.element_tag == element.tag else ""


def _may_be_late(box: Any) -> bool:
    """Whether a box is a figure, a picture in a paragraph of its own, or a table turned on pages of its own."""
    if (tag := _tag(box)) == "figure":
        return True
    element = box.element
    if tag == "div" and element.get("class") == TURNED:
        return not any(child.tag in HEADINGS for child in element)
    alone = tag == "p" and len(element) == 1 and not f"{element.text or ''}{element[0].tail or ''}".strip()
    return bool(alone and element[0].tag == "img" and "formula" not in element[0].get("class", ""))


def _tolerance(figure: Any) -> float:
    named = any(figure.element.find(f".//{tag}") is not None for tag in ("figcaption", "caption"))
    return _CAPTION if named else _NO_CAPTION


def _belongs(children: list[Any], first: int) -> bool:
    """Whether the text right before a figure leads over to it."""
    before = children[first - 1].element if first else None
    return before is not None and before.tag == "p" and _text(before).endswith(_OPEN_ENDS)


def _text(element: Any) -> str:
    return "".join(element.itertext()).strip()


def _paragraphs(behind: list[Any], of_text: str) -> Iterator[Any]:
    """The paragraphs of the text with which these boxes begin."""
    for box in behind:
        if _tag(box) != "p" or box.element.get(of_text) is None or _may_be_late(box):
            return
        yield box


def _enough(paragraphs: Iterable[Any], gap: float, page: Any) -> int:
    """How many of these paragraphs fill the gap; none goes on far behind the foot of the page."""
    filled, count = 0.0, 0
    for box in paragraphs:
        size = box.style["font_size"]
        lines = len(_text(box.element)) / (page.width / size * _LETTERS)
        filled += (int(lines) + 1) * size * _LINE
        if filled > gap + page.height * _MOST:
            break
        count += 1
        if filled >= gap:
            break
    return count


def _indent(paragraph: Any, others: Iterable[Any]) -> None:
    """Indent a paragraph that now follows another, as others are."""
    usual = (box.style["text_indent"] for box in others if _tag(box) == "p" and not box.element.get("class"))
    if not paragraph.element.get("class") and (indent := next((one for one in usual if one.value), None)):
        for box in (paragraph, *paragraph.children):
            box.style["text_indent"] = indent
