"""The executor of one machine: worker processes in cells, threads that hand them work and write. Floor 4."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from octavo.model import Seed
from octavo.publishing.publication import SECONDS, make
from octavo.publishing.results.freshness import Order
from octavo.publishing.values.stages import Tell
from octavo.publishing.values.task import Outcome, Task, read_for
from octavo.publishing.workers.pool import Call, Cells


def open_hands(order: Order, address: str, seeds: Sequence[Seed]) -> Processes:
    """So many workers as the order wants."""
    del address
    return Processes(order, seeds)


class Processes:
    """One thread more than workers: while it writes one publication, its worker makes the next."""

    def __init__(self, order: Order, seeds: Sequence[Seed]) -> None:
        jobs = max(1, order.jobs)  # each of the workers starts when a publication has to wait for it
        self._room = jobs + 1
        self._cells = Cells(jobs, reads=read_for(seeds, order.out, order.themes))
        self._threads = ThreadPoolExecutor(self._room, "octavo-publication")

    def room(self) -> int:  # noqa: D102 - of Hands
        return self._room

    def make(self, task: Task, order: Order, heard: Tell | None) -> Future[Outcome]:  # noqa: D102 - of Hands
        del order
        return self._threads.submit(make, task, self._cells, heard)

    def get_ready(self, seed: Seed, order: Order) -> None:  # noqa: D102 - of Hands
        task = Task(seed, str(order.out / seed.slug), order.settings, order.themes, (), None, None, order.epoch)
        self._cells.submit(Call("octavo.publishing.recipe:get_ready", task, SECONDS))

    def close(self, *, kill: bool = False) -> None:  # noqa: D102 - of Hands
        self._cells.shutdown(wait=True, cancel_futures=kill)
        self._threads.shutdown(wait=True, cancel_futures=kill)
