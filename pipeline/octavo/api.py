"""Octavo as a library: ``convert`` for one document, ``build`` for a folder of them. Floor 5; prints nothing.

``octavo`` itself gives all of this: ``import octavo; octavo.convert("letter.docx", "letter.epub")``. The names in
``octavo.__all__`` are stable: see the promise in ``docs/library.md``. The command line uses this module too.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from octavo import settings as settings_of
from octavo import shelf, themes
from octavo.editions.table import BY_DEFAULT, EDITIONS
from octavo.errors import (
    OctavoError,
    UsageError,
)
from octavo.model import Notice, Seed
from octavo.publishing import converting, plan
from octavo.publishing.executors import PROCESSES, checked
from octavo.publishing.executors import Workers as Workers  # for octavo.Workers
from octavo.publishing.results.freshness import Order
from octavo.publishing.results.orphans import orphans
from octavo.publishing.values.shard import shard_of
from octavo.publishing.values.stages import Stage, Step
from octavo.publishing.values.task import Outcome


@dataclass(frozen=True)
class Converted:
    """What ``convert`` made.

    ``editions`` are the finished files as bytes, by the name of the edition (``pdf``, ``epub``, ``html``, ``md`` ...).
    ``beside`` are the pictures and bibliographies that the manuscript (``md``) names, by their path relative to it;
    empty when no manuscript was asked for. ``notices`` are the warnings, ``pages`` the pages of the PDF, ``stages``
    what was done, with the seconds that each took.
    """

    editions: Mapping[str, bytes]
    beside: Mapping[str, bytes]
    notices: tuple[Notice, ...] = ()
    pages: int = 0
    stages: tuple[Stage, ...] = ()


@dataclass(frozen=True)
class Publication:
    """What became of one seed in a ``build``.

    ``made`` names the editions made now, ``fresh`` those that were up to date. ``files`` are all its files by the name
    of the edition. ``errors`` are what could not be made and why; ``trail`` is the traceback of a bug in Octavo.
    ``stages`` are what was done, in its order, with the seconds that each took.
    """

    slug: str
    seed: str
    folder: Path
    made: tuple[str, ...]
    fresh: tuple[str, ...]
    files: Mapping[str, Path]
    notices: tuple[Notice, ...]
    errors: tuple[OctavoError, ...]
    pages: int
    seconds: float
    trail: str = ""
    stages: tuple[Stage, ...] = ()


@dataclass(frozen=True)
class Built:
    """What a ``build`` came to.

    ``notices`` and ``errors`` are those of the folder of seeds; each publication has its own.
    """

    publications: tuple[Publication, ...]
    notices: tuple[Notice, ...]
    errors: tuple[OctavoError, ...]

    @property
    def exit_code(self) -> int:
        """0, or the exit code of the worst error: a bug first, then what is nearest to the source."""
        errors = [*self.errors, *(error for publication in self.publications for error in publication.errors)]
        codes = {error.exit_code for error in errors}
        return 0 if not codes else 1 if 1 in codes else min(codes)


class Watcher:
    """Told what happens while a build runs. Override what you want to hear; this one does nothing."""

    def found(self, count: int) -> None:
        """So many seeds were found."""

    def notice(self, notice: Notice) -> None:
        """A notice that no publication has: about the folder of seeds, or the one document of ``convert``."""

    def error(self, error: OctavoError) -> None:
        """A seed that was asked for cannot be found, or an edition not be made."""

    def started(self, slug: str) -> None:
        """Work on a publication has begun."""

    def working(self, slug: str, step: Step) -> None:
        """How far a publication is: its ``stage``, and for a PDF the ``pages`` so far ``of`` about how many.

        Called in another thread, several times a second.
        """

    def finished(self, publication: Publication) -> None:
        """A publication is done, or could not be made."""


def build(
    seeds: Sequence[str | Path] = (),
    *,
    folder: str | Path = "seeds",
    out: str | Path = "out",
    to: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
    theme: str = "",
    jobs: int = 0,
    shard: str = "",
    executor: str = PROCESSES,
    project: str | Path = ".",
    all_notices: bool = False,
    watcher: Watcher | None = None,
    workers: Workers | None = None,
) -> Built:
    """Bring publications up to date, like ``octavo build``.

    ``seeds`` are slugs or paths; without any, every seed of ``folder``. ``to`` names editions (by default PDF, EPUB
    and HTML; the manuscript is always made). ``settings`` are metadata and layout that win over all others, like
    ``--set``. ``jobs`` is how many publications are made at a time, by default one for each processor.
    ``shard`` (``"3/8"``) makes one share of the publications only: all eight shares together are what one build makes.
    ``executor`` says who makes them: ``"processes"`` here, ``"dask"``, or ``"dask=ADDRESS"`` for the scheduler
    there.
    ``octavo.toml`` and ``templates/`` are looked for in ``project``. ``all_notices`` repeats the notices of
    publications that are up to date. ``workers`` are kept for further builds (``with Workers() as workers:``), so that
    these need not start and load everything again.

    One publication that fails does not stop the others: its errors are in the result. Raises ``SettingsError`` for
    wrong settings or a theme that is not there, ``SeedError`` when there is no such folder, ``UsageError`` for an
    unknown edition and a wrong shard.
    """
    watcher = watcher or Watcher()
    share, executor = shard_of(shard), checked(executor)
    order = _order(to, settings, theme, project, Path(out), jobs, recall=all_notices)
    order = replace(order, executor=executor, share=share, whole=not seeds)
    found, said, errors = shelf.find_each(str(folder), [str(seed) for seed in seeds], order.settings.limits, str(out))
    # Of several shares one tells what belongs to no publication.
    said = (*order.settings.checked(), *said) if share is None or share.first else ()
    for error in errors:
        watcher.error(error)
    for notice in said:
        watcher.notice(notice)
    own = found if share is None else tuple(seed for seed in found if share.holds(seed.slug))
    watcher.found(len(own))
    publications = []
    for outcome in plan.build(own, order, lambda seed: watcher.started(seed.slug), _ear(watcher), found, workers):
        publications.append(_publication(outcome, order.out))
        watcher.finished(publications[-1])
    left = () if seeds or share else orphans(order.out, found)
    for notice in left:
        watcher.notice(notice)
    return Built(tuple(publications), (*said, *left), tuple(errors))


def convert(
    source: str | Path | bytes | Sequence[str | Path],
    output: str | Path | None = None,
    *,
    to: Sequence[str] = (),
    kind: str = "",
    settings: Mapping[str, str] | None = None,
    theme: str = "",
    project: str | Path = ".",
    watcher: Watcher | None = None,
) -> Converted:
    """Make editions of one document and leave nothing else on the disk.

    ``source`` is a file, a folder (a book), several files (the chapters of one book, in this order), or a document as
    bytes. ``kind`` says what bytes are where they do not say so themselves: ``markdown`` (the default) or ``text``.
    ``output`` is written when it is given: its ending says which edition it is, unless ``to`` names one; a
    manuscript's pictures go into ``images/`` beside it. Without ``output``, ``to`` names the editions that come back
    (by default the PDF). ``settings``, ``theme`` and ``project`` are those of ``build``. ``watcher`` hears of every
    notice and of every edition that could not be made, before the first of those errors is raised.

    Raises ``SeedError`` when the document cannot be read, ``SettingsError`` for wrong settings, ``EditionError`` when
    an edition cannot be made or written, ``UsageError`` for an edition that does not exist.
    """
    for name in to:
        if name in EDITIONS and EDITIONS[name].folder:
            raise UsageError(f"the edition {name} is a folder of files", hint=f"octavo build --to {name} makes it")
    target = None if output is None else Path(output)
    wanted = tuple(to) or ((converting.edition_of(target),) if target else ("pdf",))
    if target is not None:
        if len(wanted) != 1:
            raise UsageError(f"one file cannot hold {len(wanted)} editions", hint="name one edition, or no output")
        converting.check_target(target, [] if isinstance(source, bytes) else _paths(source))
    order = _order(wanted, settings, theme, project, Path(), 1, recall=False)
    watcher = watcher or Watcher()
    said = order.settings.checked()
    if isinstance(source, bytes):
        produced = converting.produce(source, order, kind, _ear(watcher))
    else:
        seed, more = converting.seed_of(_paths(source), order.settings.limits)
        said = (*said, *more)
        produced = converting.produce(seed, order, heard=_ear(watcher))
    notices = (*said, *produced.notices)
    for notice in notices:
        watcher.notice(notice)
    for error in produced.errors:
        watcher.error(error)
    if produced.errors:
        produced.errors[0].add_note(produced.trail)
        raise produced.errors[0]
    converted = Converted(
        {name: produced.editions[name] for name in wanted},
        produced.beside if converting.MANUSCRIPT in wanted else {},
        notices,
        produced.pages,
        produced.stages,
    )
    if target is not None:
        converting.write(target, converted.editions[wanted[0]], converted.beside)
    return converted


def _ear(watcher: Watcher) -> Callable[[Seed, Step], None] | None:
    """The function that gets progress reports; None if the watcher does not override ``working``."""
    if type(watcher).working is Watcher.working:
        return None
    return lambda seed, step: watcher.working(seed.slug, step)


def _order(
    to: Sequence[str],
    overrides: Mapping[str, str] | None,
    theme: str,
    project: str | Path,
    out: Path,
    jobs: int,
    *,
    recall: bool,
) -> Order:
    for name in to:
        if name != converting.MANUSCRIPT and name not in EDITIONS:
            raise UsageError(f"there is no edition “{name}”", hint=f"choose from md, {', '.join(EDITIONS)}")
    chosen = settings_of.load(Path(project)).with_overrides(overrides or {}, theme)
    return Order(
        out=out,
        wanted=tuple(name for name in to or BY_DEFAULT if name != converting.MANUSCRIPT),
        settings=chosen,
        themes=themes.folders(Path(project)),
        jobs=jobs or os.cpu_count() or 1,
        epoch=settings_of.epoch(),
        recall=recall,
    )


def _publication(outcome: Outcome, out: Path) -> Publication:
    folder = out / outcome.slug
    return Publication(
        slug=outcome.slug,
        seed=outcome.seed,
        folder=folder,
        made=outcome.made,
        fresh=outcome.fresh,
        files={name: folder / file for name, file in outcome.files.items()},
        notices=outcome.notices,
        errors=outcome.errors,
        pages=outcome.pages,
        seconds=outcome.seconds,
        trail=outcome.trail,
        stages=outcome.stages,
    )


def _paths(source: str | Path | Sequence[str | Path]) -> list[Path]:
    return [Path(source)] if isinstance(source, (str, Path)) else [Path(path) for path in source]
