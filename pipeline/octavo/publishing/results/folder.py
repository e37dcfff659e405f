"""The one place that reads a publication's folder back: its record and its page map. Floor 4.

Its files may have been changed, or come from a stranger: see ``octavo.folders``.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

from octavo.editions.table import EDITIONS
from octavo.errors import EditionError, OctavoError
from octavo.folders import Folder, is_work
from octavo.model import PageMap, Place
from octavo.publishing.values.record import NAME, Record

PAGES = "pages.json"
RECORD_BYTES = 64 << 20
"""The largest record that is read; that of a book of 2,000 chapters has a few megabytes."""


@contextlib.contextmanager
def reading(path: Path) -> Iterator[None]:
    """What the system fails to read of the folder of a publication is an ``EditionError``."""
    try:
        yield
    except OSError as error:
        hint = "check the folder, the disk it is on, and the system's limit on open files (ulimit -n)"
        raise EditionError(f"the results cannot be read: {error.strerror}", Place(str(path)), hint) from None


def record_in(folder: Folder) -> Record | None:
    """The record of a publication; None where there is none that can be used.

    Raises ``OSError`` when the system fails to read it: then nothing is known of what stands beside it.
    """
    data = folder.must_read(NAME, RECORD_BYTES)
    record = None if data is None else Record.from_json(data)
    return record if record and _names_its_own(record, folder.path.name) else None


def _names_its_own(record: Record, slug: str) -> bool:
    """Whether all files of the record have names that Octavo gives: no other is ever removed or replaced.

    Manuscripts are none of them. What becomes of those, the record's digests of texts say.
    """
    made = [
        row.file == EDITIONS[name].file(slug) if name in EDITIONS else _is_of_edition(row.file, slug)
        for name, row in record.rows
    ]
    further = (path for _, row in record.rows for path in row.further)
    return (
        all(made)
        and all(_is_of_edition(path, slug) for path in further)
        and all(_is_of_edition(path, slug) and ".unproven" in path for path in record.unproven)
        and all(path.startswith("images/") or is_work(path) for path in record.brought)
    )


def _is_of_edition(path: str, slug: str) -> bool:
    """Whether this can be a file of an edition: it is named after the seed, or in a folder of its own."""
    return not path.endswith(".md") and (path.startswith(slug) or ("/" in path and not path.startswith("images/")))


def names_seed(path: Path, name: str) -> bool:
    """Whether the record in this folder says that it is of this seed, if it is a record at all: a quick look."""
    with contextlib.suppress(OSError, ValueError, TypeError, RecursionError), Folder(path) as folder:
        read = json.loads(folder.read(NAME, RECORD_BYTES) or b"")
        return isinstance(read, dict) and read.get("seed") == name
    return False


def pages_in(folder: Folder) -> PageMap | None:
    """The page map of a publication; None where there is none that can be read."""
    from octavo import pagemap  # and with it all that reads a body: a build with nothing to do asks for no pages

    with contextlib.suppress(ValueError, OctavoError):
        return pagemap.from_json((folder.read(PAGES) or b"").decode())
    return None


def pages_of(path: Path) -> PageMap | None:
    """The same for a folder that is not open."""
    with contextlib.suppress(OSError), Folder(path) as folder:
        return pages_in(folder)
    return None


def stands(path: Path) -> bool:
    """Whether something is at this path; False for a path that no system can have."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
