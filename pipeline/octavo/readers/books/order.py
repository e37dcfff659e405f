"""The chapters of a book in the order of its author, with the titles of parts between them."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from octavo import books
from octavo.files import Limits
from octavo.model import Level, Notice, Place, Seed
from octavo.notices import Code
from octavo.readers.books.chapters import Chapter, part
from octavo.shelf import contents

_NO_TEXT = frozenset(
    [
        *(".py", ".rs", ".r", ".js", ".ts", ".jsx", ".tsx", ".mjs", ".cjs", ".c", ".h", ".cpp", ".hpp", ".go", ".java"),
        *(".rb", ".sh", ".bat", ".ps1", ".lua", ".jl", ".pl", ".sql", ".php", ".cs", ".kt", ".swift", ".zig", ".vue"),
        *(
            ".toml",
            ".json",
            ".lock",
            ".ini",
            ".cfg",
            ".conf",
            ".xml",
            ".csv",
            ".tsv",
            ".scss",
            ".sass",
            ".less",
            ".map",
        ),
        *(".csl", ".rproj", ".rds", ".rda", ".rdata", ".dat", ".log", ".cls", ".sty", ".ico", ".ttf", ".otf", ".woff"),
        *(".woff2", ".mp4", ".mp3", ".webm", ".ogg", ".wav", ".zip", ".gz", ".tar", ".xlsx", ".parquet", ".feather"),
        *(".hbs", ".lock", ".tpl", ".j2", ".patch", ".diff", ".dot", ".drawio", ".excalidraw", ".mmd", ".puml", ".eps"),
        *(".nix", ".po", ".pot", ".env", ".proto", ".wasm", ".hs", ".ml", ".ex", ".exs", ".clj", ".scala", ".dart"),
    ]
)
"""Endings of files that lie in the folders of books and hold none of their text: programs, data, settings, fonts."""

_SHOWN = 5


def order_of(seed: Seed, sidecar: Mapping[str, Any], limits: Limits) -> books.Plan:
    """The order of a book: that of files which somebody named, else what ``book.yaml`` or its tool's files say."""
    folder = Path(seed.path)
    if seed.named:
        return books.Plan(tuple(books.Entry(str(Path(file).relative_to(folder))) for file in seed.files))
    names, others = contents(folder)
    own = books.listed(sidecar.get("chapters"))
    order = books.Plan(own, Path(seed.sidecar).name) if own and seed.sidecar else books.plan(seed.path, names, limits)
    if not own:
        order = replace(order, notices=(*order.notices, *_unknown(seed, others, order)))
    return order


def in_order(chapters: Sequence[Chapter], order: books.Plan, seed: Seed) -> list[Chapter]:
    """The chapters that were read, each with its entry, and the titles of parts; none is lost that has no entry."""
    by_path = {chapter.path: chapter for chapter in chapters}
    source = str(Path(seed.path) / order.source)
    found: list[Chapter] = []
    for entry in order.entries:
        if not entry.name:
            found.append(part(entry, source))
        elif chapter := by_path.pop(str(Path(seed.path) / entry.name), None):
            found.append(replace(chapter, entry=entry))
    return [*found, *by_path.values()]


def left_over(order: books.Plan, taken: Container[str], seed: Seed) -> tuple[Notice, ...]:
    """A word about the files beside the chapters that are in no order; ``taken`` are the paths chapters took in."""
    left = [name for name in order.left if str(Path(seed.path) / name) not in taken]
    if not left or not order.source:
        return ()
    shown = ", ".join(left[:_SHOWN]) + (" ..." if len(left) > _SHOWN else "")
    text = (
        f"{len(left)} files are not in its order: {shown}" if len(left) > 1 else f"a file is not in its order: {shown}"
    )
    place = Place(str(Path(seed.path) / order.source))
    return (
        Notice(Code.text_left_out, text, place, "add what belongs to the book; the rest may stay as it is", Level.info),
    )


def _unknown(seed: Seed, others: Sequence[str], order: books.Plan) -> tuple[Notice, ...]:
    """One notice for files in a book that may hold text and that no reader knows; a tool's own order names its own."""
    if order.source:
        return ()
    left = [name for name in others if Path(name).suffix and Path(name).suffix.lower() not in _NO_TEXT]
    if not left:
        return ()
    shown = ", ".join(left[:_SHOWN]) + (" ..." if len(left) > _SHOWN else "")
    text = f"no reader knows the kind of {len(left)} file{'s' * (len(left) > 1)} in this book: {shown}"
    return (Notice(Code.unknown_kind, text, Place(seed.path), "save them as Markdown, text, HTML, DOCX or ODT"),)
