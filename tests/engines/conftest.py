"""The book that reading systems are tried with, made once for all of them."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.epub.reading import Epub

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same book beside a PDF on A4, and beside one on A5 with a sentence more in the first chapter."""
    found = []
    for paper in ("a4", "a5"):
        folder = tmp_path_factory.mktemp(paper)
        seed = folder / "seeds" / "book"
        seed.mkdir(parents=True)
        for file in (HERE / "book").iterdir():
            (seed / file.name).write_bytes(file.read_bytes())
        if paper == "a5":
            first = seed / "01-pictures.md"
            text = first.read_text(encoding="utf-8")
            first.write_text(text.replace("the picture.", "the picture. One sentence more.", 1), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "octavo",
            "build",
            "--seeds",
            str(folder / "seeds"),
            "--out",
            str(folder / "out"),
        ]
        subprocess.run(
            [*command, "--to", "epub,kindle,html", "--set", f"papersize={paper}"], check=True, capture_output=True
        )
        found.append(folder / "out" / "book" / "book.epub")
    return found[0], found[1]


@pytest.fixture(scope="module")
def unpacked(books: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The first book as a folder, with the names of its chapters."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(books[0]) as archive:
        archive.extractall(folder)
    return {"folder": str(folder), "chapters": [f"EPUB/{name}" for name in Epub(books[0].read_bytes()).spine]}
