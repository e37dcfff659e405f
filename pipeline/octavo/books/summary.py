"""The order in a list of links: ``SUMMARY.md`` of mdBook and GitBook, ``_sidebar.md`` of Docsify, ``Book.txt``."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from octavo.books.folder import Folder, people, said, words
from octavo.books.model import Entry, Plan
from octavo.notices import Code
from octavo.text.characters import read_json

_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(?P<rest>.*)")
_LINK = re.compile(
    r"(?<!!)\[(?P<title>(?:\\.|\[[^\[\]]*\]|[^\[\]\\])*)\]\(\s*(?:<(?P<angle>[^<>]*)>|(?P<bare>(?:\\.|\([^()]*\)|[^()\\])*))\s*\)"
)
_HEADING = re.compile(r"#{1,6}[ \t]+(?P<words>.*?)[ \t#]*")
_TITLE_BEHIND = re.compile(r"""[ \t]+(?:"[^"]*"|'[^']*')\Z""")
_ENDINGS = (".md", ".markdown")
_SHOWN = 5


@dataclass
class _Row:
    """One line of the list: its kind (``part``, ``item``, ``plain``), how far it is set in, its words and address."""

    kind: str
    indent: int
    title: str
    target: str | None
    line: int


def by_summary(folder: Folder) -> Plan | None:
    """The order that a list of links gives, with what ``book.toml`` or ``book.json`` say of the book."""
    toml = folder.toml("book.toml") if folder.text("book.toml") is not None else {}
    book: Any = toml.get("book", {})
    about = _mdbook(book if isinstance(book, dict) else {})
    gitbook, root, structure = _gitbook(folder)
    source = book.get("src", "src") if isinstance(book, dict) else "src"
    homes = [words(source)] if toml else ([root] if root else ["", "src"])
    for home in homes:
        names = (structure.get("summary") or "SUMMARY.md", "summary.md", "_sidebar.md")
        listed = folder.first(*(posixpath.join(home, name) for name in names))
        if listed:
            break
    else:
        return _leanpub(folder)
    entries = _entries(folder, listed, home)
    named = {entry.name for entry in entries}
    readme = folder.file(structure.get("readme") or "README.md", home)
    if not toml and readme and readme not in named and folder.text(listed):
        entries.insert(0, Entry(readme, role="frontmatter"))
    return Plan(tuple(entries), listed, "mdbook" if toml else "gitbook", {**gitbook, **about}, ("", home))


def _mdbook(book: Mapping[str, Any]) -> dict[str, Any]:
    return said(
        title=words(book.get("title")),
        author=people(book.get("authors") or book.get("author") or ""),
        lang=words(book.get("language")),
        description=words(book.get("description")),
    )


def _gitbook(folder: Folder) -> tuple[dict[str, Any], str, dict[str, str]]:
    """What ``book.json`` says of the book, the folder of the text, and names of its files (also ``.gitbook.yaml``)."""
    yaml = folder.yaml(".gitbook.yaml", "root", "structure")
    try:
        data = read_json(folder.text("book.json") or "{}")
    except (ValueError, RecursionError):
        folder.warn(Code.metadata_ignored, "this is not valid JSON", "book.json")
        data = {}
    data = data if isinstance(data, dict) else {}
    about = said(
        title=words(data.get("title")),
        author=people(data.get("author") or ""),
        lang=words(data.get("language")),
        description=words(data.get("description")),
    )
    structure: dict[str, str] = {}
    for found in (data.get("structure"), yaml.get("structure")):
        if isinstance(found, dict):
            structure |= {key: words(value).removeprefix("./") for key, value in found.items() if words(value)}
    root = posixpath.normpath(words(yaml.get("root")) or words(data.get("root")) or ".")
    return about, "" if root == "." or root.startswith(("..", "/")) else root, structure


