"""The order of a site of Loppo: ``chapters.yml``, a line ``- file: title`` for each page and each folder."""

from __future__ import annotations

import posixpath
import re

from octavo.books.folder import Folder, said, words
from octavo.books.model import Entry, Plan
from octavo.notices import Code

_LINE = re.compile(r"-[ \t]+(?P<name>[^\s#:][^:]*?)[ \t]*:(?:[ \t]+(?P<title>.*?))?[ \t]*")
_ENDINGS = (".md", ".markdown")


def by_loppo(folder: Folder) -> Plan | None:
    """The order that ``chapters.yml`` gives, with the name of the site in ``loppo.yml``; folders are parts."""
    listed = folder.first("chapters.yml", "chapters.yaml")
    rows = _rows(folder.text(listed) or "") if listed else []
    if not rows:
        return None
    site = folder.yaml(folder.first("loppo.yml", "loppo.yaml"), "site", "dir")
    home = posixpath.normpath(words(site.get("dir")) or "docs")
    home = "" if home == "." or home.startswith(("..", "/")) or not folder.within(home) else home
    entries: list[Entry] = []
    parts: list[str] = []
    for name, title, line in rows:
        parts = [part for part in parts if name.startswith(part)]
        if name.endswith("/"):
            entries.append(Entry("", title, min(len(parts) + 1, 2), "part", line))
            parts.append(name)
        elif found := folder.file(name, home, _ENDINGS):
            entries.append(Entry(found, title, min(len(parts) + 1, 3), "", line))
        else:
            text = f"{name[:80]} is missing or of a kind that no reader knows"
            folder.warn(Code.text_left_out, text, listed, line, "check the name")
    if not any(entry.name for entry in entries):
        return None
    return Plan(tuple(entries), listed, "loppo", said(title=words(site.get("site"))), ("", home))


def _rows(text: str) -> list[tuple[str, str, int]]:
    """Name, title and line of each entry; nothing if a line says something else, as in another program's file."""
    rows: list[tuple[str, str, int]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#") or line.strip() == "---":
            continue
        found = _LINE.fullmatch(line)
        if not found:
            return []
        title = words(found["title"] or "")
        quoted = title[:1] in ("'", '"') and title[-1:] == title[:1] and len(title) > 1
        rows.append((found["name"], title[1:-1] if quoted else title, number))
    return rows
