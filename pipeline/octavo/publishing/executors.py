"""Who makes publications: one small interface, and a row for each way to do it. Floor 4.

A new executor is a module with a function ``open_hands(order, address, seeds)`` and a row here.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from types import MappingProxyType, TracebackType
from typing import Protocol

from octavo.errors import MissingPartError, UsageError
from octavo.model import Seed
from octavo.publishing.results.freshness import Order
from octavo.publishing.values.stages import Step
from octavo.publishing.values.task import Outcome, Task

PROCESSES = "processes"
_ROWS: Mapping[str, tuple[str, bool]] = MappingProxyType(
    {
        PROCESSES: ("octavo.publishing.processes", False),
        "dask": ("octavo.publishing.dask", True),
    }
)
"""The module of each executor, and whether it takes an address."""
EXECUTORS = tuple(_ROWS)


class Hands(Protocol):
    """Makes publications and writes them, each once. ``close`` ends it; with ``kill`` also what is at work."""

    def room(self) -> int:
        """How many publications may be at work or wait for it: results of hundreds of books must not pile up."""

    def make(self, task: Task, order: Order, heard: Callable[[Step], None] | None) -> Future[Outcome]:
        """Hand over one publication. Its failures are in the outcome; the future fails when the whole build does."""

    def get_ready(self, seed: Seed, order: Order) -> None:
        """Load what a publication of such a seed will need; do not wait for it."""

    def close(self, *, kill: bool = False) -> None:
        """Let go of everything."""


def checked(executor: str) -> str:
    """An executor as somebody asked for it, ``NAME`` or ``NAME=ADDRESS``. Raises ``UsageError`` where there is none."""
    name, equals, address = executor.partition("=")
    if name not in _ROWS:
        raise UsageError(f"there is no executor “{name[:40]}”", hint=f"choose from {', '.join(_ROWS)}")
    if equals and not (_ROWS[name][1] and address):
        hint = (
            "leave out the = sign" if not _ROWS[name][1] else "write tcp://HOST:8786 or the scheduler's file behind it"
        )
        raise UsageError(f"the executor {name} takes {'an' if _ROWS[name][1] else 'no'} address", hint=hint)
    return executor


def hands_of(order: Order, seeds: Sequence[Seed]) -> Hands:
    """The executor that the order names, for publications of these seeds. Raises ``OctavoError``."""
    name, _, address = checked(order.executor).partition("=")
    try:
        module = importlib.import_module(_ROWS[name][0])
    except ImportError as error:
        told = f"the executor {name} needs a package that is not installed: {error.name}"
        raise MissingPartError(told, hint=f"python -m pip install 'octavo[{name}]'") from None
    found: Hands = module.open_hands(order, address, seeds)
    return found


class Workers:
    """Keeps the workers of one build for the next: they have loaded what it needs. A context manager.

    Each publication still gets its own walls, and workers are replaced as often as within one build. New ones are
    started when the theme or the number of workers changes. Those of a cluster are not kept.
    """

    def __init__(self) -> None:
        self._hands: Hands | None = None
        self._made_for: tuple[object, ...] = ()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def hands_of(self, order: Order, seeds: Sequence[Seed]) -> Hands:
        """The executor that the order names; ``close`` leaves its workers here. Raises ``OctavoError``."""
        if order.executor != PROCESSES:
            return hands_of(order, seeds)
        wanted = (order.jobs, order.theme_fingerprint, order.themes)
        if self._hands is None or self._made_for != wanted:
            self.close()
            self._hands, self._made_for = hands_of(order, seeds), wanted
        return _Lent(self._hands, self)

    def get_ready(self, order: Order, seeds: Sequence[Seed]) -> None:
        """Start a worker for the next build, where none has been needed yet."""
        if self._hands is None and order.executor == PROCESSES and seeds:
            self.hands_of(order, seeds).get_ready(seeds[0], order)

    def close(self) -> None:
        """End the workers, and whatever is at work."""
        hands, self._hands = self._hands, None
        if hands is not None:
            hands.close(kill=True)


class _Lent:
    """Hands that stay when a build lets go of them."""

    def __init__(self, hands: Hands, workers: Workers) -> None:
        self._hands, self._workers = hands, workers
        self.room, self.make, self.get_ready = hands.room, hands.make, hands.get_ready

    def close(self, *, kill: bool = False) -> None:
        """Leave the workers for the next build; what an interrupted build has begun ends with them."""
        if kill:
            self._workers.close()
