"""No test file is left out by pytest and no source file by ruff, whatever its folder is called."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# pytest without its Python plugin: it goes through the folders but imports no test.
COLLECT = """
import sys, pytest
class Collector:
    def pytest_collect_file(self, file_path):
        print(file_path)
options = "--collect-only --noconftest --strict-config -p no:python -p no:cacheprovider -o addopts="
pytest.main(options.split(), plugins=[Collector()])
"""
NAMES = "build dist venv env out site-packages node_modules _build".split()
HIDDEN_BY_PYTEST = ("build", "dist", "venv", "node_modules")
HIDDEN_BY_RUFF = ("dist", "venv", "site-packages", "node_modules", "_build")
FOLDERS = ("pipeline", "tools", "tests")


def printed(root: Path, *command: str) -> set[Path]:
    done = subprocess.run([sys.executable, *command], cwd=root, capture_output=True, text=True, check=True)
    return {Path(line) for line in done.stdout.splitlines() if line.endswith(".py")}


def sources(root: Path, *folders: str) -> set[Path]:
    found = (path for folder in folders for path in (root / folder).rglob("*.py"))
    return {path for path in found if "__pycache__" not in path.parts}


def not_collected(root: Path) -> set[Path]:
    tests = {path for path in sources(root, "tests") if re.fullmatch(r"test_.*|.*_test", path.stem)}
    return tests - printed(root, "-c", COLLECT)


def not_linted(root: Path) -> set[Path]:
    return sources(root, *FOLDERS) - printed(root, "-m", "ruff", "check", "--show-files", ".")


def test_every_test_file_is_collected() -> None:
    assert not not_collected(ROOT)


def test_every_source_file_is_linted() -> None:
    assert not not_linted(ROOT)


def test_no_folder_name_hides_files(tmp_path: Path) -> None:
    """With the tools' own settings these tests see that files are left out; with the project's settings none is."""
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    tests = {tmp_path / "tests" / name / "test_x.py" for name in NAMES}
    code = {tmp_path / "pipeline/octavo" / name / "x.py" for name in NAMES}
    for path in tests | code:
        path.parent.mkdir(parents=True)
        path.write_text("", encoding="utf-8")
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / ".gitignore", tmp_path)  # ruff passes over what git does
    defaults = re.sub(r"^(norecursedirs|exclude) = .*\n", "", settings, flags=re.MULTILINE)
    (tmp_path / "pyproject.toml").write_text(defaults, encoding="utf-8")
    assert not_collected(tmp_path) == {path for path in tests if path.parent.name in HIDDEN_BY_PYTEST}
    assert not_linted(tmp_path) == {path for path in tests | code if path.parent.name in HIDDEN_BY_RUFF}
    (tmp_path / "pyproject.toml").write_text(settings, encoding="utf-8")
    assert not not_collected(tmp_path)
    assert not not_linted(tmp_path)
