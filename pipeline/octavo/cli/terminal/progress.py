"""Progress of long work, by rich; nothing where standard error is no terminal. Floor 5."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Protocol

from octavo.publishing.values.stages import Step

FEW = 8
"""So many publications are made before their rate is told."""


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
        self._began: float | None = None
        self._met: set[str] = set()
        self._made = 0

    def change(self, name: str, step: Step | None = None) -> None:
        """A publication has begun, or is at a step."""
        self._steps[name] = step
        self._began = self._clock() if self._began is None else self._began
        self._met.add(name)
        if step is not None and step.pages:
            first = self._first.get((name, step.stage))
            if first is None or first[1] > step.pages:  # the first page of a pass over the text
                self._first[name, step.stage] = (self._clock(), step.pages)

    def end(self, name: str) -> None:
        """A publication is over; one that was up to date had never begun."""
        self._steps.pop(name, None)
        if name in self._met:
            self._met.discard(name)
            self._made += 1

    def pace(self, left: int) -> str:
        """How fast publications are made, and how long those that are left will take; nothing before there are some."""
        seconds = 0.0 if self._began is None else self._clock() - self._began
        if self._made < FEW or seconds <= 0:
            return ""
        rate = self._made / seconds
        shown = f"{rate:.1f} a second" if rate >= 1 else f"{rate * 60:.0f} a minute"
        return f"{shown}, {_about(left / rate)} left"

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
    if seconds < 90:
        return f"about {seconds:.0f} s"
    return f"about {seconds / 60:.0f} min" if seconds < 5400 else f"about {seconds / 3600:.1f} h"


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
            self._left = total

        def started(self, name: str) -> None:
            self._words.change(name)
            self._show()

        def working(self, name: str, step: Step) -> None:
            self._words.change(name, step)
            self._show()

        def finished(self, name: str) -> None:
            self._words.end(name)
            self._bar.advance(self._task)
            self._left -= 1
            self._show()

        def _show(self) -> None:
            pace = self._words.pace(self._left)
            self._bar.update(self._task, description=f"{pace}{': ' if pace else ''}{self._words.line()}"[:90])

    text = TextColumn("{task.description}", markup=False)
    columns = (*((BarColumn(24), MofNCompleteColumn()) if total > 1 else ()), TimeElapsedColumn(), text)
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Shown(bar)
