"""The faults, each one round: put the bench back, break something, look, and let the next build heal it."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from types import MappingProxyType

from tools.torture.bench import EDIT, EDITED, NAMES, ROOT, Bench, Tally, alive, descendants

Fault = Callable[[Bench, Tally, str, random.Random], None]

# Runs the command line with a disk that is full at the N-th step of writing, whatever that step is.
FULL_DISK = """
import errno, os, random, sys
left = int(sys.argv.pop(1))
from octavo import folders
class Full:
    def __getattr__(self, name):
        real = getattr(os, name)
        if name not in ("fsync", "replace", "mkdir", "fdopen"):
            return real
        def step(*given, **more):
            global left
            left -= 1
            if left == 0 or (left < 0 and random.random() < 0.5):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*given, **more)
        return step
folders.os = Full()
from octavo.cli import main
sys.exit(main(sys.argv[1:]))
"""
# Runs it with a clock that jumps, back and forth, every time somebody looks.
CLOCK = """
import random, sys, time
dice, real = random.Random(int(sys.argv.pop(1))), time.time
time.time = lambda: max(0.0, real() + dice.choice([-1, 1]) * dice.random() * 3e9)
from octavo.cli import main
sys.exit(main(sys.argv[1:]))
"""
LOCALES: tuple[Mapping[str, str], ...] = (
    {"LC_ALL": "C"},
    {"LC_ALL": "tr_TR.UTF-8"},
    {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"LC_ALL": "en_US.ISO-8859-1", "PYTHONUTF8": "0"},
    {"LC_ALL": "", "LANG": "", "TZ": "Mars/Phobos"},
    {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7", "PYTHONOPTIMIZE": "2", "COLUMNS": "x"},
)


def kill(bench: Bench, tally: Tally, where: str, dice: random.Random) -> None:
    """SIGKILL of the build, of one of its workers, or of a pandoc, at any moment."""
    bench.reset()
    whom = dice.choice(["the build", "the build", "a worker or its pandoc"])
    build = bench.start()
    time.sleep(dice.random() * bench.seconds * 1.05)
    started = descendants(build.pid)
    if whom == "the build":
        build.kill()
    elif started:
        with contextlib.suppress(ProcessLookupError):
            os.kill(dice.choice(sorted(started)), signal.SIGKILL)
    else:
        whom = "nobody, it was too early"
    said = build.communicate(timeout=600)[1]
    tally.count(f"SIGKILL of {whom}")
    if "Traceback" in said or "a bug in Octavo" in said:
        tally.tell(where, said[-300:])
    until = time.monotonic() + 10
    while (left := alive(started)) and time.monotonic() < until:
        time.sleep(0.05)
    if left:
        tally.tell(where, f"processes outlive the build: {left}")
        for process in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
    bench.look(tally, where)
    bench.heal(tally, where)


def disk(bench: Bench, tally: Tally, where: str, dice: random.Random) -> None:
    """The disk is full at a random step of writing."""
    bench.reset()
    code, said = bench.build("-P", "-c", FULL_DISK, str(dice.randrange(1, 40)))
    tally.count(f"disk full, exit code {code}")
    if code not in (0, 6) or "Traceback" in said or "a bug in Octavo" in said:
        tally.tell(where, f"exit code {code}: {said[-300:]}")
    bench.look(tally, where)
    if [name for name in bench.files() if ".octavo-" in name]:
        tally.tell(where, "half-written files are left")
    bench.heal(tally, where)


def clock(bench: Bench, tally: Tally, where: str, dice: random.Random) -> None:
    """The clock jumps during the build, and files are of the past and the future."""
    bench.reset()
    for path in (*bench.seeds.iterdir(), *bench.out.rglob("*")):
        moment = dice.choice([0, 1, 2**31, time.time() + 1e8, time.time() - 1e8])
        os.utime(path, (moment, moment))
    code, said = bench.build("-P", "-c", CLOCK, str(dice.randrange(10**6)))
    tally.count("clock jumps")
    if code or bench.files() != bench.new:
        tally.tell(where, f"other results, exit code {code}: {said[-300:]}")
    bench.heal(tally, where)


def locales(bench: Bench, tally: Tally, where: str, dice: random.Random) -> None:
    """Another locale, or none."""
    del dice
    bench.reset()
    more = LOCALES[int(where.split()[-1]) % len(LOCALES)]
    code, said = bench.build(**more)
    tally.count("locales")
    if code or bench.files() != bench.new:
        tally.tell(f"{where} {dict(more)}", f"other results, exit code {code}: {said[-300:]}")


def together(bench: Bench, tally: Tally, where: str, dice: random.Random) -> None:
    """Five builds of one folder at once."""
    bench.reset()
    builds = []
    for _ in range(5):
        builds.append(bench.start())
        time.sleep(dice.random() * 0.2)
    for build in builds:
        said = build.communicate(timeout=600)[1]
        if build.returncode:
            tally.tell(where, f"exit code {build.returncode}: {said[-300:]}")
    tally.count("five builds at once")
    bench.look(tally, where)
    bench.heal(tally, where)


def changing(bench: Bench, tally: Tally, where: str, dice: random.Random) -> None:
    """Seeds and the manuscript are saved while two builds run: the last text of each wins, and the person's stays."""
    bench.reset()
    version, edit = f"{where} {dice.randrange(10**6)}", EDIT.format(f"{where} {dice.random()}")
    builds = [bench.start(), bench.start()]
    for _ in range(3):
        time.sleep(dice.random() * bench.seconds / 3)
        bench.write(f"{version} early")
    bench.write(version)
    time.sleep(dice.random() * bench.seconds / 3)
    bench.edit(edit)
    for build in builds:
        said = build.communicate(timeout=600)[1]
        if build.returncode:
            tally.tell(where, f"exit code {build.returncode}: {said[-300:]}")
    tally.count("seeds and a manuscript saved during builds")
    for _ in range(2):
        code, said = bench.build()
        if code:
            tally.tell(where, f"exit code {code}: {said[-300:]}")
    if bench.edited() != edit:
        tally.tell(where, "the edited manuscript is lost")
    for name in NAMES:
        text = (bench.out / name / f"{name}.md").read_text("utf-8")
        offered = "".join(path.read_text("utf-8") for path in (bench.out / name).glob(f"{name}.new*.md"))
        if f"version {version} with" not in (offered if name == EDITED else text):
            tally.tell(where, f"{name} has not the last text of its seed")
    if bench.to != "md" and edit.split("\n")[5] not in (bench.out / EDITED / f"{EDITED}.html").read_text("utf-8"):
        tally.tell(where, "the page has not the person's words")


def desk(bench: Bench, tally: Tally, where: str, dice: random.Random) -> None:
    """Random sequences of edits, seeds, renames, kills, builds side by side, prune, clean, hostile metadata."""
    del bench
    test = "tests/publishing/test_nothing_of_yours_is_lost.py"
    command = ["-m", "pytest", "-q", "-p", "no:cacheprovider", test, "-k", "persons_bytes", "--hypothesis-profile=desk"]
    seed = f"--hypothesis-seed={dice.randrange(2**32)}"
    done = subprocess.run([sys.executable, *command, seed], cwd=ROOT, capture_output=True, text=True, check=False)
    tally.count("ten random sequences at a person's desk")
    if done.returncode:
        tally.tell(where, done.stdout[-2000:])


FAULTS: Mapping[str, Fault] = MappingProxyType(
    {
        "kill": kill,
        "disk": disk,
        "clock": clock,
        "locales": locales,
        "together": together,
        "changing": changing,
        "desk": desk,
    }
)
