"""The standard PDF: for paper, printed on both sides; tagged, and its pages known. Floor 3."""

from __future__ import annotations

from pipeline.editions import Job
from pipeline.editions.pdf.design import standard
from pipeline.editions.pdf.paper import parse_papersize
from pipeline.editions.pdf.press import press
from pipeline.model import Made


def make(job: Job) -> Made:
    """Make the PDF and its page map. Raises ``SettingsError`` for a wrong paper size before anything is laid out."""
    paper = parse_papersize(job.options.papersize)
    return press(job, standard(paper, job.options.print_links))
