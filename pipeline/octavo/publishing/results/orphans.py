"""Publications in ``out/`` whose seed is gone, and how they are removed. Floor 4."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path, PurePosixPath

from octavo.folders import Folder
from octavo.model import Notice, Place, Seed
from octavo.notices import Code
from octavo.publishing.results import chapters, manifest
from octavo.publishing.results.folder import PAGES, record_in, stands
from octavo.publishing.values.record import NAME, Record


def orphans(out: Path, seeds: Sequence[Seed]) -> tuple[Notice, ...]:
    """A notice for each publication that no seed on the shelf makes any more."""
    return tuple(
        Notice(
            Code.orphan.value,
            f"the seed “{Path(record.seed).name}” is gone, its publication is still there",
            Place(str(folder)),
            _hint(folder, record),
        )
        for folder, record in publications(out, {seed.slug for seed in seeds})
        if not stands(out / record.seed)
    )


def is_edited(folder: Path, record: Record) -> bool:
    """Whether somebody changed the manuscript after Octavo had written it."""
    try:
        with Folder(folder) as held:
            return held.digest(f"{folder.name}.md") not in ("", record.generated, record.offered)
    except OSError:
        return False


def _hint(folder: Path, record: Record) -> str:
    if not is_edited(folder, record):
        return "make prune removes it"
    name = f"{folder.name}.md"
    return f"it holds your edited {name}: if the seed has a new name, copy it over the new manuscript and build again"


def prune(out: Path, seeds: Sequence[Seed], *, everything: bool = False) -> Iterator[tuple[Path, bool]]:
    """Remove publications whose seeds are gone (or all), one after the other.

    Gives each folder and whether it is wholly gone. Only files that Octavo wrote go: a manuscript that a person
    edited stays, and so does whatever else somebody put there.
    """
    kept = set() if everything else {seed.slug for seed in seeds}
    for folder, record in list(publications(out, kept)):
        if everything or not stands(out / record.seed):
            chapters.remove(out, folder.name)
            yield folder, _remove(folder, record)
    if everything:
        manifest.remove(out)
        chapters.remove(out)


def publications(out: Path, but: Collection[str] = ()) -> Iterator[tuple[Path, Record]]:
    """Every folder of results that holds a publication, with its record; ``but`` are names that are not looked at."""
    try:
        with os.scandir(out) as entries:
            names = sorted(e.name for e in entries if e.name not in but and e.is_dir(follow_symlinks=False))
    except OSError:
        return
    for folder in (out / name for name in names):
        with contextlib.suppress(OSError), Folder(folder) as held:
            record = record_in(held)
            if record is not None:
                yield folder, record


def _remove(path: Path, record: Record) -> bool:
    """Remove what Octavo wrote into this folder, each file by its name and its digest; whether the folder is gone."""
    name = path.name
    try:
        folder = Folder(path)
    except OSError:
        return False
    with folder:
        folder.lock()
        for inner in ("", "images"):
            folder.remove_leftovers(inner)
        for _, row in record.rows:
            for file, own in {row.file: row.sha256, **row.further}.items():
                folder.remove(file, own)
        for file, own in {**record.brought, **record.unproven}.items():
            folder.remove(file, own)
        folder.remove(PAGES, record.page_map)
        for file in (f"{name}.md", *(file for file in folder.files() if file.startswith(f"{name}.new"))):
            if folder.digest(file) in (record.generated, record.offered):
                folder.remove(file, folder.digest(file))
        ours = [file for _, row in record.rows for file in (row.file, *row.further)]
        deep = {str(inner) for file in ours for inner in PurePosixPath(file).parents} - {"."}
        for inner in (*sorted(deep, key=len, reverse=True), *folder.folders()):
            folder.remove_folder(inner)
        if set(folder.files()) <= {NAME} and not folder.folders():
            folder.remove(NAME, folder.digest(NAME))
            with contextlib.suppress(OSError):
                path.rmdir()
    return not path.exists()
