"""The versions that decide what is out of date are those of everything Octavo runs on."""

from __future__ import annotations

from pathlib import Path

import pytest
from octavo.publishing.results import keys
from octavo.publishing.results.installed import packages


def install(folder: Path, name: str, version: str, *needs: str) -> None:
    declared = folder / f"{name}-{version}.dist-info"
    declared.mkdir(parents=True)
    lines = ["Metadata-Version: 2.4", f"Name: {name}", *(f"Requires-Dist: {need}" for need in needs)]
    text = "\n".join(lines) + "\n\nA description.\nRequires-Dist: not-this\n"
    (declared / "METADATA").write_text(text, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Octavo with what it needs, and with packages that it does not need."""
    install(tmp_path, "octavo", "1.0", "Weasy.Print==70.0", "nh3>=0.3,<0.4; python_version < '3.99'", "not-there")
    install(
        tmp_path, "weasy_print", "70.0", "fonttools[woff,x]>=4 ; python_full_version >= '3'", 'furo ; extra == "doc"'
    )
    install(tmp_path, "fonttools", "4.60", "brotli>=1; extra == 'woff'", "lxml ; extra == 'all'")
    for name in ("nh3", "brotli", "furo", "lxml", "not_this", "pytest"):
        install(tmp_path, name, "1.2.post1")
    return tmp_path


def test_all_that_is_needed_and_nothing_else(site: Path) -> None:
    found = packages(["/no/such/folder", str(site)])
    assert found == {"brotli": "1.2.post1", "fonttools": "4.60", "nh3": "1.2.post1", "weasy-print": "70.0"}


def test_the_first_on_the_path_counts(site: Path, tmp_path: Path) -> None:
    install(tmp_path / "first", "nh3", "9.9")
    assert packages([str(tmp_path / "first"), str(site)])["nh3"] == "9.9"


def test_without_a_declaration_of_octavo_every_package_counts(site: Path) -> None:
    assert packages([str(site)], "absent").keys() >= {"pytest", "lxml", "nh3"}


def test_a_circle_ends(tmp_path: Path) -> None:
    install(tmp_path, "octavo", "1", "a")
    install(tmp_path, "a", "1", "b")
    install(tmp_path, "b", "1", "a", "octavo")
    assert packages([str(tmp_path)]) == {"a": "1", "b": "1"}


def test_the_packages_here_are_known() -> None:
    wanted = {
        "pygments",
        "segno",
        "brotli",
        "pyphen",
        "weasyprint",
        "lxml",
        "fonttools",
        "justext",
        "htmldate",
        "pydyf",
    }
    assert wanted <= keys.versions().keys()
    assert "pytest" not in keys.versions()
