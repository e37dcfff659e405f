"""``octavo convert`` and ``octavo.convert``: one document in, one file out, and nothing else left behind."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
import tempfile
import types
import zipfile
from pathlib import Path

import octavo
import pytest
from octavo.cli import main

LETTER = "---\ntitle: A letter\nlang: en\n---\n\nSome *words* of a letter.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept_worker: None) -> Path:
    """A folder with documents; temporary files have a folder of their own, which must be empty at the end."""
    here = tmp_path / "docs"
    here.mkdir()
    (here / "letter.md").write_text(LETTER, encoding="utf-8")
    (here / "page.html").write_text("<html><title>P</title><body><p>Words of a page.</p></body></html>", "utf-8")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.chdir(here)
    return here


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def type_in(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(data)))


def test_one_file_in_one_file_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "page.html", "-o", "x.epub"]) == 0
    assert names(folder) == ["letter.md", "page.html", "x.epub"]
    assert not list((folder.parent / "tmp").iterdir())
    assert zipfile.ZipFile("x.epub").testzip() is None
    assert "written: x.epub" in capsys.readouterr().err


def test_it_makes_the_same_bytes_as_a_build(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    done = octavo.convert("letter.md", to=["pdf", "epub", "html"])
    octavo.build(["letter.md"])
    for name, data in done.editions.items():
        assert (folder / f"out/letter/letter.{name}").read_bytes() == data, name


def test_standard_input_and_output(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    type_in(monkeypatch, LETTER.encode())
    assert main(["convert", "-", "--to", "html"]) == 0
    assert b"<em>words</em>" in capfdbinary.readouterr().out
    type_in(monkeypatch, b"Nothing *else*.\n\nAnd more.\n")
    assert main(["convert", "-", "--from", "text", "--to", "md", "-o", "-"]) == 0
    read = capfdbinary.readouterr()
    assert rb"\*else\*" in read.out
    assert b"standard input: " in read.err
    assert names(folder) == ["letter.md", "page.html"]


def test_several_inputs_are_one_book(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the order in which they were named, whatever else lies in the folder."""
    (folder / "a").mkdir()
    (folder / "a/b.txt").write_text("The words of the second chapter.\n", "utf-8")
    (folder / "SUMMARY.md").write_text("- [B](a/b.txt)\n- [Page](page.html)\n", "utf-8")
    (folder / "old.pdf").write_bytes(b"%PDF-1.4")
    assert main(["convert", "letter.md", "a/b.txt", "-o", "book.md"]) == 0
    text = (folder / "book.md").read_text("utf-8")
    assert text.index("words* of a letter") < text.index("second chapter")
    assert "Words of a page" not in text
    assert "documentclass: book" in text
    said = capsys.readouterr().err
    assert "[unknown-kind]" not in said
    assert "SUMMARY" not in said


