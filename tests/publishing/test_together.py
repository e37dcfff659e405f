"""Builds beside each other, builds that are stopped, and a shelf of good and bad seeds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.publishing.conftest import TEXT

ROOT = Path(__file__).parents[2]


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "octavo", "build", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "pipeline"), "SOURCE_DATE_EPOCH": "1700000000"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def shelf(folder: Path, count: int) -> Path:
    (folder / "seeds").mkdir()
    for number in range(count):
        (folder / f"seeds/s{number}.md").write_text(TEXT.replace("A title", f"Title {number}"), encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_builds_in_one_folder_do_not_harm_each_other(tmp_path: Path) -> None:
    shelf(tmp_path, 3)
    both = [start(tmp_path), start(tmp_path)]
    for one in both:
        _, said = one.communicate(timeout=300)
        assert one.returncode == 0, said
    together = files(tmp_path / "out")
    alone = tmp_path / "alone"
    alone.mkdir()
    shelf(alone, 3)
    done = start(alone, "--jobs", "1")
    done.communicate(timeout=300)
    assert files(alone / "out") == together


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_nothing_half_written(tmp_path: Path, number: int) -> None:
    shelf(tmp_path, 6)
    build = start(tmp_path)
    until = time.monotonic() + 120
    while not list(tmp_path.glob("out/*/record.json")) and time.monotonic() < until:
        time.sleep(0.05)
    build.send_signal(number)
    for _ in range(4):  # people press the keys again and again
        time.sleep(0.02)
        build.send_signal(number)
    _, said = build.communicate(timeout=60)
    assert build.returncode in (130, -number), said  # the last moment of Python itself heeds no signals
    assert "interrupted" in said
    assert "Traceback" not in said
    assert not [name for name in files(tmp_path / "out") if ".octavo-" in name]
    for folder in (tmp_path / "out").iterdir():
        made = {path.suffix for path in folder.iterdir()}
        assert not made or ".md" in made
    done = start(tmp_path, "--to", "md")
    _, said = done.communicate(timeout=300)
    assert done.returncode == 0, said


def test_bad_seeds_are_named_and_the_good_ones_made(tmp_path: Path) -> None:
    shelf(tmp_path, 20)
    for number in range(20):
        (tmp_path / f"seeds/bad{number}.docx").write_bytes(b"PK\x03\x04 broken" + bytes([number]))
    build = start(tmp_path, "--to", "md")
    _, said = build.communicate(timeout=300)
    assert build.returncode == 3
    assert len(list(tmp_path.glob("out/s*/s*.md"))) == 20
    assert not list(tmp_path.glob("out/bad*"))
    assert all(f"seeds/bad{number}.docx: error:" in said for number in range(20))
