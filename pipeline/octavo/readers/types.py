"""The arguments of a reader, as types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from octavo.files import Limits
from octavo.model import Place
from octavo.pandoc import Pandoc
from octavo.pictures import Album
from octavo.text.macros import Macros


@dataclass(frozen=True)
class SourceFile:
    """One file as it was found: its path as a person would type it, its bytes, the kind of reader it goes to.

    ``beside`` is its folder relative to the seed's own, in which pictures are looked for.
    """

    path: str
    data: bytes
    kind: str
    beside: str = ""

    @property
    def place(self) -> Place:
        """The file, as a place."""
        return Place(self.path)


@dataclass(frozen=True)
class FolderDialect:
    """The dialect of a whole folder and why; ``certain`` when a tool's own file tells it, else most files do."""

    name: str
    why: str
    certain: bool = False


@dataclass(frozen=True)
class ReadContext:
    """What all files of one seed share.

    ``metadata`` is what the sidecar (or the book) says; readers look there for ``structure`` (what a person says that
    lines of plain text are), ``lang`` and ``whole-page``. ``album`` gathers the pictures. ``roots``
    are the folders within the seed's own from which a name may count besides the document's.
    ``folder`` is the Markdown that the files of a book have in common, where something tells it.
    ``in_book`` is true when other files are beside this one that its links may lead to.
    ``macros`` are those of TeX that earlier chapters define.
    """

    pandoc: Pandoc
    album: Album
    limits: Limits = field(default_factory=Limits)
    metadata: Mapping[str, Any] = field(default_factory=dict)
    roots: tuple[str, ...] = ("",)
    in_book: bool = False
    folder: FolderDialect | None = None
    macros: Macros = field(default_factory=dict)
