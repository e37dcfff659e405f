"""Publications in ``out/`` whose seed is gone, and how they are removed. Floor 4."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from octavo.model import Notice, Place, Seed
from octavo.notices import Code
from octavo.publishing.results.folder import PAGES, inside, record_of
from octavo.publishing.results.record import NAME, Record, digest

_BESIDE = (PAGES, NAME)


def orphans(out: Path, seeds: Sequence[Seed]) -> tuple[Notice, ...]:
    """A notice for each publication that no seed on the shelf makes any more."""
    return tuple(
        Notice(
            Code.orphan.value,
            f"the seed “{Path(record.seed).name}” is gone, its publication is still there",
            Place(str(folder)),
            "make prune removes it",
        )
        for folder, record in _publications(out)
        if folder.name not in {seed.slug for seed in seeds} and not (out / record.seed).exists()
    )


def prune(out: Path, seeds: Sequence[Seed], *, everything: bool = False) -> Iterator[tuple[Path, bool]]:
    """Remove publications whose seeds are gone (or all), one after the other.

    Gives each folder and whether it is wholly gone. Only files that Octavo wrote go: a manuscript that a person
    edited stays, and so does whatever else somebody put there.
    """
    kept = set() if everything else {seed.slug for seed in seeds}
    for folder, record in list(_publications(out)):
        if everything or (folder.name not in kept and not (out / record.seed).exists()):
            yield folder, _remove(folder, record)


def _publications(out: Path) -> Iterator[tuple[Path, Record]]:
    try:
        folders = sorted(path for path in out.iterdir() if path.is_dir() and not path.is_symlink())
    except OSError:
        return
    for folder in folders:
        record = record_of(folder)
        if record is not None:
            yield folder, record


def _remove(folder: Path, record: Record) -> bool:
    names = [*record.unproven, *(name for row in record.editions.values() for name in (row.file, *row.further))]
    names += [f"images/{name}" for name in record.pictures]
    ours = {path for name in names if (path := inside(folder, name)) is not None}
    manuscript = folder / f"{folder.name}.md"
    edited = False
    with contextlib.suppress(OSError):
        edited = digest(manuscript.read_bytes()) != record.generated
    if not edited:
        ours |= {manuscript, folder / f"{folder.name}.new.md"}
    for path in sorted(ours):
        with contextlib.suppress(OSError):
            path.unlink()
    for name in _BESIDE:
        if not edited or name != NAME:
            with contextlib.suppress(OSError):
                (folder / name).unlink()
    parents = {parent for path in ours for parent in path.parents if parent.is_relative_to(folder)}
    for place in sorted({*parents, folder / "images", folder}, key=lambda path: -len(path.parts)):
        with contextlib.suppress(OSError):
            place.rmdir()
    return not folder.exists()
