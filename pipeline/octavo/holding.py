"""Opens files in a folder by the folder's handle, or by its path on systems without such handles. Floor 1.

If the system opens names relative to a handle (Linux, macOS), nobody can insert a link between two steps. Otherwise
(Windows) a folder is known by its path, and a check before each step refuses links. Locks are used where the system has
them.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

Held = int | Path
"""An open folder: its handle, or its path where there are no handles."""

BY_HANDLE = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW") and hasattr(os, "O_DIRECTORY")
LOCKS = fcntl is not None

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_COMMON = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _NO_LINK | _COMMON
_READ = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | _COMMON
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | _COMMON


def hold(path: Path) -> Held:
    """Open a folder. Raises ``OSError`` for anything else, also for a link."""
    if BY_HANDLE:
        return os.open(path, _FOLDER)
    if not stat.S_ISDIR(path.lstat().st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
    return path


def step(held: Held, name: str) -> Held:
    """Open a folder within a folder."""
    return hold(held / name) if isinstance(held, Path) else os.open(name, _FOLDER, dir_fd=held)


def twin(held: Held) -> Held:
    """The same folder, to be let go of on its own."""
    return held if isinstance(held, Path) else os.dup(held)


def let_go(held: Held) -> None:
    """Close a folder."""
    if not isinstance(held, Path):
        os.close(held)


def mode(held: Held, name: str) -> int:
    """What is under a name; a link is a link."""
    if isinstance(held, Path):
        return (held / name).lstat().st_mode
    return os.stat(name, dir_fd=held, follow_symlinks=False).st_mode


def open_to_read(held: Held, name: str) -> int:
    """Open a file to read. Raises ``OSError``, also for a link."""
    if not isinstance(held, Path):
        return os.open(name, _READ, dir_fd=held)
    if stat.S_ISLNK(mode(held, name)):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), name)
    return os.open(held / name, _READ)


def open_to_write(held: Held, name: str) -> int:
    """Make a file and open it. Raises ``OSError`` when the name is taken."""
    return os.open(held / name, _WRITE, 0o666) if isinstance(held, Path) else os.open(name, _WRITE, 0o666, dir_fd=held)


def make_folder(held: Held, name: str) -> None:
    """Make a folder."""
    if isinstance(held, Path):
        (held / name).mkdir()
    else:
        os.mkdir(name, dir_fd=held)


def rename(held: Held, name: str, new: str) -> None:
    """Rename a file; a file with the new name is replaced."""
    if isinstance(held, Path):
        (held / name).replace(held / new)
    else:
        os.replace(name, new, src_dir_fd=held, dst_dir_fd=held)


def remove(held: Held, name: str) -> None:
    """Remove a file."""
    if isinstance(held, Path):
        (held / name).unlink()
    else:
        os.unlink(name, dir_fd=held)


def remove_folder(held: Held, name: str) -> None:
    """Remove an empty folder."""
    if isinstance(held, Path):
        (held / name).rmdir()
    else:
        os.rmdir(name, dir_fd=held)


def entries(held: Held) -> list[os.DirEntry[str]]:
    """What is in a folder."""
    with os.scandir(held) as found:
        return list(found)


def flush(held: Held) -> None:
    """Make renames lasting, where the system can."""
    if not isinstance(held, Path):
        with contextlib.suppress(OSError):
            os.fsync(held)


def lock(held: Held) -> None:
    """Lock this file or folder until it is closed; waits for other locks. Does nothing without locks."""
    if LOCKS and not isinstance(held, Path):
        with contextlib.suppress(OSError):
            fcntl.flock(held, fcntl.LOCK_EX)


def is_free(descriptor: int) -> bool:
    """Try to lock this file: whether it succeeded. Always True without locks."""
    if not LOCKS:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
