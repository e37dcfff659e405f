"""Other systems: what Octavo does where Python and the kernel lack what Linux has. The missing parts are hidden."""

from __future__ import annotations

import ast
import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from octavo import doctor
from octavo.walls import cell

from tools.hidden import environment

ROOT = Path(__file__).resolve().parent.parent

# Run first in the build and in every worker: no fcntl, no resource, no handles, no process groups, no walls.
HIDE = """
import os, signal, sys
sys.path[:0] = []
sys.modules["fcntl"] = sys.modules["resource"] = None
for name in ("O_NOFOLLOW", "O_DIRECTORY", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "killpg", "geteuid", "getuid"):
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGHUP", "SIGXCPU"):
    if hasattr(signal, name):
        delattr(signal, name)
os.supports_dir_fd.clear()
def _refuse(function):
    def refused(*given, dir_fd=None, src_dir_fd=None, dst_dir_fd=None, **more):
        assert dir_fd is src_dir_fd is dst_dir_fd is None, function
        return function(*given, **more)
    return refused
for name in ("open", "stat", "mkdir", "unlink", "rmdir", "replace", "rename"):
    setattr(os, name, _refuse(getattr(os, name)))
from octavo.walls import cell, landlock, limits
limits._LIBC = None
landlock.abi = lambda: 0
cell.forbid_system_calls = lambda: False
import octavo.pandoc
octavo.pandoc._PIPES_CAN_WAIT = False
"""
BUILD = """
import subprocess
from octavo.publishing.workers import pool
class Popen(subprocess.Popen):
    def __init__(self, words, **more):
        more.pop("start_new_session", None)
        at = words.index("-c") + 1 if "-c" in words else 0
        if at:
            first, _, rest = words[at].partition("from octavo")
            words = [*words[:at], first + "\\n" + HIDE + "\\nfrom octavo" + rest, *words[at + 1:]]
        super().__init__(words, **more)
pool.subprocess.Popen = Popen
from octavo.cli import main
sys.exit(main(sys.argv[1:]))
"""


def hidden(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    code = f"import sys; sys.path.append({str(ROOT / 'pipeline')!r})\nHIDE = {HIDE!r}\nexec(HIDE)\n{BUILD}"
    return subprocess.run(
        [sys.executable, "-c", code, *words], cwd=folder, capture_output=True, text=True, check=False, timeout=240
    )


def test_everything_is_made_with_the_parts_hidden(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    text = "---\ntitle: A\nlang: en\n---\n\nWords before.\n\n# One\n\nSome *words*.[^1]\n\n[^1]: A note.\n"
    (tmp_path / "seeds/a.md").write_text(text, "utf-8")
    done = hidden(tmp_path, "build", "--strict")
    assert done.returncode == 0, done.stderr
    made = sorted(path.name for path in (tmp_path / "out/a").iterdir())
    assert made == ["a.epub", "a.html", "a.md", "a.pdf", "pages.json", "record.json"]
    assert "nothing to do" in hidden(tmp_path, "build").stderr
    checked = hidden(tmp_path, "check")
    assert checked.returncode == 0, checked.stderr
    (tmp_path / "seeds/a.md").unlink()
    assert hidden(tmp_path, "prune").returncode == 0
    assert not list((tmp_path / "out").glob("*"))


def test_a_link_in_the_results_is_refused_without_handles_too(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.md").write_text("---\ntitle: A\nlang: en\n---\n\nWords.\n", "utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a").symlink_to(tmp_path / "elsewhere")
    done = hidden(tmp_path, "build", "--to", "md")
    assert done.returncode == 6
    assert not list((tmp_path / "elsewhere").iterdir())


def test_the_doctor_tells_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("fcntl", "resource"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr(doctor, "_standing_walls", dict)
    monkeypatch.setattr("os.supports_dir_fd", set())
    parts = doctor.walls()
    names = {name for name, _ in doctor.WALLS.values()} | {"limits", "locks", "handles"}
    assert {part.name for part in parts if not part.found} == names
    assert all(part.how_to_get and not part.is_needed for part in parts)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux hides them")
def test_all_tests_can_run_with_the_parts_hidden(tmp_path: Path) -> None:
    """As ``python -m tools.hidden`` runs them: the doctor then finds none of what is hidden."""
    code = (
        "from tools import hidden; hidden.refuse_walls(); from octavo import doctor;"
        "print([part.name for part in doctor.walls() if not part.found])"
    )
    done = subprocess.run(
        [environment(tmp_path / "venv"), "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    missing = set(ast.literal_eval(done.stdout))
    assert {"limits", "locks", "network wall", "file wall", "signal wall"} <= missing


def test_the_doctor_knows_every_wall() -> None:
    assert set(doctor.WALLS) == {entry.name for entry in dataclasses.fields(cell.Walls)}


def test_a_workflow_runs_on_every_system_and_python() -> None:
    flow = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text("utf-8"))
    matrix = flow["jobs"]["tests"]["strategy"]["matrix"]
    assert {name.partition("-")[0] for name in matrix["os"]} == {"ubuntu", "macos", "windows"}
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
