"""Footnotes that reading systems can show as pop-ups: a call that opens the note, and a link back."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element

from octavo.body import Note
from octavo.editions.epub.chapters import Chapter, free_name
from octavo.languages.labels import Labels
from octavo.languages.part_names import ENDNOTES


def place(chapters: list[Chapter], notes: tuple[Note, ...], labels: Labels) -> None:
    """Puts the notes, in their order, at the end of the text: of its one file, or as a section of their own.

    So the text of a book is read without interruption, and the notes where printed books without footnotes have them.
    """
    if not notes:
        return
    if len(chapters) > 1:
        name = free_name("notes", {chapter.name for chapter in chapters})
        chapters.append(Chapter(name, labels.notes, ENDNOTES, [_section(labels)]))
    chapters[-1].notes = [note.tree for note in notes]
    for tree in chapters[-1].notes:
        tree.tag = "div"  # reading systems that show notes in a window of their own hide each aside
        tree.set("class", "o-note")
    calls = {note.id: note for note in notes}
    called = {
        element.get("id")
        for chapter in chapters
        for block in (*chapter.blocks, *chapter.notes)
        for element in block.iter("a")
    }
    for tree in chapters[-1].notes:
        _add_way_back(tree, calls, called, labels)


def _section(labels: Labels) -> _Element:
    section = etree.Element("section", {"class": "o-endnotes", "aria-label": labels.notes})
    heading = etree.SubElement(section, "h2", lang=labels.lang)
    heading.text = labels.notes
    return section


def _add_way_back(tree: _Element, notes: Mapping[str, Note], called: set[str | None], labels: Labels) -> None:
    note = notes[tree.get("id", "")]
    first = tree[0] if len(tree) else None
    if first is None or first.tag != "p":
        first = etree.Element("p")
        first.set("class", "o-number")
        tree.insert(0, first)
    number = etree.Element("a" if note.call in called else "span")
    number.text = str(note.number)
    number.set("class", "o-back")
    if number.tag == "a":
        number.set("href", f"#{note.call}")
        number.set("aria-label", f"{note.number}, {labels.back}")
    number.tail = f"\u2002{first.text or ''}"
    first.text = None
    first.insert(0, number)
