"""The one place that reads a publication's folder back: record, page map, manuscript's neighbours. Floor 4.

What stands there may have been changed, or put there by a stranger: a record is believed about its own folder only.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from octavo import pagemap
from octavo.errors import OctavoError
from octavo.files import below
from octavo.model import PageMap
from octavo.publishing.results.record import NAME, Record

PAGES = "pages.json"


def record_of(folder: Path) -> Record | None:
    """The record of a publication; None where there is none that can be used."""
    try:
        return Record.from_json((folder / NAME).read_bytes())
    except OSError:
        return None


def pages_of(folder: Path) -> PageMap | None:
    """The page map of a publication; None where there is none that can be read."""
    with contextlib.suppress(OSError, ValueError, OctavoError):
        return pagemap.from_json((folder / PAGES).read_text("utf-8"))
    return None


def plain_files(folder: Path) -> list[Path]:
    """The files of a folder that somebody sees, in the order of their names; none for a folder that is not there."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith(".") and path.is_file())
    except OSError:
        return []


def inside(folder: Path, name: str) -> Path | None:
    """The path of a file that a record names; None when it would be outside the folder, also by way of a link."""
    path = below(str(folder), name)
    if path is None or not Path(path).parent.resolve().is_relative_to(folder.resolve()):
        return None
    return Path(path)
