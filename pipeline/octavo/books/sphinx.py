"""The order of a Sphinx site written in MyST: the lists of pages (``toctree``) in its pages, from ``index.md`` on."""

from __future__ import annotations

import fnmatch
import posixpath
import re
from collections.abc import Iterator, Sequence

from octavo.books.folder import Folder, people, said
from octavo.books.model import Entry, Plan
from octavo.notices import Code

_ENDINGS = (".md", ".ipynb", ".markdown")
_FENCE = re.compile(r"[ \t]*(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*(?P<rest>.*)")
_OPTION = re.compile(r":?(?P<key>[A-Za-z]+):[ \t]*(?P<value>.*)")
_TITLED = re.compile(r"(?P<title>.*?)[ \t]*<(?P<name>[^<>]+)>")
_SAID = re.compile(
    r"""^(?P<key>project|author|language)[ \t]*=[ \t]*(?P<mark>["'])(?P<value>[^"'\\\n]+)(?P=mark)""", re.MULTILINE
)
_MOST = 5000


def by_sphinx(folder: Folder) -> Plan | None:
    """The order that the lists of pages give, a page before those that it lists; None without such a list."""
    conf = folder.text("conf.py")
    first = folder.file("index", "", _ENDINGS)
    if conf is None or not first or not any(_lists(folder.text(first) or "")):
        return None
    about = {found["key"]: found["value"].strip() for found in _SAID.finditer(conf)}
    metadata = said(
        title=about.get("project", ""), author=people(about.get("author", "")), lang=about.get("language", "")
    )
    entries = [Entry(first), *_listed(folder, first, 1, {first})]
    return Plan(tuple(entries), first, "myst", metadata)


def _listed(folder: Folder, page: str, level: int, seen: set[str]) -> list[Entry]:
    entries: list[Entry] = []
    for lines in _lists(folder.text(page) or ""):
        options, rows = _rows(lines)
        inside = level
        if options.get("caption") and level == 1:
            entries.append(Entry("", options["caption"], 1, "part"))
            inside = 2
        for title, name in rows:
            for file in _files(folder, page, name):
                if file in seen or len(seen) > _MOST:
                    continue
                seen.add(file)
                entries += [Entry(file, title, inside), *_listed(folder, file, inside, seen)]
    return entries


def _lists(text: str) -> Iterator[list[str]]:
    """The lines of each list of pages; one within another fence is an example."""
    fence, listing, lines = "", False, list[str]()
    for line in text.split("\n"):
        found = _FENCE.fullmatch(line)
        if fence:
            if found and found["fence"].startswith(fence) and not found["rest"]:
                if listing:
                    yield lines
                fence, listing, lines = "", False, []
            else:
                lines.append(line)
        elif found:
            fence, listing = found["fence"], found["rest"].startswith("{toctree}")


def _rows(lines: Sequence[str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The options of a list, and the title (or nothing) and the name of each page."""
    options: dict[str, str] = {}
    rows: list[tuple[str, str]] = []
    fenced = False
    for line in map(str.strip, lines):
        option = _OPTION.fullmatch(line) if fenced or line.startswith(":") else None
        titled = _TITLED.fullmatch(line)
        if line == "---":
            fenced = not fenced and not rows
        elif option:
            options[option["key"].lower()] = option["value"].strip("\"' ")
        elif titled:
            rows.append((titled["title"], titled["name"].strip()))
        elif line and not line.startswith(("#", "%", "..")):
            rows.append(("", line))
    return options, rows


def _files(folder: Folder, page: str, name: str) -> Iterator[str]:
    if name == "self" or "://" in name:
        return
    beside = "" if name.startswith("/") else posixpath.dirname(page)
    if found := folder.file(name, beside, _ENDINGS):
        yield found
    elif "*" in name:
        pattern = posixpath.normpath(posixpath.join(beside, name.lstrip("/")))
        for file in folder.names:
            if fnmatch.fnmatchcase(posixpath.splitext(file)[0], pattern):
                yield file
    else:
        text = f"{name[:80]} is missing or of a kind that no reader knows"
        folder.warn(Code.text_left_out, text, page, None, "check the name")
