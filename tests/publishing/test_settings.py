"""Settings are checked once: unknown keys are told with their line, bad values with their file, before all is made."""

from __future__ import annotations

import json
from typing import Any

import pytest
from octavo.cli import main
from octavo.metadata import unknown_keys
from octavo.model import Level, Place
from octavo.settings import load, options, pairs

from tests.publishing.conftest import Shop

BARE = "A short text without any metadata of its own.\n"


def messages(shop: Shop, *arguments: str) -> tuple[list[dict[str, Any]], int]:
    code = main(["build", "--json", "--jobs", "1", "--to", "md", *arguments])
    return json.loads(shop.read())["messages"], code


def of_keys(found: list[dict[str, Any]]) -> list[tuple[str, int | None, str]]:
    return [(row["path"], row["line"], row["hint"]) for row in found if row["code"] == "unknown-key"]


def test_a_misspelt_key_is_told_with_its_line_wherever_it_stands(shop: Shop) -> None:
    shop.seed("a.txt", BARE)
    shop.seed("a.yaml", "title: A\nlang: en\nauhtor: Ada\n")
    shop.seed("b.md", "---\ntitle: B\nlang: en\nsubtitel: What\n---\n\nText.\n")
    shop.seed("c/book.yaml", "title: C\nlang: en\npublihser: P\n")
    shop.seed("c/1.txt", BARE)
    shop.seed("d.md", '+++\ntitle = "D"\nlang = "en"\ndescripton = "x"\n+++\n\nText.\n')
    (shop.folder / "octavo.toml").write_text(
        '# mine\npapersise = "a5"\n[metadata]\nrihgts = "x"\n[limits]\nchapter = 5\n'
    )
    shop.seed("e.md", "---\ntitle: E\nlang: en\ndat: 2020\n---\n\nText.\n")
    found, code = messages(shop, "--set", "keyword=x", "--set", "them=octavo")
    assert code == 0
    assert sorted(of_keys(found), key=str) == sorted(
        [
            ("seeds/a.yaml", 3, "did you mean author?"),
            ("seeds/b.md", 4, "did you mean subtitle?"),
            ("seeds/c/book.yaml", 3, "did you mean publisher?"),
            ("seeds/d.md", 4, "did you mean description?"),
            ("seeds/e.md", 4, "did you mean date?"),
            ("octavo.toml", 2, "did you mean papersize?"),
            ("octavo.toml", 4, "did you mean rights?"),
            ("octavo.toml", 6, "did you mean chapters?"),
            ("--set", None, "did you mean keywords?"),
            ("--set", None, "did you mean theme?"),
        ],
        key=str,
    )


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('papersize = "a55"', "paper size"),
        ('toc = "perhaps"', "toc cannot be"),
        ('print-links = "loud"', "print-links cannot be"),
        ("booklet-sheets = 0", "booklet-sheets cannot be"),
        ('theme = "nobody"', "no theme"),
        ('seconds = "many"', "seconds is not a number"),
    ],
)
def test_a_bad_value_is_one_error_with_its_file_and_line(shop: Shop, setting: str, said: str) -> None:
    for name in "abc":
        shop.seed(f"{name}.txt", BARE)
    (shop.folder / "octavo.toml").write_text(f"# mine\n\n{setting}\n")
    found, code = messages(shop)
    errors = [row for row in found if row["level"] == "error"]
    assert code == 4
    assert [(row["path"], row["line"]) for row in errors] == [("octavo.toml", 3)]
    assert said.lower() in errors[0]["text"].lower()
    assert not list((shop.folder / "out").glob("*/*"))


OUTSIDE = {
    "a link that leads outside": "../elsewhere.toml",
    "a link that leads nowhere": "missing.toml",
    "a link to a device": "/dev/zero",
}


