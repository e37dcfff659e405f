"""Runs pandoc; no other module starts it. Floor 1.

Each worker keeps one child process that runs ``pandoc.lua`` and asks it over a pipe, which is several times faster than
a start for each document. It reads in pandoc's sandbox, under a memory cap, and every question has a deadline: a child
that does not answer in time is killed, and the next question starts another.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import select
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octavo.errors import MissingPartError, SeedError
from octavo.model import Place
from octavo.walls import limits

BASE_SECONDS = 8.0
"""A deadline for any document ..."""
SECONDS_PER_MEGABYTE = 15.0
"""... and what each megabyte adds to it."""
PATIENCE = 8
"""How many times as long a child may take that has to wait for the processor."""
_LOOK = 0.1
_KILLED = (-9, -15)  # by SIGKILL, by SIGTERM
_SPARE = 10
_PIPES_CAN_WAIT = sys.platform != "win32"
MEMORY = "1g"
"""The largest heap pandoc may take, in the words of its runtime system."""


@dataclass(frozen=True)
class Parsed:
    """What pandoc read: its JSON tree, and MathML for each formula, keyed by ``I`` or ``D`` (display) and its TeX."""

    document: Mapping[str, Any]
    formulas: Mapping[str, str]


class Pandoc:
    """A pandoc that stays running. Not shared between threads; ``close`` ends it, and it is a context manager.

    One thread starts every child, for a child ends with the thread that started it; ``walls`` is called in that thread
    before, with the path of the program.
    """

    def __init__(self, walls: Callable[[str], object] | None = None) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._walls = walls
        self._keeper = ThreadPoolExecutor(1, thread_name_prefix="pandoc")

    def __enter__(self) -> Pandoc:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the child before it is asked, so that it gets ready while its asker does. A failure shows later."""
        with contextlib.suppress(MissingPartError):
            self._child = self._child or self._start()

    def close(self) -> None:
        """End the child, if there is one."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                # Bytes that a killed child never read cannot be flushed, and need not be.
                with contextlib.suppress(OSError):
                    pipe.close()
        child.wait()

    def read(
        self,
        source: str | bytes,
        reader: str,
        *,
        place: Place | None = None,
        bibliography: Sequence[tuple[str, str]] = (),
        lang: str = "",
        formulas: bool = False,
        seconds: float | None = None,
    ) -> Parsed:
        """Read one document.

        ``reader`` is a pandoc reader with its extensions. ``bibliography`` holds pairs of a pandoc bibliography format
        (``bibtex``, ``biblatex``, ``csljson``) and its text; when there is one, citations are resolved. Three more are
        ``yaml`` (pandoc's own ``references``), ``csl`` (the style) and ``nocite`` (keys, with spaces between, of works
        that the list holds although no place cites them). ``formulas`` asks for MathML. ``seconds`` overrides the
        deadline, which otherwise grows with the length.

        Raises ``SeedError`` when pandoc refuses, dies or does not finish, ``MissingPartError`` when it is not there.
        """
        data = source.encode("utf-8", "replace") if isinstance(source, str) else source
        works = "".join(f"{kind}\x01{_plain(text)}\x02" for kind, text in bibliography).encode("utf-8", "replace")
        limit = seconds if seconds is not None else BASE_SECONDS + SECONDS_PER_MEGABYTE * len(data) / 1e6
        head = f"{reader}|{len(data)}|{len(works)}|{lang}|{int(formulas)}\n".encode()
        try:
            status, parts = self._answer(head + data + works, limit)
        except TimeoutError:
            self.close()
            raise SeedError(
                f"pandoc did not finish within {limit:.0f} seconds",
                place,
                "look for very long runs of brackets, ampersands or nested marks in the document",
            ) from None
        except (OSError, EOFError, ValueError):
            self.close()
            raise SeedError(
                "pandoc stopped while it read the document", place, "the document may be damaged or far too large"
            ) from None
        if status != "ok":
            raise SeedError(f"pandoc cannot read this: {_first_line(parts[0])}", place, "check that the file is whole")
        return Parsed(json.loads(parts[0]), json.loads(parts[1]))

    def _answer(self, question: bytes, limit: float, *, again: bool = True) -> tuple[str, list[str]]:
        """The answer's first word and its parts. A pandoc that somebody killed is no verdict: it is asked once more."""
        try:
            answer = _Answer(self._ask(question, limit), limit, self._child.pid if self._child else 0)
            status, *sizes = answer.line().split("|")
            return status, [answer.take(int(size)) for size in sizes]
        except TimeoutError:
            raise
        except (OSError, EOFError, ValueError):
            if not again or not self._was_killed():
                raise
        self.close()
        return self._answer(question, limit, again=False)

    def _was_killed(self) -> bool:
        """Whether the child was ended from outside, and not by itself."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._child is not None and self._child.wait(1) in _KILLED
        return False

    def _start(self) -> subprocess.Popen[bytes]:
        walls, self._walls = self._walls, None
        return self._keeper.submit(_start, walls).result()

    def _ask(self, question: bytes, seconds: float) -> int:
        child = self._child
        if child is None or child.poll() is not None:
            self.close()
            child = self._child = self._start()
        assert child.stdin is not None  # noqa: S101 - both are pipes; this tells mypy
        assert child.stdout is not None  # noqa: S101 - likewise
        # The system ends it if Octavo itself has died and cannot check the time.
        limits.limit_time_of(child.pid, seconds + _SPARE)
        child.stdin.write(question)
        child.stdin.flush()
        return child.stdout.fileno()


class _Answer:
    """Bytes from the child, taken line by line or by count, until it has had its time.

    What counts is the child's own processor time: on a machine that is busy with other things, the clock on the wall
    says nothing about a document. Where that is not known, and after ``PATIENCE`` times as long, the wall decides.
    """

    def __init__(self, descriptor: int, limit: float, pid: int) -> None:
        self._descriptor = descriptor
        self._limit = limit
        self._pid = pid
        self._spent = _processor_time(pid)
        self._begin = time.monotonic()
        self._held = bytearray()

    def _more(self) -> None:
        chunk = self._waited_for() if _PIPES_CAN_WAIT else self._read_aside()
        if not chunk:
            raise EOFError
        self._held += chunk

    def _waited_for(self) -> bytes:
        while not select.select([self._descriptor], [], [], max(self._left(), 0))[0]:
            if self._left() <= 0:
                raise TimeoutError
        return os.read(self._descriptor, 1 << 20)

    def _read_aside(self) -> bytes:
        """The same where a pipe cannot be waited for: a thread reads, and ends with the child when it is too late."""
        held: list[bytes] = []
        thread = threading.Thread(target=lambda: held.append(os.read(self._descriptor, 1 << 20)), daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(max(self._left(), 0))
            if thread.is_alive() and self._left() <= 0:
                raise TimeoutError
        return held[0] if held else b""

    def _left(self) -> float:
        """The seconds before it is worth another look; none, or fewer, when the child has had its time."""
        passed = time.monotonic() - self._begin
        now = _processor_time(self._pid)
        if passed < self._limit or now is None or self._spent is None:
            return self._limit - passed
        left = min(self._limit - (now - self._spent), self._limit * PATIENCE - passed)
        return max(left, _LOOK) if left > 0 else 0

    def line(self) -> str:
        while (end := self._held.find(b"\n")) < 0:
            self._more()
        text = self._held[:end].decode()
        del self._held[: end + 1]
        return text

    def take(self, count: int) -> str:
        while len(self._held) < count:
            self._more()
        text = self._held[:count].decode("utf-8", "replace")
        del self._held[:count]
        return text


def _processor_time(pid: int) -> float | None:
    """The processor time that a process has used, in seconds; None where the system does not tell."""
    if sys.platform != "linux":
        return None
    try:
        return time.clock_gettime((~pid << 3) | 2)  # Linux makes the number of a process's clock so
    except OSError:
        return None


def executable() -> str:
    """The path of the pandoc that comes with ``pypandoc_binary``. Raises ``MissingPartError``."""
    try:
        import pypandoc

        own = Path(pypandoc.__file__).parent / "files" / ("pandoc.exe" if sys.platform == "win32" else "pandoc")
        # Asked for the path, pypandoc starts each pandoc it finds to learn its version.
        return str(own if own.is_file() else pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        raise MissingPartError("pandoc is not installed", hint="make distclean && make") from None


def _start(walls: Callable[[str], object] | None) -> subprocess.Popen[bytes]:
    server = Path(__file__).with_name("pandoc.lua")
    heap = ("+RTS", f"-M{MEMORY}", "-RTS")
    # Without variables of the person's own, pandoc reads no user data folder and writes no locale into documents.
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": "/nonexistent", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    environment |= {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}  # Windows needs it
    program = executable()
    # Windows has nothing between fork and program, and no fork.
    before = None if sys.platform == "win32" else functools.partial(limits.die_with_parent, os.getpid())
    if walls is not None:
        walls(program)
    try:
        with warnings.catch_warnings():
            # Python warns of any code between fork and exec when there are threads; this is one system call.
            warnings.simplefilter("ignore", DeprecationWarning)
            return subprocess.Popen(
                # As a filter of an empty document: "pandoc lua" would want to write a history file first.
                [program, *heap, "--from=markdown", "--to=plain", f"--lua-filter={server}", os.devnull],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                preexec_fn=before,  # noqa: PLW1509 - see above
            )
    except (OSError, subprocess.SubprocessError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise MissingPartError(f"pandoc cannot be started: {reason}", hint="make distclean && make") from None


def _plain(text: str) -> str:
    return text.replace("\x01", "").replace("\x02", "")


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "no reason given")[:300]
