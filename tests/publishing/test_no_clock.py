"""What is made depends on the seed and not on the day: the same bytes a year later, in every edition."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from octavo.metadata.dates import UNDATED, moment_of

from tests.readers.packages import docx, odt, paragraph

ROOT = Path(__file__).resolve().parents[2]

# One process whose every clock is shifted before anything is imported; the work is done in it and not in workers.
SHIFTED = """
import datetime, sys, time
shift = int(sys.argv[1])
real, real_datetime = time.time, datetime.datetime
for name in ("gmtime", "localtime"):
    setattr(time, name, lambda at=None, _f=getattr(time, name): _f(now() if at is None else at))
time.strftime = lambda form, at=None, _f=time.strftime: _f(form, time.localtime() if at is None else at)
time.time = now = lambda: real() + shift
class Shifted(real_datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(now(), tz)
    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(now(), datetime.timezone.utc).replace(tzinfo=None)
    today = now
class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(now())
datetime.datetime, datetime.date = Shifted, Day
from concurrent.futures import Executor, Future
from octavo.pandoc import Pandoc
from octavo.publishing import processes, recipe
import threading
class Here(Executor):
    def __init__(self, count, **_):
        self.pandoc, self.turn = Pandoc(), threading.Lock()
    def submit(self, call):
        done = Future()
        with self.turn:
            done.set_result(recipe.publish(call.argument, self.pandoc))
        return done
    def shutdown(self, **_):
        self.pandoc.__exit__(None, None, None)
processes.Cells = Here
import octavo
built = octavo.build(out=sys.argv[2], to=sys.argv[3].split(","))
assert not built.exit_code, built
assert built.publications
assert all(each.made for each in built.publications)
"""

UNDATED_TEXT = """---
title: A letter
lang: en
---

Words before.

# One

Some words.[^1] $x^2$

[^1]: A note.

# Two

More.
"""


def build(folder: Path, shift: int, out: str, editions: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.append({str(ROOT / 'pipeline')!r})\n{SHIFTED}", str(shift), out,
         editions],
        cwd=folder, check=True, timeout=120,
    )  # fmt: skip
    return {str(path.relative_to(folder / out)): path.read_bytes() for path in (folder / out).rglob("*.*")}


TODAY = '<w:p><w:fldSimple w:instr="DATE"><w:r><w:t>1.2.2020</w:t></w:r></w:fldSimple></w:p>'
PROPERTIES = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<dcterms:modified xsi:type="dcterms:W3CDTF">2020-02-01T10:00:00Z</dcterms:modified></cp:coreProperties>"""
KINDS: dict[str, str | bytes] = {
    "letter.md": UNDATED_TEXT,
    "page.html": "<!doctype html><html lang=en><title>P</title><h1>P</h1><p>Some words of a page.</p></html>",
    "notes.txt": "NOTES\n\nSome words of a bare text.\n\n1. One thing.\n2. Another thing.\n",
    "word.docx": docx(paragraph("Some words.") + TODAY, {"docProps/core.xml": PROPERTIES}),
    "open.odt": odt("<text:p>Some words.</text:p>"),
    "book/1.md": "# One\n\nSome words.\n",
    "book/2.txt": "CHAPTER TWO\n\nMore words.\n",
}


@pytest.mark.parametrize(
    ("date", "editions"), [("", "pdf,html,epub"), ("date: 5 March 2021\n", "pdf,epub,large-print,screen,booklet,2up")]
)
def test_the_same_bytes_on_another_day(
    tmp_path: Path, date: str, editions: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seeds of every kind without a date; every companion of one with a date."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name, data in ({"letter.md": UNDATED_TEXT.replace("lang:", f"{date}lang:")} if date else KINDS).items():
        path = tmp_path / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    today = build(tmp_path, 0, "a", editions)
    later = build(tmp_path, 86_400 * 400 + 3_601, "b", editions)
    assert len(today) >= (9 if date else 36)
    assert {name for name in today if today[name] != later.get(name)} == set()
    day = "2021-03-05" if date else "2000-01-01"
    book = zipfile.ZipFile(tmp_path / "a/letter/letter.epub")
    package = next(book.read(name).decode() for name in book.namelist() if name.endswith(".opf"))
    assert f'"dcterms:modified">{day}T00:00:00Z<' in package
    assert f"(D:{day.replace('-', '')}" in today["letter/letter.pdf"].decode("latin-1")


def test_a_changed_date_makes_the_editions_anew(
    kept_worker: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As does choosing a moment, and letting it go again."""
    import octavo

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    Path("seeds").mkdir()
    Path("seeds/letter.md").write_text(UNDATED_TEXT, "utf-8")

    def made() -> tuple[str, ...]:
        return octavo.build(to=["html"]).publications[0].made

    assert "html" in made()
    assert made() == ()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert "html" in made()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert "html" in made()
    Path("seeds/letter.md").write_text(UNDATED_TEXT.replace("lang:", "date: 2021\nlang:"), "utf-8")
    assert "html" in made()


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2021-03-05", 1_614_902_400),
        ("March 5, 2021", 1_614_902_400),
        ("2021-03", 1_614_556_800),
        ("2021", 1_609_459_200),
        ("2021-02-31", UNDATED),
        ("1851", UNDATED),
        ("soon", UNDATED),
        ("", UNDATED),
    ],
)
def test_the_moment_of_a_date(date: str, moment: int) -> None:
    assert moment_of(date) == moment
