"""Which tool a folder was written for, and so in which order its files are read."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from octavo.books.bookdown import by_bookdown
from octavo.books.folder import Folder, words
from octavo.books.jupyter_book import by_jupyter_book
from octavo.books.mkdocs import by_mkdocs
from octavo.books.model import Entry, Plan
from octavo.books.names import by_hugo, by_names
from octavo.books.quarto import by_quarto
from octavo.books.summary import by_summary
from octavo.files import Limits
from octavo.notices import Code

_TOOLS = (by_quarto, by_bookdown, by_summary, by_jupyter_book, by_mkdocs, by_hugo)
_SHOWN = 5


def plan(path: str, names: Sequence[str], limits: Limits | None = None) -> Plan:
    """The order of a book's files.

    ``path`` is the book's folder, ``names`` the files in it that readers know, relative and in natural order. What a
    tool's own file leaves out is named in a notice; a file of a tool that lists nothing orders nothing.
    """
    folder = Folder(path, names, limits)
    found = Plan(())
    for tool in _TOOLS:
        made = tool(folder)
        if made is None:
            continue
        found = made
        if any(entry.name for entry in made.entries):
            break
    if not any(entry.name for entry in found.entries):
        by_name = by_names(folder)
        found = replace(found, entries=by_name.entries)
    else:
        _name_the_rest(folder, found)
    return replace(
        found,
        entries=_without_empty_parts(found.entries),
        notices=tuple(folder.notices),
        looked_at=folder.looked_at,
        roots=tuple(dict.fromkeys(found.roots)),
    )


def listed(chapters: Any) -> tuple[Entry, ...]:
    """The order that ``chapters`` of ``book.yaml`` gives: names of files, and parts with ``part`` and ``chapters``."""
    entries: list[Entry] = []
    for item in chapters if isinstance(chapters, list) else []:
        if isinstance(item, str):
            entries.append(Entry(item))
        elif isinstance(item, dict) and words(item.get("part")):
            inner = listed(item.get("chapters"))
            entries.append(Entry("", words(item["part"]), 1, "part"))
            entries += [replace(entry, level=entry.level + 1) for entry in inner if entry.level < 3]
    return _without_empty_parts(entries)


def _without_empty_parts(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries without titles of parts that hold no chapter, and each file once."""
    kept: list[Entry] = []
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        following = next((other for other in entries[number + 1 :] if other.name or other.level <= entry.level), None)
        empty = not entry.name and (following is None or following.level <= entry.level)
        if empty or entry.name in seen:
            continue
        seen.update({entry.name} - {""})
        kept.append(entry)
    return tuple(kept)


def _name_the_rest(folder: Folder, made: Plan) -> None:
    """Say which files next to the listed ones the order leaves out."""
    listed = {entry.name for entry in made.entries}
    homes = {posixpath.dirname(name) for name in listed}
    left = [
        name
        for name in folder.names
        if name not in listed
        and name != made.source
        and not posixpath.basename(name).startswith("_")
        and posixpath.dirname(name) in homes
    ]
    if left and made.source:
        text = f"{len(left)} of the files are not in its order: {', '.join(left[:_SHOWN])}"
        text += " ..." if len(left) > _SHOWN else ""
        folder.notice(Code.text_left_out, text, made.source, None, "add them, or leave them so")
