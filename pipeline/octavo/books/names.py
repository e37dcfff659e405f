"""The order of a folder without a tool's file: weights in the front matter, README first, natural order."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence

from octavo.books.folder import Folder, words
from octavo.books.model import Entry, Plan
from octavo.languages.part_names import ROLES, file_role
from octavo.notices import Code

_HEAD = re.compile(r"\A(?:---|\+\+\+)[ \t]*\n(.*?)^(?:---|\+\+\+|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_WEIGHT = re.compile(
    r"^(?:weight|sidebar_position|nav_order|order|position)[ \t]*[:=][ \t]*[\"']?(-?\d{1,9}(?:\.\d{1,6})?)",
    re.MULTILINE,
)
_TITLE = re.compile(r"^(?:title|linkTitle)[ \t]*[:=][ \t]*(.+)$", re.MULTILINE)
_FIRST = re.compile(r"(?:_?index|readme)\.\w+", re.IGNORECASE)
_ERROR_PAGE = re.compile(r"(?:.*/)?404\.\w+", re.IGNORECASE)
_HOUSEKEEPING = re.compile(
    r"(?:contributing|code[_-]of[_-]conduct|licen[cs]e|security|pull_request_template|governance|codeowners)[\w.-]*",
    re.IGNORECASE,
)
_MADE = frozenset({"node_modules", "_book", "_site", "_build", "_freeze", "__pycache__", "renv", "site-packages"})
_PARTS = frozenset({"_includes", "_layouts", "_sass", "_data", "_plugins", "_templates", "_partials", "_snippets"})
"""Folders in which sites keep what pages are made of; documents take in what they need of them."""
_SETTINGS = re.compile(r"(?:requirements[\w.-]*|robots|cmakelists|constraints|runtime)\.txt", re.IGNORECASE)
_LIST = 400
"""So many lines of one word each, and nothing else: a list for programs, no text."""
_OBJECTS = 3
_OBJECT = re.compile(r"\s*\{.*\}\s*,?\s*")
_ROWS = 20
_NEVER = 1e9
_INDEXES = (".md", ".html", ".markdown")


def by_names(folder: Folder) -> Plan:
    """A plain folder."""
    return Plan(tuple(in_order(folder, "")))


def in_order(folder: Folder, home: str, *, sections: bool = False) -> list[Entry]:
    """The files below a folder: by weight where one is given, the index of a folder first, then by name.

    With ``sections``, the index of a folder inside becomes the title of a part.
    """
    weights = _weights(folder)
    entries: list[Entry] = []
    last: list[Entry] = []  # what keeps a project in order is read last
    for name in _by_roles(sorted(folder.within(home), key=_key(weights, folder.names)), home, weights):
        if _ERROR_PAGE.fullmatch(name):
            folder.notice(Code.text_left_out, "a page for missing addresses is no chapter", name)
            continue
        made = next((part for part in name.split("/")[:-1] if part in _MADE), "")
        if made:
            folder.notice(Code.text_left_out, f"{made} holds what a program made; it was left out", name)
            continue
        if part := next((part for part in name.split("/")[:-1] if part in _PARTS), ""):
            folder.notice(Code.text_left_out, f"{part} holds parts of pages; by themselves they are no chapters", name)
            continue
        if _is_made(folder, name):
            folder.notice(Code.text_left_out, "what was made of an R Markdown or Quarto file was left out", name)
            continue
        if _SETTINGS.fullmatch(posixpath.basename(name)) or _is_for_programs(folder, name):
            folder.notice(Code.text_left_out, f"{posixpath.basename(name)} is for programs and no text", name)
            continue
        if _HOUSEKEEPING.fullmatch(name):
            last.append(Entry(name, role="backmatter"))
            continue
        if not sections:
            entries.append(Entry(name))
            continue
        if bundle := _bundle(folder, name):
            text = f"{posixpath.basename(name)} belongs to {bundle}; by itself it is no page"
            folder.notice(Code.text_left_out, text, name)
            continue
        depth = _sections_above(folder, name, home)
        if depth and posixpath.basename(name).startswith("_index."):
            entries.append(Entry(name, _title(folder, name), min(depth, 2), "part"))
        else:
            entries.append(Entry(name, "", min(depth + 1, 3)))
    return _without_repeats(folder, [*entries, *last])


def _by_roles(names: Sequence[str], home: str, weights: Mapping[str, float]) -> list[str]:
    """The names in their order, but what its name makes a preface, an appendix ... where books have it.

    A file with a number or a weight stays where that puts it.
    """
    order = list(ROLES)
    before, behind = order.index("preface"), order.index("afterword")

    def place(name: str) -> int:
        own = posixpath.dirname(name) == home and not posixpath.basename(name)[0].isdigit() and name not in weights
        role = file_role(name) if own else ""
        rank = order.index(role) if role else -1
        return rank - before - 1 if 0 <= rank <= before else rank if rank >= behind else 0

    first = [name for name in names if _is_index(name)][:1]
    return sorted(names, key=lambda name: -len(order) if name in first else place(name))


def _is_made(folder: Folder, name: str) -> bool:
    """Whether a file lies beside the R Markdown or Quarto file that it was made of."""
    stem, ending = posixpath.splitext(name)
    return ending.lower() in (".md", ".html") and any(folder.file(stem + source) for source in (".Rmd", ".qmd"))


def _is_for_programs(folder: Folder, name: str) -> bool:
    """Whether a bare text holds data: a list of single words, rows of values, a JSON object in each line."""
    head = folder.head(name) if name.lower().endswith(".txt") else ""
    lines = [line for line in head.split("\n")[:-1] if line.strip()]
    if len(lines) >= _LIST and all(len(line.split()) < 2 for line in lines):
        return True
    if len(lines) >= _OBJECTS and all(_OBJECT.fullmatch(line) for line in lines):
        return True
    return len(lines) >= _ROWS and any(_are_rows(lines, sign) for sign in ",;\t|")


def _are_rows(lines: Sequence[str], sign: str) -> bool:
    """Whether each line has as many values as the first, with this sign and no space between them, and numbers."""
    count = lines[0].count(sign)
    if count < 2 or any(line.count(sign) != count or f"{sign} " in line for line in lines):
        return False
    return all(re.search(r"\d", line) for line in lines[1:])


def _sections_above(folder: Folder, name: str, home: str) -> int:
    """How many folders between the site's own and a file are sections: those with an index of their own."""
    inside = [parent for parent in _parents(name) if len(parent) > len(home)]
    return sum(any(folder.file("_index" + ending, parent) for ending in _INDEXES) for parent in inside)


