"""What changed between two editions: paragraphs, pages, sheets; the earlier one as a PDF, a manuscript, a commit."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from octavo.body import Body
from octavo.body.compose import compose
from octavo.cli import main
from octavo.model import Manuscript, Metadata, Picture
from octavo.pandoc import Pandoc
from octavo.publishing.questions.changes.errata import errata
from octavo.publishing.questions.changes.matching import matched
from octavo.publishing.questions.changes.values import Change, Changes, Sheets

from tests.publishing.conftest import Shop

FIRST = "".join(f"Paragraph {n} of the first chapter says its own words, {n} times {n}.\n\n" for n in range(60))
SECOND = "".join(f"In the second chapter, line {n} is another one with a few more words.\n\n" for n in range(60))
TEXT = f"---\ntitle: Two chapters\nlang: en\n---\n\n# First\n\n{FIRST}# Second\n\n{SECOND}Said at the end.[^1]\n\n"
TEXT += "[^1]: A note.\n"


@pytest.fixture
def two(shop: Shop) -> Path:
    """A seed that has been made once."""
    seed = shop.seed("two.md", TEXT)
    assert shop.build("--to", "pdf")[1] == 0
    return seed


def asked(shop: Shop, *words: str, code: int = 0) -> dict[str, Any]:
    assert main(["changes", "two", "--json", *words]) == code
    found: dict[str, Any] = json.loads(shop.read())
    return found


def test_a_seed_before_it_is_built(shop: Shop, two: Path) -> None:
    before = shop.out("two", ".pdf").read_bytes()
    assert asked(shop)["changes"] == []
    edited = TEXT.replace("# Second\n", "# Second\n\nA new paragraph stands here.\n").replace("line 7 is", "line 7 was")
    two.write_text(edited, "utf-8")
    found = asked(shop)
    assert [(c["what"], c["before"][:31], c["after"][:31]) for c in found["changes"]] == [
        ("added", "", "A new paragraph stands here."),
        ("changed", "In the second chapter, line 7 i", "In the second chapter, line 7 w"),
    ]
    page = found["changes"][0]["new_page"]
    assert int(page) > 1
    assert found["changes"][0]["seed"]["line"] == edited[: edited.index("A new paragraph")].count("\n") + 1
    assert found["print"]["pages"][0] == int(page)  # what stands before it is printed already
    assert [row["old"] for row in found["moves"]] == [str(n + 1) for n in range(len(found["moves"]))]
    assert shop.out("two", ".pdf").read_bytes() == before  # a question changes nothing
    # The same against the PDF that somebody printed, which tells its pages and its manuscript itself.
    shutil.copy(shop.out("two", ".pdf"), "printed.pdf")
    shop.build("--to", "pdf")
    kept = asked(shop, "--since", "printed.pdf", "--to", "errata", "-o", "errata.md")
    page_of_errata = Path("errata.md").read_text("utf-8")
    assert 'title: "Errata: Two chapters"' in page_of_errata
    assert "second chapter, line 7 **was** another" in page_of_errata
    assert f"| {page} | *(new)* | A new paragraph stands here. |" in page_of_errata
    assert kept["print"] == found["print"]
    assert kept["moves"] == found["moves"]
    assert [c["what"] for c in kept["changes"]] == ["added", "changed"]
    assert kept["changes"][1]["old_page"] == found["changes"][1]["old_page"]


def test_an_earlier_commit(shop: Shop, two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words], check=True)

    git("init", "-q")
    git("add", "seeds")
    git("commit", "-qm", "one", "--date", "2001-01-01")
    two.write_text(TEXT.replace("Said at", "Told at"), "utf-8")
    assert main(["changes", "two", "--since", "HEAD"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].strip() == "[-Said-] {+Told+} at the end."
    assert lines[0].endswith(f"changed (seeds/two.md:{TEXT[: TEXT.index('Said')].count(chr(10)) + 1})")
    assert main(["changes", "two", "--since", "no-such-thing"]) == 2
    assert main(["changes", "two", "--since", "1990-01-01"]) == 2


def test_a_manuscript_and_a_strange_pdf(shop: Shop, two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(shop.out("two", ".md"), "old.md")
    Path("old.md").write_text(Path("old.md").read_text("utf-8").replace("Said at the end.", ""), "utf-8")
    found = asked(shop, "--since", "old.md")
    assert found["print"] is None
    assert "Said at the end." in [change["after"] for change in found["changes"]]
    Path("strange.pdf").write_bytes(b"%PDF-1.4\nno more than this")
    assert main(["changes", "two", "--since", "strange.pdf"]) == 6
    assert "cannot be read" in capsys.readouterr().err


def body(text: str, pictures: tuple[Picture, ...] = ()) -> Body:
    with Pandoc() as pandoc:
        return compose(Manuscript(text, "x.md", pictures=pictures), Metadata(title="x", lang="en"), pandoc)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("One two three.\n\nFour five six.", "Four five six.\n\nOne two three.", ["moved"]),
        ("One $a^2$ is here.", "One $a^3$ is here.", ["changed"]),
        ("One [link](http://a.example).", "One [link](http://b.example).", ["changed"]),
        ("One *word* is here.", "One word is here.", ["changed"]),
        ("One.[^1]\n\n[^1]: A.\n", "Zero.[^2]\n\nOne.[^1]\n\n[^1]: A.\n[^2]: B.\n", ["added", "added"]),
        ("# One\n\nTwo.", "## One\n\nTwo.", []),  # headings are levelled, and look the same
        ("a b c d\n\ne f g h", "i j k l\n\ne f g h i", ["removed", "added", "changed"]),
        ("", "A word.", ["added"]),
    ],
)
def test_what_counts_as_changed(old: str, new: str, expected: list[str]) -> None:
    pairs = [pair for pair in matched(body(old), body(new), pictures=True) if not pair.same]
    said = ["moved" if p.moved else "removed" if p.new < 0 else "added" if p.old < 0 else "changed" for p in pairs]
    assert said == expected


HOSTILE = "a | b \\ <script> *c* [d](javascript:x) `e` $f$ {.g} --- # h"


def test_an_errata_page_says_what_to_correct() -> None:
    long = " ".join(f"w{n}" for n in range(30))
    changes = (
        Change("changed", "p", f"{long} old {long}", f"{long} new {long}", "3", "4", 1, 1, None),
        Change("added", "p", "", HOSTILE, "", "9", 0, 1, None),
        Change("removed", "p", "Gone now.", "", "10", "", 1, 0, None),
        Change("moved", "p", "x", "Moved words", "11", "2", 1, 1, None),
        Change("changed", "p", "same words", "same  words", "12", "12", 1, 1, None),
    )
    moves = (("i", "i"), ("1", "1"), ("2", "2"), ("3", "4"), ("4", "5"), ("5", ""))
    found = Changes(changes, moves, Sheets((1, 3, 4), (1, 2), 9), Metadata(title="Two: a tale", lang="de"))
    with Pandoc() as pandoc:
        body = compose(Manuscript(text=errata(found, found.metadata), path="x.md"), found.metadata, pandoc)
    rows = [["".join(map(str, cell.itertext())).replace("\xa0", " ") for cell in row] for row in body.tree.iter("tr")]
    assert rows[:5] == [
        ["Seite", "statt", "lies"],
        ["3 → 4", "… w26 w27 w28 w29 old w0 w1 w2 w3 …", "… w26 w27 w28 w29 new w0 w1 w2 w3 …"],
        ["9", "(neu)", HOSTILE],
        ["10", "Gone now.", "(entfällt)"],
        ["11 → 2", "Moved words", "(steht jetzt auf Seite 2)"],
    ]
    assert rows[6:] == [["frühere Seite", "jetzt"], ["i", "i"], ["1 – 2", "1 – 2"], ["3 – 4", "4 – 5"]]
    assert body.blocks[-1].text.endswith("1,3-4 / 9")
    assert not list(body.tree.iter("script", "a"))
