"""Reads and writes files. Floor 1.

Reads regular files only, never larger than ``Limits`` allows, and never through a link that leads out of their folder.
Writes whole files only: under a temporary name in the same folder, flushed, renamed, and the folder flushed as well, so
that others see the old file or the new one. The contents do not matter here.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import stat
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import IO

from octavo.errors import OctavoError, SeedError
from octavo.model import Place

TEMPORARY = ".octavo-"
"""How the name of a file that is being written begins."""

YOUNG = 3_000_000_000
"""Nanoseconds in which a file may change again and keep its time, on the disks with the coarsest times."""

_PIECE = 1 << 20
"""So many bytes are read at once."""
_COMMON = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | _COMMON
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _COMMON
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True)
class Limits:
    """How much of anything Octavo takes in. ``octavo.toml`` may change each under ``[limits]``; sizes are bytes."""

    seed_bytes: int = 64 << 20
    """One file of text, of any kind."""
    sidecar_bytes: int = 256 << 10
    """A sidecar, ``book.yaml`` or the front matter of a Markdown seed."""
    bibliography_bytes: int = 16 << 20
    """One ``.bib`` file."""
    chapters: int = 2000
    """Files of one book."""
    pictures: int = 2000
    """Pictures of one publication."""
    picture_bytes: int = 32 << 20
    """One picture."""
    all_pictures_bytes: int = 256 << 20
    """All pictures of one publication together."""
    picture_pixels: int = 100_000_000
    """Width times height of one picture."""
    package_entries: int = 10_000
    """Entries of a DOCX or ODT."""
    package_bytes: int = 512 << 20
    """A DOCX or ODT when it is unpacked."""
    package_ratio: int = 200
    """How many times larger one entry above a megabyte may become when it is unpacked."""
    part_bytes: int = 32 << 20
    """One XML part of a DOCX or ODT."""

    @property
    def largest(self) -> int:
        """So much of one file is read at most, of whatever kind it is."""
        return max(self.seed_bytes, self.sidecar_bytes, self.bibliography_bytes, self.picture_bytes)


def read_file(
    path: str, limit: int, folder: str | None = None, place: Place | None = None, *, whole: bool = True
) -> bytes:
    """The bytes of one regular file.

    ``folder`` is the folder that the file must lie in, also after every link is followed; without one it is the
    file's own folder, so a link to a neighbour is followed and a link elsewhere is not. ``limit`` is in bytes.
    ``place`` is named in the error; by default it is the file itself. Without ``whole``, the beginning of a file that
    is larger than the limit is enough. Raises ``SeedError``.
    """
    where = place or Place(path)
    home = folder if folder is not None else str(Path(path).parent)
    try:
        descriptor = _open_below(home, path, where)
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            os.close(descriptor)
            raise SeedError(f"this is {sort_of(about.st_mode)}, not a file", where, "give a regular file")
        with os.fdopen(descriptor, "rb") as stream:
            if whole and about.st_size > limit:
                raise _too_large(about.st_size, limit, where)
            data = read_at_most(stream, limit + whole)
    except OSError as error:
        raise _unreadable(error, where) from None
    if len(data) > limit:
        raise _too_large(len(data), limit, where)
    return data


class Reading:
    """Reads the files of one seed and remembers what was seen of them, by path.

    ``folder`` is the folder that all must be in. ``digests`` holds the digest of every file that was asked for. It is
    empty for one that could not be read or was not there, and for one that was another at a second look: what a later
    build finds then differs, and the seed is read again.
    """

    def __init__(self, folder: str, limits: Limits) -> None:
        self.folder, self.limits = folder, limits
        self.digests: dict[str, str] = {}

    def read(self, path: str, limit: int, place: Place | None = None) -> bytes:
        """The bytes of a file, at most ``limit`` of them. Raises ``SeedError``."""
        try:
            # One that is too large for its reader is read as well: when it changes, it may fit.
            data = read_file(path, max(limit, self.limits.largest), self.folder, place)
        except (OctavoError, ValueError):
            self.note(path, "")
            return read_file(path, limit, self.folder, place)  # says what is wrong by the reader's own limit
        self.note(path, hashlib.sha256(data).hexdigest())
        if len(data) > limit:
            raise _too_large(len(data), limit, place or Place(path))
        return data

    def note(self, path: str, digest: str) -> None:
        """Remember what a file was: its digest, or nothing for one that is not there."""
        self.digests[path] = digest if self.digests.get(path, digest) == digest else ""


def seen_by(*readings: Mapping[str, str]) -> dict[str, str]:
    """What several readings of one seed saw together: empty where two of them saw different files."""
    found: dict[str, str] = {}
    for path, digest in (pair for reading in readings for pair in reading.items()):
        found[path] = digest if found.get(path, digest) == digest else ""
    return found


def read_at_most(stream: IO[bytes], most: int) -> bytes:
    """The bytes of a stream, at most ``most`` of them. Python's own ``read`` takes memory for all of these at once."""
    pieces: list[bytes] = []
    while most > 0 and (piece := stream.read(min(most, _PIECE))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def below(folder: str, reference: str) -> str | None:
    """The path of a file that a document names relative to ``folder``; None if the name alone leads out of it.

    Only looks at the words; ``read_file`` looks at the links.
    """
    if not reference or "\0" in reference or "\\" in reference or reference.startswith("/"):
        return None
    depth = 0
    for part in PurePosixPath(reference).parts:
        depth += -1 if part == ".." else 1
        if depth < 0:
            return None
    inside = os.path.normpath(reference)
    return None if inside in (".", "..") or ":" in inside[:2] else str(Path(folder) / inside)


def write_file(path: Path, data: bytes) -> None:
    """Put a whole file in place of whatever is there; on any failure nothing has changed.

    The folder is made if it is missing. Raises ``OSError`` (full disk, read-only folder, a folder of that name).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.parent / f"{TEMPORARY}{os.getpid()}-{secrets.token_hex(4)}.tmp"
    try:
        descriptor = os.open(unfinished, _WRITE, 0o666)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make renames in a folder lasting, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _open_below(folder: str, path: str, place: Place) -> int:
    """Open a file whose real path lies below the folder's real path, one step at a time and never through a link."""
    root = os.path.realpath(folder)
    real = os.path.realpath(path)
    if os.path.commonpath([root, real]) != root or real == root:
        if real == root or not Path(path).is_symlink():
            reason = "a folder, not a file" if real == root else "outside the folder it belongs to"
        else:
            reason = "a link that leads out of its folder"
        raise SeedError(f"this is {reason}", place, "put a copy of the file beside the others")
    if not _NO_LINK or os.open not in os.supports_dir_fd:
        return os.open(real, _READ)
    *folders, name = Path(real).relative_to(root).parts
    current = os.open(root, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        for step in folders:
            inner = os.open(step, _READ | _NO_LINK | getattr(os, "O_DIRECTORY", 0), dir_fd=current)
            os.close(current)
            current = inner
        return os.open(name, _READ | _NO_LINK, dir_fd=current)
    finally:
        os.close(current)


def sort_of(mode: int) -> str:
    """What a thing in a folder is that is no regular file, in words."""
    for test, word in (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    ):
        if test(mode):
            return word
    return "no regular file"


def _too_large(size: int, limit: int, place: Place) -> SeedError:
    return SeedError(
        f"the file is too large: {size / 1e6:.1f} MB, and {limit / 1e6:.1f} MB is the limit",
        place,
        "split it, or raise the limit under [limits] in octavo.toml",
    )


def _unreadable(error: OSError, place: Place) -> OctavoError:
    if error.errno == errno.ENOENT:
        return SeedError("there is no such file", place, "check the name; octavo takes the slug or the path of a seed")
    if error.errno in (errno.EACCES, errno.EPERM):
        return SeedError("the file may not be read", place, "give yourself permission to read it")
    if error.errno == errno.ELOOP:
        return SeedError("this is a link that leads nowhere", place, "put a copy of the file beside the others")
    if error.errno == errno.ENXIO:
        return SeedError("this is a socket, not a file", place, "give a regular file")
    return SeedError(f"the file cannot be read: {error.strerror}", place, "check the file and the disk it is on")


def digest_of_folder(folder: Path) -> str:
    """The SHA-256 of all files of a folder, with their names, but for hidden ones.

    The files are read once as long as the system says that they are the same.
    """
    files = sorted(path for path in folder.rglob("*") if not path.name.startswith(".") and path.is_file())
    seen = [path.stat() for path in files]
    if time.time_ns() - max((max(at.st_mtime_ns, at.st_ctime_ns) for at in seen), default=0) < YOUNG:
        return _digest_of_files(folder, files)
    stamp = tuple((at.st_ino, at.st_size, at.st_mtime_ns, at.st_ctime_ns) for at in seen)
    return _same_digest(folder, tuple(files), stamp)


@lru_cache(maxsize=8)
def _same_digest(folder: Path, files: tuple[Path, ...], stamp: tuple[tuple[int, ...], ...]) -> str:
    del stamp  # it tells this call from an earlier one, when the files were others
    return _digest_of_files(folder, files)


def _digest_of_files(folder: Path, files: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
