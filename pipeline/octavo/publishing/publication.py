"""One publication: what is to be done for it, having it made in a cell, and writing what comes back. Floor 4.

The only writer of what is in ``out/<slug>``. One publication is written at a time per folder (a lock on the
folder), whole file by whole file, the record last: if the build is stopped in between, there are old files or new
ones, and the next build notices which. That holds for every executor, on however many machines.
"""

from __future__ import annotations

import contextlib
import errno
import time
from dataclasses import replace
from pathlib import Path

from octavo.errors import EditionError, OctavoError, SeedError, bug
from octavo.folders import OWN_NAMES, Folder, is_name
from octavo.formats import kind_of
from octavo.model import Level, Notice, Place, Seed
from octavo.notices import Code
from octavo.publishing.results import chapters
from octavo.publishing.results.freshness import Order, apart, digest_held, fresh, task_of
from octavo.publishing.values.record import NAME, digest
from octavo.publishing.values.stages import Tell
from octavo.publishing.values.task import Outcome, Published, Task
from octavo.publishing.workers.pool import Call, Cells, WorkerBug, WorkerDied

SECONDS = 15.0
"""What any publication may take ..."""
SECONDS_PER_MEGABYTE = 400.0
"""... what each megabyte of its seed adds ..."""
SECONDS_PER_CHAPTER = 3.0
"""... and each further file of a book: chapters of pictures hold little text."""
_PACKED = frozenset(("docx", "odt"))
_UNPACKED, _MOST_TEXT = 20, 2_000_000
"""How many bytes of text one byte of a packed seed may hold, and how many more than it has bytes are counted."""
TRIES = 2
"""How often a publication is begun when the worker dies that makes it."""


def look(given: Seed, order: Order, said: Notice | None = None) -> Outcome | Task:
    """What is to be done for one seed: an outcome when that is nothing, or when it cannot be begun.

    ``said`` is a notice that goes with it. Whatever is wrong with one seed, or with what is in its folder, stays
    its own affair.
    """
    try:
        for name in (given.path, *given.files):
            name.encode()  # a name whose bytes are no text cannot be written into any file
        seed = apart(given, order.out)
        task = task_of(seed, order)
        task = replace(task, notices=(*task.notices, *((said,) if said else ())))
        return fresh(task, order) or task
    except OctavoError as error:
        return Outcome(given.slug, given.path, errors=(error,))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name or the names in it cannot be names of files"
        hint = "rename it, or correct the names in it"
        return Outcome(
            given.slug, given.path, errors=(SeedError(f"cannot be used: {reason}", Place(given.path), hint),)
        )


def make(task: Task, cells: Cells, heard: Tell | None = None) -> Outcome:
    """Have a publication made by a worker of ``cells`` and write it; what fails is in the outcome.

    ``heard`` is told, in another thread, how far the work is. A worker that dies is no verdict on the document: the
    system may have been short of memory. Then it is made again once, and a notice says why.
    """
    seed, began = task.seed, time.monotonic()
    out = Path(task.folder).parent
    if task.wanted:
        task = replace(task, kept=chapters.read(out, seed.slug))
    call = Call("octavo.publishing.recipe:publish", task, _deadline(task), heard)
    died: list[str] = []
    try:
        while True:
            try:
                published: Published = cells.submit(call).result()
                break
            except WorkerDied as error:
                died.append(error.message)
                if len(died) == TRIES:
                    raise
        _write(published, task)
        if published.keep:
            chapters.write(out, seed.slug, published.keep)
    except WorkerBug as met:
        return Outcome(seed.slug, seed.path, errors=(bug(str(met), Place(seed.path)),), trail=str(met))
    except OctavoError as error:
        if error.place is None:
            error.place = Place(seed.path)
        return Outcome(seed.slug, seed.path, errors=(error,))
    except OSError as error:
        return Outcome(seed.slug, seed.path, errors=(cannot_write(error, Path(task.folder)),))
    record = published.record
    files = record.files(seed.slug) if record else {}
    again = [Notice(Code.made_again.value, f"made again: {text}", Place(seed.path), "", Level.info) for text in died]
    return Outcome(
        slug=seed.slug,
        seed=seed.path,
        made=published.made,
        fresh=tuple(name for name in task.wanted if name not in published.made and name in files),
        files=files,
        notices=(*published.notices, *again),
        errors=published.errors,
        pages=published.pages,
        seconds=time.monotonic() - began,
        stages=published.stages,
    )


def clean(path: Path) -> None:
    """Remove half-written files from a publication's folder."""
    with contextlib.suppress(OSError), Folder(path) as folder:
        folder.remove_leftovers()
        folder.remove_leftovers("images")


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


def _deadline(task: Task) -> float:
    size = 0
    for path in task.seed.files:
        with contextlib.suppress(OSError):
            held = Path(path).stat().st_size
            packed = kind_of(path) in _PACKED
            size += min(held * _UNPACKED, held + _MOST_TEXT) if packed else held
    chapters = SECONDS_PER_CHAPTER * max(len(task.seed.files) - 1, 0)
    return SECONDS + task.settings.seconds + SECONDS_PER_MEGABYTE * size / 1e6 + chapters


def cannot_write(error: OSError, folder: Path, option: str = "--out") -> EditionError:
    """The failure to write somewhere, with what to do about it; ``option`` chooses another place."""
    hints = {
        errno.ENOSPC: "make room on the disk",
        errno.EDQUOT: "make room on the disk",
        errno.EFBIG: "the system's limit on file sizes is too low (ulimit -f)",
        errno.EMFILE: "the system's limit on open files is too low (ulimit -n)",
        errno.EACCES: f"give yourself permission to write there, or choose another folder with {option}",
        errno.ENOTDIR: "a link or a file is where a folder should be: remove it",
        errno.ELOOP: "a link is where a folder should be: remove it",
        errno.EROFS: f"choose another folder with {option}",
    }
    hint = hints.get(error.errno or 0, "check the folder and the disk it is on")
    return EditionError(f"the results cannot be written: {error.strerror}", Place(str(folder)), hint)
