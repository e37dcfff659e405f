"""Reads the record and manuscript of a publication in ``out/``, and finds out whether it is up to date. Floor 4.

Reads only. A build with nothing to do runs through this module and imports nothing heavy.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from octavo.editions.table import EDITIONS, with_needed
from octavo.errors import EditionError, SettingsError
from octavo.folders import Folder
from octavo.model import Notice, Place, Seed
from octavo.notices import Code
from octavo.publishing.results import keys
from octavo.publishing.results.folder import PAGES, names_seed, reading, record_in, stands
from octavo.publishing.values.record import NAME, Record, digest
from octavo.publishing.values.shard import Shard
from octavo.publishing.values.task import Outcome, Task
from octavo.settings import Settings, options


@dataclass(frozen=True)
class Order:
    """What was asked for: editions by name (``md`` is always made), where to, with which settings.

    ``share`` is the share of the shelf to be made, None for all of it; ``whole`` says that no single seeds were named.
    """

    out: Path
    wanted: tuple[str, ...]
    settings: Settings
    themes: tuple[str, ...]
    jobs: int
    epoch: int | None
    recall: bool = False
    theme_fingerprint: str = ""
    executor: str = "processes"
    share: Shard | None = None
    whole: bool = False


def apart(seed: Seed, out: Path) -> Seed:
    """The seed, under another slug where its folder is in use by another seed that is still there.

    The slugs of one shelf are told apart by the shelf; this is about files from different folders, built one by one.
    """
    name = keys.seed_name(seed, out)
    if names_seed(out / seed.slug, name):
        return seed
    record = _standing(out / seed.slug, seed.slug, 0)[0]
    if record is None or record.seed == name or not stands(out / record.seed):
        return seed
    return replace(seed, slug=f"{seed.slug}-{digest(name.encode())[:6]}")


def _standing(path: Path, slug: str, limit: int) -> tuple[Record | None, bytes | None, tuple[Notice, ...]]:
    """The record and the manuscript that are in a publication's folder, and what is wrong with them.

    Raises ``EditionError`` when the manuscript is there and cannot be used: it may be somebody's work.
    """
    try:
        folder = Folder(path)
    except FileNotFoundError:
        return None, None, ()
    except OSError:
        raise EditionError(
            "a link or a file is where this publication's folder should be", Place(str(path)), "remove it"
        ) from None
    with folder, reading(path):
        record = record_in(folder)
        notices: tuple[Notice, ...] = ()
        if record is None and folder.kind(NAME):
            text = "the record is damaged or was altered; everything is rebuilt, and no manuscript is lost"
            notices = (Notice(Code.results_strange.value, text, Place(str(path / NAME))),)
        if not limit:
            return record, None, notices
        manuscript = f"{slug}.md"
        current = folder.must_read(manuscript, limit)
        if current is None and (kind := folder.kind(manuscript)):
            what = "larger than a seed may be" if kind == "a file" else f"{kind}, not a file"
            raise EditionError(
                f"the manuscript is {what}", Place(str(path / manuscript)), "put a plain file there, or remove it"
            )
        return record, current, notices


def task_of(seed: Seed, order: Order) -> Task:
    """The task of one publication, with the current contents of its folder. Raises ``EditionError``."""
    folder = order.out / seed.slug
    record, current, notices = _standing(folder, seed.slug, order.settings.limits.seed_bytes)
    return Task(
        seed=seed,
        folder=str(folder),
        settings=order.settings,
        themes=order.themes,
        wanted=order.wanted,
        record=record,
        current=current,
        notices=notices,
        epoch=order.epoch,
    )


def fresh(task: Task, order: Order) -> Outcome | None:
    """The outcome of a publication of which every file is as the record says, or None when something must be made."""
    record = task.record
    if record is None or task.current is None or digest(task.current) != (record.stands or record.manuscript):
        return None
    inputs = keys.inputs(task.seed, task.settings.limits, tuple(record.inputs))
    if inputs != record.inputs or keys.manuscript_key(task.seed, inputs, task.settings) != record.key:
        return None
    try:
        folder = Folder(Path(task.folder))
    except OSError:
        return None
    with folder:
        pictures = {name.rpartition("/")[2]: folder.digest(name) for name in folder.files("images")}
        if pictures != record.pictures or any(
            folder.digest(name) != own for name, own in record.brought.items() if not name.startswith("images/")
        ):
            return None
        if not all(_edition_stands(name, record, task, order, folder) for name in with_needed(order.wanted)):
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
        if stands(folder / notice.place.path):
            return replace(notice, place=Place(str(folder / notice.place.path), notice.place.line))
    return notice


def _edition_stands(name: str, record: Record, task: Task, order: Order, folder: Folder) -> bool:
    """Whether an edition is there, whole, and the very one that would be made now."""
    row = record.editions.get(name)
    if row is None or folder.digest(row.file) != row.sha256:
        return False
    if name == "pdf" and folder.digest(PAGES) != record.page_map:
        return False
    if any(folder.digest(path) != wanted for path, wanted in row.further.items()):
        return False
    made = {name: other.sha256 for name, other in record.editions.items()}
    sources = keys.Sources(record.manuscript, record.pictures, record.page_map, made)
    try:
        chosen = options(task.settings, record.layout)
    except SettingsError:  # a record that somebody changed
        return False
    return row.key == keys.edition_key(
        EDITIONS[name], sources, order.theme_fingerprint, chosen, task.settings, task.epoch
    )


def digest_held(data: bytes | None) -> str:
    """The digest of bytes that were read earlier; empty for a file that was not there."""
    return "" if data is None else digest(data)
