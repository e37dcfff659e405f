"""One worker for many builds: starting one takes longer than making a letter, and most tests are not about its start.

It is a real worker in its cell, which lives on until the session ends. Each call is walled in to what it names, as in
any build, and goes to the folder in which the build stands, where a worker of its own would have been started.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from octavo import import_path
from octavo.pandoc import Pandoc
from octavo.publishing.workers.pool import Call, Cells

USERS = (
    "publishing.processes",
    "cli.commands.changes",
    "cli.commands.check",
    "cli.commands.explain",
    "cli.commands.where",
    "publishing.catalogue.entries",
)
"""The modules that start workers."""


@dataclass(frozen=True)
class _There:
    """A call and the folder that it belongs to."""

    folder: str
    function: str
    argument: Any
    reads: Any


def there(call: _There, pandoc: Pandoc, *more: Any) -> Any:
    """What the worker does for each call."""
    os.chdir(call.folder)
    module, _, name = call.function.partition(":")
    return getattr(importlib.import_module(module), name)(call.argument, pandoc, *more)


def awake(nothing: None, pandoc: Pandoc) -> None:
    """The first call of a worker, which starts it."""
    del nothing, pandoc


class Kept(Executor):
    """An executor that hands on what it gets and does not end with the build that made it."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells

    def submit(self, fn: Callable[..., Any] | Call, /, *args: Any, **kwargs: Any) -> Future[Any]:
        assert isinstance(fn, Call)
        reads = getattr(fn.argument, "reads", None)
        argument = _There(str(Path.cwd()), fn.function, fn.argument, () if reads is None else reads)
        return self._cells.submit(replace(fn, function=f"{__name__}:there", argument=argument))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Stay."""


@pytest.fixture(scope="session")
def cells_of_session(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[Cells]:
    reads = [str(tmp_path_factory.getbasetemp().resolve()), str(root)]
    cells = Cells(1, [*import_path.for_workers(), str(root)], reads=reads)
    # Its scratch folder must not land in the temporary folder of the first test that uses it.
    cells.submit(Call(f"{__name__}:awake", None)).result()
    yield cells
    cells.shutdown()


@pytest.fixture
def own_workers() -> None:
    """A test that names this starts its workers itself, whatever its other fixtures say."""


@pytest.fixture
def kept_worker(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds of this test, in this process, go to the one worker of the session."""
    if "own_workers" in request.fixturenames:
        return
    cells = request.getfixturevalue("cells_of_session")

    def made(workers: int, folders: Sequence[str] | None = None, *, reads: Iterable[str] = ()) -> Kept:
        del workers, folders, reads
        return Kept(cells)

    for user in USERS:
        monkeypatch.setattr(f"octavo.{user}.Cells", made)