def test_a_manuscript_brings_its_pictures(folder: Path) -> None:
    from PIL import Image

    Image.new("RGB", (4, 4), "red").save(folder / "dot.png")
    (folder / "letter.md").write_text(f"{LETTER}\n![A dot](dot.png)\n", "utf-8")
    (folder / "made").mkdir()
    assert main(["convert", "letter.md", "-o", "made/letter.md"]) == 0
    assert names(folder / "made") == ["images/dot.png", "letter.md"]
    Image.new("RGB", (4, 4), "blue").save(folder / "made/images/dot.png")
    assert main(["convert", "letter.md", "-o", "made/letter.md"]) == 6


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nope.md"], 3, "nope.md: error: there is no such file [seed]"),
        (["letter.md", "-o", "letter.md"], 2, "letter.md: error: this is the input [usage]"),
        (["letter.md", "-o", "x.doc"], 2, "does not say what to make"),
        (["letter.md", "-o", "no/x.pdf"], 2, "no: error: there is no such folder [usage]"),
        (["letter.md", "--to", "pdf,html", "-o", "x.pdf"], 2, "cannot hold 2 editions"),
        (["letter.md", "-o", "x.pdf", "--set", "papersize=zz"], 4, "--set: error: "),
        (["-", "letter.md", "-o", "x.pdf"], 2, "standard input is one document"),
        (["letter.md", "-o", "-"], 2, "say what to write"),
        (["letter.md", "--to", "html", "-o", "-", "--json"], 2, "cannot carry a document and --json"),
    ],
)
def test_failures_leave_nothing(
    folder: Path, words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", *words]) == code
    read = capsys.readouterr()
    assert said in read.err + read.out
    assert names(folder) == ["letter.md", "page.html"]
    assert (folder / "letter.md").read_text("utf-8") == LETTER


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_standard_output_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["notices"], ["settings", "--json"]):
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            monkeypatch.setattr(sys, "stdout", full)
            monkeypatch.setattr("octavo.cli.silence", lambda _stream: None)
            assert main(words) == 6
            with contextlib.suppress(OSError):
                full.close()
        assert "standard output cannot be written" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_with_a_full_disk_behind_standard_error_the_work_is_done(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("octavo.cli.silence", lambda _stream: None)
    monkeypatch.setattr("octavo.cli.terminal.report.silence", lambda _stream: None)
    with Path("/dev/full").open("w", encoding="utf-8", buffering=1) as full:
        monkeypatch.setattr(sys, "stderr", full)
        assert main(["new", str(tmp_path / "here")]) == 6
        with contextlib.suppress(OSError):
            full.close()
    assert (tmp_path / "here" / "seeds").is_dir()
    assert not capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["letter.md", "-o", "x y.pdf"], "did you mean: octavo convert letter.md -o 'x y.pdf'"),
        (["bild"], "did you mean build?"),
        (["xyz"], "octavo --help lists the commands"),
    ],
)
def test_a_first_word_that_is_no_command(words: list[str], hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert hint in capsys.readouterr().err


def test_a_device_is_written_into_and_not_replaced() -> None:
    assert main(["convert", "letter.md", "--to", "html", "-o", "/dev/null"]) == 0
    assert not Path("/dev/null").is_file()


def test_json_and_strict(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bare.txt").write_text("Some words.\n", "utf-8")
    assert main(["convert", "bare.txt", "--to", "html", "--strict", "--json"]) == 7
    read = json.loads(capsys.readouterr().out)
    assert read["files"] == {"html": "bare.html"}
    assert {message["code"] for message in read["messages"]} >= {"no-title"}


def test_the_library(folder: Path) -> None:
    done = octavo.convert(b"# A title\n\nSome words.\n", "x.html")
    assert (folder / "x.html").read_bytes() == done.editions["html"]
    assert done.notices
    with pytest.raises(octavo.SeedError, match="no such file"):
        octavo.convert("nope.md")
    with pytest.raises(octavo.UsageError, match="no edition"):
        octavo.convert("letter.md", to=["doc"])
    heard: list[str] = []

    class Heard(octavo.Watcher):
        def finished(self, publication: octavo.Publication) -> None:
            heard.append(publication.slug)

    built = octavo.build(["letter.md", "nope.md"], to=["html"], watcher=Heard())
    assert (built.exit_code, heard) == (3, ["letter"])
    assert built.publications[0].files["html"].is_file()


def test_importing_octavo_loads_nothing() -> None:
    home = str(Path(octavo.__file__).parents[1])
    code = f"import sys; sys.path.append({home!r}); before = set(sys.modules); import octavo"
    command = [sys.executable, "-S", "-c", f"{code}; print(*(set(sys.modules) - before))"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["octavo"]
    assert (Path(octavo.__file__).parent / "py.typed").exists()
    assert set(octavo.__all__) <= set(dir(octavo))
    assert all(getattr(octavo, name).__doc__ for name in octavo.__all__)


def test_the_page_on_the_library_names_everything(root: Path) -> None:
    page = (root / "docs/library.md").read_text("utf-8")
    for name in (*octavo.__all__, *(f"`{method}`" for method in vars(octavo.Watcher) if not method.startswith("_"))):
        if name not in ("Notice", "Level", "Place"):
            assert name in page, name
