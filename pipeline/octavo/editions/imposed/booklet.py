"""The booklet: the pages of the standard PDF on sheets to be folded and stitched. Floor 3.

Print on both sides, turned about the short edge. Up to ``Options.booklet_sheets`` sheets are one booklet for the
stapler; more become signatures to be sewn.
"""

from __future__ import annotations

from octavo.editions import Job
from octavo.editions.imposed.plan import Side, booklet
from octavo.editions.imposed.sheets import impose
from octavo.languages.direction import RTL
from octavo.model import Made


def make(job: Job) -> Made:
    """Impose the standard PDF, which ``job.source`` brings."""

    def plan(pages: int) -> list[Side]:
        return booklet(pages, job.options.booklet_sheets, right_to_left=job.body.direction == RTL)

    data, count = impose(job.source, plan, short_edge=True)
    return Made(data, page_count=count)
