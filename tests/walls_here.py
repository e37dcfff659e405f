"""What the system of this machine offers: a test that needs a wall says so, and is skipped only where there is none."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Mapping

import pytest
from octavo import doctor


def _has(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


LIMITS = _has("resource")
LOCKS = _has("fcntl")

needs_limits = pytest.mark.skipif(not LIMITS, reason="this system limits no process (resource)")
needs_locks = pytest.mark.skipif(not LOCKS, reason="this system has no locks (fcntl)")


@functools.cache
def walls() -> Mapping[str, bool]:
    """The walls of a worker that this kernel puts up, by their names in ``octavo.walls.cell.Walls``."""
    return doctor._standing_walls()


@pytest.fixture
def file_wall() -> None:
    """A test that names this wants files that were not handed in to be out of reach."""
    if not walls().get("files"):
        pytest.skip("this kernel has no Landlock")


@pytest.fixture
def network_wall() -> None:
    """A test that names this wants no network."""
    if not walls().get("network"):
        pytest.skip("this kernel gives no network namespace")
