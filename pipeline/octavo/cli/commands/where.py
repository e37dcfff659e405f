"""``octavo where``: the line of the seed on which a page begins, or that has some words. Floor 5."""

from __future__ import annotations

import dataclasses

from octavo.cli.commands.shared import find_seeds, load_settings, located, order_of
from octavo.cli.terminal.options import Chosen
from octavo.cli.terminal.report import Report, one_line
from octavo.errors import SeedError, UsageError
from octavo.publishing.questions.where import Question, Spot
from octavo.publishing.results import freshness
from octavo.publishing.workers.pool import Call, Cells

SECONDS = 120.0


def run(chosen: Chosen, report: Report) -> int:
    """Print a line for each spot: seed, manuscript, page, words."""
    if bool(chosen.page) == bool(chosen.text):
        raise UsageError("say either --page or --text", hint='octavo where my-book --page 12, or --text "some words"')
    chosen = located(chosen)
    settings = load_settings(chosen)
    seeds, _, failed = find_seeds(chosen, report, settings)
    if failed or not seeds:
        return SeedError.exit_code
    order = order_of(chosen, settings)
    question = Question(freshness.task_of(freshness.apart(seeds[0], order.out), order), chosen.page, chosen.text)
    cells = Cells(1)
    done = False
    try:
        spots: tuple[Spot, ...] = cells.submit(
            Call("octavo.publishing.questions.where:where", question, SECONDS)
        ).result()
        done = True
    finally:
        cells.shutdown(cancel_futures=not done)
    for spot in spots:
        page = f"page {spot.page}: " if spot.page else ""
        report.result(one_line(f"{spot.seed or spot.manuscript}: {page}{spot.text}"))
        if chosen.text or spot.seed is None:
            report.result(one_line(f"  manuscript {spot.manuscript}"))
    report.data({"spots": [dataclasses.asdict(spot) for spot in spots]})
    return 0
