"""Progress of long work, by rich; nothing where standard error is no terminal. Floor 5."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Protocol


class Progress(Protocol):
    """What a command tells while it works."""

    def started(self, name: str) -> None:
        """Work on a publication has begun."""

    def finished(self, name: str) -> None:
        """Work on a publication is over."""


class _Silent:
    def started(self, name: str) -> None:
        """Say nothing."""

    def finished(self, name: str) -> None:
        """Say nothing."""


@contextlib.contextmanager
def progress(total: int, *, hidden: bool) -> Iterator[Progress]:
    """A bar with the names at work for more than one publication; a silent stand-in elsewhere."""
    if hidden or total < 2 or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield _Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as RichProgress

    class Shown:
        def __init__(self, bar: RichProgress) -> None:
            self._bar, self._names = bar, dict[str, None]()
            self._task = bar.add_task("", total=total)

        def started(self, name: str) -> None:
            self._names[name] = None
            self._bar.update(self._task, description=", ".join(self._names)[:50])

        def finished(self, name: str) -> None:
            self._names.pop(name, None)
            self._bar.update(self._task, advance=1, description=", ".join(self._names)[:50])

    columns = (BarColumn(24), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Shown(bar)
