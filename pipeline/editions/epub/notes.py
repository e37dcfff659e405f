"""Footnotes as reading systems want them: a call that opens the note where the reader is, and a way back."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element

from pipeline.body import Note, is_note_call
from pipeline.editions.epub.chapters import Chapter
from pipeline.editions.epub.labels import Labels


def place(chapters: list[Chapter], notes: tuple[Note, ...], labels: Labels) -> None:
    """Puts each note at the end of the chapter that calls it, in the order of the calls.

    A note called from a note follows it. A note that nobody calls stands in the last chapter: nothing is lost.
    """
    waiting = {note.id: note for note in notes}
    for chapter in chapters:
        queue = list(chapter.blocks)
        for block in queue:
            for call in block.iter("a"):
                if not is_note_call(call):
                    continue
                note = waiting.pop(call.get("href", "").removeprefix("#"), None)
                if note is not None:
                    chapter.notes.append(note.tree)
                    queue.append(note.tree)
    chapters[-1].notes += [note.tree for note in waiting.values()]
    calls = {note.id: note for note in notes}
    for chapter in chapters:
        here = {element.get("id") for block in (*chapter.blocks, *chapter.notes) for element in block.iter("a")}
        for tree in chapter.notes:
            _add_way_back(tree, calls, here, labels)


def _add_way_back(tree: _Element, notes: Mapping[str, Note], here: set[str | None], labels: Labels) -> None:
    note = notes[tree.get("id", "")]
    first = tree[0] if len(tree) else None
    if first is None or first.tag != "p":
        first = etree.Element("p")
        first.set("class", "number")
        tree.insert(0, first)
    number = etree.Element("a" if note.call in here else "span")
    number.text = str(note.number)
    number.set("class", "back")
    if number.tag == "a":
        number.set("href", f"#{note.call}")
        number.set("aria-label", f"{note.number}, {labels.back}")
    number.tail = f"\u2002{first.text or ''}"
    first.text = None
    first.insert(0, number)
