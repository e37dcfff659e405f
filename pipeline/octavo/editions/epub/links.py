"""Make internal links lead to the file that has their target."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from lxml.etree import _Element

from octavo.editions.epub.chapters import Chapter
from octavo.editions.epub.package import TEXT


def targets(chapters: Iterable[Chapter]) -> dict[str, str]:
    """The file of every id."""
    found: dict[str, str] = {}
    for chapter in chapters:
        for block in chain(chapter.blocks, chapter.notes):
            for element in block.iter():
                ident = element.get("id")
                if ident:
                    found.setdefault(ident, chapter.name)
    return found


def rewire(chapters: Iterable[Chapter], files: dict[str, str]) -> None:
    """Gives every link to ``#id`` the name of the other file; a link to nowhere becomes plain text."""
    for chapter in chapters:
        for block in chain(chapter.blocks, chapter.notes):
            for link in block.iter("a"):
                href = link.get("href", "")
                if href.startswith("#"):
                    _lead(link, href[1:], chapter.name, files)


def _lead(link: _Element, ident: str, here: str, files: dict[str, str]) -> None:
    there = files.get(ident)
    if there is None:
        link.tag = "span"
        for name in {"href", "title", "class"} & set(link.keys()):
            del link.attrib[name]
    elif there != here:
        link.set("href", f"{there.removeprefix(TEXT)}#{ident}")
