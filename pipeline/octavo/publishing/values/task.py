"""What travels between the build and its workers. Floor 4; plain values that pickle."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from octavo.errors import OctavoError
from octavo.model import Kind, Notice, Seed
from octavo.publishing.values.record import Record
from octavo.publishing.values.stages import Stage
from octavo.settings import Settings


@dataclass(frozen=True)
class Task:
    """One publication to bring up to date: everything a worker needs.

    ``root`` is the folder to which the places in messages are relative; ``folder`` is ``out/<slug>``. ``current`` is
    the manuscript in that folder, ``record`` its record. ``wanted`` are the editions asked for, none for the
    manuscript alone. ``epoch`` is the moment to write into files when somebody chose one.
    ``notices`` are what was seen when the task was made, ``kept`` is what the last build kept of its PDF.
    """

    seed: Seed
    folder: str
    settings: Settings
    themes: tuple[str, ...]
    wanted: tuple[str, ...]
    record: Record | None
    current: bytes | None
    epoch: int | None
    notices: tuple[Notice, ...] = ()
    kept: bytes = b""

    @property
    def reads(self) -> tuple[str, ...]:
        """The folders that hold what was handed in: the worker may read there, and nowhere else."""
        return (_read_of(self.seed), str(Path(self.folder).absolute()), *self.themes)


def read_by(tasks: Iterable[Task], out: Path) -> set[str]:
    """The folders that any of these tasks reads: those of the seeds, of all results, of the themes."""
    own = str(out.absolute())
    return {own, *(path for task in tasks for path in task.reads if not Path(path).is_relative_to(own))}


def read_for(seeds: Iterable[Seed], out: Path, themes: Iterable[str]) -> set[str]:
    """The same for seeds whose tasks are not made yet."""
    own = str(out.absolute())
    return {own, *themes, *(path for path in set(map(_read_of, seeds)) if not Path(path).is_relative_to(own))}


def _read_of(seed: Seed) -> str:
    """The folder that holds what belongs to a seed: a book's own, or the one that an article lies in."""
    path = os.path.abspath(seed.path)  # noqa: PTH100 - resolve() would follow links
    return path if seed.kind is Kind.book else os.path.dirname(path)  # noqa: PTH120 - asked of every seed: the quick way


@dataclass(frozen=True)
class Published:
    """What a worker made: files to write in this order (paths below the publication's folder), and what it has to say.

    ``made`` names the editions that were made (``md`` for the manuscript), ``errors`` those that could not be.
    ``gone`` are files that the publication no longer has, with the digest they must have to be removed. ``keep`` is for
    the ``Task`` of the next build, when it is new.
    """

    files: tuple[tuple[str, bytes], ...]
    made: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    errors: tuple[OctavoError, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()
    pages: int = 0
    record: Record | None = None
    stages: tuple[Stage, ...] = ()
    keep: bytes = b""


@dataclass(frozen=True)
class Outcome:
    """What became of one publication.

    ``files`` are what it has by the name of the edition (``md`` for the manuscript), below its folder. ``trail`` is
    that of a bug, if any.
    """

    slug: str
    seed: str
    made: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    errors: tuple[OctavoError, ...] = ()
    pages: int = 0
    seconds: float = 0.0
    stages: tuple[Stage, ...] = ()
    trail: str = ""
