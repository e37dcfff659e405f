"""The set-up finds a Python, brings what it may bring, says the one line otherwise; and the locks are whole."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from octavo import system

from tools import install

PACKAGES = {"apt-get": ("libthing",), "dnf": ("thing",), "brew": ("thing",)}


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine of our own: only what stands in this folder is on PATH. Its user is not root."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "dirname", "cat", "touch", "env", "uname"):
        (folder / name).symlink_to(str(shutil.which(name)))
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("OCTAVO_NO_INSTALL", raising=False)
    monkeypatch.delenv("PYTHON", raising=False)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(system, "APT_LISTS", tmp_path)
    (tmp_path / "deb.debian.org_Packages").touch()
    monkeypatch.chdir(tmp_path)
    return folder


def command(machine: Path, name: str, script: str) -> None:
    file = machine / name
    file.write_text(f"#!{machine}/sh\n{script}\n")
    file.chmod(0o755)


def thing(tmp_path: Path) -> system.Requirement:
    """There once a file called ``thing`` is there."""
    return system.Requirement("Thing", "things", lambda: "1" if (tmp_path / "thing").exists() else None, PACKAGES)


def said(tmp_path: Path) -> list[str]:
    file = tmp_path / "said"
    return file.read_text().splitlines() if file.exists() else []


INSTALLS = 'echo "${0##*/} $*" >> said; case "$*" in *thing*) touch thing;; esac'


def test_nothing_to_do_says_nothing(machine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thing").touch()
    install.bring((thing(tmp_path),))
    assert capsys.readouterr() == ("", "")


def test_root_installs(
    machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    command(machine, "apt-get", INSTALLS)
    install.bring((thing(tmp_path),))
    update, then = said(tmp_path)
    assert update == "apt-get update"
    assert then == "apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends libthing"
    assert capsys.readouterr().err == "Installing Thing: apt-get install -y --no-install-recommends libthing\n"


def test_sudo_without_a_password_installs(machine: Path, tmp_path: Path) -> None:
    command(machine, "sudo", '[ "$1" = -n ] || exit 1; shift; [ "$1" != true ] || exit 0; "$@"')
    command(machine, "dnf", INSTALLS)
    install.bring((thing(tmp_path),))
    assert said(tmp_path) == ["dnf install -y thing"]


def test_brew_installs_for_anybody(machine: Path, tmp_path: Path) -> None:
    command(machine, "brew", INSTALLS)
    install.bring((thing(tmp_path),))
    assert said(tmp_path) == ["brew install thing"]


def test_sudo_with_a_password_is_left_to_the_person(machine: Path, tmp_path: Path) -> None:
    command(machine, "sudo", "exit 1")
    command(machine, "apt-get", INSTALLS)
    with pytest.raises(install.SetupError, match="Thing is not installed") as caught:
        install.bring((thing(tmp_path),))
    assert caught.value.hint == "sudo apt-get install -y --no-install-recommends libthing"
    assert said(tmp_path) == []


def test_nobody_is_overruled(machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCTAVO_NO_INSTALL", "1")
    command(machine, "brew", INSTALLS)
    with pytest.raises(install.SetupError) as caught:
        install.bring((thing(tmp_path),))
    assert caught.value.hint == "brew install thing"
    assert said(tmp_path) == []


def test_no_package_manager(machine: Path, tmp_path: Path) -> None:
    with pytest.raises(install.SetupError) as caught:
        install.bring((thing(tmp_path),))
    assert caught.value.hint == "install Thing with your system's package manager"


@pytest.mark.parametrize("script", ["echo no such package >&2; exit 100", "exit 0"])
def test_an_installation_that_fails(
    machine: Path, tmp_path: Path, script: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command(machine, "brew", script)
    with pytest.raises(install.SetupError, match=r"Thing cannot be used|Thing could not be installed") as caught:
        install.bring((thing(tmp_path),))
    assert caught.value.hint == "brew install thing"
    assert ("no such package" in capsys.readouterr().err) == ("100" in script)


def find_python(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([root / "tools" / "setup", "run"], capture_output=True, text=True, check=False)


OLD = '[ "$1" != -V ] || echo Python 3.9.2; exit 1'
FITS = 'case "$1" in -c) exit 0;; esac; echo "$0 $2 $3"'


def test_a_python_that_is_too_old(machine: Path, root: Path) -> None:
    command(machine, "python3", OLD)
    command(machine, "apt-get", "")
    done = find_python(root)
    assert done.returncode == 5
    assert done.stderr.splitlines() == [
        "error: Octavo needs Python 3.11, 3.12, 3.13 or 3.14; Python 3.9.2 was found [missing-part]",
        "hint: sudo apt-get install -y python3.11 python3.11-venv  (a Python elsewhere: make PYTHON=/path/to/python3)",
    ]


def test_no_python_at_all(machine: Path, root: Path) -> None:
    done = find_python(root)
    assert done.returncode == 5
    assert "; no Python was found" in done.stderr


def test_another_python_beside_an_old_one(machine: Path, root: Path) -> None:
    command(machine, "python3", OLD)
    command(machine, "python3.11", FITS)
    command(machine, "python3.12", FITS)
    assert find_python(root).stdout == f"{machine}/python3.12 {root}/tools/bootstrap.py run\n"


def test_the_python_of_homebrew_on_a_mac(machine: Path, root: Path) -> None:
    (machine / "uname").unlink()
    command(machine, "uname", "echo Darwin")
    command(machine, "brew", f'[ "$1" = --prefix ] && echo {machine.parent}/brew')
    command(machine, "python3", FITS)
    assert find_python(root).stdout.startswith(f"{machine}/python3 ")
    (machine.parent / "brew" / "bin").mkdir(parents=True)
    (machine.parent / "brew" / "bin" / "sh").symlink_to(machine / "sh")
    command(machine.parent / "brew" / "bin", "python3", FITS)
    assert find_python(root).stdout.startswith(f"{machine.parent}/brew/bin/python3 ")


def test_the_python_that_was_asked_for(machine: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command(machine, "python3", FITS)
    command(machine, "mine", FITS)
    monkeypatch.setenv("PYTHON", str(machine / "mine"))
    assert find_python(root).stdout.startswith(f"{machine}/mine ")


@pytest.mark.parametrize(
    ("script", "said"),
    [(OLD, "; Python 3.9.2 was found ["), ("exit 1", "/mine is no Python that runs ["), ("", "/mine is no Python")],
)
def test_a_python_that_was_asked_for_and_does_not_do(
    machine: Path, root: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    """Another one that would do is not taken in its place."""
    command(machine, "python3", FITS)
    if script:
        command(machine, "mine", script)
    monkeypatch.setenv("PYTHON", str(machine / "mine"))
    done = find_python(root)
    assert done.returncode == 5
    assert said in done.stderr


PIN = re.compile(r"^([\w.-]+)==([\w.]+)( ; .*)? \\$")


def pins(lock: Path) -> set[tuple[str, str, str]]:
    """Every name, version and condition of a lock file, each of which must have a hash."""
    lines = lock.read_text().splitlines()
    found = set()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("    --hash=sha256:"):
            continue
        match = PIN.match(line)
        assert match, f"not a pin: {line}"
        assert following.startswith("    --hash=sha256:"), f"no hash: {line}"
        found.add((match[1], match[2], match[3] or ""))
    return found


def test_the_locks_are_whole(root: Path) -> None:
    runtime, test = pins(root / "requirements" / "runtime.txt"), pins(root / "requirements" / "test.txt")
    locked = {(name, version) for name, version, _ in test}
    assert {(name, version) for name, version, _ in runtime} <= locked, "the tests run on other versions than people do"
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    declared = {re.split(r"[<>=; ]", text)[0].lower().replace("_", "-") for text in project["dependencies"]}
    assert declared | {"hatchling"} <= {name for name, _, _ in runtime}
    assert not re.search(r"https?:|--(extra-)?index|file:", (root / "requirements" / "test.txt").read_text())


def test_the_lock_of_the_npm_packages_is_whole(root: Path) -> None:
    folder = root / "tests" / "conformance"
    lock = json.loads((folder / "package-lock.json").read_text())
    wanted = json.loads((folder / "package.json").read_text())["dependencies"]
    assert lock["packages"][""]["dependencies"] == wanted
    for name, package in lock["packages"].items():
        assert "resolved" not in package, f"{name} names a place of one machine"
        assert not name or package["integrity"].startswith("sha512-")
        assert name.count("node_modules/") != 1 or wanted.get(name[13:], package["version"]) == package["version"]
