"""The order of a Quarto book: ``chapters`` and ``appendices`` of ``_quarto.yml``, or the contents of its sidebar."""

from __future__ import annotations

import fnmatch
import posixpath
import re
from typing import Any

from octavo.books.folder import Folder, people, said, words
from octavo.books.model import Entry, Plan
from octavo.notices import Code

_UNNUMBERED = re.compile(r"^[ \t]*number-sections:[ \t]*(?:false|no|off)\b", re.MULTILINE | re.IGNORECASE)
_ENDINGS = (".qmd", ".md", ".ipynb", ".Rmd")


def by_quarto(folder: Folder) -> Plan | None:
    """The order that ``_quarto.yml`` gives."""
    listed = folder.first("_quarto.yml", "_quarto.yaml")
    if not listed:
        return None
    keys = ("book", "website", "project", "lang", "bibliography", "title", "author", "date", "description")
    data = folder.yaml(listed, *keys)
    book = data.get("book") if isinstance(data.get("book"), dict) else {}
    site = data.get("website") if isinstance(data.get("website"), dict) else {}
    about = {**data, **(book or site or {})}
    metadata = said(
        title=words(about.get("title")),
        subtitle=words(about.get("subtitle")),
        author=people(about.get("author") or ""),
        date=words(about.get("date")),
        description=words(about.get("description")) or words(about.get("abstract")),
        lang=words(data.get("lang")),
        bibliography=data.get("bibliography") or about.get("bibliography"),
    )
    metadata.update(said(cover_image=words((book or {}).get("cover-image"))))
    if metadata.get("date") in ("today", "now", "last-modified"):
        del metadata["date"]
    if book:
        if not _UNNUMBERED.search(folder.text(listed) or ""):
            metadata["number-sections"] = "true"  # as Quarto numbers its books, unless told otherwise
        entries = _listed(folder, listed, book.get("chapters"), 1, "")
        back = book.get("references")
        entries += _listed(folder, listed, [back] if isinstance(back, str) else [], 1, "backmatter")
        entries += _listed(folder, listed, book.get("appendices"), 1, "appendix")
    else:
        sidebar: Any = (site or {}).get("sidebar")
        sidebars = sidebar if isinstance(sidebar, list) else [sidebar]
        contents = [item.get("contents") for item in sidebars if isinstance(item, dict)]
        entries = [entry for inner in contents for entry in _listed(folder, listed, inner, 1, "")]
    return Plan(tuple(entries), listed, "quarto", metadata)


def _listed(folder: Folder, listed: str, items: Any, level: int, role: str) -> list[Entry]:
    if isinstance(items, str):
        items = [items]
    entries: list[Entry] = []
    for item in items if isinstance(items, list) else []:
        if isinstance(item, str):
            entries += _files(folder, listed, item, level, role)
            continue
        if not isinstance(item, dict):
            continue
        inner = item.get("chapters") or item.get("contents")
        title = words(item.get("part") or item.get("section") or item.get("text"))
        if inner:
            name = folder.file(title, "", _ENDINGS) or folder.file(words(item.get("href")), "", _ENDINGS)
            entries.append(Entry(name, "" if name == title else title, level, "part"))
            entries += _listed(folder, listed, inner, min(level + 1, 3), role)
        elif words(item.get("href") or item.get("file")):
            entries += _files(folder, listed, words(item.get("href") or item.get("file")), level, role, title)
        elif title and folder.file(title, "", _ENDINGS):
            entries += _files(folder, listed, title, level, role)
    return entries


def _files(folder: Folder, listed: str, wanted: str, level: int, role: str, title: str = "") -> list[Entry]:
    if wanted in ("---", "auto") or wanted.strip("-") == "":
        names = list(folder.names) if wanted == "auto" else []
        return [Entry(name, "", level, role) for name in names if not posixpath.basename(name).startswith("_")]
    if "*" in wanted:
        return [Entry(name, "", level, role) for name in folder.names if fnmatch.fnmatchcase(name, wanted)]
    if "://" in wanted:
        folder.notice(Code.text_left_out, f"{wanted[:80]} is a page of the Web", listed)
        return []
    name = folder.file(wanted, "", _ENDINGS)
    if not name:
        inner = [Entry(name, "", level, role) for name in folder.within(wanted.strip("/"))]
        if not inner:
            text = f"{wanted[:80]} is missing or of a kind that no reader knows"
            folder.warn(Code.text_left_out, text, listed, None, "check the name")
        return inner
    return [Entry(name, title, level, role)]
