"""What Octavo makes passes every validator: the documents beside this file, one of them also
as a Word document, and the seeds of the project."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conformance import ace, axe, epubcheck, nu, qpdf, toolbox, verapdf

DOCUMENTS = Path(__file__).resolve().parent / "documents"
SLUGS = {"a-book", "article", "everything", "from-word", "page"}


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory, root: Path) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """One build of every document: the folder with the results, and what octavo had to say."""
    folder = tmp_path_factory.mktemp("press")
    shutil.copytree(DOCUMENTS, folder / "seeds")
    shutil.copytree(root / "seeds", folder / "seeds", dirs_exist_ok=True)
    pandoc = toolbox.need("pandoc", toolbox.in_package("pypandoc", "files", "pandoc"))
    made_of = ["everything.md", "--resource-path", str(DOCUMENTS), "--output", str(folder / "seeds" / "from word.docx")]
    subprocess.run([pandoc, *made_of], cwd=folder / "seeds", check=True)
    octavo = [str(root / ".venv" / "bin" / "octavo"), "build", "--quiet"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    done = subprocess.run(octavo, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return folder / "out", done


@pytest.fixture
def made(build: tuple[Path, subprocess.CompletedProcess[str]]) -> Callable[[str], list[Path]]:
    """What was made, by suffix. That nothing is missing is another test's business."""

    def by_suffix(suffix: str) -> list[Path]:
        files = [folder / f"{folder.name}{suffix}" for folder in sorted(build[0].iterdir())]
        found = [file for file in files if file.is_file()]
        assert found
        return found

    return by_suffix


def test_everything_is_made_without_a_word(build: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    out, done = build
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    made = {path.name for path in out.iterdir()}
    assert made >= SLUGS
    assert {f"{slug}.{suffix}" for slug in made for suffix in ("md", "pdf", "epub", "html")} <= {
        file.name for file in out.rglob("*.*")
    }


def test_epub_by_epubcheck(made: Callable[[str], list[Path]]) -> None:
    assert epubcheck(*made(".epub")) == []


def test_epub_by_ace(made: Callable[[str], list[Path]]) -> None:
    assert ace(*made(".epub")) == []


def test_html_by_the_nu_checker(made: Callable[[str], list[Path]]) -> None:
    assert nu(*made(".html")) == []


def test_html_in_a_browser(made: Callable[[str], list[Path]]) -> None:
    assert axe(*made(".html")) == []


def test_pdf_by_verapdf(made: Callable[[str], list[Path]]) -> None:
    assert verapdf(*made(".pdf")) == []


def test_pdf_by_qpdf(made: Callable[[str], list[Path]]) -> None:
    assert qpdf(*made(".pdf")) == []
