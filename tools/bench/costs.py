"""What a command costs: wall seconds, processor seconds and memory of everything that it starts. Standard library only.

Memory is the proportional set size (what is shared counts in parts), looked at while the command runs, in a run of its
own: looking takes time that the other numbers shall not have. It is zero where the system has no ``/proc``.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.05


@dataclass(frozen=True)
class Cost:
    """Wall and processor seconds of one run, or of several as medians; ``peak`` is in megabytes, 0 where unknown."""

    wall: float
    cpu: float
    peak: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        """One after the other."""
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.peak, other.peak))


def median(costs: Sequence[Cost]) -> Cost:
    """The medians of several runs."""
    walls, processor = [cost.wall for cost in costs], [cost.cpu for cost in costs]
    return Cost(statistics.median(walls), statistics.median(processor), max(cost.peak for cost in costs))


def cost(command: Sequence[str], folder: Path, environment: Mapping[str, str], *, memory: bool = False) -> Cost:
    """Run a command quietly and measure it; a failure ends the bench with what was said."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        peak = _watched(process.pid) if memory else 0.0
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{command[0]} failed: {said.read()[-500:].decode('utf-8', 'replace')}")
    return Cost(wall, used.ru_utime + used.ru_stime, peak)


def _watched(pid: int) -> float:
    """The most megabytes that a process and all that it starts hold at one time."""
    peak = 0
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        peak = max(peak, sum(map(_held, _family(pid))))
        time.sleep(EVERY)
    return peak / 1000


def _family(pid: int) -> list[int]:
    """A process and everything below it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            parents.setdefault(parent, []).append(int(entry.name))
    found, todo = [], [pid]
    while todo:
        found.append(todo.pop())
        todo += parents.get(found[-1], [])
    return found


def _held(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