@pytest.mark.parametrize("target", OUTSIDE.values(), ids=list(OUTSIDE))
def test_settings_that_are_a_link_elsewhere_are_not_read(shop: Shop, target: str) -> None:
    (shop.folder.parent / "elsewhere.toml").write_text("papersize = 'secret'\n")
    shop.seed("a.txt", BARE)
    (shop.folder / "octavo.toml").symlink_to(target)
    found, code = messages(shop)
    assert code == 4
    assert [row["code"] for row in found if row["level"] == "error"] == ["settings"]
    assert "secret" not in str(found)
    assert not list((shop.folder / "out").glob("*/*"))


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = " + "9" * 5000, 'a = "\xff"', "\0"])
def test_settings_that_are_no_toml_are_one_error(shop: Shop, text: str) -> None:
    shop.seed("a.txt", BARE)
    (shop.folder / "octavo.toml").write_text(text, encoding="latin-1")
    found, code = messages(shop)
    assert (code, [row["code"] for row in found if row["level"] == "error"]) == (4, ["settings"])


def test_a_bad_value_of_the_command_line_is_one_error_or_one_notice(shop: Shop) -> None:
    for name in "abc":
        shop.seed(f"{name}.txt", BARE)
    found, code = messages(shop, "--set", "papersize=a55")
    assert ([row["path"] for row in found if row["level"] == "error"], code) == (["--set"], 4)
    found, code = messages(shop, "--set", "dir=up")
    assert ([row["path"] for row in found if row["code"] == "metadata-ignored"], code) == (["--set"], 0)


def test_a_bad_value_of_one_seed_names_the_file_it_stands_in_and_stops_no_other(shop: Shop) -> None:
    shop.seed("a.txt", BARE)
    shop.seed("a.yaml", "papersize: a55\n")
    shop.seed("b.txt", BARE)
    found, code = messages(shop)
    assert ([row["path"] for row in found if row["level"] == "error"], code) == (["seeds/a.yaml"], 4)
    assert (shop.folder / "out/b/b.md").exists()


def test_keys_for_other_programs_are_one_note() -> None:
    text = "title: A\nlayout: post\npermalink: /a/\n"
    (notice,) = unknown_keys(["title", "layout", "permalink"], text, Place("a.md", 2), foreign=True)
    assert (notice.level, notice.place) == (Level.info, Place("a.md", 3))
    assert "layout, permalink" in notice.text
    assert [each.level for each in unknown_keys(["layout", "permalink"], "", Place("a.yaml"))] == [Level.warning] * 2


def test_every_known_spelling_is_known() -> None:
    assert not unknown_keys(["Author", "authors", "table_of_contents", "css", "whole-page"], "", Place("x"))


