"""The PDF for small e-ink screens: a page of 90 x 122 mm that is all text, since the device has an edge of its own.

Such a screen shows a page as it is: so its margins are 3 mm, its letters are of the size of a paperback's, black on
white, and neither heads nor page numbers take a line away. Floor 3.
"""

from __future__ import annotations

from octavo.editions import Job
from octavo.editions.pdf.design import Design
from octavo.editions.pdf.paper import Layout
from octavo.editions.pdf.recipe import press
from octavo.model import Made
from octavo.papersizes import Paper

WIDTH, HEIGHT, MARGIN = 90.0, 122.0, 3.0
"""Millimetres: a screen of six inches."""
SIZE = 9.5
"""The size of the text in points."""

_CSS = """
html, h1, h2, h3, h4, h5, h6, pre, code, figcaption, a { color: #000 }
pre { background: none }
@page :left { margin: 3mm; @top-left { content: none } @top-center { content: none }
  @bottom-left { content: none } @bottom-center { content: none } }
@page :right { margin: 3mm; @top-right { content: none } @top-center { content: none }
  @bottom-right { content: none } @bottom-center { content: none } }
@page front:left { @bottom-left { content: none } @bottom-center { content: none } }
@page front:right { @bottom-right { content: none } @bottom-center { content: none } }
@page matter:left { @bottom-left { content: none } @bottom-center { content: none } }
@page matter:right { @bottom-right { content: none } @bottom-center { content: none } }
.o-book > div > section > h2, .o-book section.part > section > h3 { padding-top: 0 }
.o-title-page { padding-top: 12mm }
.o-title-page h1 { font-size: 1.9em }
.o-title-page .o-publisher { margin-top: 2em }
.o-imprint { padding-top: 0 }
"""


def make(job: Job) -> Made:
    """Make the PDF for e-ink screens."""
    layout = Layout(Paper(WIDTH, HEIGHT), MARGIN, MARGIN, MARGIN, MARGIN, job.options.fontsize or SIZE)
    design = Design(layout, "none", mirrored=False, rectos=False, level=False, line=1.32, extra_css=_CSS)
    return press(job, design)
