"""What stands in ``out/`` already: the record and manuscript of a publication, and whether it is up to date. Floor 4.

Reads only. A build with nothing to do runs through this module and imports nothing heavy.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from pathlib import Path

from octavo.editions.table import EDITIONS, with_needed
from octavo.errors import SettingsError
from octavo.model import Notice, Place, Seed
from octavo.publishing.results import keys
from octavo.publishing.results.folder import plain_files, record_of
from octavo.publishing.results.record import Record, digest
from octavo.publishing.workers.task import Outcome, Task
from octavo.settings import Settings, options


@dataclass(frozen=True)
class Order:
    """What was asked for: editions by name (``md`` is always made), where to, with which settings."""

    out: Path
    wanted: tuple[str, ...]
    settings: Settings
    themes: tuple[str, ...]
    jobs: int
    epoch: int
    fixed_epoch: bool
    recall: bool = False
    theme_fingerprint: str = ""


def apart(seed: Seed, out: Path) -> Seed:
    """The seed, under another slug where its folder is in use by another seed that is still there.

    The slugs of one shelf are told apart by the shelf; this is about files from different folders, built one by one.
    """
    record = record_of(out / seed.slug)
    name = keys.seed_name(seed, out)
    if record is None or record.seed == name or not (out / record.seed).exists():
        return seed
    return replace(seed, slug=f"{seed.slug}-{digest(name.encode())[:6]}")


def task_of(seed: Seed, order: Order) -> Task:
    """The task of one publication, with what stands in its folder now."""
    folder = order.out / seed.slug
    current = None
    with contextlib.suppress(OSError):
        current = (folder / f"{seed.slug}.md").read_bytes()
    return Task(
        seed=seed,
        folder=str(folder),
        settings=order.settings,
        themes=order.themes,
        wanted=order.wanted,
        record=record_of(folder),
        current=current,
        epoch=order.epoch,
        fixed_epoch=order.fixed_epoch,
    )


def fresh(task: Task, order: Order) -> Outcome | None:
    """The outcome of a publication of which every file is as the record says, or None when something must be made."""
    record = task.record
    if record is None or task.current is None or digest(task.current) != record.manuscript:
        return None
    inputs = keys.inputs(task.seed, tuple(record.inputs))
    if inputs != record.inputs or keys.manuscript_key(task.seed, inputs, task.settings) != record.key:
        return None
    folder = Path(task.folder)
    if any(digest_file(folder / "images" / name) != wanted for name, wanted in record.pictures.items()):
        return None
    if {path.name for path in plain_files(folder / "images")} != set(record.pictures):
        return None
    if not all(_edition_stands(name, record, task, order) for name in with_needed(order.wanted)):
        return None
    return Outcome(
        slug=task.seed.slug,
        seed=task.seed.path,
        fresh=("md", *order.wanted),
        files=record.files(task.seed.slug),
        notices=tuple(_recalled(notice, task) for notice in record.notices) if order.recall else (),
        pages=record.editions["pdf"].pages if "pdf" in record.editions else 0,
    )


def _recalled(notice: Notice, task: Task) -> Notice:
    """A notice of an earlier build, with its place as a person would type it."""
    if notice.place is None:
        return notice
    for folder in (keys.base(task.seed), Path(task.folder)):
        if (folder / notice.place.path).exists():
            return replace(notice, place=Place(str(folder / notice.place.path), notice.place.line))
    return notice


def _edition_stands(name: str, record: Record, task: Task, order: Order) -> bool:
    """Whether an edition is there, whole, and the very one that would be made now."""
    row = record.editions.get(name)
    if row is None or digest_file(Path(task.folder) / row.file) != row.sha256:
        return False
    if any(digest_file(Path(task.folder) / path) != wanted for path, wanted in row.further.items()):
        return False
    made = {name: other.sha256 for name, other in record.editions.items()}
    sources = keys.Sources(record.manuscript, record.pictures, record.page_map, made)
    try:
        chosen = options(task.settings, record.layout, task.epoch)
    except SettingsError:  # a record that somebody changed
        return False
    return row.key == keys.edition_key(
        EDITIONS[name], sources, order.theme_fingerprint, chosen, task.settings, task.fixed_epoch
    )


def digest_file(path: Path) -> str:
    """The digest of a file; empty for one that cannot be read."""
    try:
        return digest(path.read_bytes())
    except OSError:
        return ""


def digest_held(data: bytes | None) -> str:
    """The digest of bytes that were read earlier; empty for a file that was not there."""
    return "" if data is None else digest(data)