# What people misspell in the place where each kind of file has its keys; the line, and what is right.
TEXT = "Some words.\n"
THEME = """name = "mine"
[values]
ink = "#000"
[dark]
ink = "#fff"

[[font]]
family = "F"
file = "f.ttf"
role = "text"
"""
BASED = 'name = "mine"\nbase = "octavo"\n[values]\n'
MISSPELT: dict[str, tuple[dict[str, str], list[str], tuple[str, int | None, str]]] = {
    "front matter": (
        {"seeds/b.md": f"---\ntitle: B\nlang: en\nlagn: de\n---\n\n{TEXT}"},
        [],
        ("seeds/b.md", 4, "lang"),
    ),
    "sidecar": ({"seeds/a.txt": TEXT, "seeds/a.yaml": "title: A\nauthro: Ada\n"}, [], ("seeds/a.yaml", 2, "author")),
    "book": ({"seeds/c/1.txt": TEXT, "seeds/c/book.yaml": "titel: C\n"}, [], ("seeds/c/book.yaml", 1, "title")),
    "octavo.toml": ({"octavo.toml": '# x\npapersice = "a5"\n'}, [], ("octavo.toml", 2, "papersize")),
    "octavo.toml, table": ({"octavo.toml": '\n[metdata]\nlang = "en"\n'}, [], ("octavo.toml", 2, "metadata")),
    "octavo.toml, metadata": ({"octavo.toml": '[metadata]\n\npublisehr = "P"\n'}, [], ("octavo.toml", 3, "publisher")),
    "octavo.toml, limits": ({"octavo.toml": "[limits]\npicture = 5\n"}, [], ("octavo.toml", 2, "pictures")),
    "sidecar, person": (
        {"seeds/a.txt": TEXT, "seeds/a.yaml": "title: A\nlang: en\nauthor:\n  - name: Ada\n    rloe: editor\n"},
        [],
        ("seeds/a.yaml", 5, "role"),
    ),
    "front matter, role of a person": (
        {"seeds/b.md": f"---\ntitle: B\nlang: en\nauthor:\n- name: Ada\n- name: Bo\n  role: translater\n---\n\n{TEXT}"},
        [],
        ("seeds/b.md", 7, "translator"),
    ),
    "octavo.toml, person": (
        {"octavo.toml": '[[metadata.author]]\nname = "Ada"\nfile_sa = "A"\n'},
        [],
        ("octavo.toml", 3, "file-as"),
    ),
    "--set": ({}, ["--set", "papersise=a5"], ("--set", None, "papersize")),
    "theme, unused value": (
        {"T": 'name = "mine"\nbase = "octavo"\n[values]\nlnik = "#000"\n'},
        ["--theme", "mine"],
        ("T", 4, "link"),
    ),
    "theme, base": ({"T": 'name = "mine"\nbase = "octvao"\n'}, ["--theme", "mine"], ("T", 2, "octavo")),
    "theme, table": ({"T": THEME.replace("[dark]", "[drak]")}, ["--theme", "mine"], ("T", 4, "dark")),
    "theme, value": ({"T": THEME.replace('"#fff"', '"#fff"\ninc = "#000"')}, ["--theme", "mine"], ("T", 6, "--ink")),
    "theme, font": ({"T": THEME.replace("role", "rool")}, ["--theme", "mine"], ("T", 10, "role")),
}
WRONG: dict[str, tuple[dict[str, str], list[str], tuple[str, int | None]]] = {
    "front matter": ({"seeds/b.md": f"---\ntitle: B\nlang: Englisch\n---\n\n{TEXT}"}, [], ("seeds/b.md", 3)),
    "front matter, dialect": (
        {"seeds/b.md": f"---\ntitle: B\nlang: en\ndialect: g\n---\n\n{TEXT}"},
        [],
        ("seeds/b.md", 4),
    ),
    "sidecar, dialect": (
        {"seeds/b.md": TEXT, "seeds/b.yaml": "title: B\nlang: en\ndialect: g\n"},
        [],
        ("seeds/b.yaml", 3),
    ),
    "sidecar, structure": (
        {"seeds/a.txt": TEXT, "seeds/a.yaml": "title: A\nlang: en\nstructure:\n  - 1: headline\n"},
        [],
        ("seeds/a.yaml", 3),
    ),
    "sidecar, structure of another line": (
        {"seeds/a.txt": TEXT, "seeds/a.yaml": "title: A\nlang: en\nstructure:\n  - 40: verse\n"},
        [],
        ("seeds/a.yaml", 3),
    ),
    "front matter, layout": ({"seeds/b.md": f"---\nlang: en\npapersize: a55\n---\n\n{TEXT}"}, [], ("seeds/b.md", 3)),
    "sidecar": ({"seeds/a.txt": TEXT, "seeds/a.yaml": "title: A\n\nform: novel\n"}, [], ("seeds/a.yaml", 3)),
    "book": ({"seeds/c/1.txt": TEXT, "seeds/c/book.yaml": "title: C\ndir: up\n"}, [], ("seeds/c/book.yaml", 2)),
    "octavo.toml": ({"octavo.toml": '\nprint-links = "loud"\n'}, [], ("octavo.toml", 2)),
    "octavo.toml, metadata": ({"octavo.toml": '[metadata]\nlang = "Deutsch"\n'}, [], ("octavo.toml", 2)),
    "octavo.toml, limits": ({"octavo.toml": "[limits]\n\npictures = 0\n"}, [], ("octavo.toml", 3)),
    "octavo.toml, folder": ({"octavo.toml": "\nout = 5\n"}, [], ("octavo.toml", 2)),
    "octavo.toml, form": ({"octavo.toml": '\nout = "\n'}, [], ("octavo.toml", 2)),
    "book, changes": (
        {"seeds/c/1.txt": TEXT, "seeds/c/book.yaml": "title: C\nchanges: no\n"},
        [],
        ("seeds/c/book.yaml", 2),
    ),
    "book, works": (
        {"seeds/c/1.txt": TEXT, "seeds/c/book.yaml": "title: C\nbibliography: x.bib\n"},
        [],
        ("seeds/c/book.yaml", 2),
    ),
    "sidecar, nobody": (
        {"seeds/a.txt": TEXT, "seeds/a.yaml": "title: A\nlang: en\nauthor:\n  - nmae: Ada\n"},
        [],
        ("seeds/a.yaml", 3),
    ),
    "octavo.toml, layout below metadata": ({"octavo.toml": '[metadata]\npapersize = "a55"\n'}, [], ("octavo.toml", 2)),
    "octavo.toml, dialect": ({"octavo.toml": '\ndialect = "gihub"\n'}, [], ("octavo.toml", 2)),
    "octavo.toml, style sheet": ({"octavo.toml": '\ncss = "none.css"\n'}, [], ("octavo.toml", 2)),
    "--set": ({}, ["--set", "lang=Deutsch"], ("--set", None)),
    "--set, of the project": ({}, ["--set", "seconds=5"], ("--set", None)),
    "theme, colour": ({"T": BASED + 'ink = "blakc"\n'}, ["--theme", "mine"], ("T", 4)),
    "theme, length": ({"T": BASED + 'size-h2 = "huge"\n'}, ["--theme", "mine"], ("T", 4)),
    "theme, number": ({"T": BASED + 'ink = "black"\nline = "wide"\n'}, ["--theme", "mine"], ("T", 5)),
    "theme, word": ({"T": BASED + 'opening = "caps"\n'}, ["--theme", "mine"], ("T", 4)),
    "theme, circle": ({"T": BASED + 'ink = "var(--ink)"\n'}, ["--theme", "mine"], ("T", 4)),
    "theme": ({"T": THEME.replace('"#000"', "5")}, ["--theme", "mine"], ("T", 3)),
    "theme, font": ({"T": THEME.replace('"text"', '"txet"')}, ["--theme", "mine"], ("T", 7)),
    "theme, form": ({"T": THEME.replace('"#000"', '"#000')}, ["--theme", "mine"], ("T", 3)),
}


