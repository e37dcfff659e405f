"""Chapters to one book: each begins with a heading of level 1, and nothing of one collides with another. Pure."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from octavo.metadata import clean
from octavo.model import Draft, Level, Node, Notice, Place
from octavo.notices import Code
from octavo.readers.titles import raised, readable_name
from octavo.tree.walk import header, plain, walk, words_to_inlines

_HAS_ATTRIBUTES = {
    "Header": 1,
    "Div": 0,
    "Span": 0,
    "CodeBlock": 0,
    "Code": 0,
    "Figure": 0,
    "Table": 0,
    "Image": 0,
    "Link": 0,
}


@dataclass(frozen=True)
class Chapter:
    """One file of a book: its path, its kind, and what its reader understood."""

    path: str
    kind: str
    draft: Draft


def join(chapters: Sequence[Chapter], metadata: Mapping[str, Any]) -> Draft:
    """One draft of all chapters, in their order; ``metadata`` is the book's own."""
    blocks: list[Node] = []
    lines: list[int] = []
    places: list[Place | None] = []
    notices: list[Notice] = []
    used: set[str] = set()
    heads: dict[str, str] = {}
    made: list[tuple[Chapter, list[Node]]] = []
    for chapter in chapters:
        draft = chapter.draft
        notices.extend(draft.notices)
        if not draft.blocks:
            notices.append(Notice(Code.text_left_out, "there is no text in this chapter", Place(chapter.path)))
            continue
        own, own_lines = _headed(chapter)
        own = _apart(own, used)
        heads[_key(chapter.path)] = own[0]["c"][1][0]
        ignored = sorted(set(draft.metadata) & {"author", "authors", "subtitle", "abstract", "date"})
        if ignored and chapter.kind == "markdown":
            text = f"{', '.join(ignored)} of a single chapter was left out"
            notices.append(Notice(Code.metadata_ignored, text, Place(chapter.path), "say it in the text", Level.info))
        made.append((chapter, own))
        blocks.extend(own)
        lines.extend(own_lines)
        places.extend(Place(chapter.path, line or None) for line in own_lines)
    for chapter, own in made:
        _link(own, chapter.path, heads)
    return Draft(
        blocks=tuple(blocks),
        lines=tuple(lines),
        places=tuple(places),
        metadata={key: value for key, value in metadata.items() if key != "chapters"},
        notices=tuple(notices),
        words="\n\n".join(chapter.draft.words for chapter in chapters),
    )


def _headed(chapter: Chapter) -> tuple[list[Node], list[int]]:
    """The chapter's blocks with its heading on level 1 and all others below it."""
    draft = chapter.draft
    blocks, lines = list(draft.blocks), list(draft.lines)
    title = draft.metadata.get("title")
    title = clean(title) if isinstance(title, str) else ""
    leads = blocks[0].get("t") == "Header"
    repeats = leads and clean(plain(blocks[0])).casefold() == title.casefold()
    if leads and (repeats or not title or chapter.kind != "markdown"):
        rest = blocks[1:]
        head = {"t": "Header", "c": [1, blocks[0]["c"][1], blocks[0]["c"][2]]}
        below = blocks[0]["c"][0]
        levels = [node["c"][0] for node in rest if node.get("t") == "Header"]
        by = 1 - below if levels and min(levels) > below else 2 - min(levels) if levels else 0
        return [head, *(raised(node, by) for node in rest)], lines
    words = title or readable_name(chapter.path)
    levels = [node["c"][0] for node in blocks if node.get("t") == "Header"]
    by = 2 - min(levels) if levels else 0
    identifier = re.sub(r"[^\w]+", "-", words.lower()).strip("-")
    return [header(1, words_to_inlines(words), identifier), *(raised(node, by) for node in blocks)], [
        lines[0] and 1,
        *lines,
    ]


def _apart(blocks: list[Node], used: set[str]) -> list[Node]:
    """The same blocks with identifiers that no earlier chapter has; links within the chapter follow."""
    if not blocks[0]["c"][1][0]:
        blocks[0]["c"][1][0] = "chapter"
    renamed: dict[str, str] = {}
    for node in walk(blocks):
        at = _HAS_ATTRIBUTES.get(str(node.get("t")))
        if at is None or not node["c"][at][0]:
            continue
        old = node["c"][at][0]
        if old not in renamed:
            new, number = old, 2
            while new in used:
                new, number = f"{old}-{number}", number + 1
            renamed[old] = new
            used.add(new)
        node["c"][at][0] = renamed[old]
    for node in walk(blocks):
        if node.get("t") == "Link" and str(node["c"][2][0]).startswith("#"):
            target = str(node["c"][2][0])[1:]
            node["c"][2][0] = f"#{renamed.get(target, renamed.get(unquote(target), target))}"
    return blocks


def _link(blocks: list[Node], path: str, heads: Mapping[str, str]) -> None:
    """Links to another chapter's file lead to its heading, or to the place in it."""
    for node in walk(blocks):
        if node.get("t") != "Link":
            continue
        target, _, fragment = str(node["c"][2][0]).partition("#")
        if not target or ":" in target or target.startswith("/"):
            continue
        home = posixpath.dirname(_key(path))
        found = heads.get(posixpath.normpath(posixpath.join(home, unquote(target))))
        if found:
            node["c"][2][0] = f"#{fragment or found}"


def _key(path: str) -> str:
    return posixpath.normpath(Path(path).as_posix())
