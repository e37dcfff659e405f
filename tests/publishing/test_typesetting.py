"""Margins, type and colours that people know from pandoc: each is seen in the edition, and a wrong value is told."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from octavo import system, themes
from octavo.editions.pdf.design import standard
from octavo.errors import SettingsError
from octavo.model import Options, Place
from octavo.papersizes import parse_papersize
from octavo.settings import SET, Settings, options
from octavo.settings.table import TYPE
from octavo.themes import Theme

from tests.publishing.conftest import Shop


@pytest.fixture(scope="module")
def theme() -> Theme:
    return themes.load("octavo", [Path(folder) for folder in themes.folders()])


def of(**wishes: str) -> Options:
    return options(Settings(), {name.replace("_", "-"): value for name, value in wishes.items()})


def test_margins_come_from_geometry_and_a_margin_of_its_own_wins() -> None:
    assert of(geometry="margin=2cm", margin_left="1in").margins == (20, 20, 25.4, 20)
    assert of(geometry="[top=20mm, hmargin=15mm, a4paper, headheight=14pt]").margins == (20, 0, 15, 15)
    layout = standard(of(papersize="6x9in", geometry="margin=20mm", fontsize="12pt")).layout
    assert (layout.paper.width, layout.top, layout.inner, layout.outer, layout.size) == (152.4, 20, 20, 20, 12)
    usual = standard(Options(papersize="6x9in")).layout
    assert standard(of(papersize="6x9in", margin_top="40mm")).layout.inner == usual.inner


def test_a_size_as_print_shops_write_it() -> None:
    assert parse_papersize("6x9in") == parse_papersize("6 × 9 in") == parse_papersize("6in 9in")
    assert parse_papersize("148x210mm") == parse_papersize("a5")


def test_type_and_colours_dress_the_theme(theme: Theme) -> None:
    dressed = theme.dressed(of(mainfont="Gentium Plus", monofont="Fira Code", linkcolor="DarkRed", linestretch="1.5"))
    assert dressed.values["font-text"].startswith('"Gentium Plus", "Literata"')
    assert dressed.values["font-mono"].startswith('"Fira Code", ')
    assert dressed.values["font-sans"] == theme.values["font-sans"]
    assert dressed.value("link") == dressed.value("link-visited") == "#8b0000"
    assert float(dressed.value("line-screen")) == pytest.approx(1.5 * float(theme.value("line-screen")))
    assert theme.dressed(Options()) is theme
    assert standard(of(linestretch="1.5")).stretch == 1.5
    assert "var(--link)" in standard(of(linkcolor="#123")).extra_css
    assert "var(--link)" not in standard(Options()).extra_css


@pytest.mark.parametrize(
    ("key", "value", "cure"),
    [
        ("geometry", "middle=2cm", "margin"),
        ("geometry", "margin=2", "20mm"),
        ("margin-top", "2", "20mm"),
        ("fontsize", "huge", "11pt"),
        ("toc-depth", "123", "from 1 to 6"),
        ("linestretch", "9", "1.2"),
        ("mainfont", 'x"; }', "installed font"),
        ("linkcolor", "url(x)", "darkblue"),
        ("toc-depth", "many", "levels"),
    ],
)
def test_a_wrong_value_is_told_with_its_place(key: str, value: str, cure: str) -> None:
    with pytest.raises(SettingsError) as caught:
        options(Settings().with_overrides({key: value}), {})
    assert str(caught.value.place) == SET
    assert cure in caught.value.hint
    assert key in TYPE
    told: list[object] = []
    assert options(Settings(), {key: value}, lambda _: Place("a.md", 3), told) == Options()  # type: ignore[arg-type]  # a list to fill
    assert [str(notice.place) for notice in told] == ["a.md:3"]  # type: ignore[attr-defined]  # notices


def test_a_font_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "font_families", lambda: frozenset({"Gentium Plus"}))
    Settings().with_overrides({"mainfont": "Gentium Plus"}).checked()
    with pytest.raises(SettingsError, match="no font called “Gentum Plus” is installed") as caught:
        Settings().with_overrides({"mainfont": "Gentum Plus"}).checked()
    assert caught.value.hint == "did you mean Gentium Plus?"


def test_margins_that_leave_no_room() -> None:
    with pytest.raises(SettingsError, match="leave"):
        standard(of(papersize="a6", geometry="margin=50mm"))


SEED = """---
title: A
lang: en
papersize: 6x9in
geometry: [margin=20mm, top=30mm]
fontsize: 12pt
linkcolor: darkred
toc: true
toc-depth: 1
number-sections: true
secnumdepth: 1
css: evil.css
---

# One

## Inner

Words, and a [link](https://example.org).

# Two

Words.
"""


def test_all_of_it_in_the_editions_and_a_style_sheet_only_of_the_shelf(shop: Shop) -> None:
    shop.seed("a.md", SEED)
    shop.seed("evil.css", "p { display: none }")
    (shop.folder / "octavo.toml").write_text('css = "house.css"\n', encoding="utf-8")
    (shop.folder / "house.css").write_text("p { letter-spacing: 0.0123em }\n", encoding="utf-8")
    made, code = shop.build("--to", "pdf,html,epub")
    assert code == 0
    assert [notice["code"] for notice in made["a"]["notices"]] == ["metadata-ignored"]
    page = shop.out("a", ".html").read_text(encoding="utf-8")
    contents = re.sub(r"<[^>]+>", " ", page[page.index("<nav") : page.index("</nav>")]).split()
    assert "One" in contents
    assert "Inner" not in contents
    assert ">Inner</h3>" in page
    assert "--link: #8b0000" in page
    assert "0.0123em" in page
    assert "p { display: none }" not in page
    with zipfile.ZipFile(shop.out("a", ".epub")) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.endswith(".css")]
    assert any("0.0123em" in sheet for sheet in sheets)
    with pypdfium2.PdfDocument(shop.out("a", ".pdf")) as document:
        sheet = document[0]
        assert (round(sheet.get_width()), round(sheet.get_height())) == (432, 648)
        lefts = [item.get_bounds()[0] for item in sheet.get_objects() if item.type == 1]
    assert min(lefts) == pytest.approx(20 / 25.4 * 72, abs=2)
