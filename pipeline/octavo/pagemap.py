"""The page map: where each page of the standard PDF begins, and markers for it in the other editions. Floor 2.

In: a ``PageMap`` as the PDF edition brings it. Out: the same as JSON (``pages.json``) and back, the page of a place in
the text, and copies of the body's tree with an element at each page's beginning. The PDF edition finds the page map
in a laid-out document, not this module.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from lxml.etree import _Element

from octavo.body import Note, TextRun, numbered, text_runs
from octavo.errors import EditionError
from octavo.model import PageMap, PageStart

FORMAT = 1
"""The version of ``pages.json``; another version is not read, the next build replaces it."""

_VOID = ("hr", "img", "br")


def to_json(pages: PageMap) -> str:
    """Write a page map as JSON, one page a line: ``[index, label, block, offset]``."""
    head = {"format": FORMAT, "manuscript": pages.manuscript, "paper": pages.paper, "theme": pages.theme}
    lines = [json.dumps([p.index, p.label, p.block, p.offset], ensure_ascii=False) for p in pages.pages]
    body = (
        json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "pages": [\n  ' + ",\n  ".join(lines) + "\n ]\n}\n"
    )
    return body if lines else json.dumps({**head, "pages": []}, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> PageMap:
    """Read a page map back. Raises ``EditionError`` when the text is not one of this format."""
    try:
        data: Any = json.loads(text)
        if data["format"] != FORMAT:
            raise ValueError(data["format"])
        pages = tuple(_page(*entry) for entry in data["pages"])
        manuscript, paper, theme = (str(data[key]) for key in ("manuscript", "paper", "theme"))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise EditionError("the page map cannot be read", hint="remove pages.json and build again") from error
    return PageMap(manuscript, paper, theme, pages)


def _page(index: int, label: str, block: int | None, offset: int) -> PageStart:
    if not (isinstance(index, int) and isinstance(label, str) and isinstance(offset, int)):
        raise TypeError(index, label, offset)
    if block is not None and not isinstance(block, int):
        raise TypeError(block)
    return PageStart(index, label, block, offset)


def page_of(pages: PageMap, block: int, offset: int = 0) -> PageStart | None:
    """The page of a place in the text; None before the first page that carries text.

    Blocks count in reading order with the notes after the body, so a note's page is looked for among the pages that
    begin within notes only when its call's page is not known: ask for the call's block instead.
    """
    starts = sorted((p.block, p.offset, p.index, p) for p in pages.pages if p.block is not None)
    at = bisect_right([start[:2] for start in starts], (block, offset))
    return starts[at - 1][3] if at else None


def mark(
    tree: _Element, notes: Iterable[Note], pages: PageMap, make_marker: Callable[[PageStart], _Element]
) -> tuple[PageStart, ...]:
    """Put ``make_marker(page)`` where each page begins, in a copy of the body's tree and its notes.

    ``tree`` and ``notes`` are changed: hand in copies (``Body.copy_tree``, ``Body.copy_notes``), before anything
    else has changed their text. The marker is within the run of text that begins the page, also inside inline
    elements, table cells, notes, verse and code; before a rule or picture that has no text; pages without text of the
    body get none. Gives the pages that were marked, in their order. Raises ``EditionError`` when the page map does
    not belong to this body.
    """
    blocks = numbered(tree)
    for note in notes:
        blocks.update(numbered(note.tree))
    marked = [page for page in pages.pages if page.block is not None]
    of_block: dict[int, list[PageStart]] = {}
    for page in sorted(marked, key=lambda p: (p.block or 0, p.offset, p.index)):
        of_block.setdefault(page.block or 0, []).append(page)
    for number, starts in of_block.items():
        block = blocks.get(number)
        places = [(page.offset, make_marker(page)) for page in starts]
        missing = insert(block, places) if block is not None else [0]
        if missing:
            raise EditionError(
                f"Page {starts[missing[0]].label} of the page map begins at a place that the text does not have",
                hint="the page map belongs to another state of the manuscript: remove pages.json",
            )
    return tuple(marked)


def insert(block: _Element, places: Sequence[tuple[int, _Element]]) -> list[int]:
    """Put elements into a numbered block, each before the character at its offset.

    ``places`` are in the order of their offsets. All are put in at one go: one by one, a paragraph without end would
    be copied for each of them. Gives the indexes of those for which there is no such place.
    """
    runs = list(text_runs(block))
    begins = [run.offset for run in runs]
    of_run: dict[int, list[tuple[int, _Element]]] = {}
    first, missing = [], []
    for index, (offset, marker) in enumerate(places):
        if offset == 0:
            first.append((index, marker))
            continue
        at = bisect_right(begins, offset) - 1  # at a seam the later run wins: it holds the text that follows
        if at < 0 or offset > begins[at] + len(runs[at].text):
            missing.append(index)
        else:
            of_run.setdefault(at, []).append((offset - begins[at], marker))
    for at, within in of_run.items():
        _insert_into(runs[at], within)
    missing += [index for index, marker in reversed(first) if not _insert_first(block, marker)]
    return sorted(missing)


def _insert_into(run: TextRun, places: Sequence[tuple[int, _Element]]) -> None:
    """Put elements before the characters of one run of text."""
    node, text = run.node, run.text
    if node.tag in _VOID and not run.tail:
        for at, marker in reversed(places):
            if at:  # just behind a line's end
                _after(node, [marker], "", node.tail or "")
            else:
                _before(node, marker)
                node = marker
        return
    ends = [at for at, _ in places[1:]] + [len(text)]
    for (at, marker), end in zip(places, ends, strict=True):
        marker.tail = text[at:end]
    markers = [marker for _, marker in places]
    if run.tail:
        _after(node, markers, text[: places[0][0]], markers[-1].tail or "")
    else:
        node.text = text[: places[0][0]]
        node[0:0] = markers


def _insert_first(block: _Element, marker: _Element) -> bool:
    if block.tag in _VOID:
        return _before(block, marker)
    target = block
    if block.tag == "pre" and len(block) and not block.text:
        target = block[0]  # a code block's text is in its code element
    marker.tail = target.text
    target.text = None
    target.insert(0, marker)
    return True


def _before(node: _Element, marker: _Element) -> bool:
    parent = node.getparent()
    if parent is None:
        return False
    parent.insert(parent.index(node), marker)
    return True


def _after(node: _Element, markers: list[_Element], before: str, behind: str) -> None:
    parent = node.getparent()
    if parent is None:
        raise ValueError(node.tag)  # a tail without a parent cannot come out of a block
    node.tail = before
    markers[-1].tail = behind
    at = parent.index(node) + 1
    parent[at:at] = markers
