"""The PDF for readers with dyslexia, after the style guide of the British Dyslexia Association (2023).

14 point of an open sans, lines one and a half apart, ragged right, no hyphens, more room between letters and words,
paragraphs apart, bold in place of italics, black on cream, no line longer than about 65 letters. Floor 3.
"""

from __future__ import annotations

from octavo.editions import Job
from octavo.editions.pdf.design import Design
from octavo.editions.pdf.paper import Layout
from octavo.editions.pdf.recipe import press
from octavo.model import Made
from octavo.papersizes import POINT, Paper, parse_papersize

SIZE = 14.0
"""The size of the text in points."""
_LONGEST = 34.0
"""How wide the text is at most, in ems."""
_LEAST = 140.0

_CSS = """
@page { background: #fbf4e2; color: #1a1a1a }
html { font-family: var(--font-sans); color: #1a1a1a; letter-spacing: 0.03em; word-spacing: 0.12em;
  font-variant-numeric: lining-nums }
body { text-align: start; hyphens: manual }
p + p { text-indent: 0; margin-top: 0.75em }
em, dt, h6, .epigraph, .dedication { font-style: normal; font-weight: 600 }
strong { font-weight: 600 }
.underline { text-decoration: none; font-weight: 600 }
.smallcaps { font-variant-caps: normal }
blockquote, table, figcaption, caption { font-size: 1em }
.o-footnote, .o-late-notes {
  font-size: 12pt; font-family: var(--font-sans); line-height: 1.5; text-align: start; hyphens: manual }
table { hyphens: manual }
pre { background: none; border-left: 1.6pt solid #8a7f6a }
code, pre { letter-spacing: 0; word-spacing: 0 }
h1, h2, h3, h4, h5, h6 { letter-spacing: 0.02em }
.o-title-block .o-abstract { text-align: start; hyphens: manual; font-family: var(--font-sans); font-size: 1em }
"""


def make(job: Job) -> Made:
    """Make the PDF for readers with dyslexia; ``job.pages`` is not needed: its pages are its own."""
    asked = parse_papersize(job.options.papersize)
    paper = asked if min(asked.width, asked.height) >= _LEAST else Paper(210, 297)
    side = max(16.0, (paper.width - _LONGEST * SIZE * POINT) / 2)
    layout = Layout(paper, top=22, bottom=24, inner=side, outer=side, size=SIZE)
    design = Design(
        layout, job.options.print_links, mirrored=False, rectos=False, level=False, line=1.5, extra_css=_CSS
    )
    return press(job, design)
