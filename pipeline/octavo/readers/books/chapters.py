"""Chapters to one book: each begins with a heading of its level, and identifiers are unique in the book. Pure."""

from __future__ import annotations

import itertools
import posixpath
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from octavo.books import Entry
from octavo.languages.part_names import BY_CLASS, ROLES, file_role, role_of
from octavo.metadata import clean
from octavo.model import Draft, Level, Node, Notice, Place
from octavo.notices import Code
from octavo.readers.books.links import Links, Target
from octavo.readers.books.repeats import gathered
from octavo.readers.losses import counted
from octavo.readers.titles import raised, readable_name
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import plain, walk, words_to_inlines

_MARKED = re.compile(r"\((?P<what>PART|APPENDIX)\\?\*?\)\s*(?P<title>.*)", re.DOTALL)
_MARKS = re.compile(r"\((?:PART|APPENDIX)\\?\*?\)")
_OF_A_CHAPTER = frozenset({"author", "authors", "subtitle", "abstract", "date"})


@dataclass(frozen=True)
class Chapter:
    """One file of a book: its path, its kind, what its reader understood, and its place in the book's order."""

    path: str
    kind: str
    draft: Draft
    entry: Entry = field(default_factory=lambda: Entry(""))


def join(
    chapters: Sequence[Chapter], metadata: Mapping[str, Any], folder: str = "", roots: Sequence[str] = ("",)
) -> Draft:
    """One draft of all chapters, in their order; ``metadata`` is the book's own.

    ``folder`` is the book's folder, from which links count; ``roots`` the folders within it to which an address that
    begins with a slash may refer.
    """
    blocks: list[Node] = []
    places: list[Place | None] = []
    notices: list[Notice] = []
    used, targets = set[str](), list[Target]()
    for chapter in _with_marked_parts(chapters):
        notices.extend(chapter.draft.notices)
        if chapter.kind != "part" and (reason := _left_out(chapter)):
            notices.append(reason)
            continue
        is_top = posixpath.dirname(_name(chapter.path, folder)) in ("", *roots)
        own, own_places = _headed(chapter, clean(str(metadata.get("title") or "")), is_top=is_top)
        own, renamed = _apart(own, used)
        notices.extend([*_ignored(chapter, () if targets else metadata), *_unknown_role(chapter)])
        lines = [place.line or 0 if place and place.path == chapter.path else 0 for place in own_places]
        targets.append(Target(_name(chapter.path, folder), chapter.path, tree.identifier(own[0]), renamed, own, lines))
        blocks.extend(own)
        places.extend(own_places)
    links = Links([target for target in targets if target.name], roots, Path(folder).name)
    notices.extend(links.rewrite())
    # Its reader has found every word of a chapter in its blocks; there alone are the words of its references.
    words = {path: "\n".join(counted(t.blocks) for t in targets if t.path == path) for path in links.referring}
    words |= {chapter.path: "" for chapter in chapters if _is_draft(chapter)}
    said = [words.get(chapter.path, _words(chapter)) for chapter in chapters]
    _mark_inner_headings(blocks)
    return Draft(
        blocks=tuple(blocks),
        lines=tuple(place.line or 0 if place else 0 for place in places),
        places=tuple(places),
        metadata=_with_bibliographies(metadata, chapters, folder),
        notices=tuple(gathered(notices)),
        words="\n".join(said),
        parts=tuple((chapter.path, text.count("\n") + 1) for chapter, text in zip(chapters, said, strict=True)),
    )


def part(entry: Entry, path: str) -> Chapter:
    """The title of a part, as a chapter without a file; ``path`` is the file that names it."""
    name = re.sub(r"[^\w]+", "-", entry.title.lower()).strip("-")
    title = make.header(1, words_to_inlines(entry.title), name or "part")
    return Chapter(path, "part", Draft(blocks=(title,), lines=(entry.line,), words=entry.title), entry)


def _left_out(chapter: Chapter) -> Notice | None:
    """Why a chapter does not become part of the book, if so."""
    if _is_draft(chapter):
        text = "this chapter calls itself a draft; it was left out"
        return Notice(Code.text_left_out, text, Place(chapter.path), "remove draft: true", Level.info)
    if not chapter.draft.blocks and chapter.entry.role != "part":
        return Notice(Code.text_left_out, "there is no text in this chapter", Place(chapter.path))
    return None


def _is_draft(chapter: Chapter) -> bool:
    return str(chapter.draft.metadata.get("draft", "")).casefold() == "true"


def _ignored(chapter: Chapter, said: Container[str]) -> list[Notice]:
    """A word about what a chapter says of itself, but for what the book says too (its first file may speak for it)."""
    ignored = sorted(key for key in set(chapter.draft.metadata) & _OF_A_CHAPTER if key not in said)
    if not ignored or chapter.kind != "markdown":
        return []
    text = f"{', '.join(ignored)} of a single chapter was left out"
    return [Notice(Code.metadata_ignored, text, Place(chapter.path), "say it in the text", Level.info)]


