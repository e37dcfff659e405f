"""The executor of a cluster: Dask hands out publications, each of its workers makes and writes them. Floor 4.

The one door to Dask (``distributed``), which is imported with this module only. What travels is small: a seed by its
path, the order, and back an outcome. Seeds, themes and results lie on a disk that all machines share under the same
path. A worker of Dask reads no document itself: it keeps cells of its own, with the same walls and limits as
everywhere. What it is given twice (its first worker was lost after it had written) it finds up to date.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import distributed

from octavo.errors import MissingPartError, OctavoError, SeedError
from octavo.model import Notice, Place, Seed
from octavo.publishing.publication import look, make
from octavo.publishing.results import keys
from octavo.publishing.results.freshness import Order
from octavo.publishing.values.record import digest_of
from octavo.publishing.values.stages import Tell
from octavo.publishing.values.task import Outcome, Task, read_for
from octavo.publishing.workers.pool import Cells

SECONDS = 20
"""How long the scheduler may take to answer."""
OFTEN = 5.0
"""Seconds between two looks at how many workers there are."""
AHEAD = 2
"""So many publications are handed over for each thread of the cluster: one is made, one waits there."""


@dataclass(frozen=True)
class Errand:
    """All that a worker of Dask needs for one publication, with paths that hold on every machine.

    ``octavo`` is the digest of the Octavo that asks: another one would make other bytes.
    """

    seed: Seed
    order: Order
    notices: tuple[Notice, ...]
    octavo: str
    cells: str


class Keeper(distributed.WorkerPlugin):  # type: ignore[misc]  # Dask is not looked into
    """Keeps the cells of one worker of Dask, as many as it has threads."""

    def __init__(self, name: str, reads: Sequence[str]) -> None:
        self.name = name
        self._reads = tuple(reads)
        self.cells: Cells | None = None

    def setup(self, worker: Any) -> None:
        """Called by Dask when a worker joins."""
        self.cells = Cells(max(1, worker.state.nthreads), reads=self._reads)

    def teardown(self, worker: Any) -> None:
        """Called by Dask when the build or the worker ends."""
        del worker
        if self.cells is not None:
            self.cells.shutdown(wait=False, cancel_futures=True)


def run(errand: Errand) -> Outcome:
    """In a worker of Dask: make one publication and write it, unless it stands already.

    Raises ``MissingPartError`` where this worker has another Octavo than the one that asks.
    """
    if errand.octavo != _own():
        raise MissingPartError(
            f"a worker of Dask on {os.uname().nodename} runs another Octavo, or on other packages",
            hint="install the same version with the same packages on all machines",
        )
    cells = distributed.get_worker().plugins[errand.cells].cells
    found = look(errand.seed, errand.order)
    if isinstance(found, Outcome):
        return found
    return make(replace(found, notices=errand.notices), cells)


def _own() -> str:
    return digest_of([keys.versions(), keys.code()])


def open_hands(order: Order, address: str, seeds: Sequence[Seed]) -> Dask:
    """A cluster of this machine's own, or the one whose scheduler has this address. Raises ``MissingPartError``."""
    return Dask(order, address, seeds)


