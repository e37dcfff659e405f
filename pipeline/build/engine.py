"""The engine: decides what is out of date, hands it to an executor, writes what comes back. Floor 4.

The only writer of ``out/``. One publication is written at a time per folder (a lock on the folder), whole file by
whole file, the record last: whoever stops the build in between finds old files or new ones, and the next build
notices which.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.build import keys
from pipeline.build.cells import Call, Cells, WorkerBug
from pipeline.build.record import NAME, Record, digest
from pipeline.build.task import Outcome, Published, Task
from pipeline.editions import EDITIONS
from pipeline.errors import EditionError, OctavoError, SettingsError
from pipeline.files import flush_folder, remove_leftovers, write_file
from pipeline.model import Notice, Place, Seed
from pipeline.settings import Settings, options

SECONDS = 15.0
"""What any publication may take ..."""
SECONDS_PER_MEGABYTE = 240.0
"""... and what each megabyte of its seed adds."""


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


def build(seeds: Sequence[Seed], order: Order, started: Callable[[Seed], None]) -> Iterator[Outcome]:
    """Bring every seed's publication up to date; outcomes come as they are ready.

    ``started`` is called when a publication is handed to a worker. Raises ``SettingsError`` when ``out`` cannot be
    written; a publication's own failures are in its outcome. Closing the iterator, or an interrupt, kills the workers.
    """
    _make_folder(order.out)
    order = replace(order, theme_fingerprint=_theme(order))
    stale: list[tuple[Seed, Task]] = []
    for given in seeds:
        seed = apart(given, order.out)
        task = task_of(seed, order)
        fresh = _fresh(task, order)
        if fresh is not None:
            yield fresh
        else:
            stale.append((seed, task))
    if not stale:
        return
    cells = Cells(max(1, min(order.jobs, len(stale))))
    done = False
    try:
        yield from _run(stale, cells, order, started)
        done = True
    finally:
        cells.shutdown(wait=True, cancel_futures=not done)
        if not done:
            for seed, _ in stale:
                remove_leftovers(order.out / seed.slug)
                remove_leftovers(order.out / seed.slug / "images")


def _run(
    stale: list[tuple[Seed, Task]], cells: Cells, order: Order, started: Callable[[Seed], None]
) -> Iterator[Outcome]:
    """Keep every worker busy, but hand over no more than that: results of hundreds of books must not pile up."""
    waiting = list(reversed(stale))
    running: dict[Future[Any], tuple[Seed, Task, float]] = {}
    while waiting or running:
        while waiting and len(running) < order.jobs + 1:
            seed, task = waiting.pop()
            started(seed)
            call = Call("pipeline.build.publish:publish", task, _deadline(seed, order.settings))
            running[cells.submit(call)] = (seed, task, time.monotonic())
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            seed, task, began = running.pop(future)
            yield replace(_finish(future, seed, task), seconds=time.monotonic() - began)


def _finish(future: Future[Any], seed: Seed, task: Task) -> Outcome:
    try:
        published: Published = future.result()
        _write(published, task)
    except WorkerBug as bug:
        trail = str(bug)
        last = " ".join(trail.strip().splitlines()[-1].split())[:200] if trail.strip() else "no reason given"
        hint = "run it again with OCTAVO_DEBUG=1 and report what it prints"
        return Outcome(
            seed.slug, seed.path, errors=(OctavoError(f"a bug in Octavo: {last}", Place(seed.path), hint),), trail=trail
        )
    except OctavoError as error:
        if error.place is None:
            error.place = Place(seed.path)
        return Outcome(seed.slug, seed.path, errors=(error,))
    except OSError as error:
        return Outcome(seed.slug, seed.path, errors=(_cannot_write(error, Path(task.folder)),))
    record = published.record
    files = tuple(sorted(row.file for row in record.editions.values())) if record else ()
    return Outcome(
        slug=seed.slug,
        seed=seed.path,
        made=published.made,
        fresh=tuple(name for name in task.wanted if name not in published.made),
        files=(f"{seed.slug}.md", *files),
        notices=published.notices,
        errors=published.errors,
        pages=published.pages,
    )


def _write(published: Published, task: Task) -> None:
    folder = Path(task.folder)
    folder.mkdir(exist_ok=True)
    with _locked(folder):
        remove_leftovers(folder)
        for name, data in published.files:
            path = folder / name
            if name != NAME and path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
                continue
            if name == f"{task.seed.slug}.md" and _digest(path) != _digest_of(task.current):
                # Somebody saved the manuscript while it was being made anew: that text is theirs.
                continue
            write_file(path, data)
        for name in published.gone:
            with contextlib.suppress(OSError):
                (folder / name).unlink()
        flush_folder(folder)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder itself as the lock: it leaves nothing behind, and the system lets go of it for the dead."""
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def apart(seed: Seed, out: Path) -> Seed:
    """The seed, under another slug where its folder is in use by another seed that is still there.

    The slugs of one shelf are told apart by the shelf; this is about files from different folders, built one by one.
    """
    record = _record(out / seed.slug)
    name = keys.seed_name(seed, out)
    if record is None or record.seed == name or not (out / record.seed).exists():
        return seed
    return replace(seed, slug=f"{seed.slug}-{digest(name.encode())[:6]}")


