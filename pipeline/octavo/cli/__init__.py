"""The command line: arguments in, lines and exit codes out. Floor 5, and the only floor that prints.

Results go to standard output, messages to standard error; with ``--json`` standard output is one JSON document and
nothing else.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from octavo.cli.arguments import parse
from octavo.cli.commands import COMMANDS
from octavo.cli.terminal.report import Report, silence
from octavo.errors import EditionError, InterruptedBuild, OctavoError, UsageError

_PATIENCE = 5.0
"""Seconds in which an interrupted build ends its workers."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0, or that of the worst that happened (see ``octavo.errors``)."""
    _open_closed_streams()
    _heed_signals("SIGTERM", "SIGHUP", *(["SIGINT"] if arguments is None else []))  # a closed pipe is no error
    report = Report()
    try:
        _stand_somewhere()
        chosen = parse(sys.argv[1:] if arguments is None else arguments)
        report = Report(as_json=chosen.json, quiet=chosen.quiet, verbose=chosen.verbose)
        code = COMMANDS[chosen.command].run(chosen, report)
    except (KeyboardInterrupt, InterruptedBuild):
        report.error(InterruptedBuild("interrupted", hint="nothing half-written is left; run the same command again"))
        code = InterruptedBuild.exit_code
    except OctavoError as error:
        report.error(error)
        code = error.exit_code
    except BrokenPipeError:
        silence(1)
        code = 0
    except Exception as error:  # noqa: BLE001 - the last resort: one line instead of a traceback
        report.bug(error)
        code = OctavoError.exit_code
    try:
        report.close()
    except BrokenPipeError:
        silence(1)
    except EditionError as error:
        silence(1)
        if not code:
            Report().error(error)
            code = error.exit_code
    return code


def _stand_somewhere() -> None:
    try:
        Path.cwd()
    except OSError:
        raise UsageError("the current folder has been removed", hint="go to another folder: cd") from None


def _heed_signals(*names: str) -> None:
    """Let a request to end, or a terminal that closes, interrupt the command like Ctrl-C, once.

    While the workers are ended, further signals change nothing, until they have had the time that takes. A signal that
    is ignored, under ``nohup`` say, stays so.
    """
    first: list[float] = []

    def interrupt(number: int, frame: FrameType | None) -> None:
        del number, frame
        if not first:
            first.append(time.monotonic())
            raise KeyboardInterrupt
        if time.monotonic() - first[0] > _PATIENCE:
            os._exit(InterruptedBuild.exit_code)

    for name in names:
        with contextlib.suppress(ValueError, AttributeError):
            number = getattr(signal, name)
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, interrupt)


def _open_closed_streams() -> None:
    """Started with closed streams (``>&-``), the first files opened would take their numbers: open /dev/null there."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    if sys.stdin is None or sys.stdout is None or sys.stderr is None:
        sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - for the whole run
        sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - likewise
        sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - likewise
    for stream in (sys.stdout, sys.stderr):
        # Names of files may hold bytes that are no text; showing them must not end the build.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
