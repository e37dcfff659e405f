"""A folder of documents may hold files named like Python's modules; Octavo runs none of them."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from octavo import import_path
from octavo.publishing.workers.pool import Call, Cells

PIPELINE = Path(__file__).parents[2] / "pipeline"


def names() -> set[str]:
    """Every name that could be imported: Python's library, all that is installed, and names Python looks for."""
    third_party = importlib.metadata.packages_distributions()
    found = {*sys.stdlib_module_names, *third_party, "octavo", "sitecustomize", "usercustomize", "tests", "tools"}
    return {name for name in found if name.isidentifier()}


def lay_decoys(folder: Path, wanted: Iterable[str]) -> Path:
    """Modules of these names in the folder; each writes its name into the file that is given back when it runs."""
    ran = folder.parent / "ran"
    code = f"open({str(ran)!r}, 'a').write(__name__ + '\\n')\nraise SystemExit('a decoy ran')\n"
    folder.mkdir(exist_ok=True)
    for name in wanted:
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    (folder / "letter.txt").write_text("Some words of a letter.\n", encoding="utf-8")
    (folder / "page.html").write_text("<html><body><p>Some words of a page.</p></body></html>", encoding="utf-8")
    return ran


def build(command: list[str], folder: Path) -> None:
    done = subprocess.run(
        [*command, "build", "letter.txt", "page.html", "--jobs", "1"],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (folder / "out/letter/letter.pdf").exists()


def test_a_build_imports_nothing_from_the_current_folder(tmp_path: Path) -> None:
    ran = lay_decoys(tmp_path / "docs", names())
    script = tmp_path / "octavo"  # what an installer makes of the entry point
    script.write_text("import sys\nfrom octavo.__main__ import main\nsys.exit(main())\n", encoding="utf-8")
    build([sys.executable, str(script)], tmp_path / "docs")
    assert not ran.exists(), ran.read_text(encoding="utf-8")


def test_python_m_octavo_imports_nothing_from_the_current_folder_once_octavo_runs(tmp_path: Path) -> None:
    """With -m, Python itself puts the current folder first and imports a few modules before any program starts."""
    (tmp_path / "probe.py").write_text("import sys\nprint(*sys.modules)\n", encoding="utf-8")
    command = [sys.executable, "-m", "probe"]
    alone = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    ran = lay_decoys(tmp_path / "docs", names() - {name.split(".")[0] for name in alone.split()} - {"octavo"})
    build([sys.executable, "-m", "octavo"], tmp_path / "docs")
    assert not ran.exists(), ran.read_text(encoding="utf-8")


def test_a_worker_takes_nothing_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = lay_decoys(tmp_path / "docs", names())
    monkeypatch.chdir(tmp_path / "docs")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "docs"))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "docs/yaml.py"))
    monkeypatch.setattr(sys, "path", ["", str(tmp_path / "docs"), *sys.path])
    cells = Cells(1)
    try:
        with pytest.raises(Exception, match="takes 1 positional argument"):
            cells.submit(Call("octavo.text:words_of", "x", 30)).result(timeout=60)
    finally:
        cells.shutdown(cancel_futures=True)
    assert not ran.exists(), ran.read_text(encoding="utf-8")


def test_folders_of_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, named, own = tmp_path / "here", tmp_path / "named", tmp_path / "own"
    for folder in (here, named, own):
        folder.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("PYTHONPATH", f"{named}{os.pathsep}{PIPELINE}")
    monkeypatch.setattr("site.USER_SITE", str(own))
    monkeypatch.setattr(sys, "path", ["", "relative", str(here), str(named), str(own), "/elsewhere", str(PIPELINE)])
    assert import_path.for_workers() == ["/elsewhere", str(PIPELINE)]
    assert import_path.without_current_folder(sys.path) == [str(named), str(own), "/elsewhere", str(PIPELINE)]
    monkeypatch.chdir(PIPELINE)
    assert str(PIPELINE) in import_path.for_workers()
