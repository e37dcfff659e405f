"""What an edition is made from, and what a row of the table of editions holds. Floor 3.

``octavo.editions.table`` has the rows.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from octavo.model import Made, Options, PageMap

if TYPE_CHECKING:  # the build reads this table before it knows whether there is anything to make
    from octavo.body import Body
    from octavo.themes import Theme


@dataclass(frozen=True)
class Job:
    """What an edition is made from.

    ``pages`` is the page map of the standard PDF, ``source`` the file of the edition that the row needs; each is there
    when the row takes it. ``kept`` is what the last ``Made`` of this edition kept; ``under`` stands for the versions of
    all that makes this one, and nothing is kept where it is empty. ``remembered`` is what the record holds of the last
    one of the kind; it may come from anybody, so nothing of it is taken on trust.
    """

    body: Body
    theme: Theme
    options: Options
    pages: PageMap | None = None
    source: bytes = b""
    kept: bytes = b""
    under: str = ""
    remembered: Mapping[str, Any] = field(default_factory=dict)


class Judge(enum.StrEnum):
    """How a finished edition is read back and compared. ``octavo.check.editions`` has the function of each."""

    page = "page"  # one HTML page, compared with the body element by element
    site = "site"  # the same as many pages: in one row by their links, with their search and their earlier names
    book = "book"  # an EPUB, compared with the body element by element
    kindle = "kindle"  # the same for Kindle: with formulas as pictures, and what Amazon asks for
    kobo = "kobo"  # the same for Kobo: with numbered sentences
    sheets = "sheets"  # a PDF laid out from the body: its words, headings, links and pictures
    shop = "shop"  # the inside of a book for a print shop: its words, and what the shop's preset asks for
    wrap = "wrap"  # the cover around it: its measures, its inks, and what is on it
    words = "words"  # a PDF laid out from the body that has lost its structure: its words and headings
    imposed = "imposed"  # a PDF put together from the pages of the edition it needs: nothing of those is lost


class Takes(enum.StrEnum):
    """What an edition takes of the edition it needs; if that changes, it is made again."""

    nothing = ""
    pages = "pages"  # where the pages of the standard PDF begin
    file = "file"  # its bytes


@dataclass(frozen=True)
class EditionKind:
    """One row of the table.

    ``name`` is what people type, ``make`` the function that makes it. The edition is the file ``<slug><suffix>``, or
    the folder ``folder`` with ``main`` as its first file. ``judge`` says how it is proved. ``needs`` names an edition
    of an earlier row that must be made first, and ``takes`` what it takes of that. ``reads`` names the fields of
    ``Options`` on which it depends. ``by_default`` tells whether it is made when nobody says which.
    """

    name: str
    about: str
    make: Callable[[Job], Made]
    judge: Judge
    suffix: str = ""
    folder: str = ""
    main: str = "index.html"
    needs: str = ""
    takes: Takes = Takes.nothing
    reads: tuple[str, ...] = ()
    by_default: bool = False

    def __post_init__(self) -> None:
        known = {entry.name for entry in fields(Options)}
        wrong = {
            "it has no judge": not isinstance(self.judge, Judge),
            "it is neither a file nor a folder": bool(self.suffix) == bool(self.folder),
            f"it reads options that are not there: {', '.join(self.reads)}": not known.issuperset(self.reads),
            "it takes something of no edition": bool(self.takes) and not self.needs,
            "md is the manuscript's name": self.name == "md",
        }
        for what, is_wrong in wrong.items():
            if is_wrong:
                raise ValueError(f"the edition {self.name} cannot be registered: {what}")

    def file(self, slug: str) -> str:
        """The path of its (first) file below the publication's folder."""
        return f"{self.folder}/{self.main}" if self.folder else f"{slug}{self.suffix}"

    def further(self, slug: str, name: str) -> str:
        """The path of a further file that it made, which the edition calls ``name``."""
        return f"{self.folder}/{name}" if self.folder else f"{slug}{name}"
