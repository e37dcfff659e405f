"""Watches a project for saved files. Floor 4; the only module that uses watchfiles.

Folders are watched by the system. The few files outside of them (``octavo.toml``, a style sheet) are checked five
times a second: many programs save a file by replacing it with a new one, and watching would end with the old one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octavo.errors import MissingPartError, SeedError
from octavo.files import TEMPORARY
from octavo.folders import Folder, is_work
from octavo.model import Place, Seed
from octavo.publishing.results.folder import record_in
from octavo.publishing.values.record import digest

QUIET = 50
"""Milliseconds without a change, after which what was saved counts as whole."""
LOOK = 200
"""Milliseconds between two looks at single files."""
_LARGEST = 64 << 20
_NOT_THEIRS = (".swp", ".swx", ".tmp", "~", ".part", ".crdownload")


@dataclass(frozen=True)
class Places:
    """What is watched: the folder of seeds, that of results, folders of themes, and single files."""

    seeds: Path
    out: Path
    themes: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()


def saved(places: Places) -> Iterator[tuple[Path, ...]]:
    """What was saved, each time somebody has saved something; nothing that a build itself wrote.

    Watching begins with the call: what is saved while the caller builds comes with the next. Raises ``SeedError`` for
    a folder of seeds that is not there, ``KeyboardInterrupt`` when somebody ends it.
    """
    try:
        import watchfiles
    except ImportError:
        raise MissingPartError("watchfiles is not installed", hint="octavo doctor says how to get it") from None
    if not places.seeds.is_dir():
        raise SeedError("there is no such folder", Place(str(places.seeds)), "name another with --seeds")
    places.out.mkdir(parents=True, exist_ok=True)
    folders = [path for path in (places.seeds, places.out, *places.themes) if path.is_dir()]
    roots = {os.path.realpath(path): path for path in folders}
    watched = watchfiles.watch(
        *roots, watch_filter=None, debounce=400, step=QUIET, rust_timeout=LOOK, yield_on_timeout=True
    )
    next(watched)
    return _told(watched, places, roots)


def _told(
    watched: Iterator[set[tuple[Any, str]]], places: Places, roots: Mapping[str, Path]
) -> Iterator[tuple[Path, ...]]:
    single = _states(places.files)
    for found in watched:
        now = _states(places.files)
        changed = [path for path in places.files if now[path] != single[path]]
        single = now
        named = dict.fromkeys(_as_named(path, roots) for _, path in sorted(found))
        changed += [path for path in named if concerns(path, places)]
        if changed:
            yield tuple(changed)


def concerns(path: Path, places: Places) -> bool:
    """Whether a changed path is somebody's work: not a temporary file, nor what a build wrote into ``out``."""
    name = path.name
    if name.startswith((TEMPORARY, ".#")) or name.endswith(_NOT_THEIRS) or name in (".DS_Store", "4913"):
        return False
    if not path.is_relative_to(places.out) or path == places.out:
        return not path.is_dir()
    inner = path.relative_to(places.out).parts
    if inner[0].startswith("_"):  # no name of a publication: the shelf of readers
        return False
    if len(inner) == 2:  # a folder and a file in it
        ours = inner[1] == f"{inner[0]}.md" or is_work(inner[1])
    else:
        ours = len(inner) == 3 and inner[1] == "images"
    return ours and not _is_recorded(places.out / inner[0], "/".join(inner[1:]))


def seeds_of(changed: Sequence[Path], seeds: Sequence[Seed], places: Places) -> tuple[str, ...]:
    """The seeds that the changes belong to, as somebody would name them; empty when that may be all of them."""
    found: dict[str, None] = {}
    for path in changed:
        own = next((seed.path for seed in seeds if _belongs(path, seed, places)), None)
        if own is None:
            return ()
        found[own] = None
    return tuple(found)


def _belongs(path: Path, seed: Seed, places: Places) -> bool:
    mine = (Path(seed.path), places.out / seed.slug, *([Path(seed.sidecar)] if seed.sidecar else []))
    return any(path == one or path.is_relative_to(one) for one in mine)


def _is_recorded(home: Path, name: str) -> bool:
    """Whether a file is as the last build left it, or took it."""
    try:
        with Folder(home) as folder:
            data, record = folder.read(name, _LARGEST), record_in(folder)
    except OSError:
        return False
    if data is None or record is None:
        return False
    known = {record.manuscript, record.stands, *record.brought.values(), *record.pictures.values()}
    return digest(data) in known


def _as_named(path: str, roots: Mapping[str, Path]) -> Path:
    """The path below the folder as the caller named it: the system tells real paths."""
    for real, named in roots.items():
        if path == real or path.startswith(real + os.sep):
            return named / os.path.relpath(path, real)
    return Path(path)


def _states(files: Sequence[Path]) -> dict[Path, tuple[int, int, int] | None]:
    found: dict[Path, tuple[int, int, int] | None] = {}
    for path in files:
        try:
            about = path.stat()
            found[path] = (about.st_mtime_ns, about.st_size, about.st_ino)
        except OSError:
            found[path] = None
    return found
