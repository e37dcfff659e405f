"""A long look for seeds that break a promise: ``make fuzz``, or ``python -m tools.fuzz --minutes 60 -k markdown``.

Every property test gets an equal slice of the time and new random examples. A seed that breaks a promise stays in
``tests/fuzz/finds`` as a folder and is tried again by every later test run; hypothesis keeps what broke the others in
``.hypothesis``. Exit code 1 when something was found.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FINDS = ROOT / "tests" / "fuzz" / "finds"
_NONE = 5  # what pytest exits with when it has found no test
_EXAMPLES = ("Falsifying example", "Failing test case")
_PATIENCE = 60  # seconds in which an interrupted test may say what it found


def main() -> int:
    """Run the property tests until the time is over; say what was found."""
    parser = argparse.ArgumentParser(description="look for seeds that break a promise")
    parser.add_argument("--minutes", type=float, default=10, help="how long to look (default: 10)")
    parser.add_argument("-k", default="", metavar="WORDS", help="only the tests whose names match")
    arguments = parser.parse_args()
    tests = property_tests(arguments.k)
    if not tests:
        print("no property test has such a name", file=sys.stderr)
        return 2
    end = time.monotonic() + arguments.minutes * 60
    broken = []
    for index, test in enumerate(tests):
        seconds = max(10.0, (end - time.monotonic()) / (len(tests) - index))
        print(f"{test}: {seconds:.0f} s", flush=True)
        said = look(test, seconds)
        finds = keep()
        if said or finds:
            broken.append(test)
            print(said)
        for folder in finds:
            print(f"kept: {folder.relative_to(ROOT)}")
    print(f"{len(broken)} of {len(tests)} property tests broke" if broken else "no promise was broken")
    return 1 if broken else 0


def property_tests(words: str) -> list[str]:
    """The names of all property tests whose names match."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-m", "hypothesis", "-k", words]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode not in (0, _NONE):
        sys.exit(f"the tests cannot be collected:\n{listed.stdout}{listed.stderr}")
    return [line for line in listed.stdout.splitlines() if "::" in line]


def look(test: str, seconds: float) -> str:
    """Run one property test for so long; what it said if it broke, else nothing."""
    command = [sys.executable, "-m", "pytest", test, "--hypothesis-profile=fuzz"]
    command.append(f"--hypothesis-seed={random.randrange(2**32)}")  # noqa: S311 - any number will do
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "OCTAVO_KEEP_FINDS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    interrupted = False
    try:
        said, _ = child.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        interrupted = True
        child.send_signal(signal.SIGINT)
        try:
            said, _ = child.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            said, _ = child.communicate()
    if interrupted:  # it may have hit whatever ran then, pytest's own end as well; only an example says that one broke
        return said if any(words in said for words in _EXAMPLES) else ""
    return said if child.returncode == 1 or " failed" in said else ""


def keep() -> list[Path]:
    """Give new finds names of their own."""
    kept = []
    for folder in sorted(FINDS.glob("new-*")):
        whole = hashlib.sha256()
        for path in sorted(folder.iterdir()):
            whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        target = FINDS / f"{folder.name.removeprefix('new-')}-{whole.hexdigest()[:8]}"
        if not target.exists():
            folder.rename(target)
            kept.append(target)
    return kept


if __name__ == "__main__":
    sys.exit(main())
