"""Every part that is shipped or installed with Octavo has its licence on one page."""

from __future__ import annotations

import fnmatch
import re
from pathlib import Path

from tools import licences

OURS = ("*.py", "*.lua", "*.json", "*.css", "*.html", "*.toml", "*.md", "*py.typed", "*/OFL-*.txt", "*.OFL.txt",
        "*/html/reading.js", "*/catalogue/shelf.js", "*/site/moved.js", "*/site/finding.js", "*/workshop/adding.js",
        "*/workshop/correcting.js")  # fmt: skip

MADE_OF_OTHERS = "/calls.json"
"""Data that a tool makes from somebody else's file."""


def test_every_installed_package_has_the_licence_it_declares() -> None:
    page = licences.PAGE.read_text(encoding="utf-8")
    found = licences.rows(page)
    assert set(found) == set(licences.locked())
    for name, licence in found.items():
        assert licence == (licences.declared(name) or licence), f"run python -m tools.licences for {name}"
        assert licence not in ("unknown", "not declared"), name
    assert licences.renewed(page) == page


def test_every_file_of_somebody_else_is_named(root: Path) -> None:
    table = (root / "LICENCES.md").read_text(encoding="utf-8").partition("## Packages")[0]
    named = re.findall(r"`([\w./*-]+)`", table)
    paths = (path for folder in ("pipeline/octavo", "templates") for path in (root / folder).rglob("*"))
    files = [path.relative_to(root).as_posix() for path in paths if path.is_file() and path.suffix != ".pyc"]
    others = [file for file in files if not any(fnmatch.fnmatch(file, pattern) for pattern in OURS)]
    others += [file for file in files if file.endswith(MADE_OF_OTHERS)]
    assert len(others) > 20
    assert not [file for file in others if not any(fnmatch.fnmatch(file, pattern) for pattern in named)]
    assert not [pattern for pattern in named if "/" in pattern and not fnmatch.filter(files, pattern)]


def test_each_font_brings_its_licence(root: Path) -> None:
    for font in (root / "templates/themes").glob("*/fonts/*.ttf"):
        licence = font.with_name(f"OFL-{font.stem.partition('-')[0]}.txt")
        assert "SIL OPEN FONT LICENSE" in licence.read_text(encoding="utf-8").upper(), font.name
