"""Takes in documents over HTTP, as files in the folder of seeds. Floor 4.

A file is written piece by piece under a temporary name and renamed when it is whole: memory stays the same however many
come and however large they are, and no build sees half a document. Names are looked up from the handle of the folder,
step by step and never through a link. Nothing is replaced that was not asked about.
"""

from __future__ import annotations

import contextlib
import shutil
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from octavo.files import Limits
from octavo.folders import Folder, is_name
from octavo.formats import suffixes

PIECE = 1 << 16
SLOWEST = 50_000
"""Bytes a second that a client must send ..."""
PATIENCE = 10.0
"""... after the first seconds."""
AT_ONCE = 8
"""Files that are written at a time; the others wait."""
KEPT_FREE = 256 << 20
"""Bytes that stay free on the disk."""
_DEEPEST = 4
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".tif", ".tiff", ".bmp")
_BESIDE = (".yaml", ".yml", ".bib", ".csl", ".css", ".toml", ".json")
_STRANGE = set('<>:"\\|?*')


class RefusedError(Exception):
    """A request that is not answered: the code of HTTP that says so, and why in words."""

    def __init__(self, code: int, told: str) -> None:
        super().__init__(told)
        self.code, self.told = code, told


@dataclass(frozen=True)
class Largest:
    """The most bytes of a file, by the end of its name; nothing for one that is no part of a document."""

    limits: Limits

    def of(self, name: str) -> int:
        """The most bytes that this file may have; 0 for one that is not taken."""
        ending = PurePosixPath(name).suffix.lower()
        if ending in suffixes():
            return self.limits.seed_bytes
        if ending in _PICTURES:
            return self.limits.picture_bytes
        if ending == ".bib":
            return self.limits.bibliography_bytes
        return self.limits.sidecar_bytes if ending in _BESIDE else 0

    def table(self) -> dict[str, int]:
        """Every ending that is taken, with its most bytes."""
        return {ending: self.of(f"x{ending}") for ending in (*suffixes(), *_PICTURES, *_BESIDE)}


def checked_name(told: str) -> str:
    """The name of a file below the folder of seeds. Raises ``RefusedError`` for one that could be anything else."""
    name = unicodedata.normalize("NFC", told)
    steps = name.split("/")
    if not is_name(name) or len(steps) > _DEEPEST or set(name) & _STRANGE or any(s.endswith((".", "~")) for s in steps):
        raise RefusedError(
            400, "this is no name for a document: no hidden files, no signs such as : or \\, four steps at most"
        )
    return name


class Receiver:
    """Takes files into one folder."""

    def __init__(self, seeds: Path, limits: Limits) -> None:
        self._seeds, self.largest = seeds, Largest(limits)
        self._room = threading.BoundedSemaphore(AT_ONCE)
        self._naming = threading.Lock()

    def take(self, told: str, length: int, read: Callable[[int], bytes], *, replace: bool) -> str:
        """Take one file of so many bytes; give the name it has. Raises ``RefusedError``, ``OSError``.

        ``read`` gives the next bytes, at most so many as it is asked for.
        """
        name = checked_name(told)
        most = self.largest.of(name)
        if not most:
            raise RefusedError(415, f"files like {PurePosixPath(name).suffix or name} are no part of a document")
        if length > most:
            raise RefusedError(413, f"it is larger than {most >> 20 or 1} MB")
        if shutil.disk_usage(self._seeds).free < length + KEPT_FREE:
            raise RefusedError(507, "there is no room on the disk")
        if not self._room.acquire(timeout=6 * PATIENCE):
            raise RefusedError(503, "too many come at once; try again")
        try:
            with Folder(self._seeds) as folder:
                pieces = whole(length, read)
                if self._is_taken(folder, name, replace=replace):
                    for _ in pieces:  # a browser hears an answer only after it has sent everything
                        pass
                    raise RefusedError(409, "there is a document of this name")
                with contextlib.ExitStack() as naming:

                    def ready() -> None:
                        naming.enter_context(self._naming)
                        if self._is_taken(folder, name, replace=replace):  # somebody else was quicker
                            raise RefusedError(409, "there is a document of this name")

                    folder.write_pieces(name, pieces, ready)
        finally:
            self._room.release()
        return name

    def _is_taken(self, folder: Folder, name: str, *, replace: bool) -> bool:
        kind = folder.kind(name)
        if kind not in ("", "a file"):
            raise RefusedError(409, f"{kind} is there")
        return bool(kind) and not replace


def whole(length: int, read: Callable[[int], bytes]) -> Iterator[bytes]:
    """The pieces of a body of so many bytes. Raises ``RefusedError`` when it does not come, or comes too slowly."""
    ends = time.monotonic() + PATIENCE + length / SLOWEST
    left = length
    while left:
        piece = read(min(PIECE, left))
        if not piece or time.monotonic() > ends:
            raise RefusedError(408, "it did not come whole, or too slowly")
        left -= len(piece)
        yield piece