def _rows(text: str) -> list[_Row]:
    rows: list[_Row] = []
    opened = False
    text = re.sub(r"<!--.*?(?:-->|\Z)", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)
    for number, line in enumerate(text.split("\n"), 1):
        heading, item, link = _HEADING.fullmatch(line), _ITEM.fullmatch(line), _LINK.search(line)
        target = None
        if link:
            target = link["angle"] if link["angle"] is not None else _TITLE_BEHIND.sub("", link["bare"].strip())
        if heading:
            if opened or not line.startswith("# "):
                rows.append(_Row("part", 0, _plain(heading["words"]), target, number))
            opened = True
        elif item:
            opened = True
            indent = len(item["indent"].expandtabs(4))
            rows.append(_Row("item", indent, _plain(link["title"] if link else item["rest"]), target, number))
        elif link:
            opened = True
            rows.append(_Row("plain", 0, _plain(link["title"]), target, number))
    return rows


def _plain(title: str) -> str:
    """The words of a link, without marks of Markdown."""
    title = _LINK.sub(lambda link: link["title"], title)
    title = re.sub(r"(?<!\\)(\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w))", "", title)
    return " ".join(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", title).split())


def _entries(folder: Folder, listed: str, home: str) -> list[Entry]:
    rows = _rows(folder.text(listed) or "")
    numbered = [index for index, row in enumerate(rows) if row.kind == "item"]
    first, last = (numbered[0], numbered[-1]) if numbered else (0, len(rows))
    has_parts = any(row.kind == "part" for row in rows)
    entries: list[Entry] = []
    drafts: list[_Row] = []
    seen: set[str] = set()
    inside, group = 0, -1
    for index, row in enumerate(rows):
        if row.kind == "part":
            entries.append(Entry("", row.title, 1, "part", row.line))
            inside, group = 1, -1
            continue
        role = "" if row.kind == "item" else "frontmatter" if index < first else "backmatter" if index > last else ""
        if row.kind == "plain":
            inside = 0
        if row.indent <= group:
            inside, group = int(bool(has_parts and inside)), -1
        if row.target is None:
            deeper = index + 1 < len(rows) and rows[index + 1].kind == "item" and rows[index + 1].indent > row.indent
            if deeper and not inside:
                entries.append(Entry("", row.title, 1, "part", row.line))
                inside, group = 1, row.indent
            elif not deeper:
                drafts.append(row)
            continue
        if not row.target.partition("#")[0].strip():
            drafts += [row] if not row.target.strip() else []
            continue
        name = _file(folder, listed, home, row)
        if name and name not in seen:
            seen.add(name)
            entries.append(Entry(name, row.title, 1 + inside, role, row.line))
    if drafts:
        named = ", ".join([row.title or "an entry" for row in drafts[:_SHOWN]] + ["..."] * (len(drafts) > _SHOWN))
        text = f"{named} is a draft: it names no file"
        text = text if len(drafts) == 1 else f"{len(drafts)} drafts name no file: {named}"
        folder.notice(Code.text_left_out, text, listed, drafts[0].line, "write it, or leave it so")
    return entries


def _file(folder: Folder, listed: str, home: str, row: _Row) -> str:
    """The file that a row names; a notice where it names none."""
    target = unquote(re.sub(r"\\(.)", r"\1", (row.target or "").partition("#")[0])).strip()
    if not target:
        return ""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", target):
        folder.notice(Code.text_left_out, f"{row.title or target} is a page of the Web", listed, row.line)
        return ""
    found = folder.file(target, home, _ENDINGS) or folder.file(posixpath.join(target, "README.md"), home)
    if not found:
        text = f"{row.title or target} names {target[:80]}, which is missing or of a kind that no reader knows"
        folder.warn(Code.text_left_out, text, listed, row.line, "check the name")
    return found


def _leanpub(folder: Folder) -> Plan | None:
    """``Book.txt``: a name in each line."""
    listed = folder.first("Book.txt", "manuscript/Book.txt")
    names = [line.strip() for line in (folder.text(listed) or "").split("\n")] if listed else []
    home = posixpath.dirname(listed)
    files = [folder.file(name, home) for name in names if re.fullmatch(r"[^\s:][^:]*\.\w+", name)]
    if not files or not all(files):
        return None
    return Plan(tuple(Entry(name) for name in dict.fromkeys(files)), listed, "leanpub", {}, ("", home))
