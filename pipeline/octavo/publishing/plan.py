"""The engine: decides what is out of date and hands it to an executor. Floor 4."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from pathlib import Path

from octavo.errors import SettingsError
from octavo.model import Place, Seed
from octavo.publishing.executors import Hands, Workers, hands_of
from octavo.publishing.publication import cannot_write, clean, look
from octavo.publishing.results.freshness import Order
from octavo.publishing.results.known import Known
from octavo.publishing.results.renamed import follow_renamed
from octavo.publishing.values.stages import Step
from octavo.publishing.values.task import Outcome
from octavo.publishing.workers.scratch import remove_scratch_of_the_dead

_ATTENTION = 1.0
"""Seconds after which a build that waits looks whether somebody wants to end it."""
Started = Callable[[Seed], None]
Heard = Callable[[Seed, Step], None]


def build(
    seeds: Sequence[Seed],
    order: Order,
    started: Started,
    heard: Heard | None = None,
    shelf: Sequence[Seed] = (),
    workers: Workers | None = None,
) -> Iterator[Outcome]:
    """Bring every seed's publication up to date; outcomes come as they are ready.

    ``shelf`` are all seeds that are there, where ``seeds`` are only a share of them.
    ``workers`` are kept from an earlier build, and for a later one.
    ``started`` is called when a worker gets a publication, ``heard`` while it works, in another thread.
    Raises ``SettingsError`` when ``out`` cannot be written; a publication's own failures are in its outcome. Closing
    the iterator, or an interrupt, kills the workers.
    """
    _make_folder(order.out)
    order = replace(order, theme_fingerprint=_theme(order))
    try:
        renamed = follow_renamed(seeds, order.out, order.settings.limits, shelf)
    except OSError as error:
        raise cannot_write(error, order.out) from None
    known = Known(order, len(seeds))
    hands: Hands | None = None
    begun: list[str] = []
    running: dict[Future[Outcome], Seed] = {}
    try:
        for given in seeds:
            if same := known.recall(given):
                yield same
                continue
            found = look(given, order, renamed.get(given.slug))
            if isinstance(found, Outcome):
                known.note(given, found)
                yield found
                continue
            hands = hands or (workers.hands_of if workers else hands_of)(order, seeds)
            while len(running) >= hands.room():
                yield from _finished(running, known, order.jobs)
            started(found.seed)
            begun.append(found.seed.slug)
            running[hands.make(found, order, functools.partial(heard, found.seed) if heard else None)] = found.seed
        while running:
            yield from _finished(running, known, order.jobs)
        if hands is None and workers:
            workers.get_ready(order, seeds)
        if hands is None:
            remove_scratch_of_the_dead()  # of a build that was killed when its work was done
        else:
            hands.close()
            hands = None
        known.close((shelf or seeds) if order.whole and not order.share else None)
    finally:
        if hands is not None:
            hands.close(kill=True)
            known.close()
            for slug in begun:
                clean(order.out / slug)


def _finished(running: dict[Future[Outcome], Seed], known: Known, jobs: int) -> Iterator[Outcome]:
    """Wait for the next outcome; those that come together, in the order in which they were begun.

    One worker takes one after another, but the files of one may be written while the next is refused: they keep
    their order too.
    """
    done: set[Future[Outcome]] = set()
    while not done:  # a Ctrl-C in the instant before a wait begins is heard when that wait ends
        done = wait([*running][:1] if jobs == 1 else running, _ATTENTION, FIRST_COMPLETED).done
    for future in [one for one in running if one in done]:
        outcome = future.result()
        known.note(running.pop(future), outcome)
        yield outcome


def _theme(order: Order) -> str:
    """The theme's fingerprint; a wrong theme fails once for the whole build, not once for every publication."""
    from octavo import themes

    try:
        return themes.load(order.settings.theme, [Path(root) for root in order.themes], order.settings.css).fingerprint
    except SettingsError as error:
        error.place = error.place or order.settings.places.get("theme")
        raise


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"the folder for the results cannot be made: {error.strerror}",
            Place(str(out)),
            "choose another with --out, or give yourself permission to write there",
        ) from None
