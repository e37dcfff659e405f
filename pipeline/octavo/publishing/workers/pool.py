"""Workers in cells: an executor whose tasks have a deadline and whose processes may die. Floor 4.

A ``concurrent.futures.Executor``: the build submits and does not know where the work is done. Each of its threads
keeps one worker process (``octavo.publishing.workers.worker``) alive and hands it one call after the other; a process
that takes too long or dies is replaced, and costs one call. Processes are replaced after so many calls as well, because
layout engines leak a little.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octavo import import_path
from octavo.errors import InterruptedBuild, MissingPartError, OctavoError, SeedError
from octavo.publishing.workers.answers import answer_of
from octavo.publishing.workers.frames import STEP, read_frame, write_frame
from octavo.publishing.workers.scratch import Scratch, remove_scratch_of_the_dead
from octavo.walls import limits

PATIENCE = 60.0
AT_WORK = 1.0
"""Seconds of processor time in ``PATIENCE`` that tell a worker at work from one that hangs."""
RECYCLE = 60
"""Calls after which a worker is replaced."""
KEPT = frozenset(
    "PATH HOME LANG LANGUAGE TZ SOURCE_DATE_EPOCH LD_LIBRARY_PATH DYLD_LIBRARY_PATH DYLD_FALLBACK_LIBRARY_PATH "
    "SYSTEMROOT PATHEXT USERPROFILE LOCALAPPDATA PROGRAMDATA".split()
)
KEPT_BEGINNINGS = ("LC_", "OCTAVO_", "FONTCONFIG_", "XDG_")
"""Environment variables that a worker gets. Others may change how Python or a library works, or are secret."""


class WorkerBug(Exception):  # noqa: N818 - it carries a traceback of a bug in Octavo, it is not an error of the caller
    """A bug in Octavo's own code, met in a worker; ``args[0]`` is its traceback."""


class WorkerDied(SeedError):  # noqa: N818 - it says what has happened
    """The worker ended before its answer, and not because its time was over. It is no verdict on the document."""


@dataclass(frozen=True)
class Call:
    """A function by name (``module:function``), its argument, and the seconds it may take (None: no limit).

    The seconds are processor time, so that a busy machine does not fail documents; what neither works nor ends is
    stopped after ``PATIENCE`` and four times as long (and everything is, but on Linux). ``heard`` is called, in a
    thread of the pool, with all that the function tells while it works.
    """

    function: str
    argument: Any
    seconds: float | None = None
    heard: Callable[[Any], None] | None = None


