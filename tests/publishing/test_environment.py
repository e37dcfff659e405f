"""Where a build is started: other locales, names that are no text, no current folder, an odd umask."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.publishing.conftest import TEXT, Shop

ROOT = Path(__file__).parents[2]


def build(folder: Path, *arguments: str, before: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """A build of the manuscripts as a person starts it, from a shell."""
    command = [sys.executable, "-P", "-m", "octavo", "build", "--to", "md", "--jobs", "1", *arguments]
    return subprocess.run(
        ["/bin/sh", "-c", f'{before}exec "$@"', "sh", *command],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "pipeline"), "HOME": "/nonexistent", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "tr_TR.UTF-8", "LD_PRELOAD": "/nonexistent.so", "GHCRTS": "-M1k"},
        {"LC_ALL": "C", "HOME": "", "TMPDIR": "/nonexistent", "PYTHONWARNINGS": "error"},
    ],
)
def test_the_locale_and_the_environment_change_nothing(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/été.md").write_text(TEXT, encoding="utf-8")
    done = build(tmp_path, **environment)
    assert done.returncode == 0, done.stderr
    assert "Some words" in (tmp_path / "out/été/été.md").read_text("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="names of other systems are text")
def test_a_name_that_is_no_text_costs_one_publication(shop: Shop) -> None:
    shop.seed("good.md", TEXT)
    Path(os.fsdecode(os.fsencode(shop.folder / "seeds") + b"/caf\xe9.md")).write_text(TEXT, encoding="utf-8")
    done = build(shop.folder)
    assert done.returncode == 3
    assert "bug" not in done.stderr
    assert "caf" in done.stderr
    assert shop.out("good", ".md").exists()


def test_without_a_current_folder_one_line_says_so(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    done = build(tmp_path, before="cd gone; rmdir ../gone; ")
    assert done.returncode == 2
    assert "the current folder has been removed" in done.stderr


def test_any_umask_will_do(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.md").write_text(TEXT, encoding="utf-8")
    done = build(tmp_path, before="umask 577; " if os.geteuid() else "umask 777; ", TMPDIR=str(tmp_path))
    assert "bug" not in done.stderr
    assert done.returncode == (0 if os.geteuid() == 0 else done.returncode)