def _with_marked_parts(chapters: Sequence[Chapter]) -> Iterator[Chapter]:
    """The chapters, cut before headings such as ``(PART) Title`` and ``(APPENDIX) Title``, with which parts begin."""
    inside, role = False, ""
    for chapter in chapters:
        draft = chapter.draft
        marks = [number for number, node in enumerate(draft.blocks) if _mark(node)]
        for begin, end in itertools.pairwise([0, *marks, len(draft.blocks)] if marks else [0, len(draft.blocks)]):
            if begin == end and marks:
                continue
            found = _mark(draft.blocks[begin]) if begin < end else None
            if found:
                inside, role = True, "appendix" if found["what"] == "APPENDIX" else ""
                yield part(Entry("", found["title"].strip() or "Appendix", 1, "part", draft.lines[begin]), chapter.path)
            start = begin + bool(found)
            if start < end or not marks:
                cut = _cut(draft, start, end, first=begin == 0)
                entry = replace(chapter.entry, level=2, role=role) if inside else chapter.entry
                yield replace(chapter, draft=cut if marks else draft, entry=entry)


def _words(chapter: Chapter) -> str:
    """The words of a chapter, without the marks that made parts of its headings."""
    return _MARKS.sub(" ", chapter.draft.words) if any(map(_mark, chapter.draft.blocks)) else chapter.draft.words


def _cut(draft: Draft, start: int, end: int, *, first: bool) -> Draft:
    return replace(
        draft,
        blocks=draft.blocks[start:end],
        lines=draft.lines[start:end],
        places=draft.places[start:end],
        metadata=draft.metadata if first else {},
        notices=draft.notices if first else (),
    )


def _mark(node: Node) -> re.Match[str] | None:
    return _MARKED.fullmatch(plain(node).strip()) if tree.kind(node) == "Header" and tree.level(node) == 1 else None


def _headed(chapter: Chapter, book: str, *, is_top: bool) -> tuple[list[Node], list[Place | None]]:
    """The chapter's blocks with its heading on its level and all others below it, and the place of each."""
    draft, top = chapter.draft, chapter.entry.level
    blocks = list(draft.blocks)
    places = list(draft.places) or [Place(chapter.path, line or None) for line in draft.lines]
    title = draft.metadata.get("title")
    title = clean(title) if isinstance(title, str) else ""
    if title.casefold() == book.casefold() and any(tree.kind(node) == "Header" for node in blocks[:1]):
        title = ""  # the first file speaks for the book
    leads = bool(blocks) and tree.kind(blocks[0]) == "Header"
    repeats = leads and clean(plain(blocks[0])).casefold() == title.casefold()
    if leads and (repeats or not title or not _prints_title(chapter, title)):
        rest = blocks[1:]
        identifier, classes, pairs = tree.attributes_of(blocks[0])
        head = make.heading(top, [identifier, _classes(classes, chapter), pairs], tree.inlines(blocks[0]))
        below = tree.level(blocks[0])
        levels = [tree.level(node) for node in rest if tree.kind(node) == "Header"]
        by = top - below if levels and min(levels) > below else top + 1 - min(levels) if levels else 0
        return [head, *(raised(node, by) for node in rest)], places
    words = title or chapter.entry.title or _name_of(chapter, book if is_top else "")
    if blocks and tree.kind(blocks[0]) == "Para" and clean(plain(blocks[0])).casefold() == words.casefold():
        blocks, places = blocks[1:], places[1:]  # a line that is the title already, as word processors have it
    printed = _printed(chapter)
    blocks, places = [*printed, *blocks], [*(Place(chapter.path) for _ in printed), *places]
    levels = [tree.level(node) for node in blocks if tree.kind(node) == "Header"]
    by = top + 1 - min(levels) if levels else 0
    identifier = re.sub(r"[^\w]+", "-", words.lower()).strip("-")
    head = make.heading(top, [identifier, _classes([], chapter), []], words_to_inlines(words))
    line = places[0].line if places and places[0] else None
    return [head, *(raised(node, by) for node in blocks)], [Place(chapter.path, line and 1), *places]


def _name_of(chapter: Chapter, book: str) -> str:
    """What a chapter without a title is called: its part of a book, like the book or its folder, or like its file."""
    said, path = chapter.draft.metadata.get("role"), chapter.path
    if isinstance(said, str) and role_of(said) and not file_role(path):
        return clean(said).capitalize()
    if not re.fullmatch(r"_?index|readme", Path(path).stem, re.IGNORECASE):
        return readable_name(path)
    return book or readable_name(str(Path(path).parent))


