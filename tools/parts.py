"""What Octavo needs from the system: how to see whether it is there, and its name in each package manager.

In: a tuple of parts. Out: they are there, installed if need be, or ``SetupError`` says which are missing and the one line
that brings them. Standard library only.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


class SetupError(Exception):
    """Something is missing or could not be installed; ``hint`` is the line to type."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True)
class Subject:
    """What the probes may want to know."""

    uv: str | None = None


@dataclass(frozen=True)
class Part:
    """One thing from the system. ``packages`` by manager; a manager that is not named brings it by itself."""

    name: str
    needed_for: str
    found: Callable[[Subject], bool]
    packages: dict[str, tuple[str, ...]] = field(default_factory=dict)


def loads(*names: str) -> bool:
    """Can one of these shared libraries be loaded, by the names WeasyPrint tries and where brew keeps them?"""
    for name in names:
        for candidate in (f"lib{name}.so.0", f"lib{name}.0.dylib", f"lib{name}.dylib", ctypes.util.find_library(name)):
            if candidate is None:
                continue
            try:
                ctypes.CDLL(candidate)
            except OSError:
                continue
            return True
    return False


def has_pango(_: Subject) -> bool:
    """Every library that WeasyPrint opens; harfbuzz-subset would only warn, but our tests take warnings for errors."""
    wanted = ("gobject-2.0", "pango-1.0", "harfbuzz", "harfbuzz-subset", "fontconfig", "pangoft2-1.0")
    return all(loads(name, f"{name}.1") or loads_numbered(name) for name in wanted)


def loads_numbered(name: str) -> bool:
    """fontconfig counts from 1 where the others count from 0."""
    try:
        ctypes.CDLL(f"lib{name}.so.1" if sys.platform != "darwin" else f"lib{name}.1.dylib")
    except OSError:
        return False
    return True


def has_venv(subject: Subject) -> bool:
    """Debian takes ``ensurepip`` out of Python; uv does without it."""
    return subject.uv is not None or importlib.util.find_spec("ensurepip") is not None


RUN_PARTS: tuple[Part, ...] = (
    Part("Python's venv", "keeps Octavo's packages apart from yours", has_venv, {"apt": (f"python3.{sys.version_info[1]}-venv",)}),
    Part(
        "Pango",
        "lays out the pages",
        has_pango,
        {
            "apt": ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
            "dnf": ("pango", "harfbuzz"),
            "brew": ("pango",),
        },
    ),
)
TEST_PARTS: tuple[Part, ...] = ()


def manager() -> str | None:
    """The package manager of this system."""
    for name, command in (("apt", "apt-get"), ("dnf", "dnf"), ("brew", "brew")):
        if shutil.which(command):
            return name
    return None


COMMANDS: dict[str, tuple[str, ...]] = {
    "apt": ("apt-get", "install", "-y", "--no-install-recommends"),
    "dnf": ("dnf", "install", "-y"),
    "brew": ("brew", "install"),
}


def bring(parts: tuple[Part, ...], subject: Subject, say: Callable[[str], None]) -> None:
    """See to it that all parts are there."""
    missing = [part for part in parts if not part.found(subject)]
    if not missing:
        return
    which = manager()
    names = " and ".join(f"{part.name} ({part.needed_for})" for part in missing)
    packages = [package for part in missing for package in part.packages.get(which or "", ())]
    if which is None or not packages:
        raise SetupError(f"{names} not found", "install it with your system's package manager, then make again")
    line = [*COMMANDS[which], *packages]
    prefix = privilege(which)
    if prefix is None:
        raise SetupError(f"{names} not found", by_hand(line))
    say(f"Installing {' and '.join(part.name for part in missing)}: {' '.join([*prefix, *line])}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if which == "apt":
        subprocess.run([*prefix, "apt-get", "update", "-qq"], env=environment, capture_output=True, check=False)
    done = subprocess.run([*prefix, *line], env=environment, capture_output=True, text=True, errors="replace", check=False)
    importlib.invalidate_caches()
    still = [part.name for part in missing if not part.found(subject)]
    if done.returncode or still:
        say("\n".join((done.stdout + done.stderr).strip().splitlines()[-10:]))
        raise SetupError(f"{' and '.join(still) or names} could not be installed", by_hand(line))


def privilege(which: str) -> list[str] | None:
    """What to write before an install command so that it is allowed; None when nobody allowed it."""
    if os.environ.get("OCTAVO_NO_INSTALL"):
        return None
    if which == "brew" or os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    return None


def by_hand(line: list[str]) -> str:
    """The one line a person types."""
    words = " ".join(line)
    if line[0] == "brew" or os.geteuid() == 0:
        return words
    return f"sudo {words}" if shutil.which("sudo") else f"su -c '{words}'"
