"""Sets Octavo up: the virtual environment from the lock, the system's libraries, for ``test`` also the test tools.

In: ``run`` or ``test``. Out: ``.venv`` with ``.venv/bin/octavo``, and the stamp ``.venv/.ready/run`` or ``.../test`` that the
Makefile looks at. Says one line for each thing it does and nothing when there is nothing to do. Ends with 5 and the line
to type when something is missing that it cannot install. Runs before anything is installed: standard library only.

Environment: ``OCTAVO_NO_INSTALL=1`` forbids it to install system packages.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # started with -I, by path

from tools.parts import RUN_PARTS, TEST_PARTS, SetupError, Subject, bring  # noqa: E402 - needs the line above

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
READY = VENV / ".ready"
LOCKS = {"run": ROOT / "requirements" / "runtime.txt", "test": ROOT / "requirements" / "test.txt"}


def main(arguments: list[str]) -> int:
    """Set up for ``run`` or ``test``; the exit code, 5 when something is missing."""
    purpose = arguments[0] if arguments else "run"
    if purpose not in LOCKS:
        say(f"usage: {Path(__file__).name} run|test")
        return 2
    with (ROOT / "pyproject.toml").open() as turn:  # two set-ups at once: one waits for the other
        fcntl.flock(turn, fcntl.LOCK_EX)
        try:
            set_up(purpose)
        except SetupError as error:
            say(f"error: {error} [missing-part]")
            if error.hint:
                say(f"hint: {error.hint}")
            return 5
        except KeyboardInterrupt:
            say("error: set-up was interrupted; make again goes on with it")
            return 130
    return 0


def set_up(purpose: str) -> None:
    """Bring everything ``purpose`` needs, then leave its stamp."""
    stamp, key = READY / purpose, fingerprint(purpose)
    if stands() and stamp.is_file() and stamp.read_text() == key:
        stamp.touch()
        return
    bring(RUN_PARTS + (TEST_PARTS if purpose == "test" else ()), Subject(uv=shutil.which("uv")), say)
    if not stands():
        make_environment()
    install_packages(purpose)
    if purpose == "test":
        from tools.testtools import install  # noqa: PLC0415 - only the tests need it

        install(VENV, say)
    stamp.write_text(key)


def stands() -> bool:
    """Is there an environment that was made here, with a Python that is still the same?"""
    home, python = READY / "home", READY / "python"
    return (
        home.is_symlink()
        and home.resolve() == ROOT
        and python.is_symlink()
        and python.exists()
        and python.resolve() == (VENV / "bin" / "python").resolve()
    )


def make_environment() -> None:
    """A new ``.venv``; the two links tell the Makefile when the folder was moved or the Python replaced."""
    say("Making a Python environment in .venv")
    if VENV.exists():
        shutil.rmtree(VENV)
    if uv := shutil.which("uv"):
        run([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)], "the Python environment could not be made")
    else:
        venv.EnvBuilder(with_pip=True, symlinks=True).create(VENV)
    READY.mkdir()
    (READY / "home").symlink_to(ROOT)
    (READY / "python").symlink_to((VENV / "bin" / "python").resolve())


def install_packages(purpose: str) -> None:
    """The packages of the lock, each checked against its hash, then the project itself, editable."""
    lock = LOCKS[purpose]
    count = sum(1 for line in lock.read_text().splitlines() if "==" in line)
    say(f"Installing {count} Python packages into .venv")
    python = str(VENV / "bin" / "python")
    if uv := shutil.which("uv"):
        pip = [uv, "pip", "install", "--quiet", "--python", python]
    else:
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--no-deps", "--require-hashes", "-r", str(lock)], "the Python packages could not be installed")
    run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)], "octavo could not be installed into .venv")


def run(command: list[str], failure: str) -> None:
    """Run quietly; what it had to say is shown only when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        say(tail)
        raise SetupError(failure, "what is above says why; make again goes on with it")


def fingerprint(purpose: str) -> str:
    """Changes when the lock, the project's own declaration or the set-up itself changes."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}\n".encode())
    files = [LOCKS[purpose], ROOT / "pyproject.toml", *sorted((ROOT / "tools").glob("*.py"))]
    if purpose == "test":
        files += sorted(p for p in (ROOT / "tests" / "conformance").glob("*") if p.suffix in {".json", ".java"})
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest() + "\n"


def say(line: str) -> None:
    """One line to standard error: standard output belongs to results."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
