"""Reads laid-out pages: which text begins each page. The only module that looks into WeasyPrint's boxes.

What this module relies on, checked by ``tests/pdf/test_weasy.py`` and ``test_pdf.py``: a page box's first child is the
root element's box and a ``FootnoteAreaBox`` may follow; text boxes have ``text``, all boxes ``element`` and
``element_tag``, where the tag of a pseudo-element holds ``::``; children are in reading order; the head of a table that
is repeated on the next page is made from the same element; a line broken within a word ends in the hyphenation
character; the text of a text box that is about to be drawn is in ``pango_layout.text``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from octavo.editions.fonts.characters import is_silent, seen
from octavo.editions.pdf.weasyprint_door.refinements.read_order import is_late

HYPHEN = "\u2010"
"""What the style sheet sets as the hyphenation character."""

_ZEROS = re.compile("0+")

Start = tuple[int, int]
"""The number of a block, and how many characters of it that show come before."""


@dataclass(frozen=True)
class Reading:
    """What was read from the pages: how each begins, and on which page (from 0) each block begins."""

    starts: tuple[Start | None, ...]
    first_page: dict[int, int]


@dataclass
class _Reader:
    """Goes through the pages once and keeps what has been seen of every block."""

    shown: Callable[[int], str]
    runs: dict[int, list[str]] = field(default_factory=dict)
    counted: dict[int, int] = field(default_factory=dict)
    """Characters that show of each block, up to the runs that still wait in ``runs``."""
    heads: set[int] = field(default_factory=set)
    first_page: dict[int, int] = field(default_factory=dict)
    read: int | None = None
    """The block up to which the text has been read."""

    def first(self, box: Any, page: int) -> Start | None:
        """Find the first thing of the body below a box, and count everything below it.

        A page with nothing but what stands later than in the manuscript begins where the text before it ends.
        """
        found: Start | None = None
        late: Start | None = None
        for number, text, is_moved in self._things(box):
            self.first_page.setdefault(number, page)
            if found is None and (text is None or seen(text)):
                if not is_moved:
                    found = (number, self._count(number))
                elif late is None:
                    at = number if self.read is None else self.read
                    late = (at, self._count(at))
            if not is_moved:
                self.read = number
            if text:
                self.runs.setdefault(number, []).append(text)
        return found or late

    def _things(self, box: Any) -> Iterator[tuple[int, str | None, bool]]:
        """Every run of text (or None for a picture or rule) as it stands on the page, with the number of its block.

        True for what belongs to a figure that stands later than in the manuscript.
        """
        stack: list[tuple[Any, int | None, bool]] = [(box, None, False)]
        while stack:
            box, number, late = stack.pop()
            box = getattr(box, "_box", box)  # what is placed absolutely comes wrapped
            element, tag = box.element, box.element_tag or ""
            if "::" in tag and tag != "br::before":
                continue
            if element is not None:
                if own := element.get("data-b"):
                    number = int(own)
                late = late or is_late(element)
                if element.get("class") == "noteref":
                    continue
                if element.tag in ("thead", "tfoot") and box.element_tag == element.tag and self._repeated(element):
                    continue
            text = getattr(box, "text", None)
            children = getattr(box, "children", ())
            if isinstance(text, str):
                if number is not None:
                    yield number, text, late
            elif number is not None and element is not None and element.tag in ("img", "hr") and not children:
                yield number, None, late
            else:
                stack.extend((child, number, late) for child in reversed(children))

    def _repeated(self, element: Any) -> bool:
        if id(element) in self.heads:
            return True
        self.heads.add(id(element))
        return False

    def _count(self, number: int) -> int:
        """How many characters that show the pages before have brought of a block, without automatic hyphens."""
        at = self.counted.get(number, 0)
        runs = self.runs.pop(number, None)
        if not runs:
            return at
        text = self.shown(number)
        for run in runs:
            for position, char in enumerate(run):
                if is_silent(char):
                    continue
                if char == HYPHEN and position == len(run) - 1 and text[at : at + 1] != char:
                    continue
                at += 1
        self.counted[number] = at
        return at


def read_pages(pages: Sequence[Any], shown: Callable[[int], str]) -> Reading:
    """Find for each page the first text (or picture, or rule) of the body on it; None where there is none.

    ``shown`` gives a block's text as the layout was given it, reduced to the characters that show. A page that holds
    only the rest of footnotes begins with the note.
    """
    reader = _Reader(shown)
    starts = []
    for index, page in enumerate(pages):
        root, *others = page.children
        start = reader.first(root, index)
        for area in others:
            if type(area).__name__ == "FootnoteAreaBox":
                below = reader.first(area, index)
                start = start or below
        starts.append(start)
    return Reading(tuple(starts), reader.first_page)


def write_page_numbers(pages: Sequence[Any], labels: Mapping[str, str]) -> None:
    """Write page numbers over the zeros that stand for them behind links, in place.

    A link has its zeros from ``data-page``, generated behind it; ``labels`` are the numbers by the id it points to.
    The figures are tabular: a number of as many figures fits, a shorter one is moved to where the zeros end.
    (WeasyPrint's ``target-counter`` lays out pages again for this, and repeats their footnotes on other pages.)
    """
    for page in pages:
        stack = list(page.children)
        while stack:
            box = stack.pop()
            box = getattr(box, "_box", box)
            text, element = getattr(box, "text", None), box.element
            if not isinstance(text, str):
                stack.extend(getattr(box, "children", ()))
            elif element is not None and element.tag == "a" and box.element_tag != "a" and "0" in text:
                label = labels.get((element.get("href") or "#")[1:])
                if label is not None and (zeros := _ZEROS.search(text)):
                    if zeros[0] == text.strip() and box.style["direction"] == "ltr":
                        box.position_x += box.width * (len(zeros[0]) - len(label)) / len(text)
                    box.text = box.pango_layout.text = text[: zeros.start()] + label + text[zeros.end() :]
