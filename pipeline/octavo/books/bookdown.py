"""The order of a bookdown book: ``rmd_files`` of ``_bookdown.yml``, else ``index.Rmd`` and the other names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Any

from octavo.books.folder import Folder, people, said, words
from octavo.books.model import Entry, Plan
from octavo.notices import Code

_UNNUMBERED = re.compile(r"^[ \t]+number_sections:[ \t]*(?:false|no|off)\b", re.MULTILINE | re.IGNORECASE)


def by_bookdown(folder: Folder) -> Plan | None:
    """The order that bookdown would knit, and what the head of ``index.Rmd`` says of the book."""
    listed = folder.first("_bookdown.yml", "_bookdown.yaml")
    if not listed:
        return None
    data = folder.yaml(listed, "rmd_files", "rmd_subdir", "language", "site")
    index = folder.file("index.Rmd") or folder.file("index.md")
    head = front_matter(folder, index)
    metadata = said(
        title=words(head.get("title")),
        subtitle=words(head.get("subtitle")),
        author=people(head.get("author") or ""),
        description=words(head.get("description")),
        lang=words(head.get("lang")),
        bibliography=head.get("bibliography"),
    )
    output = folder.text("_output.yml") or ""
    if not _UNNUMBERED.search(output) and not _UNNUMBERED.search(folder.text(index) or ""):
        metadata["number-sections"] = "true"  # as bookdown's own formats do, unless told otherwise
    if words(head.get("date")) and "`" not in words(head.get("date")):
        metadata["date"] = words(head.get("date"))
    wanted = data.get("rmd_files")
    if isinstance(wanted, dict):
        wanted = wanted.get("html") or wanted.get("latex") or wanted.get("epub")
    names = [wanted] if isinstance(wanted, str) else wanted if isinstance(wanted, list) else []
    chosen = []
    for name in names:
        if found := folder.file(words(name), "", (".Rmd", ".md")):
            chosen.append(found)
        elif words(name):
            folder.warn(Code.text_left_out, f"{words(name)[:80]} is missing", listed, None, "check the name")
    if not chosen:
        chosen = _knitted(folder, data)
    if index in chosen:
        chosen.remove(index)
        chosen.insert(0, index)
    return Plan(tuple(Entry(name) for name in dict.fromkeys(chosen)), listed, "bookdown", metadata)


def _knitted(folder: Folder, data: Mapping[str, Any]) -> list[str]:
    """All R Markdown at the top (and below, where asked), but for names that begin with an underscore."""
    below = data.get("rmd_subdir")
    allowed = ["" if below in (None, "", "false", False) else "*"]
    if isinstance(below, list):
        allowed = [words(name).strip("/") for name in below]
    found = []
    for name in folder.names:
        home, base = posixpath.split(name)
        inside = not home or "*" in allowed or home in allowed
        if inside and base.lower().endswith(".rmd") and not base.startswith("_"):
            found.append(name)
    return found


def front_matter(folder: Folder, name: str) -> Mapping[str, Any]:
    """The YAML at the head of a document, key by key; empty when there is none."""
    text = folder.text(name) if name else None
    if not text or not text.startswith("---"):
        return {}
    keys = ("title", "subtitle", "author", "date", "description", "lang", "bibliography")
    head = text[: text.find("\n---", 3) + 1] or text[:4000]
    return folder.yaml_of(head, name, *keys)
