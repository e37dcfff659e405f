"""The order of a Jupyter Book: ``_toc.yml`` with ``_config.yml``, or the ``toc`` of ``myst.yml``."""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping
from typing import Any

from octavo.books.folder import Folder, people, said, words
from octavo.books.model import Entry, Plan
from octavo.notices import Code

_ENDINGS = (".md", ".ipynb", ".txt", ".markdown", ".html")
_INNER = ("chapters", "sections", "children", "entries")


def by_jupyter_book(folder: Folder) -> Plan | None:
    """The order that ``_toc.yml`` or ``myst.yml`` gives."""
    listed = folder.first("_toc.yml", "_toc.yaml")
    if listed:
        return Plan(tuple(_toc(folder, listed)), listed, "myst", _config(folder))
    listed = folder.first("myst.yml", "myst.yaml")
    project = folder.yaml(listed, "project").get("project") if listed else None
    if not isinstance(project, dict):
        return None
    metadata = said(
        title=words(project.get("title")),
        subtitle=words(project.get("subtitle")),
        author=people(project.get("authors") or project.get("author") or ""),
        description=words(project.get("description")),
        date=words(project.get("date")),
        bibliography=project.get("bibliography"),
    )
    toc = project.get("toc")
    entries = _items(folder, listed, toc, 1, "") if isinstance(toc, list) else []
    return Plan(tuple(entries), listed, "myst", metadata)


def _config(folder: Folder) -> dict[str, Any]:
    name = folder.first("_config.yml", "_config.yaml")
    data = folder.yaml(name, "title", "author", "bibtex_bibfiles", "sphinx", "description") if name else {}
    sphinx = data.get("sphinx")
    config: Any = sphinx.get("config") if isinstance(sphinx, dict) else {}
    return said(
        title=words(data.get("title")),
        author=people(data.get("author") or ""),
        description=words(data.get("description")),
        bibliography=data.get("bibtex_bibfiles"),
        lang=words(config.get("language")) if isinstance(config, dict) else "",
    )


def _toc(folder: Folder, listed: str) -> list[Entry]:
    text = folder.text(listed) or ""
    lines = [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    if next((line for line in lines if line.strip() != "---"), "").startswith("-"):  # the list of the first version
        items = folder.yaml_of("toc:\n" + text.removeprefix("---\n"), listed, "toc").get("toc")
        return _items(folder, listed, items, 1, "")
    data = folder.yaml(listed, "root", "parts", "chapters", "subtrees", "sections", "entries")
    entries = _items(folder, listed, [{"file": data["root"]}], 1, "") if words(data.get("root")) else []
    for part in _mappings(data.get("parts") or data.get("subtrees")):
        title = words(part.get("caption") or part.get("title"))
        entries += [Entry("", title, 1, "part")] if title else []
        inner: Any = part.get("chapters") or part.get("entries")
        entries += _items(folder, listed, inner, 2 if title else 1, "")
    for key in ("chapters", "sections", "entries"):
        entries += _items(folder, listed, data.get(key), 1, "")
    return entries


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _items(folder: Folder, listed: str, items: Any, level: int, role: str) -> list[Entry]:
    entries: list[Entry] = []
    inside = level
    for item in _mappings([{"file": item} if isinstance(item, str) else item for item in items or []]):
        name, title = words(item.get("file") or item.get("glob")), words(item.get("title"))
        inner = next((item[key] for key in _INNER if isinstance(item.get(key), list)), None)
        if words(item.get("part")):
            entries.append(Entry("", words(item.get("part")), 1, "part"))
            inside = 2
        if "*" in name or words(item.get("pattern")):
            pattern = name or words(item.get("pattern"))
            entries += [Entry(file, "", inside, role) for file in folder.names if _fits(file, pattern)]
        elif name:
            found = folder.file(name, "", _ENDINGS)
            if found:
                entries.append(Entry(found, title, inside, role))
            else:
                text = f"{name[:80]} is missing or of a kind that no reader knows"
                folder.warn(Code.text_left_out, text, listed, None, "check the name")
        elif words(item.get("url")):
            folder.notice(Code.text_left_out, f"{title or 'an entry'} is a page of the Web", listed)
        elif title and inner:
            entries.append(Entry("", title, inside, "part"))
            entries += _items(folder, listed, inner, min(inside + 1, 3), role)
            continue
        if inner:
            entries += _items(folder, listed, inner, inside, role)
    return entries


def _fits(name: str, pattern: str) -> bool:
    return fnmatch.fnmatchcase(name, pattern) or fnmatch.fnmatchcase(name.rpartition(".")[0], pattern)
