"""``record.json``: what every file of a publication was made from and what it came to. Floor 4; pure but for hashing.

The record is provenance and freshness at once: a publication is up to date when everything the record names still has
the digest it had. It holds no clock and no absolute path, so the same source gives the same record anywhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

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

    ``further`` holds the digests of those by their path below the publication's folder.
    """

    file: str
    sha256: str
    key: str
    pages: int = 0
    proof: Mapping[str, Any] = field(default_factory=dict)
    further: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """Everything known about one publication.

    ``seed`` is the seed's path relative to ``out``: two seeds of one name are told apart by it. ``inputs`` are files
    of the seed by their path relative to the folder that holds the seed, with their digest (empty for one that was
    looked for and was not there). ``key`` covers the inputs, the settings and the versions that the manuscript depends
    on. ``generated`` is the digest of the manuscript as Octavo wrote it, ``manuscript`` that of the manuscript in use;
    they differ when a person edited it. ``offered`` is the digest of a text that went to ``<slug>.new.md``.
    ``origins`` are rows of manuscript line, input, seed line. ``layout`` is what the publication itself wishes of its
    layout, ``page_map`` the digest of ``pages.json``. ``overrides`` is what the command line set. ``unproven`` holds
    the digests of files that failed the proof and stand beside, by their name.
    """

    seed: str
    key: str
    inputs: Mapping[str, str]
    manuscript: str
    generated: str
    offered: str = ""
    title: str = ""
    lang: str = ""
    words: int = 0
    origins: tuple[tuple[int, str, int], ...] = ()
    pictures: Mapping[str, str] = field(default_factory=dict)
    editions: Mapping[str, EditionRecord] = field(default_factory=dict)
    proof: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    layout: Mapping[str, str] = field(default_factory=dict)
    page_map: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    unproven: Mapping[str, str] = field(default_factory=dict)

    def files(self, slug: str) -> dict[str, str]:
        """The publication's files by the name of the edition, below its folder."""
        return {"md": f"{slug}.md", **{name: row.file for name, row in sorted(self.editions.items())}}

    def to_json(self) -> bytes:
        """The file's bytes; the same record always gives the same."""
        data = {"octavo-record": VERSION, **asdict(self)}
        return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")

    @classmethod
    def from_json(cls, data: bytes) -> Record | None:
        """The record, or None for anything that is not one (damaged, of another version): then all is made anew."""
        try:
            read = json.loads(data)
            if read.pop("octavo-record") != VERSION:
                return None
            editions = {name: EditionRecord(**row) for name, row in read.pop("editions").items()}
            origins = tuple((int(line), str(name), int(seed)) for line, name, seed in read.pop("origins"))
            notices = tuple(_notice(row) for row in read.pop("notices"))
            return cls(**read, editions=editions, origins=origins, notices=notices)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None


def _notice(row: dict[str, Any]) -> Notice:
    place = row.pop("place")
    level = Level(row.pop("level"))
    return Notice(**row, level=level, place=Place(**place) if place else None)
