"""Prints all messages and results, in one form. Floor 5.

``path:line: level: text [code]`` and ``hint: ...`` on standard error; results on standard output; with ``--json`` all
of it as one document at the end.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from octavo.errors import EditionError, OctavoError, bug
from octavo.model import Level, Notice, Place
from octavo.publishing.values.stages import Stage
from octavo.publishing.workers.pool import WorkerBug

_COLOURS = {"error": "31;1", "warning": "33", "note": "36", "hint": "2", "good": "32"}
_LOOK = "look at the disk or the program that it leads to"

_FEW = 6
"""So many notices of a kind are shown for one publication."""


class Report:
    """One command's output. ``close`` prints the JSON document, where one was asked for."""

    def __init__(self, *, as_json: bool = False, quiet: bool = False, verbose: bool = False) -> None:
        self.as_json = as_json
        self.quiet = quiet
        self.verbose = verbose
        self.notices = 0
        self._document: dict[str, Any] = {}
        self._messages: list[dict[str, Any]] = []
        self._unheard = ""
        self._colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def result(self, line: str) -> None:
        """One line on standard output (not with ``--json``). Raises ``EditionError`` where it cannot be written."""
        if not self.as_json:
            with writing_results():
                print(line)

    def say(self, line: str) -> None:
        """One line of progress or summary on standard error; silent when quiet."""
        if not self.quiet and not self.as_json:
            self._tell(line)

    def stages(self, name: str, stages: Sequence[Stage]) -> None:
        """What was done for one publication, and how long each stage took: for those who asked with ``--verbose``."""
        for stage in stages if self.verbose else ():
            self.say(f"{name}: {stage.name} ({stage.seconds:.1f} s)")

    def data(self, values: Mapping[str, Any]) -> None:
        """Add to the JSON document."""
        self._document.update(values)

    def notice(self, notice: Notice, *, shown: bool = True) -> None:
        """Print one notice, if it is to be shown; it counts for ``--strict`` unless it is only a note."""
        self.notices += notice.level is not Level.info
        self._messages.append(_as_data(notice.level.value, notice.text, notice.code, notice.place, notice.hint))
        if shown and not self.quiet and not self.as_json:
            self._print(notice.level.value, notice.text, notice.code, notice.place, notice.hint)

    def of_one(self, seed: str, notices: Sequence[Notice]) -> None:
        """Print the notices of one publication; of a kind that comes often, the first few and how many more."""
        met: Counter[str] = Counter()
        for notice in notices:
            met[notice.code] += 1
            self.notice(notice, shown=met[notice.code] <= _FEW)
        for code, count in met.items():
            if count > _FEW and not self.quiet and not self.as_json:
                level = next(notice.level for notice in notices if notice.code == code)
                rest = f"{count - _FEW} more of this kind; --json lists all"
                self._print(level.value, rest, code, Place(seed), "")

    def error(self, error: OctavoError) -> None:
        """Print one error, also when quiet."""
        self._messages.append(_as_data("error", error.message, error.code, error.place, error.hint))
        if not self.as_json:
            self._print("error", error.message, error.code, error.place, error.hint)

    def bug(self, error: Exception) -> None:
        """Print one line for a bug in Octavo; the whole trail only when ``OCTAVO_DEBUG`` is set."""
        trail = str(error) if isinstance(error, WorkerBug) else "".join(traceback.format_exception(error))
        self.trail(trail)
        self.error(bug(trail))

    def trail(self, text: str) -> None:
        """Print the trail of a bug, for those who asked for it."""
        if text and os.environ.get("OCTAVO_DEBUG"):
            self._tell(text)

    def close(self) -> None:
        """Print the JSON document, if one was asked for, and see all results off.

        Raises ``EditionError`` where results or messages could not be written.
        """
        with writing_results():
            if self.as_json:
                whole = {**self._document, "messages": self._messages}
                print(json.dumps(whole, ensure_ascii=False, indent=1, default=str))
            sys.stdout.flush()
        if self._unheard:
            raise EditionError(f"standard error cannot be written: {self._unheard}", hint=_LOOK)

    def paint(self, text: str, colour: str) -> str:
        """The text in colour, where the terminal wants colours."""
        return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if self._colour else text

    def _print(self, level: str, text: str, code: str, place: Place | None, hint: str) -> None:
        where = f"{one_line(str(place))}: " if place else ""
        line = f"{where}{self.paint(level, level)}: {one_line(text)} [{code}]"
        self._tell(line)
        if hint:
            self._tell(self.paint(f"hint: {one_line(hint)}", "hint"))

    def _tell(self, line: str) -> None:
        """One line on standard error. Where it cannot be written, the work goes on unheard, and ``close`` says so."""
        try:
            print(line, file=sys.stderr)
        except BrokenPipeError:
            raise
        except OSError as error:
            self._unheard = error.strerror or "it is closed"
            silence(2)


def silence(stream: int) -> None:
    """Let what is still written to a standard stream, by its number, go nowhere."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)


@contextlib.contextmanager
def writing_results() -> Iterator[None]:
    """While results go to standard output: a full disk behind it is an ``EditionError``, a closed pipe is not."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        text = f"standard output cannot be written: {error.strerror}"
        raise EditionError(text, hint=_LOOK) from None


def one_line(text: str) -> str:
    """Text without line ends and control characters, which could forge lines or colours of a terminal."""
    return "".join(
        character if character.isprintable() or character in "\u200c\u200d\u00a0\u202f" else _escape(character)
        for character in text
    )


def _escape(character: str) -> str:
    return " " if character in "\t\n\r" else f"\\u{ord(character):04x}"


def _as_data(level: str, text: str, code: str, place: Place | None, hint: str) -> dict[str, Any]:
    return {
        "level": level,
        "text": text,
        "code": code,
        "path": place.path if place else None,
        "line": place.line if place else None,
        "hint": hint,
    }
