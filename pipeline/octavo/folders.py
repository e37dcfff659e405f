"""A folder of results, opened by a handle. Floor 1.

``out/`` may come from anybody: an archive, a shared disk, another program. So no link in it is followed, only regular
files are read, and only up to the limit that is asked for. A name is that of a file in the folder, or a path below it
(``images/dot.png``). Each part of the path is opened relative to the handle of the part before, so that nobody can
insert a link in between.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from octavo import holding
from octavo.files import TEMPORARY, read_at_most, sort_of

OWN_NAMES = frozenset({"record.json", "pages.json"})
"""What Octavo writes into every folder of results; its other files are named after the seed."""
WORKS = {
    ".bib": "biblatex",
    ".json": "csljson",
    ".ris": "ris",
    **dict.fromkeys((".yaml", ".yml"), "yaml"),
    ".csl": "csl",
}
"""Endings of bibliographies, and what pandoc calls their formats (``yaml`` and ``csl`` are ours, see ``pandoc``).

Octavo writes no file of these endings, but for those in ``OWN_NAMES``.
"""
LARGEST = 1 << 30
"""Bytes of the largest file of results that is read."""

_DEEPEST = 6
_NO_SUCH_FILE = frozenset(
    (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EISDIR, errno.ENXIO, errno.ENODEV, errno.ENAMETOOLONG)
)
"""How the system says that under a name there is nothing, or something that is no file."""


def is_work(name: str) -> bool:
    """Whether a file of a folder of results, by its name, is a bibliography that the manuscript may use."""
    return "/" not in name and name.lower().endswith(tuple(WORKS)) and name not in OWN_NAMES


def is_name(name: object) -> bool:
    """Whether this can be the name of a file in a folder of results: a few steps, none of them hidden."""
    return (
        isinstance(name, str)
        and 0 < len(name) <= 4 * 255
        and name.count("/") <= _DEEPEST
        and name.isprintable()
        and all(part and not part.startswith(".") and part == part.strip() for part in name.split("/"))
        and max(len(part.encode("utf-8", "replace")) for part in name.split("/")) <= 255
    )


def holds_results(path: Path, out: str = "") -> bool:
    """Whether this is the folder of results (``out``), that of another build, or one publication in it."""
    try:
        if not path.is_dir():
            return False
        if out and os.path.realpath(path) == os.path.realpath(out):
            return True
        inner = [entry for entry in path.iterdir() if entry.is_dir() and not entry.name.startswith(".")]
    except OSError:
        return False
    return any((home / "record.json").is_file() and (home / f"{home.name}.md").is_file() for home in (path, *inner))


class Folder:
    """One folder, open. A context manager; ``close`` lets go of the handle and of the lock.

    Raises ``OSError`` when the path is no folder, or a link.
    """

    def __init__(self, path: Path, *, make: bool = False) -> None:
        if make:
            with contextlib.suppress(FileExistsError):
                path.mkdir()
        self.path = path
        self._handle = holding.hold(path)

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder."""
        holding.let_go(self._handle)

    def lock(self) -> None:
        """Lock this folder until ``close``; waits while another process has the lock.

        The folder itself is the lock: it leaves nothing behind, and the system lets go of it for the dead.
        """
        holding.lock(self._handle)

    def kind(self, name: str) -> str:
        """What is under a name, in words: ``a file``, ``a link``, ``a pipe`` ...; empty for nothing."""
        try:
            with self._within(name) as (handle, last):
                mode = holding.mode(handle, last)
        except (OSError, ValueError):
            return ""
        return "a file" if stat.S_ISREG(mode) else "a link" if stat.S_ISLNK(mode) else sort_of(mode)

    def read(self, name: str, limit: int = LARGEST) -> bytes | None:
        """The bytes of a regular file; None for anything else, and for a file larger than ``limit``."""
        try:
            return self.must_read(name, limit)
        except OSError:
            return None

    def must_read(self, name: str, limit: int = LARGEST) -> bytes | None:
        """The same, for what must not be taken for missing: raises ``OSError`` when the system fails to read a file."""
        try:
            with self._within(name) as (handle, last):
                descriptor = holding.open_to_read(handle, last)
            with os.fdopen(descriptor, "rb") as stream:
                about = os.fstat(descriptor)
                if not stat.S_ISREG(about.st_mode) or about.st_size > limit:
                    return None
                data = read_at_most(stream, limit + 1)
        except ValueError:
            return None
        except OSError as error:
            if error.errno in _NO_SUCH_FILE:
                return None
            raise
        return data if len(data) <= limit else None

    def open(self, name: str) -> BinaryIO | None:
        """A regular file to be read piece by piece; None for anything else."""
        try:
            with self._within(name) as (handle, last):
                stream = os.fdopen(holding.open_to_read(handle, last), "rb")
        except (OSError, ValueError):
            return None
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            stream.close()
            return None
        return stream

    def digest(self, name: str) -> str:
        """The digest of a regular file; empty for anything else."""
        data = self.read(name)
        return "" if data is None else hashlib.sha256(data).hexdigest()

    def files(self, inner: str = "") -> tuple[str, ...]:
        """The names of the regular files in the folder, or in a folder of it; hidden ones do not count."""
        try:
            with self._within(f"{inner}/." if inner else ".") as (handle, _):
                found = sorted(
                    entry.name
                    for entry in holding.entries(handle)
                    if not entry.name.startswith(".") and entry.is_file(follow_symlinks=False)
                )
        except (OSError, ValueError):
            return ()
        return tuple(f"{inner}/{name}" if inner else name for name in found)

    def folders(self) -> tuple[str, ...]:
        """The names of the folders in this one."""
        return tuple(sorted(e.name for e in holding.entries(self._handle) if e.is_dir(follow_symlinks=False)))

    def write(self, name: str, data: bytes) -> None:
        """Write a whole file, replacing any old one; on any failure nothing has changed. Raises ``OSError``."""
        self.write_pieces(name, (data,))

    def write_pieces(self, name: str, pieces: Iterable[bytes], ready: Callable[[], None] = lambda: None) -> None:
        """Write a file that comes in pieces, the same way. ``ready`` is called when it is whole, and may still refuse.

        While it is written the file is locked: that is how those who clean up know that its writer is alive.
        """
        steps = name.split("/")[:-1]
        for count in range(len(steps)):
            with contextlib.suppress(FileExistsError), self._within("/".join(steps[: count + 1])) as (handle, last):
                holding.make_folder(handle, last)
        with self._within(name) as (handle, last):
            unfinished = f"{TEMPORARY}{os.getpid()}-{secrets.token_hex(4)}.tmp"
            try:
                descriptor = holding.open_to_write(handle, unfinished)
                with os.fdopen(descriptor, "wb") as stream:
                    holding.lock(descriptor)
                    stream.writelines(pieces)
                    stream.flush()
                    os.fsync(descriptor)
                    ready()
                    if holding.BY_HANDLE:  # while the lock is held; elsewhere an open file cannot be renamed
                        holding.rename(handle, unfinished, last)
                if not holding.BY_HANDLE:
                    holding.rename(handle, unfinished, last)
            except BaseException:
                with contextlib.suppress(OSError):
                    holding.remove(handle, unfinished)
                raise
            holding.flush(handle)

    def remove(self, name: str, digest: str) -> bool:
        """Remove a regular file that has this digest; whether it is gone."""
        if not digest or self.digest(name) != digest:
            return False
        with contextlib.suppress(OSError, ValueError), self._within(name) as (handle, last):
            holding.remove(handle, last)
            return True
        return False

    def remove_folder(self, inner: str) -> None:
        """Remove an empty folder of this one, ``images`` or deeper: ``site/parts``."""
        with contextlib.suppress(OSError, ValueError), self._within(inner) as (handle, last):
            holding.remove_folder(handle, last)

    def remove_leftovers(self, inner: str = "") -> int:
        """Remove the unfinished files of killed writers; return how many."""
        removed = 0
        with contextlib.suppress(OSError, ValueError), self._within(f"{inner}/." if inner else ".") as (handle, _):
            for name in [entry.name for entry in holding.entries(handle)]:
                if name.startswith(TEMPORARY) and name.endswith(".tmp") and _is_abandoned(handle, name):
                    with contextlib.suppress(OSError):
                        holding.remove(handle, name)
                        removed += 1
        return removed

    @contextlib.contextmanager
    def _within(self, name: str) -> Iterator[tuple[holding.Held, str]]:
        """The handle of the folder that holds a name, and the last step to it."""
        inner, _, last = name.rpartition("/")
        if not inner:
            yield self._handle, last
            return
        handle = holding.twin(self._handle)
        try:
            for step in inner.split("/"):
                before, handle = handle, holding.step(handle, step)
                holding.let_go(before)
            yield handle, last
        finally:
            holding.let_go(handle)


def _is_abandoned(handle: holding.Held, name: str) -> bool:
    """Whether no process is writing this file: its lock is free."""
    try:
        descriptor = holding.open_to_read(handle, name)
    except OSError:
        return False
    try:
        return stat.S_ISREG(os.fstat(descriptor).st_mode) and holding.is_free(descriptor)
    finally:
        os.close(descriptor)
