"""Sets Octavo up: the environment from the lock, the system's libraries, for ``test`` also the test tools.

In: ``run``, ``test`` or ``doctor``. Out: ``.venv`` with ``.venv/bin/octavo``, and the stamp ``.venv/.ready/run`` (or
``test``) that the Makefile looks at; for ``doctor`` a list of what there is, without changing anything. Says one line
for each thing it does and nothing when there is nothing to do. Ends with 5 and the line to type when something is
missing that it cannot install. Runs before anything is installed: standard library only.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import shutil
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "pipeline"), str(ROOT)]  # started by path, with -I

from octavo import system  # noqa: E402 - found through the line above
from octavo.doctor import examine  # noqa: E402 - the same

from tools import conformance_tools  # noqa: E402 - the same
from tools.install import SetupError, bring, run, say  # noqa: E402 - the same

VENV = ROOT / ".venv"
READY = VENV / ".ready"
LOCKS = {"run": ROOT / "requirements" / "runtime.txt", "test": ROOT / "requirements" / "test.txt"}

PYTHON_VENV = system.Requirement(
    "Python's venv",
    "packages of Octavo's own",
    # Debian takes ensurepip out of Python; uv does without it.
    lambda: "" if shutil.which("uv") or importlib.util.find_spec("ensurepip") else None,
    {"apt-get": (f"python3.{sys.version_info[1]}-venv",)},
)


def main(arguments: list[str]) -> int:
    """Set up for ``run`` or ``test``, or tell for ``doctor``; the exit code, 5 when something is missing."""
    purpose = arguments[0] if arguments else "run"
    try:
        if purpose == "doctor":
            tell()
        elif purpose in LOCKS:
            with (ROOT / "pyproject.toml").open() as turn:  # two set-ups at once: one waits for the other
                fcntl.flock(turn, fcntl.LOCK_EX)
                set_up(purpose)
        else:
            say("usage: tools/setup run|test|doctor")
            return 2
    except SetupError as error:
        say(f"error: {error} [missing-part]")
        say(f"hint: {error.hint}")
        return 5
    except KeyboardInterrupt:
        say("error: the set-up was interrupted; the same command again goes on with it")
        return 130
    return 0


def set_up(purpose: str) -> None:
    """Bring everything that ``purpose`` needs, then leave its stamp."""
    stamp, key = READY / purpose, fingerprint(purpose)
    if stands() and stamp.is_file() and stamp.read_text() == key:
        stamp.touch()  # only times have changed
        return
    needed = (system.PANGO, *(system.FOR_TESTS if purpose == "test" else ()))
    bring(needed if stands() else (PYTHON_VENV, *needed))
    if not stands():
        make_environment()
    install_packages(purpose)
    if purpose == "test":
        conformance_tools.install(ROOT)
        (READY / "run").write_text(fingerprint("run"))  # the test tools include the rest
    stamp.write_text(key)


def stands() -> bool:
    """Tell whether the environment was made in this place, with a Python that is still the same."""
    home, python = READY / "home", READY / "python"
    try:
        same_place = home.is_symlink() and home.resolve(strict=True) == ROOT
        return same_place and python.resolve(strict=True) == (VENV / "bin" / "python").resolve(strict=True)
    except OSError:
        return False


def make_environment() -> None:
    """Make a new ``.venv``; the two links tell the Makefile when the folder was moved or the Python replaced."""
    say("Making a Python environment in .venv")
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)
    failure = "the Python environment could not be made"
    if uv := shutil.which("uv"):
        run([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)], failure)
    else:
        run([sys.executable, "-m", venv.__name__, str(VENV)], failure)
    READY.mkdir()
    (READY / "home").symlink_to(ROOT)
    (READY / "python").symlink_to((VENV / "bin" / "python").resolve())


def install_packages(purpose: str) -> None:
    """Install the packages of the lock, each checked against its hash, then the project itself, editable."""
    lock = LOCKS[purpose]
    count = sum(1 for line in lock.read_text().splitlines() if "==" in line)
    say(f"Installing {count} Python packages into .venv")
    python = str(VENV / "bin" / "python")
    if uv := shutil.which("uv"):
        pip = [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", python]
    else:
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    ours = {"PIP_USER": "0"}  # some people let pip install into their home folder, which an environment cannot
    failure = "the Python packages could not be installed"
    run([*pip, "--no-deps", "--require-hashes", "-r", str(lock)], failure, extra=ours)
    run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)], "octavo could not be installed", extra=ours)
    # Workers may write nothing, not even what Python keeps of a module it has compiled: it would compile in each build.
    run([python, "-m", "compileall", "-q", str(ROOT / "pipeline")], "octavo's own modules could not be compiled")


def fingerprint(purpose: str) -> str:
    """Give a text that changes when the lock, the project's declaration or the set-up itself changes."""
    files = [LOCKS[purpose], ROOT / "pyproject.toml", ROOT / "pipeline" / "octavo" / "system.py", Path(__file__)]
    files += [ROOT / "tools" / "install.py"]
    if purpose == "test":
        files += [Path(conformance_tools.__file__), *conformance_tools.sources(ROOT)]
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}\n".encode())
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest() + "\n"


def tell() -> None:
    """Say what there is before there is an ``octavo doctor``."""
    for part in examine():
        if part.found:
            print(f"found    {part.name} {part.version}".rstrip())
        else:
            print(f"missing  {part.name} ({part.needed_for}): {part.how_to_get}")


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
