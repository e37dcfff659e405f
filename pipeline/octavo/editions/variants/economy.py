"""The PDF that saves paper: two columns of small type, as close to the edge as printers print.

Each column is laid out as a page of its own, half as wide as the sheet; two of them are put side by side. So notes
are at the foot of their column, and a wide table has a whole column. Floor 3.
"""

from __future__ import annotations

from octavo.editions import Job
from octavo.editions.imposed.plan import Side, two_up
from octavo.editions.imposed.sheets import impose
from octavo.editions.pdf.design import Design
from octavo.editions.pdf.paper import Layout
from octavo.editions.pdf.recipe import press
from octavo.languages.direction import RTL
from octavo.model import Made
from octavo.papersizes import Paper, parse_papersize

EDGE = 6.4
"""Millimetres from the edge of the sheet: a quarter of an inch, which office printers keep free."""
GAP = 3.2
"""Half of what is between the columns."""
SIZE = 8.5
"""The size of the text in points."""
LINE = 1.24
"""The height of a line, in sizes of the text; the rules below count in it."""

_CSS = """
@page { @footnote { margin-top: 0.6em } }
@page :left { margin-left: 3.2mm; margin-right: 6.4mm;
  @top-left { content: none } @top-center { content: none }
  @bottom-left { content: none } @bottom-center { content: counter(page); padding-top: 0.5em; vertical-align: top } }
@page :right { margin-left: 6.4mm; margin-right: 3.2mm;
  @top-right { content: none } @top-center { content: none }
  @bottom-right { content: none } @bottom-center { content: counter(page); padding-top: 0.5em; vertical-align: top } }
@page front:left { @bottom-left { content: none } @bottom-center { content: counter(page, lower-roman) } }
@page front:right { @bottom-right { content: none } @bottom-center { content: counter(page, lower-roman) } }
@page matter:left { @bottom-left { content: none } @bottom-center { content: counter(page, lower-roman) } }
@page matter:right { @bottom-right { content: none } @bottom-center { content: counter(page, lower-roman) } }
@page bare { @bottom-center { content: none } }
.o-book > div > section, .o-book section.part > section, .o-book > div > .part,
  .o-book section.part > h2 + section, .o-book > div > section[data-recto] { break-before: auto }
.o-book > div > section > h2, .o-book section.part > section > h3, .o-book > div > .part > h2 {
  padding-top: 0; margin: 2.48rem 0 1.24rem; font-size: 1.3em; line-height: 1.24rem }
.o-front > div > section, .o-front .o-contents { break-before: auto; page: matter }
.o-front .o-contents-title { font-size: 1.3em; margin: 1.24rem 0 }
.o-front .o-contents > ol > li { margin-top: 0 }
.o-front > div > .dedication, .o-front > div > .epigraph { padding-top: 1.24rem }
.o-title-page { padding-top: 0; text-align: start; page: matter }
.o-title-page h1 { font-size: 1.6em; text-align: start; margin-top: 0.2em }
.o-title-page .o-publisher, .o-title-page .o-others { margin-top: 0.4em }
.o-imprint { break-before: auto; padding-top: 1.24rem; page: matter }
h2 { font-size: 1.25em; line-height: 1.24rem }
figure img, p img { max-height: 80mm }
"""


def make(job: Job) -> Made:
    """Make the PDF in two columns a side."""
    sheet = parse_papersize(job.options.papersize)
    layout = Layout(Paper(sheet.width / 2, sheet.height), EDGE, 10.0, GAP, EDGE, job.options.fontsize or SIZE)
    # Mirrored: the text begins in a left column, whatever is before it.
    design = Design(layout, "none", rectos=False, line=LINE, extra_css=_CSS, tagged=False, to_edge=False)
    made = press(job, design)

    def plan(pages: int) -> list[Side]:
        return two_up(pages, right_to_left=job.body.direction == RTL)

    data, count = impose(made.data, plan, short_edge=False, as_wide=True)
    return Made(data, notices=made.notices, page_count=count)