def _bundle(folder: Folder, name: str) -> str:
    """The page that a file is only a resource of: one called ``index`` in its folder, or above; else empty."""
    if posixpath.basename(name).startswith("index."):
        return ""
    for parent in _parents(name):
        if found := next((page for ending in _INDEXES if (page := folder.file("index" + ending, parent))), ""):
            return found
    return ""


def _without_repeats(folder: Folder, entries: Sequence[Entry]) -> list[Entry]:
    """One notice for all files of a folder that a program made."""
    notices = {(notice.text): notice for notice in reversed(folder.notices)}
    folder.notices[:] = list(reversed(notices.values()))
    return list(entries)


def _weights(folder: Folder) -> dict[str, float]:
    """The weight of every file and folder that has one."""
    found: dict[str, float] = {}
    for name in folder.names:
        if not name.lower().endswith((".md", ".mdx", ".markdown", ".qmd", ".rmd")):
            continue
        head = _HEAD.match(folder.text(name) or "")
        weight = _WEIGHT.search(head[1]) if head else None
        if weight and float(weight[1]):
            found[name] = float(weight[1])
    for parent in {parent for name in folder.names for parent in _parents(name)}:
        index = next((name for name in folder.names if posixpath.dirname(name) == parent and _is_index(name)), "")
        category = re.search(r'"position"\s*:\s*(-?\d{1,9})', folder.text(f"{parent}/_category_.json") or "")
        if category:
            found[parent] = float(category[1])
        elif index in found:
            found[parent] = found[index]
    return found


def _parents(name: str) -> list[str]:
    parts = name.split("/")[:-1]
    return ["/".join(parts[: number + 1]) for number in range(len(parts))]


def _is_index(name: str) -> bool:
    return bool(_FIRST.fullmatch(posixpath.basename(name)))


def _key(weights: Mapping[str, float], names: Sequence[str]) -> Callable[[str], tuple[tuple[float, int], ...]]:
    """A key that sorts by weights, folder by folder; the natural order, in which the names come, decides the rest."""
    rank: dict[str, int] = {}
    for name in names:
        for part in (*_parents(name), name):
            rank.setdefault(part, len(rank))

    def key(name: str) -> tuple[tuple[float, int], ...]:
        parents = [(weights.get(parent, _NEVER), rank[parent]) for parent in _parents(name)]
        return (*parents, (-1.0, 0) if _is_index(name) else (weights.get(name, _NEVER), rank[name]))

    return key


def _title(folder: Folder, name: str) -> str:
    head = _HEAD.match(folder.text(name) or "")
    title = _TITLE.search(head[1]) if head else None
    return words(title[1].strip().strip("\"'")) if title else ""
