"""The values that travel between the stages. Floor 0: standard library only, no I/O.

    Seed -> Draft -> Manuscript -> Body -> Made (one per edition), PageMap

``Body`` holds an lxml tree and therefore lives one floor up, in ``octavo.body``. Everything here is frozen: a stage
takes a value and returns a new one.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Node = dict[str, Any]
"""One node of pandoc's JSON tree: ``{"t": "Para", "c": [...]}`` (pandoc-types 1.23)."""


@dataclass(frozen=True, order=True)
class Place:
    """Where something is: a path as a person would type it, and a line counted from 1 (None: the whole file)."""

    path: str
    line: int | None = None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


class Level(enum.StrEnum):
    """How loud a notice is. Both count under ``--strict``, except ``info``, which never does."""

    info = "note"
    warning = "warning"


@dataclass(frozen=True)
class Notice:
    """A coded warning, as a value. ``code`` is a member's name of ``octavo.notices.Code``."""

    code: str
    text: str
    place: Place | None = None
    hint: str = ""
    level: Level = Level.warning


@dataclass(frozen=True)
class Contributor:
    """A person or body with a MARC relator code (``aut``, ``edt``, ``trl``, ``ill`` ...)."""

    name: str
    role: str = "aut"
    file_as: str = ""


@dataclass(frozen=True)
class Metadata:
    """What a publication says of itself; plain text throughout, never markup.

    ``date`` is kept as written. ``lang`` is a BCP 47 tag or ``und``. ``papersize`` is empty when nobody chose one.
    ``toc`` is None when nobody chose. ``extra`` holds keys without an attribute of their own; ``metadata.fields``
    is the table of all keys.
    """

    title: str = ""
    subtitle: str = ""
    contributors: tuple[Contributor, ...] = ()
    date: str = ""
    lang: str = ""
    dir: str = ""
    identifier: str = ""
    publisher: str = ""
    rights: str = ""
    series: str = ""
    series_position: str = ""
    subject: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    description: str = ""
    abstract: str = ""
    cover_image: str = ""
    bibliography: tuple[str, ...] = ()
    toc: bool | None = None
    number_sections: bool | None = None
    smart: bool | None = None
    toc_depth: int | None = None
    secnumdepth: int | None = None
    lof: bool | None = None
    lot: bool | None = None
    papersize: str = ""
    form: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def authors(self) -> tuple[str, ...]:
        """The names of the contributors in the role of author."""
        return tuple(person.name for person in self.contributors if person.role == "aut")


@dataclass(frozen=True)
class Picture:
    """A picture that was handed in: its name below ``images/``, its bytes, type and size in CSS pixels (0: unknown)."""

    name: str
    data: bytes
    media_type: str
    width: int = 0
    height: int = 0


class Kind(enum.StrEnum):
    """What a seed is: one file, or a folder of chapters."""

    article = "article"
    book = "book"


@dataclass(frozen=True)
class Seed:
    """What somebody gave.

    ``path`` is the file or folder; ``files`` its text files in reading order; ``sidecar`` the metadata file beside or
    inside it, if there is one; ``sidecars`` those of a book's chapters. Paths are as found, never resolved through
    links. ``named`` tells that somebody named the files of a book one by one: these and no others, in this order.
    """

    slug: str
    path: str
    kind: Kind
    files: tuple[str, ...]
    sidecar: str | None = None
    named: bool = False
    sidecars: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """What a reader understood: pandoc blocks and the seed line on which each top-level block begins (0: unknown).

    ``words`` is the text of the seed as an independent reader saw it, for the proof that the manuscript lost nothing.
    ``pictures`` were found inside the seed or beside it; the blocks name them as ``images/NAME``. ``digests`` are those
    of all files that were opened or missed, by path (empty: not there, or not readable): of the very bytes, because a
    file may be saved again meanwhile. When one of them changes or appears, the seed has changed. ``places`` (as long as
    ``blocks``) are the blocks' places when the seed has several files; ``bibliography`` are the local files that the
    metadata name, by name and bytes. ``title`` is the document's own title, or its opening words, for a seed whose
    ``metadata`` holds none.
    ``key_places`` are where the keys of the metadata stand, as far as that is known. ``parts`` are the files of a book
    in the order of ``words``, each with the number of its lines in them.
    """

    blocks: tuple[Node, ...]
    lines: tuple[int, ...]
    metadata: Mapping[str, Any] = field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()
    notices: tuple[Notice, ...] = ()
    words: str = ""
    lang: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)
    places: tuple[Place | None, ...] = ()
    bibliography: tuple[tuple[str, bytes], ...] = ()
    title: str = ""
    key_places: Mapping[str, Place] = field(default_factory=dict)
    parts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Origin:
    """Where a line of the manuscript comes from: manuscript line (from 1) -> place in a seed."""

    line: int
    place: Place


@dataclass(frozen=True)
class Manuscript:
    """The one intermediate file: YAML front matter and Pandoc Markdown, and where its blocks come from."""

    text: str
    path: str
    origins: tuple[Origin, ...] = ()
    pictures: tuple[Picture, ...] = ()
    bibliography: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True)
class PageStart:
    """One page of the standard PDF.

    ``index`` counts sheets' sides from 0; ``label`` is what the folio says (``iv``, ``12``). ``block`` is the number
    of the block that holds the first text of the page and ``offset`` the count of characters of that block's text
    before it. ``block`` is None for a page without text of the body (blank, title page, contents); a page that
    begins with a picture names the picture's block with offset 0.
    """

    index: int
    label: str
    block: int | None = None
    offset: int = 0


@dataclass(frozen=True)
class PageMap:
    """Where each page of the standard PDF begins. Valid for one manuscript, paper and theme only."""

    manuscript: str
    paper: str
    theme: str
    pages: tuple[PageStart, ...]


@dataclass(frozen=True)
class Made:
    """One finished edition: its bytes, and what was noticed on the way. The PDF also brings the page map.

    ``further`` are more files, by name and bytes: below the edition's folder, or for an edition that is a file beside
    it, where the name is the end of the file's name. ``keep`` is what makes the next build of it faster.
    ``remembered`` are plain values that the record keeps, for the next build of the same edition.
    """

    data: bytes
    notices: tuple[Notice, ...] = ()
    pages: PageMap | None = None
    page_count: int = 0
    further: tuple[tuple[str, bytes], ...] = ()
    keep: bytes = b""
    remembered: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Options:
    """The choices that shape the editions. ``epoch`` is the moment to write into files, in seconds since 1970 UTC.

    ``papersize`` is a CSS page size name or two lengths (``a4``, ``letter``, ``148mm 210mm``). ``print_links`` is
    ``notes`` (numbered notes with the address), ``qr`` or ``none``. ``print_shop`` and ``print_paper`` say for whom
    and on what a book is printed.
    """

    papersize: str = "a4"
    toc: bool | None = None
    print_links: str = "notes"
    epoch: int = 0
    booklet_sheets: int = 10
    print_shop: str = "generic"
    print_paper: str = "white"
    margins: tuple[float, float, float, float] = (0, 0, 0, 0)
    """Top, bottom, left (at the fold of a page that has one) and right in millimetres; 0 is the theme's own."""
    fontsize: float = 0
    linestretch: float = 0
    mainfont: str = ""
    sansfont: str = ""
    monofont: str = ""
    linkcolor: str = ""
    toc_depth: int = 0
