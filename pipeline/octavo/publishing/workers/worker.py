"""A worker process: calls come on standard input, answers leave on standard output. Floor 4.

First comes a pair: the folders that any of the calls may read, and the modules to import before the walls go up. Then
come calls: each is a function's name (``module:function``), its argument, the processor seconds it may take and whether
progress is wanted. All are pickled, with eight bytes of length before each.
The function gets the argument, the worker's pandoc and, if progress is wanted, a function to report it: each report
is sent as ``("step", value)``. The last answer is ``("ok", result)``, ``("error", OctavoError)``
or ``("bug", text)``. Each call runs in a thread of its own with a deep stack, so that deeply nested documents reach
Octavo's own limits before the C stack's.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import importlib
import os
import pickle
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO

from octavo.errors import EditionError, OctavoError, SeedError
from octavo.pandoc import Pandoc
from octavo.publishing.workers.frames import STEP, read_frame, write_frame
from octavo.walls import cell, limits

STACK = 512 << 20
RECURSION = 60_000
_NO_ROOM = {
    errno.ENOSPC: "make room there, or name another folder with TMPDIR",
    errno.EDQUOT: "make room there, or name another folder with TMPDIR",
    errno.EFBIG: "the system's limit on file sizes is too low (ulimit -f)",
    errno.EMFILE: "the system's limit on open files is too low (ulimit -n)",
    errno.ENFILE: "too many files are open on this system: end other programs",
}


def main() -> None:
    """Serve until standard input ends."""
    calls, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_RDWR)
    # Whatever a library prints must not be between the answers.
    for descriptor in (0, 1) if os.environ.get("OCTAVO_DEBUG") else (0, 1, 2):
        os.dup2(silence, descriptor)
    os.umask(0o077)
    # The stack of a call may still be there when the next call gets its own.
    cell.enter(2 * STACK)
    sys.setrecursionlimit(RECURSION)
    with contextlib.suppress(ValueError, RuntimeError):  # systems that give no thread so much
        threading.stack_size(STACK)
    # Documents are large trees without cycles; the collector's usual rhythm costs a tenth of the time.
    gc.set_threshold(200_000, 50, 1000)
    with Pandoc(cell.confine_pandoc) as pandoc:
        pandoc.start()
        readable, modules = pickle.loads(read_frame(calls) or b"N.")  # noqa: S301 - from our own parent process
        for module in modules:
            importlib.import_module(module)
        # This thread handles no document; it is walled in for the day on which somebody makes it.
        cell.confine(readable, tempfile.gettempdir())
        while (call := read_frame(calls)) is not None:
            write_frame(answers, _answer(call, pandoc, answers))
    # All answers are out; taking the layout engine's tables apart piece by piece would keep the build waiting.
    os._exit(0)


def _answer(call: bytes, pandoc: Pandoc, answers: BinaryIO) -> bytes:
    held: list[bytes] = []
    name, argument, seconds, listens = pickle.loads(call)  # noqa: S301 - from our own parent process
    limits.limit_time(seconds)
    more = (lambda step: write_frame(answers, pickle.dumps((STEP, step))),) if listens else ()

    def work() -> None:
        try:
            held.append(_run(name, argument, pandoc, *more))
        except MemoryError:  # not even the answer found room; there is some again once the thread has ended
            short.append(True)

    short: list[bool] = []
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    if short:
        return pickle.dumps(("error", _too_much()))
    return held[0] if held else pickle.dumps(("bug", "the worker's thread ended without an answer"))


def _too_much() -> SeedError:
    text = "the document needs more memory than a worker may use"
    return SeedError(text, hint="split it, or look for a damaged picture")


def _run(name: str, argument: Any, pandoc: Pandoc, *more: Callable[[Any], None]) -> bytes:
    try:
        module, _, function = name.partition(":")
        reads = getattr(argument, "reads", None)
        if reads is not None:
            importlib.import_module(module)
            cell.confine(reads, tempfile.gettempdir())
        work: Callable[..., Any] = getattr(importlib.import_module(module), function)
        return pickle.dumps(("ok", work(argument, pandoc, *more)), pickle.HIGHEST_PROTOCOL)
    except OctavoError as error:
        return pickle.dumps(("error", error))
    except MemoryError:
        return pickle.dumps(("error", _too_much()))
    except RecursionError:
        return pickle.dumps(("error", SeedError("the document is nested too deeply", hint="flatten its lists")))
    except OSError as error:
        if error.errno not in _NO_ROOM:
            return pickle.dumps(("bug", traceback.format_exc()))
        text = f"a worker's scratch files cannot be written: {error.strerror}"
        return pickle.dumps(("error", EditionError(text, hint=_NO_ROOM[error.errno])))
    except Exception:  # noqa: BLE001 - the one place that turns a bug in a worker into a value
        return pickle.dumps(("bug", traceback.format_exc()))
