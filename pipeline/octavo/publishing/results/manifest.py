"""The manifest: one row for each publication, in ``out/.manifest/``. Floor 4; an accelerator, never an authority.

A file of SQLite for the whole archive (``all.sqlite``), and one for each share of it while shares are made
(``3-of-8.sqlite``), so that no two machines write the same one. A file is read whole and written whole, under a lock on
the folder and renamed into place like every other file of results: SQLite itself never opens one, so no lock of a
shared disk, no journal and no link plays a part. It may come from anybody: a file that is not in Octavo's
exact form is ignored, and each row is compared with the disk before it is used (``known.py``).
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, astuple, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from octavo.folders import Folder
from octavo.publishing.values.shard import Shard

if TYPE_CHECKING:
    import sqlite3

FOLDER = ".manifest"
ALL = "all.sqlite"
LARGEST = 512 << 20
MOST_FILES = 2000
VERSION = 1


@dataclass(frozen=True)
class Row:
    """What is known of one publication.

    ``state`` is ``made``, ``partly`` (some edition could not be made) or ``failed``. ``errors`` are lines of ``code:
    message``. ``editions`` is a JSON table of its files by edition. ``inputs`` and ``outputs`` are digests of the
    digests of what it was made from and of its files. ``asked`` is the digest of what was asked for, ``names`` the JSON
    list of the files that were looked at and ``stamp`` the digest of what the disk said of them; no stamp: to be looked
    at again. ``record`` is the stamp of the record alone. ``seconds`` is what making it took, ``seen`` the moment of
    the row, in nanoseconds since 1970.
    """

    slug: str
    seed: str
    state: str
    title: str = ""
    lang: str = ""
    words: int = 0
    pages: int = 0
    bytes: int = 0
    seconds: float = 0.0
    notices: int = 0
    errors: str = ""
    editions: str = "{}"
    inputs: str = ""
    outputs: str = ""
    asked: str = ""
    names: str = "[]"
    stamp: str = ""
    record: str = ""
    seen: int = 0


_KINDS = {"str": "TEXT", "int": "INTEGER", "float": "REAL"}
_COLUMNS = ", ".join(
    f"{entry.name} {_KINDS[str(entry.type)]} NOT NULL{' PRIMARY KEY' if entry.name == 'slug' else ''}"
    for entry in fields(Row)
)
_TABLE = f"CREATE TABLE publication ({_COLUMNS}) WITHOUT ROWID"
_PUT = f"INSERT OR REPLACE INTO publication VALUES ({', '.join('?' * len(fields(Row)))})"  # noqa: S608 - only marks
_TYPES = tuple((str, int, float)[("str", "int", "float").index(str(entry.type))] for entry in fields(Row))


class Manifest:
    """The rows of one folder of results. ``find`` answers, ``put`` keeps a row for the next ``write``."""

    def __init__(self, out: Path, share: Shard | None = None) -> None:
        self._out = out
        self._own = f"{share.number}-of-{share.of}.sqlite" if share else ALL
        self._new: dict[str, Row] = {}
        self._tables: dict[str, sqlite3.Connection] = {}
        for name in (self._own, ALL):
            if (table := self._read(name)) is not None:
                self._tables[name] = table
        self._others: list[str] = []
        if share is None:
            self._others = [name for name in self._files() if name != ALL]
            for name in self._others:
                self._take_in(name)

    def find(self, slug: str) -> Row | None:
        """The row of a publication, the newest where there are several."""
        slug = _written(slug)
        found = [self._new[slug]] if slug in self._new else []
        for table in () if found else self._tables.values():
            found += _rows(table, "SELECT * FROM publication WHERE slug = ?", (slug,))
        return max(found, key=lambda row: row.seen, default=None)

    def rows(self) -> Iterator[Row]:
        """All rows, by slug."""
        slugs = set(self._new)
        for table in self._tables.values():
            slugs |= {row.slug for row in _rows(table, "SELECT * FROM publication")}
        for slug in sorted(slugs):
            if row := self.find(slug):
                yield row

    def put(self, row: Row) -> None:
        """Keep a row."""
        told: dict[str, Any] = {name: _written(value) for name, value in asdict(row).items() if isinstance(value, str)}
        self._new[told["slug"]] = replace(row, **told)

    def write(self, gone: Callable[[str], bool] | None = None) -> None:
        """Write what is new, if anything is, without the rows of which ``gone`` says so. Failing to is no error."""
        if not self._new and not self._others:
            return
        with contextlib.suppress(OSError), Folder(self._out / FOLDER, make=True) as folder:
            folder.lock()
            folder.remove_leftovers()
            table = _opened(folder.read(self._own, LARGEST)) or _empty()
            if table is None:
                return
            newer = [row for row in self._new.values() if not _is_older(row, table)]
            with table:
                table.executemany(_PUT, map(astuple, newer))
                if gone is not None:
                    slugs = [slug for (slug,) in table.execute("SELECT slug FROM publication") if gone(slug)]
                    table.executemany("DELETE FROM publication WHERE slug = ?", ((slug,) for slug in slugs))
            folder.write(self._own, table.serialize())
            for name in self._others:
                folder.remove(name, folder.digest(name))
            self._tables[self._own] = table
            self._new, self._others = {}, []

    def _files(self) -> list[str]:
        with contextlib.suppress(OSError), Folder(self._out / FOLDER) as folder:
            return [name for name in folder.files() if name.endswith(".sqlite")][:MOST_FILES]
        return []

    def _read(self, name: str) -> sqlite3.Connection | None:
        with contextlib.suppress(OSError), Folder(self._out / FOLDER) as folder:
            return _opened(folder.read(name, LARGEST))
        return None

    def _take_in(self, name: str) -> None:
        """Take over the rows of a share."""
        table = self._read(name)
        for row in _rows(table, "SELECT * FROM publication") if table else ():
            before = self.find(row.slug)
            if before is None or before.seen < row.seen:
                self._new[row.slug] = row


def _empty() -> sqlite3.Connection | None:
    import sqlite3

    table = sqlite3.connect(":memory:", check_same_thread=False)
    if not hasattr(table, "serialize"):
        return None
    table.execute(_TABLE)
    table.execute(f"PRAGMA user_version = {VERSION}")
    table.commit()
    return table


def _opened(data: bytes | None) -> sqlite3.Connection | None:
    """The table in the bytes of a file; None for anything that is not exactly ours."""
    if not data or not data.startswith(b"SQLite format 3\0"):
        return None
    import sqlite3

    table = sqlite3.connect(":memory:", check_same_thread=False)
    if not hasattr(table, "deserialize"):
        return None
    try:
        table.deserialize(data)
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON"):
            table.execute(f"PRAGMA {pragma}")
        held = table.execute("SELECT sql FROM sqlite_master").fetchall()
        version = table.execute("PRAGMA user_version").fetchone()
        ours = held == [(_TABLE,)] and version == (VERSION,)
        if ours and table.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]:
            return table
    except (sqlite3.Error, MemoryError, OverflowError):
        pass
    table.close()
    return None


def _written(text: str) -> str:
    """A text as a table can hold it: the bytes of a name that are no characters are written as codes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _rows(table: sqlite3.Connection, query: str, values: Iterable[object] = ()) -> Iterator[Row]:
    """The rows that a query finds; one with a value of another kind is left out, and so is what cannot be read."""
    import sqlite3

    try:
        for found in table.execute(query, tuple(values)):
            if all(type(value) is kind for value, kind in zip(found, _TYPES, strict=True)):
                yield Row(*found)
    except (sqlite3.Error, ValueError):
        return


def _is_older(row: Row, table: sqlite3.Connection) -> bool:
    """Whether another build has put a newer row there meanwhile."""
    return any(found.seen > row.seen for found in _rows(table, "SELECT * FROM publication WHERE slug = ?", (row.slug,)))


def remove(out: Path) -> None:
    """Remove the manifest of a folder of results."""
    with contextlib.suppress(OSError):
        with Folder(out / FOLDER) as folder:
            folder.lock()
            folder.remove_leftovers()
            for name in folder.files():
                if name.endswith(".sqlite"):
                    folder.remove(name, folder.digest(name))
        (out / FOLDER).rmdir()


def moment() -> int:
    """Now, in nanoseconds since 1970. It shapes no file of results: it only says which row is newer."""
    return time.time_ns()
