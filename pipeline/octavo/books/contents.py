"""The entries of a folder of documents: which count, in which order, of which kind by their endings. Reads no file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from octavo.folders import holds_results
from octavo.formats import kind_of

SIDECARS = (".yaml", ".yml")
COMPANIONS = frozenset(
    [
        *(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".bib", ".ris", ".csl"),
        *(".css", ".js"),
        *SIDECARS,
    ]
)
"""Endings of files that belong to a seed without being one: pictures, bibliographies, sidecars, a saved page."""

IGNORED = re.compile(r"\..*|.*~|#.*#|~\$.*|thumbs\.db|desktop\.ini|icon\r", re.IGNORECASE | re.DOTALL)
_MAX_DEPTH = 8


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts names as people do: ``chapter 2`` before ``chapter 10``, capitals beside small letters."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    parts = re.findall(r"[0-9]+|[^0-9]+", folded)
    key = [(0, int(part), "") if part[0] in "0123456789" and len(part) < 19 else (1, 0, part) for part in parts]
    return (*key, (-1, 0, name))


def entries_of(folder: Path) -> list[Path]:
    """The entries of a folder that count, in natural order. Raises ``OSError``."""
    return sorted((p for p in folder.iterdir() if not IGNORED.fullmatch(p.name)), key=lambda p: natural(p.name))


def is_folder(path: Path) -> bool:
    """Whether a path is a folder, or a link to one; False without permission to look."""
    try:
        return path.is_dir()
    except OSError:
        return False


def contents(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files of a book that readers know, and those of other kinds, by name relative to its folder.

    In natural order, a folder inside by its own name. Links to folders are not followed.
    """
    files: list[str] = []
    others: list[str] = []
    for path in _below(folder, 0):
        known = bool(kind_of(path))
        (files if known else others).append(path.relative_to(folder).as_posix())
    return tuple(files), tuple(name for name in others if Path(name).suffix.lower() not in COMPANIONS)


def _below(folder: Path, depth: int) -> Iterator[Path]:
    try:
        entries = entries_of(folder)
    except OSError:
        return
    for path in entries:
        if not is_folder(path):
            yield path
        elif depth < _MAX_DEPTH and not path.is_symlink() and not holds_results(path):
            yield from _below(path, depth + 1)
