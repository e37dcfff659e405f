"""Which seeds there are and what they are called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from octavo.errors import SeedError
from octavo.formats import BUILT_IN
from octavo.model import Kind, Seed
from octavo.shelf import find, natural, slugify


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")


def slugs(folder: Path, *names: str) -> list[str]:
    return [seed.slug for seed in find(str(folder), names)[0]]


def said(folder: Path) -> list[tuple[str, str]]:
    return [(notice.code, Path(notice.place.path).name) for notice in find(str(folder))[1] if notice.place]


def test_files_are_articles_and_folders_books(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a/2.md", "a/10.txt", "a/1.html", "a/x/part.md", "a/p.png", "a/1.yaml", "A file (2).docx")
    seeds, notices = find(str(tmp_path))
    assert notices == ()
    assert [(seed.slug, seed.kind) for seed in seeds] == [
        ("a", Kind.book),
        ("a-file-2", Kind.article),
        ("b", Kind.article),
    ]
    assert [Path(file).name for file in seeds[0].files] == ["1.html", "2.md", "10.txt", "part.md"]
    assert seeds[2] == Seed("b", str(tmp_path / "b.txt"), Kind.article, (str(tmp_path / "b.txt"),), None)


def test_the_folder_itself_stands_for_all_its_seeds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A")
    (tmp_path / "b.txt").write_text("B")
    seeds, _ = find(str(tmp_path), [f"{tmp_path}/"])
    assert [seed.slug for seed in seeds] == ["a", "b"]


def test_hidden_files_are_left_alone_and_unknown_kinds_named(tmp_path: Path) -> None:
    put(tmp_path, ".hidden.txt", ".git/x.md", "a.txt~", "~$a.docx", "Thumbs.db", "x.pdf", "pictures/p.png", "odd/x.xyz")
    put(tmp_path, "a.txt", "a.yaml", "lonely.yml", "refs.bib")
    assert slugs(tmp_path) == ["a"]
    assert said(tmp_path) == [("unknown-kind", "odd"), ("unknown-kind", "x.pdf"), ("unknown-kind", "lonely.yml")]


def test_sidecars(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "a.yaml", "b.txt", "b.txt.yaml", "b.yaml", "c/1.txt", "c/book.yaml")
    sidecars = [Path(seed.sidecar or "").name for seed in find(str(tmp_path))[0]]
    assert sidecars == ["a.yaml", "b.txt.yaml", "book.yaml"]


def test_the_book_may_list_its_chapters(tmp_path: Path) -> None:
    put(tmp_path, "b/1.md", "b/2.md", "b/3.md", "b/s/4.md")
    (tmp_path / "b/book.yaml").write_text("chapters: [s/4.md, 2.md, ../../etc/passwd]")
    seeds, notices = find(str(tmp_path))
    names = [os.path.relpath(file, tmp_path / "b") for file in seeds[0].files]
    assert names == ["s/4.md", "2.md", "../../etc/passwd"]  # reading refuses what leads out
    assert [notice.code for notice in notices] == ["text-left-out"]
    (tmp_path / "b/book.yaml").write_text("chapters: [")
    assert len(find(str(tmp_path))[0][0].files) == 4


def test_two_seeds_with_one_slug_both_come_out(tmp_path: Path) -> None:
    put(tmp_path, "Report.txt", "report.md", "report/1.txt", "a b.txt", "a-b.txt", "c.txt")
    found = slugs(tmp_path)
    assert sorted(found)[2:] == ["c", "report-book", "report-md", "report-txt"]
    assert len(set(found)) == 6
    assert all(slug.startswith("a-b-txt-") for slug in sorted(found)[:2])
    assert len(said(tmp_path)) == 5
    # The same files, the same slugs: also when one of them is asked for by its path.
    for seed in find(str(tmp_path))[0]:
        assert find(str(tmp_path), [seed.path])[0] == (seed,)
        assert find(str(tmp_path), [seed.slug])[0] == (seed,)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_any_name_may_be_given(tmp_path: Path) -> None:
    names = ["-rf", "new\nline.txt", "LOUD.TXT", "README", "'q' $(x) `y` ;&|.txt", "100%25 {0}.txt", "日本.txt", "..."]
    put(tmp_path, *names)
    for name in names:
        (seed,), _ = find(str(tmp_path / "nowhere"), [str(tmp_path / name)])
        assert seed.files == (str(tmp_path / name),)
        assert seed.slug
        assert not set("/\\\n\0'$`;|% ") & set(seed.slug)


def test_names_that_are_nothing(tmp_path: Path) -> None:
    put(tmp_path, "notes.txt")
    with pytest.raises(SeedError, match="no such seed") as caught:
        find(str(tmp_path), ["notse"])
    assert caught.value.hint == "did you mean notes?"
    with pytest.raises(SeedError, match="no such folder"):
        find(str(tmp_path / "missing"))


def test_a_folder_behind_a_link_is_a_seed_that_cannot_be_read(tmp_path: Path) -> None:
    put(tmp_path / "elsewhere", "secret.txt")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "link").symlink_to(tmp_path / "elsewhere")
    ((seed,), _) = find(str(tmp_path / "seeds"))
    assert seed.files == ()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Füße & Hände", "füße-hände"),
        ("cafe\u0301", "café"),
        ("हिन्दी", "हिन्दी"),
        ("ภาษาไทย", "ภาษาไทย"),
        ("日本語 3", "日本語-3"),
        ("شعر", "شعر"),
        ("--a__b--", "a-b"),
        ("CON", "con-seed"),
        ("lpt1", "lpt1-seed"),
        ("Ⅷ", "ⅷ"),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert slugify(name) == slug


def test_long_and_empty_names() -> None:
    one, two = slugify("長" * 200), slugify("長" * 201)
    assert one != two
    assert max(len(one.encode()), len(two.encode())) <= 120
    assert slugify("!!!") != slugify("???")
    assert slugify("🎉").startswith("untitled-")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_a_slug_is_a_safe_name_and_stays_itself(name: str) -> None:
    slug = slugify(name)
    assert slug
    assert len(slug.encode()) <= 120
    assert slug[0] not in "-."
    assert all(char.isalnum() or char == "-" or not char.isascii() for char in slug)
    assert slugify(slug) == slug


@given(st.lists(st.text(max_size=8), max_size=6))
def test_natural_order_is_an_order(names: list[str]) -> None:
    backwards = list(reversed(names))
    assert sorted(names, key=natural) == sorted(backwards, key=natural)


def test_natural_order() -> None:
    assert sorted(["c10", "c2", "C1", "c02", "c"], key=natural) == ["c", "C1", "c02", "c2", "c10"]


def test_every_ending_has_a_reader() -> None:
    for row in BUILT_IN:
        assert row.suffixes
        assert callable(row.read())
    endings = [suffix for row in BUILT_IN for suffix in row.suffixes]
    assert len(endings) == len(set(endings))
