"""What all tests share: what is asked of the machine, and how hard hypothesis looks."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.conformance import toolbox
from tests.kept_worker import cells_of_session, kept_worker, own_workers
from tests.walls_here import file_wall, network_wall

__all__ = ["cells_of_session", "file_wall", "kept_worker", "network_wall", "own_workers"]

# The same examples on every run; `make fuzz` goes looking for new ones.
_patient = [HealthCheck.too_slow]
settings.register_profile("short", derandomize=True, deadline=None, max_examples=60, suppress_health_check=_patient)
settings.register_profile("fuzz", deadline=None, max_examples=3000, print_blob=True, suppress_health_check=_patient)
settings.register_profile("desk", deadline=None, max_examples=100, print_blob=True, suppress_health_check=_patient)
settings.load_profile("short")


def pytest_configure(config: pytest.Config) -> None:
    """In CI every tool is there, and nobody may say otherwise. Ctrl-C works in what the tests start.

    A shell starts what it puts into the background with that signal ignored, and so would every command here be.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if os.environ.get("CI") and os.environ.get("OCTAVO_TEST_WITHOUT"):
        raise pytest.UsageError("OCTAVO_TEST_WITHOUT is not for CI")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium; a test that asks for it fails where there is none."""
    return toolbox.chromium()


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on what the person has set for their own builds."""
    for name in ("SOURCE_DATE_EPOCH", "NO_COLOR", "MAKEFLAGS", "MAKELEVEL", "MFLAGS"):
        monkeypatch.delenv(name, raising=False)
