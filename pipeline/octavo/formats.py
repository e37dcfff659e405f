"""The formats that Octavo reads, one row each: built in, or from installed packages. Floor 1.

A new format is one module and one row here. A package of somebody else's brings one by an entry point of the group
``octavo.readers`` that leads to a ``Format``; what is built in wins where two know one ending.
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

    ``kind`` is its name, ``suffixes`` are the endings of its files in small letters with their dot. ``reader`` is the
    module with its function ``read(source, context) -> Draft`` (see ``octavo.readers.types``), imported when the first
    such file comes. ``sniff`` tells from the first bytes of any file that it is of this kind, whatever its name says.
    """

    kind: str
    suffixes: tuple[str, ...]
    reader: str
    sniff: Callable[[bytes], bool] | None = None

    def read(self) -> Callable[..., Any]:
        """The function that reads such files, imported now."""
        read: Callable[..., Any] = importlib.import_module(self.reader).read
        return read


BUILT_IN = (
    Format("text", (".txt", ".text"), "octavo.readers.plain_text.reader"),
    Format("markdown", (".md", ".markdown", ".mdown", ".qmd", ".rmd"), "octavo.readers.markdown.reader"),
    Format("mdx", (".mdx",), "octavo.readers.markdown.mdx"),
    Format("notebook", (".ipynb",), "octavo.readers.markdown.notebook"),
    Format("web", (".html", ".htm", ".mhtml", ".mht", ".xhtml"), "octavo.readers.web.reader"),
    Format("docx", (".docx", ".docm", ".dotx"), "octavo.readers.office.docx"),
    Format("odt", (".odt", ".ott"), "octavo.readers.office.odt"),
    Format("rtf", (".rtf",), "octavo.readers.office.rtf"),
)
"""``octavo.readers.sniffing`` tells these apart by their content."""


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
