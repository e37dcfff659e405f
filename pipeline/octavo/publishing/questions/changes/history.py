"""A seed as it was at a commit or on a day, from the history that git keeps. Floor 4.

git is only asked for names and contents: no filter, hook or helper that a repository names is run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from octavo.errors import MissingPartError, UsageError
from octavo.model import Place, Seed

DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?")
SECONDS = 60
_MOST_FILES = 20_000
_MOST_BYTES = 1 << 30


def seed_at(since: str, seed: Seed, folder: Path) -> Path:
    """Write the seed, its sidecar and what lies beside them, as they were, into ``folder``; give the seed's new path.

    ``since`` is a commit (a tag, a branch) or a day: its beginning. Raises ``UsageError`` for one that is not there,
    ``MissingPartError`` without git.
    """
    here = Path(os.path.realpath(seed.path))
    top = Path(_git(["rev-parse", "--show-toplevel"], here.parent, since).decode("utf-8", "surrogateescape").strip())
    commit = _commit(since, here.parent)
    home = here.parent.relative_to(os.path.realpath(top))
    listed = _git(["ls-tree", "-r", "-z", "--full-tree", commit, *([f"{home.as_posix()}/"] if home.parts else [])],
                  here.parent, since)  # fmt: skip
    entries = [entry for entry in listed.split(b"\0") if entry]
    own = home / here.name
    written = 0
    for entry in entries[:_MOST_FILES]:
        about, _, raw = entry.partition(b"\t")
        mode, kind, blob = about.decode().split(" ")[:3]
        path = PurePosixPath(raw.decode("utf-8", "surrogateescape"))
        if kind != "blob" or mode == "120000" or ".." in path.parts or not _belongs(path, own, home):
            continue
        data = _git(["cat-file", "blob", blob], here.parent, since)
        written += len(data)
        if written > _MOST_BYTES:
            raise UsageError(f"the seed at {since} is larger than a gigabyte", Place(seed.path))
        target = folder / path.relative_to(home.as_posix())
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    if not (folder / here.name).exists():
        raise UsageError(f"this seed was not there at “{since}”", Place(seed.path), "choose a later day or commit")
    return folder / here.name


def _belongs(path: PurePosixPath, own: Path, home: Path) -> bool:
    """Whether a file may be part of the seed: of its folder; for a file, anything beside it but other large seeds."""
    inside = PurePosixPath(own.as_posix())
    return path == inside or inside in path.parents or len(path.parts) <= len(home.parts) + 3


def _commit(since: str, folder: Path) -> str:
    if DAY.fullmatch(since):
        moment = since.replace("T", " ") if ":" in since else f"{since} 00:00:00"
        found = _git(["rev-list", "-1", f"--before={moment}", "HEAD"], folder, since).decode().strip()
        if not found:
            raise UsageError(f"nothing was committed before {since}", hint="name a later day")
        return found
    if since.startswith("-"):
        raise UsageError(f"“{since[:60]}” is no file, day or commit", hint="octavo changes my-book --since old.pdf")
    return _git(["rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}"], folder, since
                ).decode().strip()  # fmt: skip


def _git(arguments: Sequence[str], folder: Path, since: str) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise MissingPartError("git is not installed", hint="name a file: octavo changes my-book --since old.pdf")
    safe = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never"]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            [program, *safe, *arguments], cwd=folder, env=environment, capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired, ValueError):
        done = None
    if done is None or done.returncode:
        hint = "name a file that is there (an earlier PDF or manuscript), a day (2026-11-01) or a commit of git"
        raise UsageError(f"“{since[:60]}” is no file, day or commit", hint=hint)
    return done.stdout
