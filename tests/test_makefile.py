"""The Makefile passes on what was said, sets up when something has changed and only then."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from octavo.editions.table import EDITIONS

RECORDER = """#!/bin/sh
for word in "$0" "$@"; do printf '%s\\n' "$word" >> said; done
echo '#' >> said
[ ! -e fail ] || exit 6
"""
SETUP = """#!/bin/sh
printf 'setup\n%s\n#\n' "$1" >> said
[ ! -e refuse ] || exit 5
mkdir -p .venv/.ready
touch ".venv/.ready/$1"
"""


@pytest.fixture
def tree(tmp_path: Path, root: Path) -> Path:
    """A folder with the Makefile and stand-ins for octavo, Python and the set-up that write down what they are told."""
    folder = tmp_path / "a person's $1 folder"
    for name in ("tools", "pipeline/octavo", "requirements", "tests/conformance", ".venv/bin", ".venv/.ready"):
        (folder / name).mkdir(parents=True)
    shutil.copy(root / "Makefile", folder)
    table = "pipeline/octavo/editions/table"
    shutil.copytree(root / table, folder / table, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "pipeline/octavo/system.py", "tools/bootstrap.py", "tools/install.py"):
        (folder / name).touch()
    for name in ("requirements/runtime.txt", "requirements/test.txt", "tools/conformance_tools.py"):
        (folder / name).touch()
    for name, text in (("tools/setup", SETUP), (".venv/bin/octavo", RECORDER), (".venv/bin/stand-in", RECORDER)):
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    (folder / ".venv/bin/python").symlink_to("stand-in")
    (folder / ".venv/.ready/home").symlink_to(folder)
    (folder / ".venv/.ready/python").symlink_to(folder / ".venv/bin/stand-in")
    for file in folder.rglob("*"):
        os.utime(file, (1e9, 1e9))
    for stamp in ("run", "test"):
        (folder / ".venv/.ready" / stamp).touch()
        os.utime(folder / ".venv/.ready" / stamp, (1.1e9, 1.1e9))
    return folder


def make(folder: Path, *arguments: str, code: int = 0, **environment: str) -> list[list[str]]:
    """Run make, give what octavo, Python and the set-up were told, one list for each call."""
    said = folder / "said"
    said.unlink(missing_ok=True)
    done = subprocess.run(
        ["make", *arguments], cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert code or not done.stdout + done.stderr, "make itself has nothing to say"
    text = said.read_text() if said.exists() else ""
    return [call.split("\n") for call in re.split(r"\n?#\n", text) if call]


def octavo(*words: str) -> list[list[str]]:
    return [[".venv/bin/octavo", *words]]


FOLDERS: tuple[str, ...] = ()  # octavo.toml may name them


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        ([], ["build", *FOLDERS]),
        (["all"], ["build", *FOLDERS]),
        (["md"], ["build", *FOLDERS, "--to=md"]),
        (["epub"], ["build", *FOLDERS, "--to=epub"]),
        (["large-print"], ["build", *FOLDERS, "--to=large-print"]),
        (["2up"], ["build", *FOLDERS, "--to=2up"]),
        (["check"], ["check", *FOLDERS]),
        (["prune"], ["prune", *FOLDERS]),
        (["clean"], ["prune", "--all", *FOLDERS]),
        (["doctor"], ["doctor"]),
        (["PAPER=A5", "JOBS=4", "THEME=night"], ["build", *FOLDERS, "--set=papersize=A5", "--theme=night", "--jobs=4"]),
        (["SEEDS=my 'own' \"texts\"", "OUT=-x y"], ["build", "--seeds=my 'own' \"texts\"", "--out=-x y"]),
    ],
)
def test_what_octavo_is_told(tree: Path, goal: list[str], words: list[str]) -> None:
    assert make(tree, *goal) == octavo(*words)


def test_the_environment_changes_nothing(tree: Path) -> None:
    assert make(tree, OUT="/elsewhere", THEME="dark", SEEDS="/", PAPER="A3") == octavo("build", *FOLDERS)


def test_several_goals_at_once_come_one_after_the_other(tree: Path) -> None:
    said = make(tree, "-j8", "md", "html", "epub")
    assert said == [
        *octavo("build", *FOLDERS, "--to=md"),
        *octavo("build", *FOLDERS, "--to=html"),
        *octavo("build", *FOLDERS, "--to=epub"),
    ]


def test_what_the_tools_are_told(tree: Path) -> None:
    words = ["-m", "pytest", "--numprocesses=auto", "--dist=loadfile"]
    assert make(tree, "test") == [[".venv/bin/python", *words]]
    assert make(tree, "lint") == [[".venv/bin/python", "-m", "ruff", "check", "."], [".venv/bin/python", "-m", "mypy"]]
    assert make(tree, "bench-structure", "GOLD=a b")[0][-1] == "a b"
    make(tree, "bench-structure", code=2)


def test_a_failing_build_fails_make(tree: Path) -> None:
    (tree / "fail").touch()
    assert make(tree, code=2) == octavo("build", *FOLDERS)


def test_a_failing_set_up_builds_nothing(tree: Path) -> None:
    (tree / "refuse").touch()
    (tree / ".venv/.ready/run").unlink()
    assert make(tree, code=2) == [["setup", "run"]]


@pytest.mark.parametrize(
    "file", ["requirements/runtime.txt", "pyproject.toml", "tools/bootstrap.py", "tools/install.py", "tools/setup"]
)
def test_set_up_again_when_something_it_depends_on_is_newer(tree: Path, file: str) -> None:
    assert set_ups(make(tree)) == []
    (tree / file).touch()
    assert set_ups(make(tree)) == ["run"]
    assert set_ups(make(tree)) == []


def test_set_up_when_there_is_nothing(tree: Path) -> None:
    shutil.rmtree(tree / ".venv/.ready")
    assert set_ups(make(tree)) == ["run"]


def test_set_up_again_in_a_folder_that_was_moved(tree: Path) -> None:
    moved = tree.rename(tree.parent / "elsewhere")
    assert set_ups(make(moved)) == ["run"]
    assert set_ups(make(moved, "test")) == ["test"]


def test_set_up_again_when_python_was_replaced(tree: Path) -> None:
    python = tree / ".venv/bin/python"
    python.unlink()
    python.symlink_to(sys.executable)
    assert set_ups(make(tree)) == ["run"]
    python.unlink()
    assert set_ups(make(tree)) == ["run"]


def test_tests_have_a_set_up_of_their_own(tree: Path) -> None:
    (tree / ".venv/.ready/test").unlink()
    assert set_ups(make(tree)) == []
    assert set_ups(make(tree, "test")) == ["test"]


def test_the_doctor_comes_before_any_set_up(tree: Path) -> None:
    (tree / ".venv/.ready/run").unlink()
    assert make(tree, "doctor") == [["setup", "doctor"]]


def test_help_names_every_goal(root: Path) -> None:
    done = subprocess.run(["make", "help"], cwd=root, capture_output=True, text=True, check=True)
    phony = re.findall(r"^\.PHONY:(.*)", (root / "Makefile").read_text(), re.MULTILINE)
    goals = {goal for line in phony for goal in line.split()} - {"always", "$(editions)"} | {*EDITIONS}
    listed = {word for line in done.stdout.splitlines() for word in line.strip().partition("  ")[0].split()}
    assert goals <= listed, goals - listed
    assert "PAPER=A5" in done.stdout


def test_distclean_leaves_the_seeds_and_the_results(tree: Path) -> None:
    for name in ("seeds/mine.txt", "out/mine/mine.md"):
        (tree / name).parent.mkdir(parents=True)
        (tree / name).touch()
    assert make(tree, "distclean") == octavo("prune", "--all", *FOLDERS)
    assert not (tree / ".venv").exists()
    assert (tree / "seeds/mine.txt").exists()
    assert (tree / "out/mine/mine.md").exists()


def set_ups(said: list[list[str]]) -> list[str]:
    return [call[1] for call in said if call[0] == "setup"]


def test_a_python_that_is_named_is_used_or_set_up_says_why_not(tree: Path) -> None:
    assert make(tree, "doctor", "PYTHON=/no/such/python") == [["setup", "doctor"]]
    (tree / "refuse").touch()
    make(tree, "PYTHON=/no/such/python", code=2)
    (tree / "refuse").unlink()
    (tree / ".venv/.ready/python").unlink()
    (tree / ".venv/.ready/python").symlink_to(Path(sys.executable).resolve())
    (tree / ".venv/bin/python").unlink()
    (tree / ".venv/bin/python").symlink_to(Path(sys.executable).resolve())
    assert make(tree, "doctor", f"PYTHON={Path(sys.executable).resolve()}") == octavo("doctor")


def test_a_long_look_for_seeds_takes_the_minutes_that_were_said(tree: Path) -> None:
    assert make(tree, "fuzz", "MINUTES=60") == [[".venv/bin/python", "-m", "tools.fuzz", "--minutes", "60"]]
    assert make(tree, "fuzz") == [[".venv/bin/python", "-m", "tools.fuzz"]]
