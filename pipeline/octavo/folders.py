"""A folder of results, held by a handle. Floor 1.

What stands in ``out/`` may come from anybody: an archive, a shared disk, another program. So nothing in it is reached
through a link, nothing but regular files is read, and never more of them than asked for. A name is that of a file in
the folder, or a path below it (``images/dot.png``); every step to it is opened from the handle of the step before, so
that nobody can put a link in the way meanwhile.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from octavo.files import TEMPORARY, sort_of

OWN_NAMES = frozenset({"record.json", "pages.json"})
"""What Octavo writes into every folder of results; its other files are named after the seed."""
LARGEST = 1 << 30
"""Bytes of the largest file of results that is read."""

_DEEPEST = 6
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


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
        self._handle = os.open(path, _FOLDER)

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder."""
        os.close(self._handle)

    def lock(self) -> None:
        """Wait until nobody else holds this folder, and hold it until ``close``.

        The folder itself is the lock: it leaves nothing behind, and the system lets go of it for the dead.
        """
        with contextlib.suppress(OSError):
            fcntl.flock(self._handle, fcntl.LOCK_EX)

    def kind(self, name: str) -> str:
        """What stands under a name, in words: ``a file``, ``a link``, ``a pipe`` ...; empty for nothing."""
        try:
            with self._within(name) as (handle, last):
                mode = os.stat(last, dir_fd=handle, follow_symlinks=False).st_mode
        except (OSError, ValueError):
            return ""
        return "a file" if stat.S_ISREG(mode) else "a link" if stat.S_ISLNK(mode) else sort_of(mode)

    def read(self, name: str, limit: int = LARGEST) -> bytes | None:
        """The bytes of a regular file; None for anything else, and for a file larger than ``limit``."""
        try:
            with self._within(name) as (handle, last):
                descriptor = os.open(last, _READ, dir_fd=handle)
            with os.fdopen(descriptor, "rb") as stream:
                about = os.fstat(descriptor)
                if not stat.S_ISREG(about.st_mode) or about.st_size > limit:
                    return None
                data = stream.read(limit + 1)
        except (OSError, ValueError):
            return None
        return data if len(data) <= limit else None

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
                    for entry in os.scandir(handle)
                    if not entry.name.startswith(".") and entry.is_file(follow_symlinks=False)
                )
        except (OSError, ValueError):
            return ()
        return tuple(f"{inner}/{name}" if inner else name for name in found)

    def folders(self) -> tuple[str, ...]:
        """The names of the folders in this one."""
        return tuple(sorted(e.name for e in os.scandir(self._handle) if e.is_dir(follow_symlinks=False)))

    def write(self, name: str, data: bytes) -> None:
        """Write a whole file, replacing any old one; on any failure nothing has changed. Raises ``OSError``.

        While it is written the file is locked: that is how those who clean up know that its writer is alive.
        """
        steps = name.split("/")[:-1]
        for count in range(len(steps)):
            with contextlib.suppress(FileExistsError), self._within("/".join(steps[: count + 1])) as (handle, last):
                os.mkdir(last, dir_fd=handle)
        with self._within(name) as (handle, last):
            unfinished = f"{TEMPORARY}{os.getpid()}-{secrets.token_hex(4)}.tmp"
            try:
                descriptor = os.open(unfinished, _WRITE, 0o666, dir_fd=handle)
                with os.fdopen(descriptor, "wb") as stream:
                    with contextlib.suppress(OSError):
                        fcntl.flock(descriptor, fcntl.LOCK_EX)
                    stream.write(data)
                    stream.flush()
                    os.fsync(descriptor)
                    os.replace(unfinished, last, src_dir_fd=handle, dst_dir_fd=handle)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(unfinished, dir_fd=handle)
                raise
            with contextlib.suppress(OSError):
                os.fsync(handle)

    def remove(self, name: str, digest: str) -> bool:
        """Remove a regular file that has this digest; whether it is gone."""
        if not digest or self.digest(name) != digest:
            return False
        with contextlib.suppress(OSError, ValueError), self._within(name) as (handle, last):
            os.unlink(last, dir_fd=handle)
            return True
        return False

    def remove_folder(self, inner: str) -> None:
        """Remove an empty folder of this one, ``images`` or deeper: ``site/parts``."""
        with contextlib.suppress(OSError, ValueError), self._within(inner) as (handle, last):
            os.rmdir(last, dir_fd=handle)

    def remove_leftovers(self, inner: str = "") -> int:
        """Remove the unfinished files of killed writers; return how many."""
        removed = 0
        with contextlib.suppress(OSError, ValueError), self._within(f"{inner}/." if inner else ".") as (handle, _):
            for name in [entry.name for entry in os.scandir(handle)]:
                if name.startswith(TEMPORARY) and name.endswith(".tmp") and _is_abandoned(handle, name):
                    with contextlib.suppress(OSError):
                        os.unlink(name, dir_fd=handle)
                        removed += 1
        return removed

    @contextlib.contextmanager
    def _within(self, name: str) -> Iterator[tuple[int, str]]:
        """The handle of the folder that holds a name, and the last step to it."""
        inner, _, last = name.rpartition("/")
        if not inner:
            yield self._handle, last
            return
        handle = os.dup(self._handle)
        try:
            for step in inner.split("/"):
                before, handle = handle, os.open(step, _FOLDER, dir_fd=handle)
                os.close(before)
            yield handle, last
        finally:
            os.close(handle)


def _is_abandoned(handle: int, name: str) -> bool:
    """Whether nobody is writing this file: nobody holds its lock."""
    try:
        descriptor = os.open(name, _READ, dir_fd=handle)
    except OSError:
        return False
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return False
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True
