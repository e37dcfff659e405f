"""The manifest saves reading and is never believed: whatever stands there, the same is made."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from octavo.cli import main
from octavo.errors import SeedError
from octavo.publishing import plan, publication
from octavo.publishing.results.known import FEW
from octavo.publishing.results.manifest import ALL, FOLDER, Manifest, Row
from octavo.publishing.values.shard import Shard

from tests.publishing.conftest import TEXT, Shop
from tests.publishing.test_shards import files

ROW = Row("a", "seeds/a.md", "made", title="A title", pages=3, seconds=1.5, seen=5)


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The slugs of the seeds that the build looked at, instead of believing the manifest."""
    seen: list[str] = []
    look = publication.look

    def watched(given: Any, *others: Any) -> Any:
        seen.append(given.slug)
        return look(given, *others)

    monkeypatch.setattr(plan, "look", watched)
    return seen


def many(shop: Shop) -> list[str]:
    names = [f"s{number}" for number in range(FEW)]
    for name in names:
        shop.seed(f"{name}.md", TEXT.replace("A title", f"Title {name}"))
    shop.seed("bad.docx", "PK\x03\x04 broken")
    shop.build("--to", "md")
    time.sleep(0.2)  # so that no file may have changed without a new time
    shop.build("--to", "md")
    return names


def test_what_is_known_is_not_read_and_what_changed_is_made(shop: Shop, looked: list[str]) -> None:
    many(shop)
    looked.clear()
    outcomes, code = shop.build("--to", "md")
    assert looked == ["bad"]  # it failed: that is tried again
    assert (len(outcomes), code) == (FEW + 1, 3)
    assert all(not outcome["made"] for outcome in outcomes.values())
    (row,) = [row for row in Manifest(shop.folder / "out").rows() if row.slug == "bad"]
    assert (row.state, row.errors.partition(":")[0], row.stamp) == ("failed", "seed", "")
    # Each kind of change is seen, also where somebody set back the file's time.
    seed, edited, lost = shop.folder / "seeds/s1.md", shop.out("s2", ".md"), shop.out("s3", ".md")
    before = seed.stat()
    seed.write_text(seed.read_text("utf-8").replace("Some words", "Same words"), "utf-8")
    os.utime(seed, ns=(before.st_atime_ns, before.st_mtime_ns))
    edited.write_text(edited.read_text("utf-8") + "\nMine.\n", "utf-8")
    lost.unlink()
    (shop.folder / "out/s4/images").mkdir()
    (shop.folder / "out/s5").rename(shop.folder / "moved")
    (shop.folder / "out/s5").symlink_to(shop.folder / "moved")
    looked.clear()
    outcomes, _ = shop.build("--to", "md")
    assert sorted(looked) == ["bad", "s1", "s2", "s3", "s4", "s5"]
    assert [slug for slug, outcome in outcomes.items() if outcome["made"]] == ["s1", "s3"]
    assert outcomes["s5"]["errors"]
    looked.clear()
    shop.build("--to", "md", "--set", "lang=de")
    assert len(looked) == FEW + 1


def test_notices_are_told_again_where_they_count(shop: Shop, looked: list[str]) -> None:
    shop.seed("s1.md", TEXT)
    many(shop)
    shop.seed("s1.md", "---\ntitle: A\nlang: en\nbogus: 1\n---\n\nWords.\n")
    shop.build("--to", "md")
    time.sleep(0.2)
    shop.build("--to", "md")
    looked.clear()
    outcomes, _ = shop.build("--to", "md", "--strict")
    assert "s1" in looked
    assert [notice["code"] for notice in outcomes["s1"]["notices"]] == ["unknown-key"]


@pytest.mark.parametrize("what", ["garbage", "torn", "another table", "older", "a link", "a folder", "other rows"])
def test_a_manifest_that_is_not_ours_is_made_anew(shop: Shop, looked: list[str], what: str, tmp_path: Path) -> None:
    names = many(shop)
    made, path = files(shop.folder / "out"), shop.folder / "out" / FOLDER / ALL
    whole = path.read_bytes()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(whole)
    path.unlink()
    if what == "a link":
        path.symlink_to(elsewhere)
    elif what == "a folder":
        path.mkdir()
    else:
        path.write_bytes({"garbage": b"SQLite format 3\0" + b"x" * 5000, "torn": whole[:5000]}.get(what, whole))
    if what in ("another table", "older", "other rows"):
        _change(path, what)
    looked.clear()
    outcomes, _ = shop.build("--to", "md")
    assert set(names) <= set(looked)
    assert all(not outcome["made"] for outcome in outcomes.values())
    assert files(shop.folder / "out") == made
    assert elsewhere.read_bytes() == whole
    if what != "a folder":
        assert not path.is_symlink()
        assert {row.slug for row in Manifest(shop.folder / "out").rows()} >= set(names)


