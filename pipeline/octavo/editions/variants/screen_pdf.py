"""The PDF for the screen: the pages of the standard PDF, the same text on each, with even margins and coloured links.

Only what paper needs is different: no inner and outer margin, folios in the middle, links in colour. Since every line
is set as in the standard PDF, page 12 is page 12. Floor 3.
"""

from __future__ import annotations

from dataclasses import replace

from octavo.editions import Job
from octavo.editions.pdf.design import Design, standard
from octavo.editions.pdf.recipe import press
from octavo.model import Made

_CSS = """
@page { @bottom-center { content: counter(page); vertical-align: top; padding-top: 1.5em } }
@page :left { @bottom-left { content: none } }
@page :right { @bottom-right { content: none } }
@page front:left { @bottom-left { content: none } @bottom-center { content: counter(page, lower-roman) } }
@page front:right { @bottom-right { content: none } @bottom-center { content: counter(page, lower-roman) } }
@page matter:left { @bottom-left { content: none } @bottom-center { content: counter(page, lower-roman) } }
@page matter:right { @bottom-right { content: none } @bottom-center { content: counter(page, lower-roman) } }
@page bare { @bottom-center { content: none } }
@page bare:left { @bottom-center { content: none } }
@page bare:right { @bottom-center { content: none } }
@page :blank { @bottom-center { content: none } }
a, .o-xref::after, .o-link-mark::before { color: var(--link); }
"""
_NO_BLANKS = ".o-front .o-contents { break-before: page; }"
"""Where no text of the book is before the contents, nobody asks for the numbers of these pages."""


def make(job: Job) -> Made:
    """Make the PDF for the screen."""
    layout = standard(job.options, job.theme).layout
    side = (layout.inner + layout.outer) / 2
    design = Design(
        layout=replace(layout, inner=side, outer=side),
        print_links=job.options.print_links,
        mirrored=False,
        stretch=job.options.linestretch or 1,
        extra_css=_CSS if job.body.front else _CSS + _NO_BLANKS,
    )
    return press(job, design)
