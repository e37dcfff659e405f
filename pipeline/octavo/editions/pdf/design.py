"""The differences between PDF editions as values: sheet, type, running heads and page numbers."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.editions.pdf.paper import Layout, chosen_layout
from octavo.model import Options
from octavo.themes import Theme

_COLOURED = "\na, .o-xref::after, .o-link-mark::before { color: var(--link) }\n"


@dataclass(frozen=True)
class Shop:
    """What a print shop wants of a file.

    Its ``key`` and the ``paper``, whether there are inks beside black, the part of PDF/X, of which number the count of
    pages is a multiple, and by how many millimetres pictures reach beyond the edges of the page that they fill.
    """

    key: str
    paper: str
    colour: bool
    standard: str
    multiple: int
    bleed: float = 0


@dataclass(frozen=True)
class Design:
    """How a PDF is set.

    ``extra_css`` follows the theme's print sheet and may use its values. ``mirrored``: left and right pages
    differ and the text begins on a right page. ``rectos``: what begins on a right page of the standard PDF does so here
    too. ``margin_pages``: the page numbers of the standard PDF are in the margin. ``level``: facing pages end at one
    height. ``line`` is the height of a line, in sizes of the text, when it is not the theme's or the script's; else
    those are multiplied by ``stretch``. ``shop``: the file is for a print shop, and no PDF/A.
    ``tagged``: the file tells in which order it is read, so tables may be turned. ``to_edge``: pictures may fill a page
    to its edges.
    """

    layout: Layout
    print_links: str = "notes"
    mirrored: bool = True
    margin_pages: bool = False
    rectos: bool = True
    level: bool = True
    line: float = 0
    shop: Shop | None = None
    tagged: bool = True
    to_edge: bool = True
    stretch: float = 1
    extra_css: str = ""


def standard(options: Options, theme: Theme | None = None) -> Design:
    """The design of the standard PDF: for paper, printed on both sides, in the proportions of the theme."""
    colour = _COLOURED if options.linkcolor else ""
    scales = (theme.number("type-scale", 1), theme.number("margin-scale", 1)) if theme else ()
    layout = chosen_layout(options, *scales)
    return Design(layout, options.print_links, stretch=options.linestretch or 1, extra_css=colour)
