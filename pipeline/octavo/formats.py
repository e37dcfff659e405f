"""The formats that Octavo reads, one row each: built in, or from installed packages. Floor 1.

A new format is one module and one row here. Another package adds one with an entry point of the group
``octavo.readers`` that refers to a ``Format``. If both know a file name ending, the built-in format is used.
"""

from __future__ import annotations

import functools
import importlib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octavo import import_path
from octavo.errors import MissingPartError

GROUP = "octavo.readers"


@dataclass(frozen=True)
class Format:
    """One row.

    ``kind`` is its name, ``suffixes`` are the endings of its files in small letters with their dot. ``sniff`` tells
    from a file's bytes that it is of this kind, whatever its name says: a function, or where to find it, as
    ``module:function``; None when only the name can tell. ``reader`` is the module with the function
    ``read(source, context) -> Draft`` (see ``octavo.readers.types``). What is named by a string is imported when it is
    first needed. ``is_text``: files of this kind are text, and other content under such a name is refused.
    """

    kind: str
    suffixes: tuple[str, ...]
    sniff: str | Callable[[bytes], bool] | None
    reader: str
    is_text: bool = False

    def knows(self, data: bytes) -> bool:
        """Whether these bytes are a file of this kind; False when only the name can tell."""
        if isinstance(self.sniff, str):
            module, _, name = self.sniff.partition(":")
            return bool(getattr(importlib.import_module(module), name)(data))
        return self.sniff is not None and bool(self.sniff(data))

    def read(self) -> Callable[..., Any]:
        """The function that reads such files, imported now."""
        read: Callable[..., Any] = importlib.import_module(self.reader).read
        return read


_MARKDOWN = "octavo.readers.markdown"
_WEB = "octavo.readers.web"
_OFFICE = "octavo.readers.office"
BUILT_IN = (
    Format("text", (".txt", ".text"), None, "octavo.readers.plain_text.reader", is_text=True),
    Format("markdown", (".md", ".markdown", ".mdown", ".qmd", ".rmd"), None, f"{_MARKDOWN}.reader", is_text=True),
    Format("mdx", (".mdx",), None, f"{_MARKDOWN}.mdx", is_text=True),
    Format("notebook", (".ipynb",), None, f"{_MARKDOWN}.notebook", is_text=True),
    Format(
        "web", (".html", ".htm", ".mhtml", ".mht", ".xhtml"), f"{_WEB}.sniff:is_page", f"{_WEB}.reader", is_text=True
    ),
    Format("docx", (".docx", ".docm", ".dotx"), f"{_OFFICE}.sniff:is_docx", f"{_OFFICE}.word.reader"),
    Format("odt", (".odt", ".ott"), f"{_OFFICE}.sniff:is_odt", f"{_OFFICE}.opendocument.reader"),
    Format("rtf", (".rtf",), f"{_OFFICE}.sniff:is_rtf", f"{_OFFICE}.rtf"),
)


@functools.cache
def formats() -> Mapping[str, Format]:
    """Every format by its kind. Raises ``MissingPartError`` for an installed reader that cannot be loaded."""
    rows = {row.kind: row for row in BUILT_IN}
    for declared, target in _entry_points():
        row = _loaded(declared, target)
        rows.setdefault(row.kind, row)
    return rows


@functools.cache
def suffixes() -> Mapping[str, str]:
    """The kind of each ending (in small letters)."""
    found: dict[str, str] = {}
    for row in formats().values():
        for suffix in row.suffixes:
            found.setdefault(suffix, row.kind)
    return found


def kind_of(name: str | Path) -> str:
    """The kind that a file's name promises; empty when no reader knows its ending."""
    return suffixes().get(Path(name).suffix.lower(), "")


def installed_readers() -> dict[str, str]:
    """The packages that bring readers, by name and version: what they make of a seed depends on them."""
    return {name: version for (name, version), _ in _entry_points()}


@functools.cache
def _entry_points() -> tuple[tuple[tuple[str, str], str], ...]:
    """Name and version of the package, and ``module:object``, of every reader that is installed.

    A build with nothing to do asks too, and ``importlib.metadata`` would read every declaration for it.
    """
    found: dict[tuple[tuple[str, str], str], None] = {}
    for folder in import_path.for_workers():
        try:
            names = sorted(os.listdir(folder))  # noqa: PTH208 - several times as fast, and these folders are full
        except OSError:
            continue
        for name in names:
            if not name.endswith(".dist-info"):
                continue
            try:
                text = (Path(folder) / name / "entry_points.txt").read_text("utf-8")
            except (OSError, ValueError):
                continue
            package, _, version = name.removesuffix(".dist-info").rpartition("-")
            section = text.partition(f"[{GROUP}]")[2].partition("\n[")[0]
            for match in re.finditer(r"^[^=\n]+=\s*([\w.]+:\w+)", section, re.MULTILINE):
                found[(package, version), match[1]] = None
    return tuple(found)


def _loaded(package: tuple[str, str], target: str) -> Format:
    module, _, name = target.partition(":")
    hint = f"update or uninstall {package[0]}"
    try:
        row = getattr(importlib.import_module(module), name)
    except Exception as error:  # a package of somebody else's may fail in any way
        raise MissingPartError(f"the reader of {package[0]} cannot be loaded: {error}", hint=hint) from error
    if not isinstance(row, Format):
        raise MissingPartError(f"{target} of {package[0]} is no octavo.formats.Format", hint=hint)
    return row
