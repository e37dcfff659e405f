"""``octavo check``: do the files in ``out/`` match their manuscripts, and are they valid? Floor 5."""

from __future__ import annotations

from concurrent.futures import Future

from octavo.cli.commands.shared import find_seeds, load_settings, located, order_of
from octavo.cli.terminal.options import Chosen
from octavo.cli.terminal.report import Report, one_line
from octavo.cli.terminal.tables import aligned
from octavo.errors import EditionError, OctavoError, SeedError
from octavo.model import Place
from octavo.publishing.questions.check import Looked
from octavo.publishing.results import freshness
from octavo.publishing.values.task import read_by
from octavo.publishing.workers.pool import Call, Cells

SECONDS = 600.0


def run(chosen: Chosen, report: Report) -> int:
    """Print a table for each publication, and a line for every fault."""
    chosen = located(chosen)
    settings = load_settings(chosen)
    seeds, notices, failed = find_seeds(chosen, report, settings)
    for notice in notices:
        report.notice(notice)
    order = order_of(chosen, settings)
    codes = [SeedError.exit_code] if failed else []
    found: dict[str, object] = {}
    tasks = [freshness.task_of(seed, order) for seed in seeds]
    cells = Cells(max(1, min(chosen.jobs, len(seeds))), reads=read_by(tasks, order.out))
    done = False
    try:
        futures: list[Future[Looked]] = [
            cells.submit(Call("octavo.publishing.questions.check:look", task, SECONDS)) for task in tasks
        ]
        for seed, future in zip(seeds, futures, strict=True):
            try:
                looked = future.result()
            except OctavoError as error:
                error.place = error.place or Place(seed.path)
                report.error(error)
                codes.append(error.exit_code)
                continue
            found[seed.slug] = looked.proof.to_json()
            codes += _tell(looked, report)
        done = True
    finally:
        cells.shutdown(cancel_futures=not done)
    report.data({"publications": found})
    return min(codes) if codes else 7 if chosen.strict and report.notices else 0


def _tell(looked: Looked, report: Report) -> list[int]:
    for line in aligned(looked.proof.table()):
        report.result(one_line(line))
    for edition in looked.proof.editions:
        file = Place(looked.files.get(edition.name, edition.name))
        for fault in edition.faults:
            what = f"{edition.name}: {fault.sentence()}" if fault.place else fault.sentence()
            report.error(EditionError(what, fault.place or file))
    return [] if looked.proof.ok else [EditionError.exit_code]
