"""Progress of long work, by rich; nothing where standard error is no terminal. Floor 5."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Protocol

from octavo.publishing.values.stages import Step


class Progress(Protocol):
    """What a command tells while it works."""

    def started(self, name: str) -> None:
        """Work on a publication has begun."""

    def working(self, name: str, step: Step) -> None:
        """How far a publication is; may come from another thread."""

    def finished(self, name: str) -> None:
        """Work on a publication is over."""


class _Silent:
    def started(self, name: str) -> None:
        """Say nothing."""

    def working(self, name: str, step: Step) -> None:
        """Say nothing."""

    def finished(self, name: str) -> None:
        """Say nothing."""


class Words:
    """What a line of progress says: the publications at work, and of a single one its stage, pages and time left."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._steps: dict[str, Step | None] = {}
        self._first: dict[tuple[str, str], tuple[float, int]] = {}

    def change(self, name: str, step: Step | None = None) -> None:
        """A publication has begun, or is at a step."""
        self._steps[name] = step
        if step is not None and step.pages:
            first = self._first.get((name, step.stage))
            if first is None or first[1] > step.pages:  # the first page of a pass over the text
                self._first[name, step.stage] = (self._clock(), step.pages)

    def end(self, name: str) -> None:
        """A publication is over."""
        self._steps.pop(name, None)

    def line(self) -> str:
        """What to show now."""
        steps = dict(self._steps)
        if len(steps) != 1:
            return ", ".join(steps)
        ((name, step),) = steps.items()
        return name if step is None else f"{name}: {step.stage}{self._pages(name, step)}"

    def _pages(self, name: str, step: Step) -> str:
        if not step.pages:
            return ""
        if step.of <= step.pages:
            return f", page {step.pages}"
        moment, first = self._first[name, step.stage]
        done = step.pages - first
        left = (self._clock() - moment) / done * (step.of - step.pages) if done > 0 else 0.0
        return f", page {step.pages} of about {step.of}" + (f", {_about(left)} left" if left >= 1 else "")


def _about(seconds: float) -> str:
    return f"about {seconds:.0f} s" if seconds < 90 else f"about {seconds / 60:.0f} min"


@contextlib.contextmanager
def progress(total: int, *, hidden: bool) -> Iterator[Progress]:
    """A bar with the names at work, or the stage of a single publication; a silent stand-in elsewhere."""
    if hidden or not total or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield _Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as RichProgress

    class Shown:
        def __init__(self, bar: RichProgress) -> None:
            self._bar, self._words = bar, Words()
            self._task = bar.add_task("", total=total)

        def started(self, name: str) -> None:
            self._words.change(name)
            self._show()

        def working(self, name: str, step: Step) -> None:
            self._words.change(name, step)
            self._show()

        def finished(self, name: str) -> None:
            self._words.end(name)
            self._bar.advance(self._task)
            self._show()

        def _show(self) -> None:
            self._bar.update(self._task, description=self._words.line()[:90])

    text = TextColumn("{task.description}", markup=False)
    columns = (*((BarColumn(24), MofNCompleteColumn()) if total > 1 else ()), TimeElapsedColumn(), text)
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Shown(bar)
