"""The stages of one publication: how long each took, and how far it is. Floor 4.

``Stages`` is made for one publication, in the worker that makes it. A ``Tell`` is called as each stage begins and,
during layout, with the number of pages so far.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_PAGES = "weasyprint.progress"
"""The log to which the layout engine writes one line for each page that it lays out."""
_OFTEN = 0.1
"""At least so many seconds between two messages about pages."""


@dataclass(frozen=True)
class Stage:
    """A finished stage and the seconds it took."""

    name: str
    seconds: float


@dataclass(frozen=True)
class Step:
    """How far the work is: the stage, and in a layout how many ``pages`` so far, ``of`` about how many (0: unknown)."""

    stage: str
    pages: int = 0
    of: int = 0


Tell = Callable[[Step], None]


class Stages:
    """Times the stages of one publication. ``done`` are the finished ones, ``expected`` about how many pages it has."""

    def __init__(self, tell: Tell | None = None) -> None:
        self._tell = tell
        self.done: list[Stage] = []
        self.expected = 0

    @contextlib.contextmanager
    def during(self, name: str) -> Iterator[None]:
        """Do one stage."""
        began = time.monotonic()
        with _pages_heard(self._tell, name, self.expected):
            if self._tell:
                self._tell(Step(name))
            yield
        self.done.append(Stage(name, time.monotonic() - began))


class _Pages(logging.Handler):
    """Counts the lines about pages; the layout engine may go over them several times."""

    def __init__(self, tell: Tell, name: str, expected: int) -> None:
        super().__init__(logging.INFO)
        self._tell_, self._name, self._expected, self._last = tell, name, expected, 0.0

    def emit(self, record: logging.LogRecord) -> None:
        number = record.getMessage().rpartition("Page ")[2]
        now = time.monotonic()
        if number.isdigit() and now - self._last >= _OFTEN:
            self._last = now
            self._tell_(Step(self._name, int(number), max(self._expected, int(number))))


@contextlib.contextmanager
def _pages_heard(tell: Tell | None, name: str, expected: int) -> Iterator[None]:
    if tell is None:
        yield
        return
    log = logging.getLogger(_PAGES)
    before = log.level, log.propagate
    handler = _Pages(tell, name, expected)
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.level, log.propagate = before
