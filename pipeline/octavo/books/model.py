"""The types that describe the order of a book. Contains no rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from octavo.model import Notice


@dataclass(frozen=True)
class Entry:
    """One chapter, or the title of a part.

    ``name`` is the file, relative to the book's folder (empty: a title alone); ``title`` what the order calls it;
    ``level`` the level of its heading; ``role`` is empty, ``part``, ``frontmatter``, ``backmatter`` or the name of a
    part of a book (``appendix``, ``preface`` ...); ``line`` where the order names it (0: nowhere).
    """

    name: str
    title: str = ""
    level: int = 1
    role: str = ""
    line: int = 0


@dataclass(frozen=True)
class Plan:
    """A book's files in the order of its author.

    ``source`` is the file that says the order, relative to the book's folder (empty: the names do); ``metadata`` what
    the tool's files say of the book; ``roots`` the folders from which an address that begins with a slash may count;
    ``tool`` is the family; ``left`` names the files next to those in the order that it does not name.
    ``digests`` are those of the files that were asked for, by path, and ``heads`` those of the beginnings of chapters.
    """

    entries: tuple[Entry, ...]
    source: str = ""
    tool: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    roots: tuple[str, ...] = ("",)
    notices: tuple[Notice, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    left: tuple[str, ...] = ()
