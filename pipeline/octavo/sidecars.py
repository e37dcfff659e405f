"""The metadata files beside seeds, told by their names. What is in them is read elsewhere."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from octavo.books.contents import SIDECARS
from octavo.errors import OctavoError
from octavo.files import read_file

BOOK_SIDECARS = tuple(f"book{end}" for end in SIDECARS)
"""The names of the file that holds the metadata of a book, in its folder."""
_BEGINNING = 65536
"""So many bytes of a YAML file tell whether it is a bibliography."""


def sidecars_of(files: Iterable[str]) -> tuple[str, ...]:
    """The sidecars of a book's chapters."""
    names: dict[Path, Collection[str]] = {}
    for folder in {Path(file).parent for file in files}:
        with contextlib.suppress(OSError, ValueError):
            names[folder] = frozenset(os.listdir(folder))  # noqa: PTH208 - names alone are wanted
    found = (sidecar_of(path, names.get(path.parent, ())) for path in map(Path, files))
    return tuple(dict.fromkeys(beside for beside in found if beside))


def sidecar_of(path: Path, names: Collection[str] | None = None) -> str | None:
    """The metadata file beside a file, if there is one: ``name.txt.yaml`` or ``name.yaml``.

    ``names`` are those in its folder, for who knows them: thousands of files need not be looked for one by one.
    """
    if path.suffix.lower() in SIDECARS:
        return None
    for base in (path.name, path.stem):
        for end in SIDECARS:
            if (base + end in names) if names is not None else os.path.lexists(path.with_name(base + end)):
                return str(path.with_name(base + end))
    return None


def holds_works(path: Path) -> bool:
    """Whether a YAML file is a bibliography, by its beginning."""
    try:
        beginning = read_file(str(path), _BEGINNING, whole=False)
    except OctavoError:
        return False
    return re.search(rb"^references:", beginning, re.MULTILINE) is not None
