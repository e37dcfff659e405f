"""The engine: decides what is out of date, hands it to an executor, writes what comes back. Floor 4.

The only writer of ``out/``. One publication is written at a time per folder (a lock on the folder), whole file by
whole file, the record last: whoever stops the build in between finds old files or new ones, and the next build
notices which.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from pathlib import Path
from typing import Any

from octavo.errors import EditionError, OctavoError, SeedError, SettingsError, bug
from octavo.folders import OWN_NAMES, Folder, is_name
from octavo.model import Notice, Place, Seed
from octavo.publishing.results.freshness import Order, apart, digest_held, fresh, task_of
from octavo.publishing.results.renamed import follow_renamed
from octavo.publishing.values.record import NAME, digest
from octavo.publishing.values.stages import Step
from octavo.publishing.values.task import Outcome, Published, Task, read_by
from octavo.publishing.workers.pool import Call, Cells, WorkerBug
from octavo.publishing.workers.scratch import remove_scratch_of_the_dead
from octavo.settings import Settings

SECONDS = 15.0
"""What any publication may take ..."""
SECONDS_PER_MEGABYTE = 240.0
"""... and what each megabyte of its seed adds."""


def build(
    seeds: Sequence[Seed],
    order: Order,
    started: Callable[[Seed], None],
    heard: Callable[[Seed, Step], None] | None = None,
    shelf: Sequence[Seed] = (),
) -> Iterator[Outcome]:
    """Bring every seed's publication up to date; outcomes come as they are ready.

    ``shelf`` are all seeds that are there, where ``seeds`` are only a share of them.
    ``started`` is called when a publication is handed to a worker, ``heard`` while it works, in another thread.
    Raises ``SettingsError`` when ``out`` cannot be written; a publication's own failures are in its outcome. Closing
    the iterator, or an interrupt, kills the workers.
    """
    _make_folder(order.out)
    order = replace(order, theme_fingerprint=_theme(order))
    stale: list[tuple[Seed, Task]] = []
    try:
        renamed = follow_renamed(seeds, order.out, order.settings.limits, shelf)
    except OSError as error:
        raise cannot_write(error, order.out) from None
    for given in seeds:
        found = _look(given, order, renamed.get(given.slug))
        if isinstance(found, Outcome):
            yield found
        else:
            stale.append(found)
    if not stale:
        remove_scratch_of_the_dead()  # of a build that was killed when its work was done
        return
    cells = Cells(max(1, min(order.jobs, len(stale))), reads=read_by((task for _, task in stale), order.out))
    done = False
    try:
        yield from _run(stale, cells, order, started, heard)
        done = True
    finally:
        cells.shutdown(wait=True, cancel_futures=not done)
        if not done:
            for seed, _ in stale:
                _clean(order.out / seed.slug)


def _look(given: Seed, order: Order, said: Notice | None) -> Outcome | tuple[Seed, Task]:
    """What is to be done for one seed: an outcome when that is nothing, or when it cannot be begun.

    Whatever is wrong with one seed, or with what stands in its folder, stays its own affair.
    """
    try:
        for name in (given.path, *given.files):
            name.encode()  # a name whose bytes are no text cannot be written into any file
        seed = apart(given, order.out)
        task = task_of(seed, order)
        task = replace(task, notices=(*task.notices, *((said,) if said else ())))
        return fresh(task, order) or (seed, task)
    except OctavoError as error:
        return Outcome(given.slug, given.path, errors=(error,))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name or the names in it are none that files can have"
        hint = "rename it, or correct the names in it"
        return Outcome(
            given.slug, given.path, errors=(SeedError(f"cannot be used: {reason}", Place(given.path), hint),)
        )


def _clean(path: Path) -> None:
    """Remove half-written files from a publication's folder."""
    with contextlib.suppress(OSError), Folder(path) as folder:
        folder.remove_leftovers()
        folder.remove_leftovers("images")


def _run(
    stale: list[tuple[Seed, Task]],
    cells: Cells,
    order: Order,
    started: Callable[[Seed], None],
    heard: Callable[[Seed, Step], None] | None,
) -> Iterator[Outcome]:
    """Keep every worker busy, but hand over no more than that: results of hundreds of books must not pile up."""
    waiting = list(reversed(stale))
    running: dict[Future[Any], tuple[Seed, Task, float]] = {}
    while waiting or running:
        while waiting and len(running) < order.jobs + 1:
            seed, task = waiting.pop()
            started(seed)
            seconds = _deadline(seed, order.settings)
            tell = functools.partial(heard, seed) if heard else None
            call = Call("octavo.publishing.recipe:publish", task, seconds, tell)
            running[cells.submit(call)] = (seed, task, time.monotonic())
        done = wait(running, return_when=FIRST_COMPLETED).done
        for future in [one for one in running if one in done]:  # in the order in which they were begun
            seed, task, began = running.pop(future)
            yield replace(_finish(future, seed, task), seconds=time.monotonic() - began)


