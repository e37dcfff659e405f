"""Brings what the system lacks, or says in one line how a person brings it. Standard library only.

In: requirements. Out: they are there, or ``SetupError``. System packages are installed only as root, with ``sudo`` that
asks for no password, or with brew, and never when ``OCTAVO_NO_INSTALL`` is set.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

from octavo.system import Requirement, install_command, line_to_type, package_manager, privilege

INSTALL_SECONDS = 1800


class SetupError(Exception):
    """Something is missing or could not be installed; ``hint`` is the line to type."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def say(line: str) -> None:
    """Print one line to standard error: standard output belongs to results."""
    print(line, file=sys.stderr, flush=True)


def run(command: list[str], failure: str, *, cwd: Path | None = None, extra: dict[str, str] | None = None) -> None:
    """Run quietly; what the command had to say is shown only when it fails."""
    try:
        done = subprocess.run(
            command,
            cwd=cwd,
            env={**os.environ, **(extra or {})},
            capture_output=True,
            text=True,
            errors="replace",
            timeout=INSTALL_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SetupError(failure, str(error)) from error
    if done.returncode:
        say("\n".join((done.stdout + done.stderr).strip().splitlines()[-20:]))
        raise SetupError(failure, "the lines above say why; the same command again goes on where it stopped")


def bring(requirements: tuple[Requirement, ...]) -> None:
    """See to it that all requirements are met."""
    missing = lacking(requirements)
    if not missing:
        return
    manager = package_manager()
    command = install_command(missing, manager) if manager else None
    prefix = privilege(manager) if manager else None
    names = listed(missing)
    if command is None or prefix is None:
        raise SetupError(f"{names} {'is' if len(missing) == 1 else 'are'} not installed", line_to_type(missing))
    say(f"Installing {names}: {line_to_type(missing)}")
    failure = f"{names} could not be installed"
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        if manager == "apt-get":  # a fresh machine has no lists yet, an old one stale lists
            run([*prefix, "apt-get", "update"], failure, extra=quiet)
            command[1:1] = ["-o", "DPkg::Lock::Timeout=300"]
        run([*prefix, *command], failure, extra=quiet)
    except SetupError as error:
        raise SetupError(failure, line_to_type(missing)) from error
    importlib.invalidate_caches()
    if still := lacking(missing):
        raise SetupError(f"{listed(still)} cannot be used although the installation went well", line_to_type(still))


def lacking(requirements: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    """Pick the requirements that are not met."""
    return tuple(requirement for requirement in requirements if requirement.probe() is None)


def listed(requirements: tuple[Requirement, ...]) -> str:
    """Join the names as in a sentence."""
    names = [requirement.name for requirement in requirements]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
