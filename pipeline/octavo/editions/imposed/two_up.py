"""Two pages a side, in reading order: half the paper for proofs and handouts. Floor 3.

A book's pages lie side by side as in the open book, the first alone at the right.
"""

from __future__ import annotations

from octavo.editions import Job
from octavo.editions.imposed.plan import Side, two_up
from octavo.editions.imposed.sheets import impose
from octavo.languages.direction import RTL
from octavo.model import Made


def make(job: Job) -> Made:
    """Impose the standard PDF, which ``job.source`` brings."""

    def plan(pages: int) -> list[Side]:
        return two_up(pages, right_to_left=job.body.direction == RTL, as_open=job.body.form == "book")

    data, count = impose(job.source, plan, short_edge=False)
    return Made(data, page_count=count)
