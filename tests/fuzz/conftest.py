"""The whole way for one seed, within this process."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from octavo.errors import OctavoError
from octavo.pandoc import Pandoc
from octavo.publishing.recipe import publish
from octavo.publishing.values.task import Published, Task
from octavo.publishing.workers.worker import RECURSION, STACK
from octavo.settings import Settings
from octavo.shelf import find

Press = Callable[..., Published | OctavoError]
THEMES = Path(__file__).resolve().parents[2] / "templates" / "themes"


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    """Publish the only seed among some files; what comes back is what was made, or Octavo's refusal.

    Any other exception comes out as it is. As in a worker, the work has a deep stack.
    """
    numbers = iter(range(10**9))
    root = tmp_path_factory.mktemp("fuzz")
    with Pandoc() as pandoc:

        def make(files: Mapping[str, bytes], wanted: tuple[str, ...] = ("html", "epub")) -> Published | OctavoError:
            folder = root / str(next(numbers))
            folder.mkdir()
            for name, data in files.items():
                (folder / name).write_bytes(data)
            ((seed,), _) = find(str(folder))
            task = Task(seed, str(folder / "out"), Settings(), (str(THEMES),), wanted, None, None, 1_700_000_000)
            return _deep(lambda: publish(task, pandoc))

        yield make


def _deep(work: Callable[[], Published]) -> Published | OctavoError:
    held: list[Published | BaseException] = []

    def run() -> None:
        try:
            held.append(work())
        except BaseException as error:  # noqa: BLE001 - handed on to the test's own thread
            held.append(error)

    before = sys.getrecursionlimit(), threading.stack_size(STACK)
    sys.setrecursionlimit(RECURSION)
    thread = threading.Thread(target=run)
    try:
        thread.start()
        thread.join()
    finally:  # a long look ends with an interrupt
        sys.setrecursionlimit(before[0])
        threading.stack_size(before[1])
    if isinstance(held[0], BaseException) and not isinstance(held[0], OctavoError):
        raise held[0]
    return held[0]
