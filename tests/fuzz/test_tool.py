"""The long look says what keeps it from looking."""

from __future__ import annotations

import subprocess

import pytest

from tools import fuzz


def test_tests_that_cannot_be_collected_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def failed(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 2, "ERROR tests/x.py", "")

    monkeypatch.setattr(subprocess, "run", failed)
    with pytest.raises(SystemExit, match="cannot be collected"):
        fuzz.property_tests("")