class Dask:
    """The hands of a cluster."""

    def __init__(self, order: Order, address: str, seeds: Sequence[Seed]) -> None:
        self._here = f"{Path.cwd()}{os.sep}"
        self._octavo = _own()
        self._address = address
        self._cluster: Any = None
        self._client = self._connect(order.jobs)
        self._name = f"octavo-{uuid.uuid4().hex[:12]}"
        reads = read_for(map(_everywhere, seeds), order.out, map(os.path.abspath, order.themes))
        self._client.register_plugin(Keeper(self._name, sorted(reads)), name=self._name)
        self._room, self._looked = 0, 0.0
        self._running: set[Any] = set()
        self._lock = threading.Lock()

    def room(self) -> int:
        """Twice the threads of the cluster as it is now: workers come and go."""
        if time.monotonic() - self._looked > OFTEN:
            self._room = max(2, AHEAD * sum(self._client.nthreads().values()))
            self._looked = time.monotonic()
        return self._room

    def get_ready(self, seed: Seed, order: Order) -> None:
        """Do nothing: a cluster is not kept."""

    def make(self, task: Task, order: Order, heard: Tell | None) -> Future[Outcome]:
        """Hand over one publication; how far it is is not told, only when it is done."""
        del heard
        themes = tuple(map(os.path.abspath, order.themes))
        there = replace(order, out=order.out.absolute(), themes=themes, executor="processes")
        errand = Errand(_everywhere(task.seed), there, task.notices, self._octavo, self._name)
        future: Future[Outcome] = Future()
        future.set_running_or_notify_cancel()
        sent = self._client.submit(run, errand, key=f"{self._name}-{task.seed.slug}", pure=False, retries=0)
        with self._lock:
            self._running.add(sent)
        sent.add_done_callback(lambda done: self._told(done, task, future))
        return future

    def close(self, *, kill: bool = False) -> None:
        """Let go of the cluster; with ``kill`` also of what is at work there, which then ends without being written."""
        with self._lock:
            running = list(self._running)
        for work in (
            lambda: self._client.cancel(running, force=True) if kill and running else None,
            lambda: self._client.unregister_worker_plugin(self._name),
            self._client.close,
            lambda: self._cluster.close() if self._cluster else None,
        ):
            _try(work)

    def _connect(self, jobs: int) -> Any:
        try:
            if not self._address:
                # In this process: no port is opened, and the work is done in cells, which are processes.
                self._cluster = distributed.LocalCluster(
                    n_workers=1, threads_per_worker=jobs, processes=False, dashboard_address=None, memory_limit=0
                )
                return distributed.Client(self._cluster, set_as_default=False)
            if os.path.isfile(self._address):  # noqa: PTH113 - an address is no path
                return distributed.Client(scheduler_file=self._address, timeout=SECONDS, set_as_default=False)
            return distributed.Client(self._address, timeout=SECONDS, set_as_default=False)
        except (OSError, ValueError, RuntimeError, ImportError) as error:
            raise MissingPartError(
                f"the scheduler of Dask does not answer at {self._address or 'this machine'}: {error}",
                hint="start it with: dask scheduler, then workers with: dask worker ADDRESS",
            ) from None

    def _told(self, done: Any, task: Task, future: Future[Outcome]) -> None:
        """What Dask says of a publication, as an outcome; the cluster's own end is the end of the build."""
        with self._lock:
            self._running.discard(done)
        try:
            outcome: Outcome = done.result()
        except OctavoError as error:
            future.set_exception(error)
        except distributed.KilledWorker as error:
            told = f"the workers of Dask that made this died, one after the other: {one_line(error)}"
            hint = "look into their logs; give them more memory, or fewer threads"
            future.set_result(Outcome(task.seed.slug, task.seed.path, errors=(SeedError(told, _at(task), hint),)))
        except Exception as error:  # noqa: BLE001 - whatever becomes of a cluster
            told = f"the cluster of Dask went away: {type(error).__name__} {one_line(error)}"
            future.set_exception(MissingPartError(told, hint="run the same command again: what is made stays"))
        else:
            future.set_result(self._from_there(outcome, task))

    def _from_there(self, outcome: Outcome, task: Task) -> Outcome:
        """An outcome with places as they are called here."""
        for error in outcome.errors:
            error.place = self._place(error.place)
        notices = tuple(replace(notice, place=self._place(notice.place)) for notice in outcome.notices)
        return replace(outcome, seed=task.seed.path, notices=notices)

    def _place(self, place: Place | None) -> Place | None:
        return place if place is None else replace(place, path=place.path.removeprefix(self._here))


def one_line(error: BaseException) -> str:
    """An error's text, short and without line ends."""
    return " ".join(str(error).split())[:300]


def _at(task: Task) -> Place:
    return Place(task.seed.path)


def _everywhere(seed: Seed) -> Seed:
    """A seed whose paths hold in every folder."""
    path, *files = map(os.path.abspath, (seed.path, *seed.files))
    beside = os.path.abspath(seed.sidecar) if seed.sidecar else None  # noqa: PTH100 - resolve() would follow links
    sidecars = tuple(map(os.path.abspath, seed.sidecars))
    return dataclasses.replace(seed, path=path, files=tuple(files), sidecar=beside, sidecars=sidecars)


def _try(work: Callable[[], object]) -> None:
    """Do something at the end of a build that a cluster which is gone need not do."""
    with contextlib.suppress(Exception):
        work()