def _record(folder: Path) -> Record | None:
    try:
        return Record.from_json((folder / NAME).read_bytes())
    except OSError:
        return None


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
        record=_record(folder),
        current=current,
        epoch=order.epoch,
        fixed_epoch=order.fixed_epoch,
    )


def _fresh(task: Task, order: Order) -> Outcome | None:
    """The outcome of a publication of which every file is as the record says, or None when something must be made."""
    record = task.record
    if record is None or task.current is None or digest(task.current) != record.manuscript:
        return None
    inputs = keys.inputs(task.seed, tuple(record.inputs))
    if inputs != record.inputs or keys.manuscript_key(task.seed, inputs, task.settings) != record.key:
        return None
    folder = Path(task.folder)
    if any(_digest(folder / "images" / name) != wanted for name, wanted in record.pictures.items()):
        return None
    if {path.name for path in _plain_files(folder / "images")} != set(record.pictures):
        return None
    if not all(_edition_stands(name, record, task, order) for name in _with_needed(order.wanted)):
        return None
    return Outcome(
        slug=task.seed.slug,
        seed=task.seed.path,
        fresh=("md", *order.wanted),
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


def _with_needed(wanted: Sequence[str]) -> list[str]:
    needed = [EDITIONS[name].after for name in wanted if EDITIONS[name].after]
    return list(dict.fromkeys((*needed, *wanted)))


def _edition_stands(name: str, record: Record, task: Task, order: Order) -> bool:
    """Whether an edition is there, whole, and the very one that would be made now."""
    row = record.editions.get(name)
    if row is None or _digest(Path(task.folder) / row.file) != row.sha256:
        return False
    pdf = record.editions.get("pdf")
    sources = keys.Sources(record.manuscript, record.pictures, record.page_map, pdf.sha256 if pdf else "")
    chosen = options(task.settings, record.layout, task.epoch)
    return row.key == keys.edition_key(
        EDITIONS[name], sources, order.theme_fingerprint, chosen, task.settings, task.fixed_epoch
    )


def _plain_files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if not path.name.startswith(".") and path.is_file()]
    except OSError:
        return []


def _digest(path: Path) -> str:
    try:
        return digest(path.read_bytes())
    except OSError:
        return ""


def _digest_of(data: bytes | None) -> str:
    return "" if data is None else digest(data)


def _deadline(seed: Seed, settings: Settings) -> float:
    size = 0
    for path in seed.files:
        with contextlib.suppress(OSError):
            size += Path(path).stat().st_size
    return SECONDS + settings.seconds + SECONDS_PER_MEGABYTE * size / 1e6


def _theme(order: Order) -> str:
    """The theme's fingerprint; a wrong theme fails once for the whole build, not once for every publication."""
    from pipeline import themes

    return themes.load(order.settings.theme, [Path(root) for root in order.themes]).fingerprint


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"the folder for the results cannot be made: {error.strerror}",
            Place(str(out)),
            "choose another with --out, or give yourself permission to write there",
        ) from None


def _cannot_write(error: OSError, folder: Path) -> EditionError:
    hints = {
        errno.ENOSPC: "make room on the disk",
        errno.EDQUOT: "make room on the disk",
        errno.EFBIG: "the system's limit on file sizes is too low (ulimit -f)",
        errno.EACCES: "give yourself permission to write there, or choose another folder with --out",
        errno.EROFS: "choose another folder with --out",
    }
    hint = hints.get(error.errno or 0, "check the folder and the disk it is on")
    return EditionError(f"the results cannot be written: {error.strerror}", Place(str(folder)), hint)
