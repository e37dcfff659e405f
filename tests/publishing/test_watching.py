"""Watching: what somebody saves is built, what a build writes is not seen, and Ctrl-C ends it cleanly."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import octavo
import pytest
from octavo.cli import main
from octavo.model import Kind, Seed
from octavo.publishing.watching import Places, concerns, saved, seeds_of

from tests.publishing.conftest import TEXT, Shop

PIPELINE = Path(__file__).parents[2] / "pipeline"


def test_only_the_work_of_people_counts(shop: Shop, letter: Path) -> None:
    shop.build("--to", "md")
    places = Places(Path("seeds"), Path("out"))
    own = Path("out/letter/letter.md")
    for name in ("seeds/letter.md", "seeds/gone.md", "octavo.toml", "templates/themes/own/print.css"):
        assert concerns(Path(name), places), name
    for name in (
        "seeds/.octavo-1.tmp",
        "seeds/.letter.md.swp",
        "seeds/letter.md~",
        "out/letter/record.json",
        "out/_shelf/known.json",
    ):
        assert not concerns(Path(name), places), name
    assert not concerns(own, places)  # as the build wrote it
    own.write_text(own.read_text("utf-8") + "\nBy hand.\n", "utf-8")
    assert concerns(own, places)


def test_which_seeds_a_change_belongs_to() -> None:
    places = Places(Path("seeds"), Path("out"))
    letter = Seed("letter", "seeds/letter.md", Kind.article, ("seeds/letter.md",), "seeds/letter.yaml")
    book = Seed("book", "seeds/book", Kind.book, ("seeds/book/1.md",))
    both = (letter, book)
    assert seeds_of([Path("seeds/letter.yaml"), Path("out/book/book.md")], both, places) == (letter.path, book.path)
    assert seeds_of([Path("seeds/book/images/a.png")], both, places) == (book.path,)
    assert seeds_of([Path("seeds/letter.md"), Path("seeds/a.png")], both, places) == ()  # any may show the picture


def test_what_is_saved_comes_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("seeds").mkdir()
    Path("octavo.toml").write_text("", "utf-8")
    found = saved(Places(Path("seeds"), Path("out"), (), (Path("octavo.toml"),)))
    Path("seeds/.#lock").write_text("x", "utf-8")
    Path("seeds/a.md").write_text("One.\n", "utf-8")
    assert next(found) == (Path("seeds/a.md"),)
    Path("octavo.new").write_text("seeds = 'seeds'\n", "utf-8")
    Path("octavo.new").replace("octavo.toml")  # as programs save a file
    assert next(found) == (Path("octavo.toml"),)


@contextlib.contextmanager
def watching(folder: Path) -> Iterator[subprocess.Popen[str]]:
    program = [sys.executable, "-m", "octavo", "watch", "--to", "md"]
    environment = {**os.environ, "PYTHONPATH": str(PIPELINE)}
    with subprocess.Popen(program, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True) as process:
        late = threading.Timer(60, process.kill)  # its silence then fails the test
        late.start()
        try:
            yield process
        finally:
            late.cancel()
            process.kill()


def until(process: subprocess.Popen[str], words: str) -> list[str]:
    """The lines up to the one with these words."""
    assert process.stderr is not None
    found = []
    for line in process.stderr:
        found.append(line)
        if words in line:
            return found
    pytest.fail(f"“{words}” was never said: {found}")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send")
def test_what_is_saved_is_built_and_errors_are_survived(tmp_path: Path) -> None:
    seed = tmp_path / "seeds" / "letter.md"
    seed.parent.mkdir()
    seed.write_text(TEXT, "utf-8")
    made = tmp_path / "out" / "letter" / "letter.md"
    with watching(tmp_path) as process:
        until(process, "Ctrl-C ends it")
        seed.write_text(TEXT.replace("More words", "Other words"), "utf-8")
        until(process, "1 made")
        assert "Other words" in made.read_text("utf-8")
        (tmp_path / "octavo.toml").write_text("lang = [", "utf-8")
        until(process, "octavo.toml cannot be read")
        (tmp_path / "octavo.toml").unlink()
        until(process, "nothing to do")
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert process.stderr.read() == "stopped watching\n"
        assert process.wait(20) == 130


@pytest.mark.skipif(sys.platform != "linux", reason="children are looked for in /proc")
def test_workers_are_kept_from_build_to_build(tmp_path: Path) -> None:
    seed = tmp_path / "seeds" / "letter.md"
    seed.parent.mkdir()
    seed.write_text("First words.\n", "utf-8")
    asked = {"folder": seed.parent, "out": tmp_path / "out", "to": ["md"], "project": tmp_path}
    before = _children()
    with octavo.Workers() as workers:
        own = []
        for text, jobs in (("Second words.\n", 2), ("Third words.\n", 2), ("Fourth words.\n", 1)):
            seed.write_text(text, "utf-8")
            built = octavo.build(**asked, jobs=jobs, workers=workers)  # type: ignore[arg-type]
            assert [publication.made for publication in built.publications] == [("md",)]
            own.append(_children() - before)
        assert own[0] == own[1] != set()
        assert not own[0] & own[2], "another number of workers, and the old ones are still there"
    assert not _children() - before
    with octavo.Workers() as workers:
        assert not octavo.build(**asked, workers=workers).publications[0].made  # type: ignore[arg-type]
        until_ready = time.monotonic() + 20
        while not _children() - before and time.monotonic() < until_ready:
            time.sleep(0.02)
        assert _children() - before, "nothing was made, and no worker gets ready for what is saved next"


def _children() -> set[int]:
    return {int(path.name) for path in Path("/proc").glob("[0-9]*") if _is_child(path)}


def _is_child(process: Path) -> bool:
    with contextlib.suppress(OSError):
        state, parent = (process / "stat").read_text().rpartition(")")[2].split()[:2]
        return int(parent) == os.getpid() and state != "Z"
    return False


def test_what_cannot_be_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["watch"]) == 3
    assert main(["watch", "--json"]) == 2