def told(shop: Shop, files: dict[str, str], words: list[str]) -> list[dict[str, Any]]:
    shop.seed("z.md", f"---\ntitle: Z\nlang: en\n---\n\n{TEXT}")
    for name, text in files.items():
        path = shop.folder / ("templates/themes/mine/theme.toml" if name == "T" else name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    found, _ = messages(shop, *words)
    return [
        row for row in found if row["code"] in ("unknown-key", "metadata-ignored", "settings", "structure-override")
    ]


@pytest.mark.parametrize("where", MISSPELT)
def test_a_misspelt_key_is_one_message_with_its_line_and_the_right_key(shop: Shop, where: str) -> None:
    files, words, (path, line, right) = MISSPELT[where]
    (row,) = told(shop, files, words)
    assert (row["line"], row["hint"]) == (line, f"did you mean {right}?")
    assert row["path"].endswith("theme.toml" if path == "T" else path)


@pytest.mark.parametrize("where", WRONG)
def test_a_wrong_value_is_one_message_with_its_line(shop: Shop, where: str) -> None:
    files, words, (path, line) = WRONG[where]
    (row,) = told(shop, files, words)
    assert row["line"] == line
    assert row["path"].endswith("theme.toml" if path == "T" else path)


@pytest.mark.parametrize("name", ["papersize", "paper"])
def test_every_spelling_of_a_key_of_the_layout_holds_on_the_command_line_and_in_the_project(
    shop: Shop, name: str
) -> None:
    (shop.folder / "octavo.toml").write_text(f'{name} = "a6"\n')
    read = load(shop.folder)
    assert not read.notices
    assert options(read, {}).papersize == "a6"
    assert options(read.with_overrides(pairs([f"{name}=a5"])), {}).papersize == "a5"


@pytest.mark.parametrize(("value", "told"), [("third", True), ("3", False), ("2.1", False), ("III", True)])
def test_a_place_in_a_series_is_a_number(value: str, told: bool) -> None:
    text = f"title: T\nseries: S\nseries-index: {value}\n"
    notices = unknown_keys({"title": "T", "series": "S", "series-index": value}, text, Place("a.yaml", 1))
    assert [notice.place and notice.place.line for notice in notices] == [3] * told
