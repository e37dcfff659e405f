"""A book's folder: the names of its files and its small settings files. Reads no documents; limits file size."""

from __future__ import annotations

import hashlib
import posixpath
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from octavo.errors import OctavoError
from octavo.files import Limits, Reading, below, read_file
from octavo.metadata import parse_yaml
from octavo.model import Level, Notice, Place
from octavo.notices import Code

_TOP_KEY = re.compile(r"[\"']?([A-Za-z_][\w.-]*)[\"']?[ \t]*:(?:[ \t]|$)")
_HEAD = 1 << 16
"""So much of a file tells what it is, in bytes."""
_MAX_READ = 8 << 20
"""All settings and front matter that are read of one book, in bytes; what comes after counts as missing."""


class Folder:
    """The files of a book by name (relative, with ``/``), and what small files among them say.

    ``names`` are the files that readers know, in natural order. ``digests`` gathers those of all files that were asked
    for, by path (empty: not there), ``heads`` those of the beginnings of files; ``notices`` what was wrong with them.
    """

    def __init__(self, path: str, names: Sequence[str], limits: Limits | None = None) -> None:
        self.path = path
        self.names = tuple(names)
        self.notices: list[Notice] = []
        self._known = frozenset(names)
        self._folded = {name.casefold(): name for name in reversed(names)}
        self._limits = limits or Limits()
        self._texts: dict[str, str | None] = {}
        self._read = 0
        self._reading = Reading(path, self._limits)
        self.digests: Mapping[str, str] = self._reading.digests
        self.heads: dict[str, str] = {}

    def place(self, name: str, line: int | None = None) -> Place:
        """A file of the book as a place."""
        return Place(str(Path(self.path) / name), line)

    def notice(self, code: Code, text: str, name: str, line: int | None = None, hint: str = "") -> None:
        """Remember something that a person should know; it is never an error."""
        self.notices.append(Notice(code, text, self.place(name, line), hint, Level.info))

    def warn(self, code: Code, text: str, name: str, line: int | None = None, hint: str = "") -> None:
        """Remember something that is probably a mistake."""
        self.notices.append(Notice(code, text, self.place(name, line), hint))

    def text(self, name: str) -> str | None:
        """The text of a small file; None if it is missing, too large or not readable."""
        if name not in self._texts:
            self._texts[name] = self._text(name)
        return self._texts[name]

    def head(self, name: str) -> str:
        """The beginning of a file, however large it is; empty if it is missing or not readable."""
        path = below(self.path, name)
        try:
            data = read_file(path, _HEAD, self.path, whole=False) if path else b""
        except (OctavoError, OSError, ValueError):
            return ""
        if path:
            self.heads[path] = head_digest(data)
        return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")

    def _text(self, name: str) -> str | None:
        path = below(self.path, name)
        if path is None or self._read > _MAX_READ:
            return None
        try:
            if not Path(path).is_file():
                self._reading.note(path, "")
                return None
            data = self._reading.read(path, self._limits.sidecar_bytes)
        except (OctavoError, OSError, ValueError):
            return None
        self._read += len(data)
        return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")

    def first(self, *names: str) -> str:
        """The first of these files that is there, or an empty string."""
        return next((name for name in names if self.text(name) is not None), "")

    def file(self, wanted: str, beside: str = "", endings: Iterable[str] = ()) -> str:
        """The file of the book that an entry names, or an empty string.

        ``beside`` is the folder from which the name counts; ``endings`` are tried behind a name that has none.
        """
        joined = posixpath.normpath(posixpath.join(beside, wanted.strip().lstrip("/") or "."))
        for name in (joined, *(joined + ending for ending in endings)):
            if name in self._known:
                return name
            if found := self._folded.get(name.casefold()):
                return found
        return ""

    def within(self, folder: str) -> tuple[str, ...]:
        """The known files below a folder (empty: all), in natural order."""
        return tuple(name for name in self.names if name.startswith(f"{folder}/")) if folder else self.names

    def yaml(self, name: str, *keys: str) -> Mapping[str, Any]:
        """What a YAML file says under some keys of its top level.

        Only their lines are read: such files hold much that is not meant for us, with tags and anchors. A key whose
        value cannot be read is left out with a notice.
        """
        return self.yaml_of(self.text(name) or "", name, *keys)

    def yaml_of(self, text: str, name: str, *keys: str) -> Mapping[str, Any]:
        """The same, for the text of a file."""
        found: dict[str, Any] = {}
        for key, first, block in _top_blocks(text):
            if key not in keys:
                continue
            try:
                data, _ = parse_yaml(block, self.place(name, first))
            except OctavoError as error:
                self.notices.append(Notice(Code.metadata_ignored, error.message, error.place, error.hint))
                continue
            found.setdefault(key, data.get(key, ""))
        return found

    def toml(self, name: str) -> Mapping[str, Any]:
        """What a TOML file says; nothing, with a notice, when it is broken."""
        try:
            return tomllib.loads(self.text(name) or "")
        except (ValueError, RecursionError) as error:
            self.warn(Code.metadata_ignored, f"this is not valid TOML: {error}", name)
            return {}


def head_digest(data: bytes) -> str:
    """The digest of the part of a file that ``Folder.head`` reads."""
    return hashlib.sha256(data[:_HEAD]).hexdigest()


def _top_blocks(text: str) -> list[tuple[str, int, str]]:
    """The keys of the top level, the line of each (from 1) and the lines that belong to it."""
    blocks: list[tuple[str, int, list[str]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        key = _TOP_KEY.match(line)
        if key:
            blocks.append((key[1], number, [line]))
        elif blocks and (not line or line[0] in " \t#-"):
            if not line.startswith("---"):
                blocks[-1][2].append(line)
        elif blocks and line[0] not in "]}":
            blocks.append(("", number, [line]))
        elif blocks:
            blocks[-1][2].append(line)
    return [(key, number, "\n".join(lines) + "\n") for key, number, lines in blocks]


def words(value: Any) -> str:
    """A value as one line of text, or an empty string when it is no text."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def people(value: Any) -> list[str]:
    """Names of authors, however a tool writes them: a text, a list, mappings with a name."""
    items = value if isinstance(value, list) else [value]
    found = []
    for item in items:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, dict):
            name = name.get("literal") or f"{words(name.get('given'))} {words(name.get('family'))}"
        if words(name):
            found.append(words(name))
    return found


def said(**values: Any) -> dict[str, Any]:
    """Metadata without the keys that say nothing."""
    return {key.replace("_", "-"): value for key, value in values.items() if value}
