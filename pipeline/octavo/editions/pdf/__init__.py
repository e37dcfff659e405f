"""The standard PDF: for paper, printed on both sides; tagged, and its pages known. Floor 3."""

from __future__ import annotations

from octavo.editions import Job
from octavo.editions.pdf.design import standard
from octavo.editions.pdf.recipe import press
from octavo.model import Made


def make(job: Job) -> Made:
    """Make the PDF and its page map. Raises ``SettingsError`` for a wrong paper size before anything is laid out."""
    return press(job, standard(job.options, job.theme))
