"""Why each line of a plain-text seed became what it is, and which Markdown a seed is read as. Floor 4.

Runs inside a worker, like every reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octavo.files import Limits, read_file
from octavo.formats import kind_of
from octavo.metadata import parse_yaml
from octavo.model import Kind, Place, Seed
from octavo.pandoc import Pandoc
from octavo.readers.books.dialect import of_tool, voted
from octavo.readers.books.order import order_of
from octavo.readers.decoding import decode
from octavo.readers.markdown.front_matter import split_front_matter
from octavo.readers.markdown.reader import dialect_of
from octavo.readers.markdownish import markdown_marks
from octavo.readers.plain_text import explain_data, explain_lines
from octavo.readers.plain_text.reader import recognised
from octavo.readers.seeds.sniffing import sniff
from octavo.readers.types import FolderDialect


@dataclass(frozen=True)
class Question:
    """One seed to explain, with the limits that hold."""

    seed: Seed
    limits: Limits

    @property
    def reads(self) -> tuple[str, ...]:
        """The folder the worker may read."""
        path = Path(self.seed.path).absolute()
        return (str(path if self.seed.kind is Kind.book else path.parent),)


@dataclass(frozen=True)
class Explanation:
    """One file: its explanation as lines and as data; both empty for a file whose marks say what each line is."""

    path: str
    lines: tuple[str, ...]
    data: Mapping[str, Any]


def explain(question: Question, pandoc: Pandoc) -> tuple[Explanation, ...]:
    """Explain every file of the seed. Raises ``SeedError`` and ``SettingsError``."""
    del pandoc
    seed, limits = question.seed, question.limits
    metadata: Mapping[str, Any] = {}
    if seed.sidecar:
        text = read_file(seed.sidecar, limits.sidecar_bytes).decode("utf-8-sig", "replace")
        metadata, _ = parse_yaml(text, Place(seed.sidecar, 1))
    folder = _folder_of(seed, limits, metadata)
    found = []
    for path in seed.files:
        data = read_file(path, limits.seed_bytes)
        kind = sniff(data, kind_of(path), Place(path))
        if kind == "text" and markdown_marks(data, Place(path), metadata):
            kind = "markdown"
        if kind != "text":
            found.append(
                _of_markdown(path, data, metadata, folder) if kind == "markdown" else Explanation(path, (), {})
            )
            continue
        seen = recognised(_text_of(data, path, metadata), metadata)
        found.append(Explanation(path, tuple(explain_lines(seen)), explain_data(seen)))
    return tuple(found)


def _text_of(data: bytes, path: str, metadata: Mapping[str, Any]) -> str:
    return decode(data, Place(path), told=metadata.get("encoding")).text


def _folder_of(seed: Seed, limits: Limits, metadata: Mapping[str, Any]) -> FolderDialect | None:
    """What the files of a book have in common."""
    if seed.kind is not Kind.book or "dialect" in metadata:
        return None
    plan = order_of(seed, metadata, limits)
    files = ((path, read_file(path, limits.seed_bytes)) for path in seed.files if kind_of(path) == "markdown")
    return of_tool(plan.tool, plan.source) or voted(files)


def _of_markdown(path: str, data: bytes, metadata: Mapping[str, Any], folder: FolderDialect | None) -> Explanation:
    """Which Markdown a file is read as, and why."""
    split = split_front_matter(_text_of(data, path, metadata), Place(path))
    dialect, _ = dialect_of(split, path, metadata, folder)
    return Explanation(path, (dialect.told(),), {"dialect": dialect.name, "evidence": list(dialect.evidence)})