class Cells(Executor):
    """So many worker processes, each in a cell. ``submit`` takes a ``Call`` in place of a function.

    ``folders`` are where the workers import modules from; by default those of Python and of installed packages.
    ``reads`` are the folders that any call will read: a worker is walled in to them from its start. A call that reads
    elsewhere gets a new worker.

    ``shutdown(cancel_futures=True)`` kills what is running: nothing is lost by that, because workers write no files.
    """

    def __init__(self, workers: int, folders: Sequence[str] | None = None, *, reads: Iterable[str] = ()) -> None:
        if not Path(os.devnull).exists():
            raise MissingPartError(f"{os.devnull} is missing", hint="give the container or the jail a /dev of its own")
        folders = import_path.for_workers() if folders is None else folders
        self._calls: queue.Queue[tuple[Future[Any], Call] | None] = queue.Queue()
        self._closed = threading.Event()
        remove_scratch_of_the_dead()
        reads = tuple(dict.fromkeys(reads))
        self._cells = [_Cell(self._calls, self._closed, folders, reads) for _ in range(workers)]
        self._starting = threading.Lock()

    def submit(self, fn: Callable[..., Any] | Call, /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: D102 - Executor's
        if not isinstance(fn, Call):
            if kwargs or len(args) != 1:
                raise TypeError("give a Call, or a function of a module and its one argument")
            fn = Call(f"{fn.__module__}:{fn.__qualname__}", args[0])
        future: Future[Any] = Future()
        self._calls.put((future, fn))
        with self._starting:
            # A worker that is idle takes the call, even if it has not noticed it yet.
            waiting = self._calls.qsize() - sum(cell.idle for cell in self._cells)
            for cell in self._cells:
                if cell.start_if_needed(waiting):
                    break
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: D102 - Executor's
        if cancel_futures:
            self._closed.set()
            for cell in self._cells:
                cell.kill()
        for _ in self._cells:
            self._calls.put(None)
        if wait:
            for cell in self._cells:
                cell.join()


class _Cell:
    """One thread and its worker process."""

    def __init__(
        self,
        calls: queue.Queue[tuple[Future[Any], Call] | None],
        closed: threading.Event,
        folders: Sequence[str],
        reads: tuple[str, ...],
    ) -> None:
        self._calls, self._closed, self._folders, self._reads = calls, closed, folders, reads
        self._process: subprocess.Popen[bytes] | None = None
        self._scratch: Scratch | None = None
        self._served = 0
        self._thread: threading.Thread | None = None
        self.idle = False

    def start_if_needed(self, waiting: int) -> bool:
        """Start the thread for the first call that has to wait; whether it was started now."""
        if self._thread is not None or waiting <= 0:
            return False
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return True

    def join(self) -> None:
        if self._thread is not None:
            self._thread.join()

    def kill(self) -> None:
        """End the process and everything it started."""
        process = self._process
        if process is None:
            return
        _kill_group(process)
        with contextlib.suppress(OSError):
            process.kill()

    def _serve(self) -> None:
        while (work := self._next()) is not None:
            future, call = work
            if self._closed.is_set() or not future.set_running_or_notify_cancel():
                future.cancel()
                continue
            try:
                result = self._ask(call)
            except BaseException as error:  # noqa: BLE001 - the caller that waits for the future gets it
                future.set_exception(error)
            else:
                future.set_result(result)
        self._drop()

    def _next(self) -> tuple[Future[Any], Call] | None:
        self.idle = True
        work = self._calls.get()
        self.idle = False
        return work

    def _ask(self, call: Call) -> Any:
        wanted = getattr(call.argument, "reads", ())
        if not _covered(self._reads, wanted):
            self._reads = tuple(dict.fromkeys((*self._reads, *wanted)))
            self._drop()
        process = self._process
        first = process is None or process.poll() is not None or self._served >= RECYCLE
        if process is None or first:
            self._drop()
            self._scratch = Scratch()
            process = self._process = _start(self._scratch.path, self._folders)
            self._served = 0
        self._served += 1
        assert process.stdin is not None  # noqa: S101 - both are pipes; this tells mypy
        assert process.stdout is not None  # noqa: S101 - likewise
        late, done = threading.Event(), threading.Event()
        if call.seconds is not None:
            patience = PATIENCE + 4 * call.seconds
            threading.Thread(target=self._end_when_idle, args=(process, patience, done, late), daemon=True).start()
        began = time.monotonic()
        try:
            if first:
                write_frame(process.stdin, pickle.dumps((self._reads, (call.function.partition(":")[0],))))
            message = (call.function, call.argument, call.seconds, call.heard is not None)
            write_frame(process.stdin, pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
            data = read_frame(process.stdout)
            while data is not None and (answer := answer_of(data))[0] == STEP:
                if call.heard:
                    call.heard(answer[1])
                data = read_frame(process.stdout)
        except OSError:
            data = None
        finally:
            done.set()
        if data is None:
            return self._died(late, call, time.monotonic() - began)
        kind, value = answer
        if kind == "ok":
            return value
        if kind == "error" and isinstance(value, OctavoError):
            raise value
        raise WorkerBug(value)

    def _end_when_idle(
        self, process: subprocess.Popen[bytes], seconds: float, done: threading.Event, late: threading.Event
    ) -> None:
        """End a worker that is late and does nothing; on a busy machine one that works may take longer."""
        used = limits.time_used_by(process.pid)
        while not done.wait(seconds):
            now = limits.time_used_by(process.pid)
            if now - used < AT_WORK:
                late.set()
                self.kill()
                return
            used, seconds = now, PATIENCE

    def _died(self, late: threading.Event, call: Call, seconds: float) -> Any:
        process = self._process
        self._drop()
        if process is not None and process.returncode == -getattr(signal, "SIGXCPU", 0):
            late.set()
            seconds = call.seconds or seconds
        if self._closed.is_set():
            raise InterruptedBuild("interrupted")
        if late.is_set():
            raise SeedError(
                f"this takes too long: stopped after {seconds:.0f} seconds",
                hint="split the document, or give it more time with “seconds = 120” in octavo.toml",
            )
        raise WorkerDied(
            "the worker that made this died; it may have run out of memory",
            hint="split the document, or look for a picture or table that is far too large",
        )

    def _drop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        try:
            process.wait(0.5)
        except subprocess.TimeoutExpired:
            _kill_group(process)
            process.kill()
            process.wait()
        if self._scratch is not None:
            self._scratch.close()
            self._scratch = None


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """End a worker with everything that it started, where the system keeps them together."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def _covered(folders: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether everything wanted lies in one of the folders, by name."""
    roots = [Path(folder) for folder in folders]
    return all(any(Path(path).is_relative_to(root) for root in roots) for path in wanted)


def environment_of_workers(given: Mapping[str, str]) -> dict[str, str]:
    """The variables of an environment that a worker gets to see, on the lists above."""
    return {name: value for name, value in given.items() if name in KEPT or name.startswith(KEPT_BEGINNINGS)}


def _start(scratch: Path, folders: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a worker that imports from ``folders`` alone: a document may lie beside a file called ``json.py``."""
    flags = ["-P", "-s", *(["-B"] if sys.dont_write_bytecode else []), "-X", f"utf8={sys.flags.utf8_mode}"]
    program = "import sys; sys.path[:] = sys.argv[1:]; from octavo.publishing.workers.worker import main; main()"
    environment = environment_of_workers(os.environ)
    # The order of sets must not change from run to run. (-I would ignore this variable too, so -P -s are above.)
    environment |= {"PYTHONHASHSEED": "0", **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))}
    return subprocess.Popen(
        [sys.executable, *flags, "-c", program, *folders],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None,
        start_new_session=True,
        env=environment,
    )