def _change(path: Path, what: str) -> None:
    with sqlite3.connect(path) as table:
        if what == "older":
            table.execute("PRAGMA user_version = 0")
        elif what == "another table":
            table.execute("CREATE VIEW other AS SELECT slug FROM publication")
        else:
            table.execute("UPDATE publication SET stamp = 'x' || stamp, editions = '{\"md\": \"../../x\"}'")
    table.close()


def test_a_row_cannot_name_what_is_no_result(shop: Shop, looked: list[str]) -> None:
    """Even where somebody copies what the disk says: paths that lead elsewhere are never given out."""
    many(shop)
    with sqlite3.connect(shop.folder / "out" / FOLDER / ALL) as table:
        table.execute('UPDATE publication SET editions = \'{"md": "../../../etc/passwd"}\'')
    table.close()
    outcomes, _ = shop.build("--to", "md")
    assert all(name == f"{slug}.md" for slug, outcome in outcomes.items() for name in outcome["files"])


def test_shares_have_files_of_their_own_until_one_build_takes_them_in(tmp_path: Path) -> None:
    for number, slug in ((1, "a"), (2, "b")):
        share = Manifest(tmp_path, Shard(number, 2))
        share.put(replace(ROW, slug=slug))
        share.write()
    assert sorted(path.name for path in (tmp_path / FOLDER).iterdir()) == ["1-of-2.sqlite", "2-of-2.sqlite"]
    whole = Manifest(tmp_path)
    assert [row.slug for row in whole.rows()] == ["a", "b"]
    whole.write()
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == [ALL]
    assert Manifest(tmp_path, Shard(1, 2)).find("b") == replace(ROW, slug="b")


def test_two_builds_at_once_lose_no_row(tmp_path: Path) -> None:
    first, second = Manifest(tmp_path), Manifest(tmp_path)
    first.put(replace(ROW, pages=1))
    second.put(replace(ROW, slug="b"))
    second.put(replace(ROW, pages=2, seen=9))
    second.write()
    first.write()
    assert [(row.slug, row.pages) for row in Manifest(tmp_path).rows()] == [("a", 2), ("b", 3)]
    later = Manifest(tmp_path)
    later.put(replace(ROW, slug="c"))
    later.write(lambda slug: slug == "b")
    assert [row.slug for row in Manifest(tmp_path).rows()] == ["a", "c"]


def test_few_seeds_have_no_manifest_and_cleaning_up_removes_it(shop: Shop) -> None:
    shop.seed("a.md", TEXT)
    shop.build("--to", "md")
    assert not (shop.folder / "out" / FOLDER).exists()
    many(shop)
    assert main(["prune", "--all"]) == 0
    assert list((shop.folder / "out").iterdir()) == []


def test_a_worker_that_dies_costs_a_second_try_and_no_document(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from octavo.publishing.workers import pool

    shop.seed("a.md", TEXT)
    ask: Callable[..., Any] = pool._Cell._ask
    deaths = [pool.WorkerDied("the worker died") for _ in range(3)]

    def dying(*given: Any) -> Any:
        if deaths:
            raise deaths.pop()
        return ask(*given)

    monkeypatch.setattr(pool._Cell, "_ask", dying)
    outcomes, code = shop.build("--to", "md")
    assert (outcomes["a"]["errors"][0]["message"], code) == ("the worker died", SeedError.exit_code)
    outcomes, code = shop.build("--to", "md")
    assert (outcomes["a"]["made"], code) == (["md"], 0)
    assert [notice["code"] for notice in outcomes["a"]["notices"]] == ["made-again"]


def test_names_that_are_no_characters_are_kept_as_codes(tmp_path: Path) -> None:
    """On Linux a name may be any bytes: they must not end the build of all others."""
    name = os.fsdecode(b"bad\xff")
    kept = Manifest(tmp_path)
    assert kept.find(name) is None
    kept.put(Row(name, f"seeds/{name}.txt", "failed", errors=f"seed: {name}"))
    kept.put(Row("good", "seeds/good.txt", "made"))
    kept.write()
    again = Manifest(tmp_path)
    found = again.find(name)
    assert found is not None
    assert found.errors == "seed: bad\\udcff"
    assert [row.slug for row in again.rows()] == ["bad\\udcff", "good"]
