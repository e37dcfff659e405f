"""Change one thing, and exactly what depends on it is made anew: the real make, the real octavo.

Read a test as: after this change, these files and no others are new ones.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

LETTER = "A Short Letter\n\nDear reader, this is all there is to say, and it fits on a single page.\n\nGoodbye.\n"
ESSAY = "# On Little\n\nThere is not much to it.\n\n# On Less\n\n" + "There is even less to this.\n\n" * 60
EDITIONS = {"pdf", "epub", "html"}


class Press:
    """A folder with two seeds, made once, and what a further ``make`` makes anew."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder, self.root = folder, root
        self.said = ""

    def make(self, *variables: str, code: int = 0) -> set[str]:
        """Run make; the names of the files that it wrote, records left out."""
        before = self.written()
        folders = [f"SEEDS={self.folder / 'seeds'}", f"OUT={self.folder / 'out'}"]
        done = subprocess.run(
            ["make", *folders, *variables], cwd=self.root, env=os.environ, capture_output=True, text=True, check=False
        )
        self.said = done.stdout + done.stderr
        assert done.returncode == code, self.said
        after = self.written()
        return {name for name in after if after[name] != before.get(name)}

    def written(self) -> dict[str, tuple[int, int]]:
        """When, and as which file on the disk, everything but the records was written."""
        files = (file for file in (self.folder / "out").rglob("*.*") if file.is_file() and file.name != "record.json")
        return {file.name: (file.stat().st_ino, file.stat().st_mtime_ns) for file in files if file.name[0] != "."}

    def seed(self, name: str, text: str) -> Path:
        file = self.folder / "seeds" / name
        file.write_text(text)
        return file

    def result(self, name: str) -> Path:
        return self.folder / "out" / name.split(".")[0] / name


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Two seeds and all that is made of them, for each test to copy."""
    folder = tmp_path_factory.mktemp("press") / "some folder"
    (folder / "seeds").mkdir(parents=True)
    press = Press(folder, root)
    press.seed("letter.txt", LETTER)
    press.seed("essay.md", ESSAY)
    assert all_of("letter") | all_of("essay") <= press.make()
    return folder


@pytest.fixture
def press(made: Path, tmp_path: Path, root: Path) -> Press:
    """The same folder again: copied with its times, as a backup would be, to another place."""
    folder = tmp_path / "some folder"
    shutil.copytree(made, folder)
    return Press(folder, root)


def all_of(slug: str) -> set[str]:
    return {f"{slug}.md", *editions_of(slug)}


def editions_of(slug: str) -> set[str]:
    return {f"{slug}.{suffix}" for suffix in EDITIONS}


def without_pages(names: set[str]) -> set[str]:
    return names - {"pages.json"}


def test_nothing_changed(press: Press) -> None:
    assert press.make() == set()


def test_a_touched_seed_is_the_same_seed(press: Press) -> None:
    os.utime(press.folder / "seeds" / "letter.txt")
    os.utime(press.folder / "seeds" / "essay.md", (1e9, 1e9))
    assert press.make() == set()


def test_a_changed_seed(press: Press) -> None:
    press.seed("letter.txt", LETTER.replace("single", "lone"))
    assert without_pages(press.make()) == all_of("letter")
    assert press.make() == set()


def test_a_change_that_keeps_time_and_size(press: Press) -> None:
    """A file system's times are not believed."""
    seed = press.folder / "seeds" / "letter.txt"
    times = seed.stat()
    press.seed("letter.txt", LETTER.replace("single", "double"))
    os.utime(seed, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert without_pages(press.make()) == all_of("letter")


def test_an_edited_manuscript(press: Press) -> None:
    manuscript = press.result("letter.md")
    edited = manuscript.read_text().replace("Goodbye", "Farewell")
    manuscript.write_text(edited)
    assert without_pages(press.make()) == editions_of("letter")
    assert manuscript.read_text() == edited
    assert press.make() == set()


def test_an_edited_manuscript_survives_a_changed_seed(press: Press) -> None:
    manuscript = press.result("letter.md")
    edited = manuscript.read_text().replace("Goodbye", "Farewell")
    manuscript.write_text(edited)
    press.seed("letter.txt", LETTER.replace("single", "lone"))
    assert without_pages(press.make()) == editions_of("letter") | {"letter.new.md"}
    assert manuscript.read_text() == edited
    assert "lone" in (manuscript.parent / "letter.new.md").read_text()
    assert press.make() == set()


def test_a_sidecar(press: Press) -> None:
    press.seed("letter.yaml", "title: A Long Letter\n")
    assert without_pages(press.make()) == all_of("letter")
    (press.folder / "seeds" / "letter.yaml").unlink()
    assert without_pages(press.make()) == all_of("letter")


def test_paper_changes_pages_and_nothing_else(press: Press) -> None:
    """The letter fits on either sheet: its EPUB names the paper that it was paged by, its HTML is what it was."""
    assert without_pages(press.make("PAPER=A5")) == {"letter.pdf", "letter.epub"} | editions_of("essay")
    assert press.make("PAPER=A5") == set()


def test_one_edition_only(press: Press) -> None:
    press.seed("essay.md", ESSAY.replace("less", "nothing"))
    assert press.make("md") == {"essay.md"}
    assert without_pages(press.make("pdf")) == {"essay.pdf"}
    assert without_pages(press.make()) == {"essay.epub", "essay.html"}


def test_results_that_were_removed_or_damaged(press: Press) -> None:
    press.result("letter.html").unlink()
    press.result("essay.epub").write_bytes(b"")
    assert press.make() == {"letter.html", "essay.epub"}
    press.result("letter.pdf").write_bytes(b"%PDF-")
    assert without_pages(press.make()) == {"letter.pdf"}


def test_a_new_seed_leaves_the_others_alone(press: Press) -> None:
    press.seed("note.txt", "A note\n\nIt is short.\n")
    assert without_pages(press.make()) == all_of("note")


def test_a_seed_that_is_gone_keeps_its_results_until_prune(press: Press) -> None:
    (press.folder / "seeds" / "letter.txt").unlink()
    assert press.make() == set()
    assert "letter" in press.said
    assert press.result("letter.pdf").exists()
    press.make("prune")
    assert not press.result("letter.pdf").exists()
    assert press.result("essay.pdf").exists()


def test_clean_keeps_what_a_person_wrote(press: Press) -> None:
    manuscript = press.result("letter.md")
    manuscript.write_text(manuscript.read_text().replace("Goodbye", "Farewell"))
    press.make("clean")
    left = {file.name for file in press.folder.rglob("out/**/letter.*")}
    assert left == {"letter.md"}
    assert (press.folder / "seeds" / "letter.txt").exists()


def test_a_seed_that_cannot_be_read_stops_no_other(press: Press) -> None:
    press.seed("bad.docx", "this is no document")
    press.seed("essay.md", ESSAY.replace("less", "nothing"))
    assert without_pages(press.make(code=2)) >= all_of("essay")
