"""``octavo build``: bring publications up to date and say what became of each. Floor 5."""

from __future__ import annotations

import contextlib
import dataclasses
import time

from octavo import api
from octavo.api import Built, Publication
from octavo.cli.commands.shared import located, project
from octavo.cli.terminal.options import Chosen
from octavo.cli.terminal.progress import Progress, progress
from octavo.cli.terminal.report import Report, one_line
from octavo.errors import OctavoError
from octavo.model import Notice
from octavo.publishing.executors import PROCESSES, Workers
from octavo.publishing.values.stages import Step
from octavo.settings import pairs
from octavo.text.numerals import counted

STRICT = 7


def run(chosen: Chosen, report: Report, workers: Workers | None = None, heard: api.Watcher | None = None) -> int:
    """Build; the exit code is that of the worst failure, or 7 when there were notices under ``--strict``.

    ``workers`` are kept for the next build. ``heard`` is told what happens, too.
    """
    began = time.monotonic()
    chosen = located(chosen)
    with contextlib.ExitStack() as stack:
        built = api.build(
            chosen.seeds,
            folder=chosen.folder,
            out=chosen.out,
            to=chosen.to,
            settings=pairs(chosen.set),
            theme=chosen.theme,
            jobs=chosen.jobs,
            shard=chosen.extra.get("shard", ""),
            executor=chosen.extra.get("executor", PROCESSES),
            project=project(),
            all_notices=chosen.strict,
            watcher=_Shown(report, stack, heard or api.Watcher()),
            workers=workers,
        )
    _summary(built, report, time.monotonic() - began, bool(chosen.seeds))
    if report.as_json:
        report.data({"outcomes": [_as_data(publication) for publication in built.publications]})
    return built.exit_code or (STRICT if chosen.strict and report.notices else 0)


class _Shown(api.Watcher):
    """Prints what happens, with a bar where the terminal shows one, and passes it on."""

    def __init__(self, report: Report, stack: contextlib.ExitStack, further: api.Watcher) -> None:
        self._report, self._stack, self._further = report, stack, further
        self._bar: Progress | None = None

    def found(self, count: int) -> None:
        report = self._report
        self._bar = self._stack.enter_context(progress(count, hidden=report.quiet or report.as_json))
        self._further.found(count)

    def notice(self, notice: Notice) -> None:
        self._report.notice(notice)

    def error(self, error: OctavoError) -> None:
        self._report.error(error)
        self._further.error(error)

    def started(self, slug: str) -> None:
        self._further.started(slug)
        if self._bar:
            self._bar.started(one_line(slug))

    def working(self, slug: str, step: Step) -> None:
        self._further.working(slug, step)
        if self._bar:
            self._bar.working(one_line(slug), step)

    def finished(self, publication: Publication) -> None:
        self._further.finished(publication)
        report, slug = self._report, one_line(publication.slug)
        if self._bar:
            self._bar.finished(slug)
        report.of_one(publication.seed, publication.notices)
        for error in publication.errors:
            report.error(error)
        report.trail(publication.trail)
        report.stages(slug, publication.stages)
        if report.verbose and not publication.made and not publication.errors:
            report.say(f"{slug}: up to date")
        if publication.made:
            count = counted(publication.pages, "page")
            pages = f", {count}" if publication.pages and "pdf" in publication.made else ""
            report.say(f"{slug}: {', '.join(publication.made)}{pages} ({publication.seconds:.1f} s)")


def _summary(built: Built, report: Report, seconds: float, named: bool) -> None:
    publications = built.publications
    if not publications and not named:
        report.say("there are no seeds: put a document into seeds/ and run make again")
        return
    made = sum(bool(publication.made) for publication in publications)
    bad = sum(bool(publication.errors) for publication in publications)
    fresh = sum(not publication.made and not publication.errors for publication in publications)
    parts = [
        f"{count} {word}"
        for count, word in ((made, "made"), (fresh, "already up to date"), (bad, "with errors"))
        if count
    ]
    if parts and (made or bad):
        report.say(f"{', '.join(parts)}; {seconds:.1f} s")
    elif parts:
        report.say(f"nothing to do: {', '.join(parts)}")


def _as_data(publication: Publication) -> dict[str, object]:
    files = (path.relative_to(publication.folder) for path in publication.files.values())
    return {
        "slug": publication.slug,
        "seed": publication.seed,
        "folder": str(publication.folder),
        "made": list(publication.made),
        "fresh": list(publication.fresh),
        "files": [path.as_posix() for path in files],
        "pages": publication.pages,
        "seconds": round(publication.seconds, 3),
        "stages": [{"name": stage.name, "seconds": round(stage.seconds, 3)} for stage in publication.stages],
        "notices": [dataclasses.asdict(notice) for notice in publication.notices],
        "errors": [
            {"code": error.code, "message": error.message, "place": str(error.place or ""), "hint": error.hint}
            for error in publication.errors
        ],
    }
