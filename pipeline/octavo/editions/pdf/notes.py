"""Footnotes: each note is put after its call, from where the layout moves it to the foot of the page.

The number of a note is generated content of its first paragraph, so the note's text does not change. A note too long
for the foot of a page is set at the end of its chapter instead. So are the notes of a paragraph with more notes than a
page has room for: its text would be spread over pages of two lines each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lxml import etree
from lxml.etree import _Element

from octavo.body import Note, is_note_call
from octavo.editions.pdf.etree import text_of

_BULKY = ("table", "figure", "img")
_CROWD = 60
"""Up to this number, the notes of one block are set at the foot of pages."""


def put_notes(tree: _Element, notes: Iterable[Note], most: int) -> None:
    """Move every note into the tree behind its call, in place.

    ``most`` is the number of characters above which a note is too long for the foot of a page.
    """
    by_id = {note.id: note for note in notes}
    calls = [node for node in tree.iter("a") if is_note_call(node)]
    crowded = crowds(calls)
    for call in calls:
        note = by_id.pop((call.get("href") or "").removeprefix("#"), None)
        if note is None:
            continue
        aside = _numbered(note)
        if _too_long(aside, most) or _in_repeated_head(call) or block_of(call) in crowded:
            aside.set("class", "o-late-note")
            put_late(aside, call, tree)
        else:
            aside.set("class", "o-footnote")
            put_behind(call, aside)


def crowds(calls: Iterable[_Element]) -> set[_Element]:
    """The blocks that have more notes than the foot of a page has room for, from the calls of all notes."""
    counts = Counter(block_of(call) for call in calls)
    return {block for block, count in counts.items() if count > _CROWD}


def block_of(node: _Element) -> _Element:
    """The block, an element with a number, in which a call is."""
    return next((around for around in node.iterancestors() if around.get("data-b")), node)


def put_late(aside: _Element, call: _Element, tree: _Element) -> None:
    """Put a note at the end of the chapter of its call."""
    chapter = _chapter(call, tree)
    end = chapter[-1] if len(chapter) else chapter
    if end.get("class") != "o-late-notes":
        end = etree.SubElement(chapter, "section", {"class": "o-late-notes"})
    end.append(aside)


def _numbered(note: Note) -> _Element:
    aside = note.tree
    aside.set("id", note.id)
    first = aside[0] if len(aside) else None
    if first is None or first.tag != "p":
        first = etree.Element("p")
        aside.insert(0, first)
    first.set("data-n", str(note.number))
    return aside


def _too_long(aside: _Element, most: int) -> bool:
    length = sum(len(text) for text in aside.itertext())
    lines = sum(text_of(pre).count("\n") + 1 for pre in aside.iter("pre"))
    return length + lines * 60 > most or any(True for _ in aside.iter(*_BULKY))


def _in_repeated_head(call: _Element) -> bool:
    """Whether a call is in a table's head, which is repeated on each page of the table."""
    return any(parent.tag in ("thead", "tfoot") for parent in call.iterancestors())


def _chapter(node: _Element, tree: _Element) -> _Element:
    """The outermost section around a node: the chapter; the whole tree when there is none."""
    sections = [parent for parent in node.iterancestors() if parent.tag == "section"]
    return sections[-1] if sections else tree


def put_behind(call: _Element, aside: _Element) -> None:
    """Put an element behind another, before the text that follows it."""
    aside.tail, call.tail = call.tail, None
    call.addnext(aside)
