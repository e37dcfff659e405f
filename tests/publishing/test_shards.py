"""Shares of one shelf: each publication is in one of them, and all together are what one build makes."""

from __future__ import annotations

from pathlib import Path

import pytest
from octavo.cli import main
from octavo.errors import UsageError
from octavo.publishing.values.shard import Shard, shard_of

from tests.publishing.conftest import TEXT, Shop
from tests.publishing.test_renamed import edited

NAMES = ("a", "b", "c", "d", "e")


def test_each_publication_is_in_one_share_whatever_else_is_there() -> None:
    slugs = [f"text-{number}" for number in range(1000)]
    shares = [{slug for slug in slugs if Shard(number, 4).holds(slug)} for number in (1, 2, 3, 4)]
    assert sum(map(len, shares)) == 1000
    assert set().union(*shares) == set(slugs)
    assert all(200 < len(share) < 300 for share in shares)
    assert all(Shard(1, 1).holds(slug) for slug in slugs)


@pytest.mark.parametrize("text", ["0/3", "4/3", "3", "a/b", "1/0", "-1/3", "1/3/5", "1/9999999"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no shard"):
        shard_of(text)
    assert main(["build", "--shard", text]) == 2


def test_shares_together_make_what_one_build_makes(shop: Shop) -> None:
    for name in NAMES:
        shop.seed(f"{name}.md", TEXT.replace("A title", f"Title {name}"))
    made = [set(shop.build("--to", "md", "--shard", f"{number}/3")[0]) for number in (1, 2, 3)]
    assert sorted(slug for share in made for slug in share) == list(NAMES)
    assert len([share for share in made if share]) > 1
    shop.build("--to", "md", "--out", "alone")
    assert files(shop.folder / "out") == files(shop.folder / "alone")
    assert all(not outcome["made"] for outcome in shop.build("--to", "md")[0].values())


def test_an_edited_manuscript_follows_its_seed_in_the_share_that_has_it(shop: Shop) -> None:
    """The same one as in a build of all: where two seeds have the content, the first of them, whoever is first."""
    edited(shop, "old.md")
    names = ["a.md", "c.md"]
    assert Shard(1, 2).holds("c")
    assert Shard(2, 2).holds("a")
    for name in names:
        shop.seed(name, TEXT)
    (shop.folder / "seeds/old.md").unlink()
    shop.build("--to", "md", "--shard", "1/2")
    assert "Better words" not in shop.out("c", ".md").read_text("utf-8")
    shop.build("--to", "md", "--shard", "2/2")
    assert "Better words" in shop.out("a", ".md").read_text("utf-8")


def test_one_share_tells_what_belongs_to_no_publication(shop: Shop) -> None:
    shop.seed("a.md", TEXT)
    shop.seed("strange.xyz", "?")
    told = []
    for number in (1, 2):
        main(["build", "--to", "md", "--shard", f"{number}/2", "--json"])
        told.append("unknown-kind" in shop.read())
    assert told == [True, False]


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }
