"""Somebody renames a seed: the manuscript that they edited goes with it, or the message says what to do."""

from __future__ import annotations

import json

import pytest
from octavo.cli import main

from tests.publishing.conftest import TEXT, Shop


def edited(shop: Shop, name: str, text: str = TEXT) -> None:
    seed = shop.seed(name, text)
    shop.build("--to", "html")
    slug = seed.stem if seed.suffix else seed.name
    manuscript = shop.out(slug, ".md")
    manuscript.write_text(manuscript.read_text("utf-8").replace("Some words", "Better words"), "utf-8")
    shop.build("--to", "html")


def test_an_edited_manuscript_follows_its_seed(shop: Shop) -> None:
    edited(shop, "a.md")
    (shop.folder / "out/a/images").mkdir(exist_ok=True)
    (shop.folder / "out/a/images/mine.png").write_bytes(b"mine")
    (shop.folder / "seeds/a.md").rename(shop.folder / "seeds/b.md")
    outcomes, code = shop.build("--to", "html")
    assert code == 0
    said = [notice for notice in outcomes["b"]["notices"] if notice["code"] == "edited-manuscript"]
    assert [(notice["level"], "“a.md”" in notice["text"]) for notice in said] == [("note", True)]
    assert "Better words" in shop.out("b", ".md").read_text("utf-8")
    assert "Better words" in shop.out("b", ".html").read_text("utf-8")
    assert (shop.folder / "out/b/images/mine.png").read_bytes() == b"mine"
    assert not shop.out("b", ".new.md").exists()
    assert not shop.out("a", ".md").exists()
    assert shop.build("--to", "html")[0]["b"]["made"] == []
    # From then on it is b's own: a change of the seed is offered beside it.
    shop.seed("b.md", TEXT.replace("More", "Many more"))
    shop.build("--to", "html")
    assert "Many more" in shop.out("b", ".new.md").read_text("utf-8")


def test_a_book_that_was_renamed_takes_its_manuscript_along(shop: Shop) -> None:
    shop.seed("old/2.txt", "Words of the second chapter.\n")
    shop.seed("old/1.txt", "Some words.\n")
    shop.build("--to", "html")
    manuscript = shop.out("old", ".md")
    manuscript.write_text(manuscript.read_text("utf-8").replace("Some words", "Better words"), "utf-8")
    (shop.folder / "seeds/old").rename(shop.folder / "seeds/new")
    assert shop.build("--to", "html")[1] == 0
    assert "Better words" in shop.out("new", ".md").read_text("utf-8")


@pytest.mark.parametrize("how", ["changed", "twice", "untouched"])
def test_it_is_left_where_it_is_not_sure(shop: Shop, how: str) -> None:
    edited(shop, "a.md")
    if how == "twice":
        edited(shop, "c.md")
        (shop.folder / "seeds/c.md").unlink()
    if how == "untouched":
        shop.seed("b.md", TEXT)  # a copy: the seed itself is still there
    else:
        (shop.folder / "seeds/a.md").rename(shop.folder / "seeds/b.md")
    if how == "changed":
        shop.seed("b.md", TEXT.replace("More", "Many more"))
    assert shop.build("--to", "html")[1] == 0
    assert "Better words" in shop.out("a", ".md").read_text("utf-8")
    assert "Better words" not in shop.out("b", ".md").read_text("utf-8")


def test_the_message_says_how(shop: Shop) -> None:
    edited(shop, "a.md")
    (shop.folder / "seeds/a.md").unlink()
    shop.seed("b.md", TEXT.replace("More", "Many more"))
    assert main(["build", "--to", "md", "--json"]) == 0
    hints = [row["hint"] for row in json.loads(shop.read())["messages"] if row["code"] == "orphan"]
    assert hints == [
        "it holds your edited a.md: if the seed has a new name, copy it over the new manuscript and build again"
    ]
