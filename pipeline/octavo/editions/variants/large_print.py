"""Large print, for readers with low vision: the whole text again, with the standard page numbers in the margin.

It follows "Creating clear print and large print documents" of the UK Association for Accessible Formats (G017) and
the RNIB's clear print guidance: 18 point type with open forms in a sans, lines 1.5 apart and ragged right, no
hyphens, no italics or capitals for stress but bold, black on white, tables and code no smaller than 16 point where
they fit, one column, page numbers at one place. Sheets smaller than A4 are replaced by A4. Floor 3.
"""

from __future__ import annotations

from octavo.editions import Job
from octavo.editions.pdf.design import Design
from octavo.editions.pdf.paper import Layout
from octavo.editions.pdf.recipe import press
from octavo.model import Made
from octavo.papersizes import Paper, parse_papersize

SIZE = 18.0
"""The size of the text in points."""

_CSS = """
html { font-family: var(--font-sans); color: #000; font-variant-numeric: lining-nums; }
body { text-align: start; hyphens: manual; }
p + p { text-indent: 0; margin-top: 0.75em; }
em, strong, dt, h6, blockquote em, .epigraph, .dedication { font-style: normal; font-weight: 600; }
h1, h2, h3, h4, h5, h6 { color: #000; }
h2, .o-article h2 { font-size: 1.5em; }
h3 { font-size: 1.25em; }
h4 { font-size: 1.1em; }
h6 { font-size: 1em; }
.o-book > div > section > h2 { padding-top: 0; margin-bottom: 1.2em; font-size: 1.7em; }
blockquote { font-size: 1em; margin-inline-end: 0; }
sub, sup, .noteref, .o-link-mark { font-size: 0.78em; }
code, pre { font-size: 0.9em; color: #000; }
pre { background: none; border: 0.8pt solid #000; padding-inline-start: 0.6em; }
span[class^="tok-"] { color: #000; }
.o-footnote, .o-late-notes, .o-qr-links {
 font-size: 18pt; font-family: var(--font-sans); line-height: 1.4; color: #000;
}
.o-footnote, .o-late-notes { text-align: start; hyphens: manual; }
figcaption, caption, .o-imprint,
.o-title-block .o-abstract { font-size: 1em; color: #000; text-align: start; hyphens: manual; }
table { hyphens: manual; line-height: 1.4; }
.smallcaps { font-variant-caps: normal; font-weight: 600; letter-spacing: 0; }
.o-title-page p, .o-title-block p, .o-title-block .o-subtitle, .o-title-block .o-date, .o-title-page .o-subtitle,
 .o-contents a::after, p[data-n]::before, li::marker { color: #000; }
.o-imprint { padding-top: 0; }
@page { font-size: 16pt; color: #000; }
@page :left {
  margin-left: 28mm;
  margin-right: 16mm;
  @top-left { content: none; }
  @bottom-left { font-weight: 600; padding-top: 0.8em; }
}
@page :right {
  margin-left: 28mm;
  margin-right: 16mm;
  @top-right { content: none; }
  @bottom-right { content: none; }
  @bottom-left { content: counter(page); color: #000; font-weight: 600; vertical-align: top; padding-top: 0.8em; }
}
@page front:right { @bottom-right { content: none; } @bottom-left { content: counter(page, lower-roman); } }
@page matter:right { @bottom-right { content: none; } @bottom-left { content: counter(page, lower-roman); } }
@page bare:right { @bottom-right { content: none; } @bottom-left { content: none; } }
.o-standard-page { position: absolute; left: -24mm; width: 20mm; text-indent: 0; text-align: right; }
.o-standard-page::before {
  content: attr(data-n);
  font-family: var(--font-sans);
  font-size: 14pt;
  font-style: normal;
  font-weight: 600;
  line-height: 1.2;
  border-bottom: 1.2pt solid #000;
  padding: 0 1mm;
}
"""


def make(job: Job) -> Made:
    """Make the large print PDF; ``job.pages`` brings the standard page numbers."""
    asked = parse_papersize(job.options.papersize)
    paper = asked if min(asked.width, asked.height) >= 200 else Paper(210, 297)
    layout = Layout(paper, top=18, bottom=24, inner=28, outer=16, size=SIZE)
    design = Design(
        layout=layout,
        print_links=job.options.print_links,
        mirrored=False,
        rectos=False,
        margin_pages=True,
        level=False,
        line=1.5,
        extra_css=_CSS,
    )
    return press(job, design)
