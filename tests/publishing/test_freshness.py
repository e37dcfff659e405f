"""What is remade when something changes: exactly what depends on it, judged by content."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.publishing.conftest import TEXT, Shop


def test_first_second_and_touched(shop: Shop, letter: Path) -> None:
    outcomes, code = shop.build()
    assert (outcomes["letter"]["made"], code) == (["md", "pdf", "html", "epub"], 0)
    before = {path: path.stat().st_mtime_ns for path in (shop.folder / "out").rglob("*") if path.is_file()}
    os.utime(letter)
    outcomes, code = shop.build()
    assert (outcomes["letter"]["made"], code) == ([], 0)
    assert before == {path: path.stat().st_mtime_ns for path in (shop.folder / "out").rglob("*") if path.is_file()}


def test_paper_remakes_what_has_pages_and_no_manuscript(shop: Shop, letter: Path) -> None:
    shop.build()
    manuscript = shop.out("letter", ".md").stat().st_mtime_ns
    outcomes, _ = shop.build("--set", "papersize=a5")
    assert "md" not in outcomes["letter"]["made"]
    assert "pdf" in outcomes["letter"]["made"]
    assert shop.out("letter", ".md").stat().st_mtime_ns == manuscript
    outcomes, _ = shop.build("--set", "papersize=a5")
    assert outcomes["letter"]["made"] == []


def test_a_changed_seed_remakes_its_own_publication_only(shop: Shop, letter: Path) -> None:
    shop.seed("other.md", TEXT.replace("A title", "Another"))
    shop.build("--to", "md")
    letter.write_text(TEXT + "\nAn addition.\n", encoding="utf-8")
    outcomes, _ = shop.build("--to", "md")
    assert {slug: outcome["made"] for slug, outcome in outcomes.items()} == {"letter": ["md"], "other": []}


def test_a_lost_or_damaged_edition_is_made_again(shop: Shop, letter: Path) -> None:
    shop.build()
    shop.out("letter", ".html").unlink()
    shop.out("letter", ".epub").write_bytes(b"damaged")
    outcomes, _ = shop.build()
    assert outcomes["letter"]["made"] == ["html", "epub"]


def test_a_sidecar_and_a_picture_belong_to_the_seed(shop: Shop) -> None:
    shop.seed("a.txt", "Some plain text that is long enough to be recognised as English.\n")
    shop.build("--to", "md")
    shop.seed("a.yaml", "title: Given\nlang: en\n")
    outcomes, _ = shop.build("--to", "md")
    assert outcomes["a"]["made"] == ["md"]
    assert "title: Given" in shop.out("a", ".md").read_text("utf-8")
    shop.seed("p.md", "---\ntitle: P\nlang: en\n---\n\nText with ![a dot](dot.svg) in it.\n")
    outcomes, _ = shop.build("--to", "md")
    assert [notice["code"] for notice in outcomes["p"]["notices"]] == ["picture-left-out"]
    shop.seed("dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>')
    outcomes, _ = shop.build("--to", "md")
    assert outcomes["p"]["made"] == ["md"]
    assert (shop.folder / "out/p/images/dot.svg").exists()


def test_an_edit_is_followed_by_every_edition_and_kept(shop: Shop, letter: Path) -> None:
    shop.build()
    manuscript = shop.out("letter", ".md")
    edited = manuscript.read_text("utf-8").replace("More words", "Quite other words")
    manuscript.write_text(edited, encoding="utf-8")
    outcomes, _ = shop.build()
    assert outcomes["letter"]["made"] == ["pdf", "html", "epub"]
    assert "Quite other words" in shop.out("letter", ".html").read_text("utf-8")
    letter.write_text(TEXT.replace("Some words", "New words"), encoding="utf-8")
    outcomes, _ = shop.build()
    assert [notice["code"] for notice in outcomes["letter"]["notices"]] == ["edited-manuscript"]
    assert manuscript.read_text("utf-8") == edited
    assert "New words" in shop.out("letter", ".new.md").read_text("utf-8")
    manuscript.unlink()
    shop.build()
    assert "New words" in manuscript.read_text("utf-8")


def test_a_damaged_record_costs_a_build_and_no_edit(shop: Shop, letter: Path) -> None:
    shop.build("--to", "md")
    manuscript = shop.out("letter", ".md")
    manuscript.write_text(manuscript.read_text("utf-8").replace("More", "My own"), encoding="utf-8")
    (shop.folder / "out/letter/record.json").write_bytes(b"{")
    shop.build("--to", "md")
    assert "My own" in manuscript.read_text("utf-8")
    assert "More words" in shop.out("letter", ".new.md").read_text("utf-8")


def test_metadata_on_the_command_line_reach_the_editions(shop: Shop, letter: Path) -> None:
    outcomes, _ = shop.build("--to", "html", "--set", "title=Another title")
    assert outcomes["letter"]["made"] == ["md", "pdf", "html"]
    assert "<h1>Another title</h1>" in shop.out("letter", ".html").read_text("utf-8").replace(' id="title"', "")
    assert "Another title" not in shop.out("letter", ".md").read_text("utf-8")


def test_the_bytes_are_the_same_in_another_folder(shop: Shop, letter: Path, monkeypatch: object) -> None:
    shop.build()
    first = {path.name: path.read_bytes() for path in (shop.folder / "out/letter").iterdir()}
    other = shop.folder / "elsewhere" / "deeper"
    (other / "seeds").mkdir(parents=True)
    (other / "seeds/letter.md").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(other)  # type: ignore[attr-defined]  # pytest's MonkeyPatch
    shop.build()
    assert {path.name: path.read_bytes() for path in (other / "out/letter").iterdir()} == first


def test_one_worker_serves_a_whole_build(own_workers: None, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is walled in to what the build reads, wherever the results go: nothing is outside, so none is started anew."""
    from octavo.publishing.workers import pool

    starts: list[object] = []
    start = pool._start

    def counted(scratch: Path, folders: Sequence[str]) -> subprocess.Popen[bytes]:
        starts.append(scratch)
        return start(scratch, folders)

    monkeypatch.setattr(pool, "_start", counted)
    for name in ("a", "b", "c", "book/1"):
        shop.seed(f"{name}.md", TEXT)
    assert shop.build("--to", "md", "--out", "results/here")[1] == 0
    assert len(starts) == 1
