"""The editions, in one table. A new edition is one module and one line here. Floor 3.

A module is imported only when its edition is made: a build with nothing to do loads none of them.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.model import Made, Options, PageMap

if TYPE_CHECKING:  # the build reads this table before it knows whether there is anything to make
    from octavo.body import Body
    from octavo.themes import Theme


@dataclass(frozen=True)
class Job:
    """What an edition is made from. ``pages`` and ``pdf`` are there when the edition's row asks for them."""

    body: Body
    theme: Theme
    options: Options
    pages: PageMap | None = None
    pdf: bytes = b""


@dataclass(frozen=True)
class EditionKind:
    """One row: the name people type, the end of the file's name, the module, and what it needs.

    ``after`` names the edition that must be made first, ``takes`` what is taken from it: its page map (``pages``) or
    its bytes (``pdf``). ``reads`` names the fields of ``Options`` on which the result depends.
    """

    name: str
    suffix: str
    module: str
    after: str = ""
    reads: tuple[str, ...] = ()
    takes: str = "pages"
    by_default: bool = False

    def maker(self) -> Callable[[Job], Made]:
        """The function that makes this edition, imported now."""
        make: Callable[[Job], Made] = importlib.import_module(self.module).make
        return make


EDITIONS: dict[str, EditionKind] = {
    kind.name: kind
    for kind in (
        EditionKind("pdf", ".pdf", "octavo.editions.pdf", reads=("papersize", "toc", "print_links"), by_default=True),
        EditionKind("html", ".html", "octavo.editions.html", after="pdf", reads=("toc",), by_default=True),
        EditionKind("epub", ".epub", "octavo.editions.epub", after="pdf", reads=("toc",), by_default=True),
        EditionKind(
            "large-print",
            "-large-print.pdf",
            "octavo.editions.variants.large_print",
            after="pdf",
            reads=("papersize", "toc", "print_links"),
        ),
        EditionKind(
            "screen",
            "-screen.pdf",
            "octavo.editions.variants.screen_pdf",
            reads=("papersize", "toc", "print_links"),
        ),
        EditionKind(
            "booklet",
            "-booklet.pdf",
            "octavo.editions.imposed.booklet",
            after="pdf",
            reads=("booklet_sheets",),
            takes="pdf",
        ),
        EditionKind("2up", "-2up.pdf", "octavo.editions.imposed.two_up", after="pdf", takes="pdf"),
    )
}

BY_DEFAULT = tuple(kind.name for kind in EDITIONS.values() if kind.by_default)
"""The editions that are made when nobody says which."""
