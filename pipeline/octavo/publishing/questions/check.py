"""What stands in ``out/`` checked anew. Floor 4; runs inside a worker.

Reads the publication's folder, never the seed; writes nothing.
"""

from __future__ import annotations

import contextlib
import dataclasses
from dataclasses import dataclass
from pathlib import Path

from octavo.body.compose import compose
from octavo.check import Proof, Standing, check_publication
from octavo.editions.table import EDITIONS
from octavo.errors import EditionError, OctavoError
from octavo.files import read_file
from octavo.model import Manuscript, Metadata, Origin, Picture, Place
from octavo.pandoc import Pandoc
from octavo.publishing.recipe import metadata_of
from octavo.publishing.results import keys
from octavo.publishing.results.folder import PAGES, pages_of, plain_files
from octavo.publishing.results.record import NAME
from octavo.publishing.workers.task import Task

LARGEST = 1 << 30
"""Bytes of the largest file that is looked at."""


@dataclass(frozen=True)
class Looked:
    """The proof of a publication, and the files it speaks of, by the name of the edition."""

    proof: Proof
    files: dict[str, str]


def look(task: Task, pandoc: Pandoc) -> Looked:
    """Compare everything in the publication's folder. Raises ``EditionError`` when there is nothing to compare."""
    slug, folder, record = task.seed.slug, Path(task.folder), task.record
    if task.current is None:
        raise EditionError("it has not been made yet", Place(task.folder), f"octavo build {slug}")
    names = {name: kind.file(slug) for name, kind in EDITIONS.items()}
    if record:
        names.update((name, row.file) for name, row in record.editions.items())
    files: dict[str, bytes] = {}
    for name, file in names.items():
        if (folder / file).is_file():
            files[name] = read_file(str(folder / file), LARGEST, str(folder))
    manuscript = Manuscript(
        task.current.decode("utf-8-sig", "replace"),
        str(folder / f"{slug}.md"),
        _origins(task),
        _pictures(folder / "images"),
        _bibliography(task, folder),
    )
    if record:  # what the command line set when it was built
        task = dataclasses.replace(task, settings=dataclasses.replace(task.settings, overrides=record.overrides))
    metadata = metadata_of(manuscript, task)[1]
    manuscript = dataclasses.replace(manuscript, bibliography=_named(manuscript, metadata))
    standing = Standing(
        slug,
        files,
        {name: row.sha256 for name, row in record.editions.items()} if record else {},
        record.manuscript if record else "",
        pages_of(folder),
        record.proof if record else {},
    )
    proof = check_publication(standing, compose(manuscript, metadata, pandoc))
    return Looked(proof, {"manuscript": manuscript.path, **{name: str(folder / file) for name, file in names.items()}})


def _origins(task: Task) -> tuple[Origin, ...]:
    home = keys.base(task.seed)
    rows = task.record.origins if task.record else ()
    return tuple(Origin(line, Place(str(home / name), seed or None)) for line, name, seed in rows)


def _pictures(folder: Path) -> tuple[Picture, ...]:
    """The pictures that stand; for the comparison their names are enough."""
    return tuple(Picture(path.name, b"", "application/octet-stream") for path in plain_files(folder))


def _bibliography(task: Task, folder: Path) -> tuple[tuple[str, bytes], ...]:
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in (".bib", ".json", ".ris") and path.name not in (NAME, PAGES):
            with contextlib.suppress(OctavoError):
                data = read_file(str(path), task.settings.limits.bibliography_bytes, str(folder))
                found.append((path.name, data))
    return tuple(found)


def _named(manuscript: Manuscript, metadata: Metadata) -> tuple[tuple[str, bytes], ...]:
    """Of the bibliographies that stand, those that the manuscript names, in its order."""
    there = dict(manuscript.bibliography)
    return tuple((name, there[name]) for name in metadata.bibliography if name in there)