def _finish(future: Future[Any], seed: Seed, task: Task) -> Outcome:
    try:
        published: Published = future.result()
        _write(published, task)
    except WorkerBug as met:
        return Outcome(seed.slug, seed.path, errors=(bug(str(met), Place(seed.path)),), trail=str(met))
    except OctavoError as error:
        if error.place is None:
            error.place = Place(seed.path)
        return Outcome(seed.slug, seed.path, errors=(error,))
    except OSError as error:
        return Outcome(seed.slug, seed.path, errors=(cannot_write(error, Path(task.folder)),))
    files = published.record.files(seed.slug) if published.record else {}
    return Outcome(
        slug=seed.slug,
        seed=seed.path,
        made=published.made,
        fresh=tuple(name for name in task.wanted if name not in published.made and name in files),
        files=files,
        notices=published.notices,
        errors=published.errors,
        pages=published.pages,
        stages=published.stages,
    )


def _write(published: Published, task: Task) -> None:
    """Write what a worker made; what is somebody else's is left alone, whenever they put it there."""
    slug, record = task.seed.slug, task.record
    ours = {*(record.brought.values() if record else ()), record.offered if record else ""}
    with Folder(Path(task.folder), make=True) as folder:
        folder.lock()
        for inner in ("", "images"):
            folder.remove_leftovers(inner)
        for name, data in published.files:
            if not is_name(name):
                raise EditionError(f"“{name[:80]}” is no name for a file of results", Place(task.folder))
            stands = folder.digest(name)
            if name != NAME and stands == digest(data):
                continue
            if name == f"{slug}.md":
                # Somebody saved the manuscript while it was being rebuilt: keep their text.
                if stands != digest_held(task.current) or folder.kind(name) not in ("", "a file"):
                    continue
            elif not _is_made(name, published) and folder.kind(name) and stands not in ours:
                # A file of theirs came meanwhile. Without a record the next build looks at everything again.
                return
            folder.write(name, data)
        for name, own in published.gone:
            folder.remove(name, own)


def _is_made(name: str, published: Published) -> bool:
    """Whether a name is that of an edition, the page map or the record: these are Octavo's own."""
    rows = published.record.editions.values() if published.record else ()
    editions = {name for row in rows for name in (row.file, *row.further)}
    editions |= set(published.record.unproven) if published.record else set()
    return name in OWN_NAMES or name in editions


def _deadline(seed: Seed, settings: Settings) -> float:
    size = 0
    for path in seed.files:
        with contextlib.suppress(OSError):
            size += Path(path).stat().st_size
    return SECONDS + settings.seconds + SECONDS_PER_MEGABYTE * size / 1e6


def _theme(order: Order) -> str:
    """The theme's fingerprint; a wrong theme fails once for the whole build, not once for every publication."""
    from octavo import themes

    try:
        return themes.load(order.settings.theme, [Path(root) for root in order.themes], order.settings.css).fingerprint
    except SettingsError as error:
        error.place = error.place or order.settings.places.get("theme")
        raise


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"the folder for the results cannot be made: {error.strerror}",
            Place(str(out)),
            "choose another with --out, or give yourself permission to write there",
        ) from None


def cannot_write(error: OSError, folder: Path, option: str = "--out") -> EditionError:
    """The failure to write somewhere, with what to do about it; ``option`` chooses another place."""
    hints = {
        errno.ENOSPC: "make room on the disk",
        errno.EDQUOT: "make room on the disk",
        errno.EFBIG: "the system's limit on file sizes is too low (ulimit -f)",
        errno.EMFILE: "the system's limit on open files is too low (ulimit -n)",
        errno.EACCES: f"give yourself permission to write there, or choose another folder with {option}",
        errno.ENOTDIR: "a link or a file stands where a folder should be: remove it",
        errno.ELOOP: "a link stands where a folder should be: remove it",
        errno.EROFS: f"choose another folder with {option}",
    }
    hint = hints.get(error.errno or 0, "check the folder and the disk it is on")
    return EditionError(f"the results cannot be written: {error.strerror}", Place(str(folder)), hint)
