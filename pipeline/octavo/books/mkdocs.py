"""The order of a MkDocs site: ``nav`` of ``mkdocs.yml``, whose files lie in ``docs_dir``."""

from __future__ import annotations

import posixpath
from typing import Any

from octavo.books.folder import Folder, people, said, words
from octavo.books.model import Entry, Plan
from octavo.books.names import in_order
from octavo.notices import Code


def by_mkdocs(folder: Folder) -> Plan | None:
    """The order that ``mkdocs.yml`` gives; without a ``nav``, the files of its folder by name."""
    listed = folder.first("mkdocs.yml", "mkdocs.yaml")
    if not listed:
        return None
    data = folder.yaml(listed, "site_name", "site_author", "site_description", "docs_dir", "nav", "theme", "copyright")
    home = posixpath.normpath(words(data.get("docs_dir")) or "docs")
    home = "" if home == "." or home.startswith(("..", "/")) else home
    if home and not folder.within(home):
        home = ""
    theme = data.get("theme")
    metadata = said(
        title=words(data.get("site_name")),
        author=people(data.get("site_author") or ""),
        description=words(data.get("site_description")),
        lang=words(theme.get("language") or theme.get("locale")) if isinstance(theme, dict) else "",
    )
    nav = data.get("nav")
    entries = _nav(folder, listed, home, nav, 1) if isinstance(nav, list) else in_order(folder, home)
    unique = {entry.name or str(number): entry for number, entry in reversed(list(enumerate(entries)))}
    return Plan(tuple(reversed(unique.values())), listed, "mkdocs", metadata, ("", home))


def _nav(folder: Folder, listed: str, home: str, items: Any, level: int) -> list[Entry]:
    entries: list[Entry] = []
    for item in items if isinstance(items, list) else []:
        pairs = item.items() if isinstance(item, dict) else [("", item)]
        for title, value in pairs:
            if isinstance(value, list):
                inner = _nav(folder, listed, home, value, min(level + 1, 3))
                leads = isinstance(value[0], str) and inner and posixpath.basename(inner[0].name).startswith("index.")
                if leads:  # a section's own page represents the section
                    inner[0] = Entry(inner[0].name, words(title), level, "part")
                    entries += inner
                elif any(entry.name for entry in inner):
                    entries += [Entry("", words(title), level, "part"), *inner]
            elif words(value):
                entries += _page(folder, listed, home, words(value), words(title), level)
    return entries


def _page(folder: Folder, listed: str, home: str, wanted: str, title: str, level: int) -> list[Entry]:
    if "://" in wanted or wanted.startswith(("/", "#", "mailto:")):
        folder.notice(Code.text_left_out, f"{title or wanted[:80]} is a page of the Web", listed)
        return []
    if found := folder.file(wanted.partition("#")[0], home):
        return [Entry(found, title, level)]
    if inner := folder.within(posixpath.join(home, wanted.strip("/*"))):
        return [Entry(name, "", level) for name in inner]
    text = f"{wanted[:80]} is missing or of a kind that no reader knows"
    folder.warn(Code.text_left_out, text, listed, None, "check the name")
    return []
