"""What is recorded is what was read: a file that is saved, appears or becomes readable meanwhile is read again."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from octavo.errors import SeedError
from octavo.files import Limits, Reading
from octavo.model import Draft, Seed
from octavo.pandoc import Pandoc
from octavo.publishing.results import keys
from octavo.readers.books.order import order_of
from octavo.readers.seeds import reader
from octavo.shelf import seed_at

from tests.publishing.conftest import Shop

DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>'
SMALL = Limits(picture_bytes=len(DOT) - 1, sidecar_bytes=60, bibliography_bytes=20)


@pytest.fixture(scope="module")
def pandoc() -> Any:
    with Pandoc() as child:
        yield child


def written(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder / next(iter(files)).split("/")[0]


def recorded(seed: Seed, draft: Draft, limits: Limits | None = None) -> dict[str, str]:
    return keys.inputs(seed, limits or Limits(), read=draft.digests)


def later(seed: Seed, before: dict[str, str], limits: Limits | None = None) -> dict[str, str]:
    return keys.inputs(seed, limits or Limits(), tuple(before))


NAMES = "---\ntitle: T\nlang: en\nbibliography: refs.bib\ncover-image: cover.svg\n---\n\nWords. ![A dot](dot.svg)\n"


@pytest.mark.parametrize("name", ["dot.svg", "cover.svg", "refs.bib"])
@pytest.mark.parametrize("first", ["missing", "a folder", "a link to nowhere", "too large"])
def test_what_could_not_be_read_and_can_be_now(tmp_path: Path, pandoc: Pandoc, name: str, first: str) -> None:
    files = {"a.md": NAMES, "dot.svg": DOT, "cover.svg": DOT, "refs.bib": "@book{x, title={Y}}"}
    seed = seed_at(str(written(tmp_path, files)))[0]
    (tmp_path / name).unlink()
    if first == "a folder":
        (tmp_path / name).mkdir()
    elif first == "a link to nowhere":
        (tmp_path / name).symlink_to("nothing")
    elif first == "too large":
        (tmp_path / name).write_bytes(b"x" * (Limits().largest + 1))
    draft = reader.read_seed(seed, pandoc)
    if first == "a folder":
        (tmp_path / name).rmdir()
    else:
        (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / name).write_text(files[name], encoding="utf-8")
    before = recorded(seed, draft)
    assert before[name] == ""
    assert later(seed, before)[name] != ""


@pytest.mark.parametrize("name", ["dot.svg", "refs.bib", "SUMMARY.md"])
def test_what_its_reader_refuses_is_no_reason_to_read_again_and_again(
    tmp_path: Path, pandoc: Pandoc, name: str
) -> None:
    files = {
        "b/1.md": NAMES.replace("cover-image: cover.svg\n", ""),
        "b/dot.svg": DOT,
        "b/refs.bib": "@book{x, title={Y}}",
    }
    files["b/SUMMARY.md"] = "* [One](1.md)\n" * 9
    seed = seed_at(str(written(tmp_path, files)))[0]
    draft = reader.read_seed(seed, pandoc, SMALL)
    before = recorded(seed, draft, SMALL)
    assert before[name] != ""
    assert later(seed, before, SMALL) == before
    (tmp_path / "b" / name).write_text("x", encoding="utf-8")  # it is small enough now
    assert later(seed, before, SMALL) != before


def test_a_file_without_end_is_refused_by_its_own_limit(tmp_path: Path) -> None:
    reading = Reading(str(tmp_path), Limits())
    (tmp_path / "a.yaml").touch()
    os.truncate(tmp_path / "a.yaml", 20 << 30)
    with pytest.raises(SeedError, match=r"0\.3 MB is the limit"):
        reading.read(str(tmp_path / "a.yaml"), Limits().sidecar_bytes)
    assert reading.digests == {str(tmp_path / "a.yaml"): ""}


def after(step: Callable[..., Any], change: Callable[[], object]) -> Callable[..., Any]:
    def both(*given: Any, **more: Any) -> Any:
        found = step(*given, **more)
        change()
        return found

    return both


HUGO = "---\ntitle: {}\nweight: {}\n---\n\nWords.\n"


@pytest.mark.parametrize("name", ["SUMMARY.md", "1.md", "2.md"])
def test_the_order_of_a_book_is_saved_while_it_is_read(
    tmp_path: Path, pandoc: Pandoc, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"b/1.md": HUGO.format("One", 1), "b/2.md": HUGO.format("Two", 2), "b/_index.md": HUGO.format("All", 0)}
    files |= (
        {"b/hugo.toml": 'title = "H"\n'} if name != "SUMMARY.md" else {"b/SUMMARY.md": "* [One](1.md)\n* [Two](2.md)\n"}
    )
    seed = seed_at(str(written(tmp_path, files)))[0]
    changed = tmp_path / "b" / name
    text = (
        changed.read_text("utf-8")
        .replace("weight: 1", "weight: 3")
        .replace("weight: 2", "weight: 0")
        .replace("[One]", "[1]")
    )
    monkeypatch.setattr(reader, "order_of", after(order_of, lambda: changed.write_text(text, "utf-8")))
    draft = reader.read_seed(seed, pandoc)
    before = recorded(seed, draft)
    assert later(seed, before) != before


def test_the_sidecar_of_a_chapter_belongs_to_the_book(shop: Shop) -> None:
    shop.seed("b/1.md", "Words of one.\n")
    shop.seed("b/2.txt", "Words of two.\n")
    for text in ("title: First\n", "title: Second\n", ""):
        sidecar = shop.seed("b/1.yaml", text)
        if not text:
            sidecar.unlink()
        outcomes, code = shop.build("--to", "md")
        assert (outcomes["b"]["made"], code) == (["md"], 0)
        assert (text.removeprefix("title: ").strip() or "1") in shop.out("b", ".md").read_text("utf-8")
        assert shop.build("--to", "md")[0]["b"]["made"] == []
