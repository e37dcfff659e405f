"""``octavo build``: bring publications up to date and say what became of each. Floor 5."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from pathlib import Path

from octavo.cli.arguments import Chosen
from octavo.cli.commands.shared import epoch, find_seeds, load_settings, theme_folders, wanted
from octavo.cli.progress import progress
from octavo.cli.report import Report, one_line
from octavo.errors import SeedError
from octavo.model import Seed
from octavo.publishing import plan
from octavo.publishing.results import freshness
from octavo.publishing.results.orphans import orphans
from octavo.publishing.workers.task import Outcome

STRICT = 7


def run(chosen: Chosen, report: Report) -> int:
    """Build; the exit code is that of the worst failure, or 7 when there were notices under ``--strict``."""
    began = time.monotonic()
    settings = load_settings(chosen)
    seeds, notices, failed = find_seeds(chosen, report, settings)
    for notice in notices:
        report.notice(notice)
    moment, fixed = epoch()
    order = freshness.Order(
        out=Path(chosen.out),
        wanted=wanted(chosen),
        settings=settings,
        themes=theme_folders(),
        jobs=chosen.jobs,
        epoch=moment,
        fixed_epoch=fixed,
        recall=chosen.strict,
    )
    codes = [SeedError.exit_code] if failed else []
    outcomes = list(_outcomes(seeds, order, report))
    codes += [error.exit_code for outcome in outcomes for error in outcome.errors]
    if not chosen.seeds:
        for notice in orphans(order.out, seeds):
            report.notice(notice)
    _summary(outcomes, report, time.monotonic() - began, bool(chosen.seeds))
    report.data({"outcomes": [_as_data(outcome, order.out) for outcome in outcomes]})
    if codes:
        # A bug first, then what stands nearest to the source: seeds, settings, missing parts, editions.
        return 1 if 1 in codes else min(codes)
    return STRICT if chosen.strict and report.notices else 0


def _outcomes(seeds: tuple[Seed, ...], order: freshness.Order, report: Report) -> Iterator[Outcome]:
    with progress(len(seeds), hidden=report.quiet or report.as_json) as shown:
        for outcome in plan.build(seeds, order, lambda seed: shown.started(one_line(seed.slug))):
            shown.finished(one_line(outcome.slug))
            report.of_one(outcome.seed, outcome.notices)
            for error in outcome.errors:
                report.error(error)
            report.trail(outcome.trail)
            if outcome.made:
                pages = f", {counted(outcome.pages, 'page')}" if outcome.pages and "pdf" in outcome.made else ""
                report.say(f"{one_line(outcome.slug)}: {', '.join(outcome.made)}{pages} ({outcome.seconds:.1f} s)")
            yield outcome


def counted(number: int, word: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def _summary(outcomes: list[Outcome], report: Report, seconds: float, named: bool) -> None:
    if not outcomes and not named:
        report.say("There are no seeds. Put a document into seeds/ and type make again.")
        return
    made = sum(bool(outcome.made) for outcome in outcomes)
    bad = sum(bool(outcome.errors) for outcome in outcomes)
    fresh = sum(not outcome.made and not outcome.errors for outcome in outcomes)
    parts = [
        f"{count} {word}"
        for count, word in ((made, "made"), (fresh, "already up to date"), (bad, "with errors"))
        if count
    ]
    if parts and (made or bad):
        report.say(f"{', '.join(parts)}; {seconds:.1f} s")
    elif parts:
        report.say(f"Nothing to do: {', '.join(parts)}.")


def _as_data(outcome: Outcome, out: Path) -> dict[str, object]:
    return {
        "slug": outcome.slug,
        "seed": outcome.seed,
        "folder": str(out / outcome.slug),
        "made": list(outcome.made),
        "fresh": list(outcome.fresh),
        "files": list(outcome.files),
        "pages": outcome.pages,
        "seconds": round(outcome.seconds, 3),
        "notices": [dataclasses.asdict(notice) for notice in outcome.notices],
        "errors": [
            {"code": error.code, "message": error.message, "place": str(error.place or ""), "hint": error.hint}
            for error in outcome.errors
        ],
    }
