"""The keys that decide what is out of date: digests over everything a file depends on. Floor 4.

No heavy third party is imported here: a build with nothing to do runs through this module alone.
"""

from __future__ import annotations

import dataclasses
import functools
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import octavo
from octavo import import_path
from octavo.editions import EditionKind, Takes
from octavo.errors import OctavoError
from octavo.files import Limits, read_file
from octavo.formats import installed_readers
from octavo.model import Options, Seed
from octavo.publishing.results import installed
from octavo.publishing.values.record import digest, digest_of
from octavo.settings import Settings
from octavo.settings.table import LAYOUT


@functools.cache
def versions() -> dict[str, str]:
    """The version of Octavo and of every package that it runs on: each may shape what is made."""
    # The same folders in the build and in its workers, so that both come to the same keys.
    return {"octavo": octavo.__version__, **installed.packages(import_path.for_workers()), **installed_readers()}


@functools.cache
def code() -> str:
    """A digest of the package's own source, so that a changed Octavo remakes what it made."""
    root = str(Path(octavo.__file__).parent)
    found = []
    # In every build and every worker: os.walk and open take half as long here as pathlib.
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".py", ".lua", ".json", ".js", ".css")):
                path = f"{folder}{os.sep}{name}"
                with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - see above
                    found.append((path[len(root) :], digest(file.read())))
    return digest_of(found)


def inputs(
    seed: Seed, limits: Limits, extra: tuple[str, ...] = (), read: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The digests of the seed's files, and of the files beside them that its last reading looked at (``extra``).

    Keys are paths relative to ``base(seed)``; a file that is not there (or may not be read) has an empty digest.
    ``read`` are digests of what was read or missed just now, by path: a file may be saved, appear or become readable
    meanwhile, and what counts is what the reader saw.
    """
    home = base(seed)
    names = {_relative(path, home) for path in (*seed.files, *seed.sidecars)}
    if seed.sidecar:
        names.add(_relative(seed.sidecar, home))
    seen = {_relative(path, home): value for path, value in (read or {}).items()}
    names |= {*extra, *seen}
    return {name: seen[name] if name in seen else _digest_file(home / name, home, limits) for name in sorted(names)}


def seed_name(seed: Seed, out: Path) -> str:
    """A seed's path relative to ``out``, the same wherever the two are together."""
    return os.path.relpath(Path(seed.path).absolute(), out.absolute())


def base(seed: Seed) -> Path:
    """The folder to which a seed's own files are relative: a book's folder, or the folder an article lies in."""
    path = Path(seed.path)
    return path if seed.kind.value == "book" else path.parent


def _relative(path: str, home: Path) -> str:
    return os.path.relpath(path, home)


def _digest_file(path: Path, home: Path, limits: Limits) -> str:
    """The digest of a file of the seed; empty for one that its reader would refuse (too large, a link that leads out).

    It is refused in the same way here, because this runs behind no wall.
    """
    try:
        return digest(read_file(str(path), limits.largest, str(home)))
    except (OctavoError, OSError, ValueError):
        return ""


def manuscript_key(seed: Seed, found: Mapping[str, str], settings: Settings) -> str:
    """What the manuscript depends on: the seed's files and order, the metadata's defaults, limits, versions, code."""
    order = [_relative(path, base(seed)) for path in seed.files]
    limits = dataclasses.asdict(settings.limits)
    return digest_of([order, dict(found), settings.fingerprint(), limits, versions(), code()])


def edition_key(
    kind: EditionKind,
    record: Sources,
    theme: str,
    options: Options,
    settings: Settings,
    epoch: int | None,
) -> str:
    """What one edition depends on: manuscript and pictures, theme, the options it reads, the edition it follows."""
    before = {Takes.nothing: "", Takes.pages: record.page_map, Takes.file: record.made.get(kind.needs, "")}[kind.takes]
    chosen = {key: getattr(options, key) for key in kind.reads}
    metadata = {key: value for key, value in settings.overrides.items() if key not in LAYOUT | {"theme"}}
    return digest_of([
        kind.name, record.manuscript, dict(record.pictures), theme, chosen, metadata, dict(settings.defaults),
        epoch, before, versions(), code(),
    ])  # fmt: skip


@dataclass(frozen=True)
class Sources:
    """Digests of what editions are made of: manuscript, pictures, the page map, and the editions once they are made."""

    manuscript: str
    pictures: Mapping[str, str]
    page_map: str = ""
    made: Mapping[str, str] = field(default_factory=dict)
