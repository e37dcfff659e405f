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
from octavo.publishing.questions.changes.matching import matched

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
    kept = asked(shop, "--since", "printed.pdf")
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
