"""``record.json``: what every file of a publication was made from, and its digest. Floor 4; pure but for hashing.

The record also decides freshness: a publication is up to date when all files that the record names still have their
digests. It holds no time and no absolute path, so the same source gives the same record anywhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from octavo.folders import is_name
from octavo.model import Level, Notice, Place

VERSION = 1
NAME = "record.json"


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_of(value: Any) -> str:
    """The digest of a value as canonical JSON."""
    return digest(json.dumps(value, sort_keys=True, ensure_ascii=False, default=str).encode())


@dataclass(frozen=True)
class EditionRecord:
    """One edition: its file and digest, the key of all it was made from, its pages, its proof, its further files.

    ``further`` holds the digests of those by their path below the publication's folder. ``remembered`` is what the
    edition wants to know when it is made the next time.
    """

    file: str
    sha256: str
    key: str
    pages: int = 0
    proof: Mapping[str, Any] = field(default_factory=dict)
    further: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """Everything known about one publication.

    ``seed`` is the seed's path relative to ``out``: two seeds of one name are told apart by it. ``inputs`` are files
    of the seed by their path relative to the folder that holds the seed, with their digest (empty for one that was
    looked for and was not there). ``key`` covers the inputs, the settings and the versions that the manuscript depends
    on. ``generated`` is the digest of the manuscript as Octavo wrote it, ``manuscript`` that of the manuscript in use;
    they differ when a person edited it. ``offered`` is the digest of a text that went to ``<slug>.new.md``.
    ``stands`` is the digest of the manuscript's file, which differs from that of its text if a person saved it in
    another encoding. ``brought`` are the pictures and bibliographies that Octavo itself put there, with their digest.
    ``origins`` are rows of manuscript line, input, seed line. ``layout`` is what the publication itself wishes of its
    layout, ``page_map`` the digest of ``pages.json``. ``overrides`` is what the command line set. ``unproven`` holds
    the digests of files that failed the proof and are kept beside, by their name. ``failed`` has the rows of editions
    whose last making failed: their earlier files are still there, and the next making knows what they remembered.
    """

    seed: str
    key: str
    inputs: Mapping[str, str]
    manuscript: str
    generated: str
    offered: str = ""
    stands: str = ""
    title: str = ""
    lang: str = ""
    words: int = 0
    origins: tuple[tuple[int, str, int], ...] = ()
    pictures: Mapping[str, str] = field(default_factory=dict)
    brought: Mapping[str, str] = field(default_factory=dict)
    editions: Mapping[str, EditionRecord] = field(default_factory=dict)
    proof: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    layout: Mapping[str, str] = field(default_factory=dict)
    page_map: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    unproven: Mapping[str, str] = field(default_factory=dict)
    failed: Mapping[str, EditionRecord] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[tuple[str, EditionRecord], ...]:
        """Every edition of which files are there, also those whose last making failed."""
        return *self.editions.items(), *self.failed.items()

    def files(self, slug: str) -> dict[str, str]:
        """The publication's files by the name of the edition, below its folder."""
        return {"md": f"{slug}.md", **{name: row.file for name, row in sorted(self.editions.items())}}

    def to_json(self) -> bytes:
        """The file's bytes; the same record always gives the same."""
        return written({"octavo-record": VERSION, **asdict(self)})

    @classmethod
    def from_json(cls, data: bytes) -> Record | None:
        """The record, or None for anything that is not one (damaged, altered, of another version).

        A record lies in ``out/`` and may come from anybody: every value is looked at before it is believed, and all of
        them must be those that were written together. What was refused is made again.
        """
        try:
            read = json.loads(data)
            if read.pop("sum") != digest_of(read) or read.pop("octavo-record") != VERSION:
                return None
            return record_from(read)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None


def written(data: Mapping[str, Any]) -> bytes:
    """The bytes of a record with these values, with a digest of all of them (``sum``).

    It is no signature. It tells that a value was changed alone: the digest of a text that somebody edited, say.
    """
    plain = json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"))
    whole = {**plain, "sum": digest_of(plain)}
    return (json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


_TEXTS = ("seed", "key", "manuscript", "generated", "offered", "stands", "title", "lang", "page_map")
_TABLES = ("inputs", "versions", "layout", "overrides")
_PATH = 4096
_MANY = 10_000


def record_from(read: Mapping[str, Any]) -> Record:
    """The record with these values. Raises ``ValueError`` or ``TypeError`` for any that cannot be ours."""
    known = {entry.name for entry in fields(Record)}
    if set(read) - known:
        raise ValueError(sorted(set(read) - known))
    values: dict[str, Any] = {name: _text(read[name]) for name in _TEXTS if name in read}
    values |= {name: {_text(key): _text(value) for key, value in read.get(name, {}).items()} for name in _TABLES}
    if not _is_path(values["seed"]) or not all(map(_is_path, values["inputs"])):
        raise ValueError("a path")
    for name in ("pictures", "brought", "unproven"):
        values[name] = {_file(key): _text(value) for key, value in read.get(name, {}).items()}
    for name in ("editions", "failed"):
        values[name] = {_text(key): _edition(row) for key, row in read.get(name, {}).items()}
    values["origins"] = tuple((_count(line), _path(name), _count(at)) for line, name, at in read["origins"])
    values["notices"] = tuple(_notice(dict(row)) for row in read["notices"])
    values["words"] = _count(read.get("words", 0))
    values["proof"], values["options"] = _plain(read.get("proof", {})), _plain(read.get("options", {}))
    return Record(**values)


def _edition(row: Mapping[str, Any]) -> EditionRecord:
    further = {_file(name): _text(own) for name, own in row.get("further", {}).items()}
    pages, proof = _count(row.get("pages", 0)), _plain(row.get("proof", {}))
    remembered = _plain(row.get("remembered", {}))
    return EditionRecord(_file(row["file"]), _text(row["sha256"]), _text(row["key"]), pages, proof, further, remembered)


def _notice(row: dict[str, Any]) -> Notice:
    place, level = row.pop("place"), Level(row.pop("level"))
    where = None
    if place:
        where = Place(_path(place["path"]), None if place["line"] is None else _count(place["line"]))
    return Notice(**{key: _text(value) for key, value in row.items()}, level=level, place=where)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > 1 << 20:
        raise TypeError("a text")
    value.encode()  # lone surrogates cannot be printed or written
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 40:
        raise TypeError("a number")
    return value


def _file(value: object) -> str:
    if not is_name(value):
        raise ValueError("a file")
    return str(value)


def _path(value: object) -> str:
    if not _is_path(_text(value)):
        raise ValueError("a path")
    return str(value)


def _is_path(name: str) -> bool:
    """Whether this can be a path that Octavo wrote down: relative, though it may lead out of ``out/``, to the seeds."""
    return (
        len(name.encode()) < _PATH
        and "\0" not in name
        and not name.startswith("/")
        and all(len(part.encode()) <= 255 for part in name.split("/"))
    )


def _plain(value: Any) -> Mapping[str, Any]:
    """A table of plain values, as it is; the proof and the options are looked at by those who read them."""
    if not isinstance(value, dict) or len(value) > _MANY:
        raise TypeError("a table")
    return value
