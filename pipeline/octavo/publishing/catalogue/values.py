"""What the readers' shelf says of each publication. Floor 4; plain values that pickle."""

from __future__ import annotations

from dataclasses import dataclass, field

from octavo.files import Limits


@dataclass(frozen=True)
class Question:
    """One folder of results to look at, and the metadata that hold where it says nothing."""

    folder: str
    limits: Limits = field(default_factory=Limits)
    defaults: tuple[tuple[str, str], ...] = ()

    @property
    def reads(self) -> tuple[str, ...]:
        """The folder the worker may read."""
        return (self.folder,)


@dataclass(frozen=True)
class File:
    """One edition of a publication: its name in the table, its path below ``out/``, its bytes and its pages."""

    edition: str
    path: str
    size: int
    pages: int = 0


@dataclass(frozen=True)
class Entry:
    """One publication. ``changed`` is the moment at which its newest file was written, in seconds since 1970.

    ``manuscript`` is the digest of its text, ``cover`` a small JPEG (empty: none).
    """

    slug: str
    title: str
    identifier: str
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    lang: str = ""
    date: str = ""
    publisher: str = ""
    rights: str = ""
    series: str = ""
    series_position: str = ""
    subjects: tuple[str, ...] = ()
    description: str = ""
    words: int = 0
    files: tuple[File, ...] = ()
    changed: int = 0
    manuscript: str = ""
    cover: bytes = b""

    @property
    def pages(self) -> int:
        """The pages of the standard PDF; 0 where there is none."""
        return next((file.pages for file in self.files if file.edition == "pdf"), 0)


@dataclass(frozen=True)
class Before:
    """What the shelf knew of a publication when it was last made, and when that had changed."""

    manuscript: str
    words: int
    pages: int
    since: int
    told: str = ""
