"""The entries of all publications, looked at by workers, and kept while their folders stay as they are. Floor 4."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from octavo.errors import OctavoError
from octavo.model import Place
from octavo.publishing.catalogue.values import Entry, Question
from octavo.publishing.results.orphans import publications
from octavo.publishing.workers.pool import Call, Cells
from octavo.settings import Settings

SECONDS = 60.0
_LOOK = "octavo.publishing.catalogue.looking:look"
Found = Entry | OctavoError


class Entries:
    """What is in ``out``. ``now`` looks again, at those alone that have changed; ``close`` ends the workers."""

    def __init__(self, out: Path, jobs: int) -> None:
        self._out, self._jobs = out, max(1, jobs)
        self._cells: Cells | None = None
        self._known: dict[Question, tuple[object, Found]] = {}

    def now(self, settings: Settings) -> tuple[tuple[Entry, ...], tuple[OctavoError, ...]]:
        """The entries, and what could not be looked at."""
        defaults = tuple((key, value) for key, value in settings.defaults.items() if isinstance(value, str))
        folders = [folder for folder, _ in publications(self._out)]
        questions = {Question(str(folder.absolute()), settings.limits, defaults): folder for folder in folders}
        stamps = {question: _stamp(folder) for question, folder in questions.items()}
        new = [question for question, stamp in stamps.items() if self._known.get(question, (None,))[0] != stamp]
        known = {question: self._known[question] for question in questions if question not in new}
        for question, found in self._look(new):
            known[question] = (stamps[question], found)
            if isinstance(found, OctavoError):
                found.place = found.place or Place(str(questions[question]))
        self._known = {question: known[question] for question in questions}
        every = [found for _, found in self._known.values()]
        entries = tuple(found for found in every if isinstance(found, Entry))
        return entries, tuple(found for found in every if isinstance(found, OctavoError))

    def close(self, *, kill: bool = False) -> None:
        """End the workers."""
        cells, self._cells = self._cells, None
        if cells is not None:
            cells.shutdown(cancel_futures=kill)

    def _look(self, questions: list[Question]) -> Iterator[tuple[Question, Found]]:
        if not questions:
            return
        cells = self._cells = self._cells or Cells(self._jobs, reads=[str(self._out.absolute())])
        futures = [cells.submit(Call(_LOOK, question, SECONDS)) for question in questions]
        for question, future in zip(questions, futures, strict=True):
            try:
                yield question, future.result()
            except OctavoError as error:
                yield question, error


def _stamp(folder: Path) -> object:
    """What changes with a publication's files: names, numbers, sizes and times of all that is in its folder."""
    with contextlib.suppress(OSError), os.scandir(folder) as held:
        about = ((entry.name, entry.stat(follow_symlinks=False)) for entry in held)
        return sorted((name, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) for name, stat in about)
    return object()  # never the same again
