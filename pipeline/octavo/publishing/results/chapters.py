"""Chapters of books that are laid out, kept for the next build in ``out/.chapters/``. Floor 4; safe to delete.

One file for each publication, written whole and renamed into place: two builds at once leave one of the two. What it
holds is an accelerator, never an authority; ``octavo.editions.pdf.chapters.keeping`` believes none of it unseen.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from octavo.folders import Folder

FOLDER = ".chapters"
LARGEST = 1 << 30
"""Bytes of all publications together; beyond that the files go that were written longest ago."""


def read(out: Path, slug: str) -> bytes:
    """What was kept of a publication; nothing when there is none, or it cannot be read."""
    try:
        with Folder(out / FOLDER) as folder:
            return folder.read(_name(slug)) or b""
    except OSError:
        return b""


def write(out: Path, slug: str, data: bytes) -> None:
    """Keep what a publication brought; without it the next build only takes longer, so no failure is told."""
    with contextlib.suppress(OSError), Folder(out / FOLDER, make=True) as folder:
        folder.lock()
        folder.remove_leftovers()
        folder.write(_name(slug), data)
        rest = LARGEST - len(data)
        for name in sorted(folder.files(), key=lambda name: -_written(out, name)):
            if name != _name(slug):
                rest -= _size(out, name)
                if rest < 0:
                    folder.remove(name, folder.digest(name))


def remove(out: Path, slug: str | None = None) -> None:
    """Remove what is kept of one publication, or of all."""
    with contextlib.suppress(OSError):
        with Folder(out / FOLDER) as folder:
            folder.lock()
            folder.remove_leftovers()
            for name in folder.files():
                if name == _name(slug) if slug is not None else name.endswith(_ENDING):
                    folder.remove(name, folder.digest(name))
        (out / FOLDER).rmdir()


_ENDING = ".zip"


def _name(slug: str) -> str:
    return f"{slug}{_ENDING}"


def _written(out: Path, name: str) -> float:
    return os.lstat(out / FOLDER / name).st_mtime


def _size(out: Path, name: str) -> int:
    return os.lstat(out / FOLDER / name).st_size
