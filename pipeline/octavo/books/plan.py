"""Which tool a folder was written for, and so in which order its files are read."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from octavo.books.bookdown import by_bookdown
from octavo.books.folder import Folder, words
from octavo.books.hugo import by_hugo
from octavo.books.jekyll import about_site
from octavo.books.jupyter_book import by_jupyter_book
from octavo.books.loppo import by_loppo
from octavo.books.mkdocs import by_mkdocs
from octavo.books.model import Entry, Plan
from octavo.books.names import by_names
from octavo.books.quarto import by_quarto
from octavo.books.sphinx import by_sphinx
from octavo.books.summary import by_summary
from octavo.files import Limits, seen_by
from octavo.languages.part_names import role_of

_FILES = (
    *("_quarto.yml", "_bookdown.yml", "book.toml", "SUMMARY.md", "_toc.yml", "myst.yml", "mkdocs.yml"),
    *("_quarto.yaml", "_bookdown.yaml", "summary.md", "_toc.yaml", "mkdocs.yaml", "book.json"),
)
"""Files of tools that say the order of a book."""
_DEEPEST = 2
_TOOLS = (by_quarto, by_bookdown, by_summary, by_jupyter_book, by_mkdocs, by_loppo, by_sphinx, by_hugo)


def plan(path: str, names: Sequence[str], limits: Limits | None = None) -> Plan:
    """The order of a book's files.

    ``path`` is the book's folder, ``names`` the files in it that readers know, relative and in natural order. What a
    tool's own file leaves out is named in a notice; a file of a tool that lists nothing orders nothing.
    """
    folder = Folder(path, names, limits)
    found = _by_tools(folder)
    if _orders(found):
        found = replace(found, left=_rest(folder, found))
    else:
        home = _home_below(path, names)
        below = _below(path, home, names, limits) if home else found
        if _orders(below):
            found = below
        else:
            about = found.metadata or about_site(folder)
            found = replace(found, entries=by_names(folder).entries, metadata=about)
    return replace(
        found,
        entries=_without_empty_parts(found.entries),
        notices=(*found.notices, *folder.notices),
        digests=seen_by(found.digests, folder.digests),
        heads={**found.heads, **folder.heads},
        roots=tuple(dict.fromkeys(found.roots)),
    )


def _by_tools(folder: Folder) -> Plan:
    found = Plan(())
    for tool in _TOOLS:
        made = tool(folder)
        if made is None:
            continue
        found = made
        if _orders(made):
            break
    return found


def _orders(made: Plan) -> bool:
    return any(entry.name for entry in made.entries)


def _home_below(path: str, names: Sequence[str]) -> str:
    """The folder within a folder that holds the book, where the whole is a program's or a site's: if there is one."""
    folders = {
        "/".join(parts[:depth])
        for name in names
        if (parts := name.split("/")[:-1])
        for depth in range(1, min(len(parts), _DEEPEST) + 1)
    }
    homes = [home for home in sorted(folders) if any((Path(path) / home / name).is_file() for name in _FILES)]
    homes = homes or [home for home in sorted(folders) if (Path(path) / home / "conf.py").is_file()]
    outer = [home for home in homes if not any(home.startswith(f"{other}/") for other in homes)]
    return outer[0] if len(outer) == 1 else ""


def _below(path: str, home: str, names: Sequence[str], limits: Limits | None) -> Plan:
    """The order of a book in a folder below, with names that count from the whole."""
    folder = Folder(f"{path}/{home}", [name[len(home) + 1 :] for name in names if name.startswith(f"{home}/")], limits)
    made = _by_tools(folder)
    if not _orders(made):
        return made
    left = tuple(f"{home}/{name}" for name in _rest(folder, made))
    metadata = dict(made.metadata)
    for key in ("bibliography", "cover-image"):
        said = metadata.get(key)
        if isinstance(said, str):
            metadata[key] = posixpath.join(home, said)
        elif isinstance(said, list):
            metadata[key] = [posixpath.join(home, one) for one in said if isinstance(one, str)]
    return replace(
        made,
        entries=tuple(replace(entry, name=entry.name and f"{home}/{entry.name}") for entry in made.entries),
        source=made.source and f"{home}/{made.source}",
        metadata=metadata,
        roots=(*(posixpath.join(home, root).rstrip("/") for root in made.roots), home),
        notices=tuple(folder.notices),
        digests=folder.digests,
        heads=folder.heads,
        left=left,
    )


def listed(chapters: Any) -> tuple[Entry, ...]:
    """The order that ``chapters`` of ``book.yaml`` gives: names of files, and parts with ``part`` and ``chapters``.

    A file may also be given with ``file``, ``title`` and ``role``.
    """
    entries: list[Entry] = []
    for item in chapters if isinstance(chapters, list) else []:
        if isinstance(item, str):
            entries.append(Entry(item))
        elif isinstance(item, dict) and words(item.get("part")):
            inner = listed(item.get("chapters"))
            entries.append(Entry("", words(item["part"]), 1, "part"))
            entries += [replace(entry, level=entry.level + 1) for entry in inner if entry.level < 3]
        elif isinstance(item, dict) and words(item.get("file")):
            entries.append(Entry(words(item["file"]), words(item.get("title")), role=role_of(words(item.get("role")))))
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


def _rest(folder: Folder, made: Plan) -> tuple[str, ...]:
    """The files next to the listed ones that the order leaves out."""
    listed = {entry.name for entry in made.entries}
    homes = {posixpath.dirname(name) for name in listed}
    return tuple(
        name
        for name in folder.names
        if name not in listed
        and name != made.source
        and not posixpath.basename(name).startswith("_")
        and posixpath.dirname(name) in homes
    )