def _prints_title(chapter: Chapter, title: str) -> bool:
    """Whether a title is part of what the document shows, and no mere property of its file."""
    return chapter.kind in ("markdown", "mdx", "notebook") or _is_text(chapter, title)


def _is_text(chapter: Chapter, value: str) -> bool:
    """Whether words of the metadata are in the document itself, where its blocks do not have them."""
    seen = " ".join(chapter.draft.words.split()).casefold()
    shown = " ".join(plain(list(chapter.draft.blocks)).split()).casefold()
    said = " ".join(value.split()).casefold()
    return seen.count(said) > shown.count(said)


def _printed(chapter: Chapter) -> list[Node]:
    """Lines that a word processor prints under the title of a chapter: subtitle, authors, date, abstract."""
    if chapter.kind in ("markdown", "mdx", "notebook"):
        return []
    found = []
    for key in ("subtitle", "author", "date", "abstract"):
        value = chapter.draft.metadata.get(key)
        texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        words = [clean(text) for text in texts if isinstance(text, str)]
        found += [make.para(words_to_inlines(text)) for text in words if text and _is_text(chapter, text)]
    return found


def _classes(own: Sequence[str], chapter: Chapter) -> list[str]:
    role = "" if any(name in ROLES for name in own) else _role(chapter)
    return [*own, role] if role and role not in own else list(own)


def _role(chapter: Chapter) -> str:
    """What a chapter is in its book: as it says itself, as the book's order says, or as its file is called."""
    said = chapter.draft.metadata.get("role")
    if isinstance(said, str) and (role := role_of(said)):
        return role
    entry = chapter.entry
    named = file_role(entry.name or Path(chapter.path).name) if chapter.kind != "part" and entry.level == 1 else ""
    return entry.role if entry.role not in ("", "frontmatter", "backmatter") or not named else named


def _unknown_role(chapter: Chapter) -> list[Notice]:
    """A notice about an unknown ``role``."""
    said = chapter.draft.metadata.get("role")
    if not isinstance(said, str) or not said.strip() or role_of(said):
        return []
    text, hint = f"role: {clean(said)[:60]}: this is no part of a book", f"write one of {', '.join(BY_CLASS)}"
    return [Notice(Code.metadata_ignored, text, Place(chapter.path), hint)]


def _apart(blocks: list[Node], used: set[str]) -> tuple[list[Node], dict[str, str]]:
    """The same blocks with identifiers that no earlier chapter has, and what the old ones have become."""
    if not tree.identifier(blocks[0]):
        tree.attributes_of(blocks[0])[0] = "chapter"
    renamed: dict[str, str] = {}
    for node in walk(blocks):
        old = tree.identifier(node) if tree.has_attributes(node) else ""
        if not old:
            continue
        if old not in renamed:
            new, number = old, 2
            while new in used:
                new, number = f"{old}-{number}", number + 1
            renamed[old] = new
            used.add(new)
        tree.attributes_of(node)[0] = renamed[old]
    return blocks, renamed


def _mark_inner_headings(blocks: Sequence[Node]) -> None:
    """Give headings within quotations and the like a mark that links find: there a heading is a line like others."""
    wanted = {tree.target(node)[0][1:] for node in walk(list(blocks)) if tree.kind(node) == "Link"}
    for block in blocks:
        if tree.kind(block) == "Header":
            continue
        for node in walk(block):
            if tree.kind(node) == "Header" and (identifier := tree.identifier(node)) in wanted:
                tree.attributes_of(node)[0] = ""
                tree.become(node, tree.with_inlines(node, [make.span([identifier, [], []], []), *tree.inlines(node)]))


def _with_bibliographies(metadata: Mapping[str, Any], chapters: Sequence[Chapter], folder: str) -> dict[str, Any]:
    """The book's metadata, with the works of its chapters; files they name are counted from the book's folder."""
    found = {key: value for key, value in metadata.items() if key != "chapters"}
    own = found.get("bibliography")
    works = [own] if isinstance(own, str) else list(own) if isinstance(own, list) else []
    for chapter in chapters:
        named = chapter.draft.metadata.get("bibliography")
        home = posixpath.dirname(_name(chapter.path, folder))
        for work in [named] if isinstance(named, str) else named if isinstance(named, list) else []:
            if isinstance(work, str) and work.strip():
                works.append(posixpath.normpath(posixpath.join(home, work.strip())))
    if works:
        found["bibliography"] = list(dict.fromkeys(works)) if works != [own] else own
    held = [chapter.draft.metadata.get("references") for chapter in chapters]
    found["references"] = [work for one in (metadata.get("references"), *held) if isinstance(one, list) for work in one]
    return found


def _name(path: str, folder: str) -> str:
    """A chapter's file relative to the book's folder."""
    whole = Path(path)
    return (whole.relative_to(folder) if folder and whole.is_relative_to(folder) else whole).as_posix()
