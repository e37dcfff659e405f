"""Small parts: tables fitted to the screen, kinds of headings, words in many languages, notes."""

from __future__ import annotations

import re

import pytest
from lxml import html
from octavo.editions.epub.tables import SIZES, fit
from octavo.languages.part_names import BIBLIOGRAPHY, CHAPTER, is_part, kind_of

from tests.epub.books import THEMES, theme


@pytest.mark.parametrize(
    ("columns", "word", "expected"),
    [
        (2, "short", None),
        (4, "middling", "o-fit-100"),
        (6, "middling", "o-fit-70"),
        (8, "middling", "o-fit-50"),
        (30, "long-winded", "o-fit-50 o-tight"),
    ],
)
def test_tables_are_sized_by_their_words(columns: int, word: str, expected: str | None) -> None:
    table = html.fragment_fromstring(f"<table><tr>{f'<td>{word} {word} a</td>' * columns}</tr></table>")
    fit(table)
    assert table.get("class") == expected


def test_addresses_and_spans_do_not_count_as_long_words() -> None:
    table = html.fragment_fromstring(
        '<table class="columns-2"><tr><td><a href="x">https://example.org/a/very/long/address/indeed</a></td><td>b</td>'
        f'</tr><tr><td colspan="2">{"x" * 20}</td></tr></table>'
    )
    fit(table)
    assert table.get("class") == "columns-2"


def test_the_style_sheet_knows_every_size() -> None:
    sheet = theme().stylesheet("reader")
    assert all(f".o-fit-{size} " in sheet for size in SIZES)
    assert ".o-tight " in sheet


def test_the_style_sheet_leaves_type_to_the_reader() -> None:
    sheet = (THEMES / "octavo" / "reader.css").read_text()
    rules = [line for line in sheet.splitlines() if "font-family" in line]
    assert rules == ["pre, code { font-family: monospace; }"]
    assert not [line for line in sheet.splitlines() if line.strip().startswith("color:")]
    assert not re.search(r"\dp[xt]", sheet)
    assert "@font-face" not in sheet
    assert "@import" not in sheet
    assert "url(" not in sheet


@pytest.mark.parametrize(
    ("heading", "epub_type"),
    [
        ("Preface", "preface"),
        ("1. Introduction", "introduction"),
        ("IV Einleitung", "introduction"),
        ("Appendix B: Tables", "appendix"),
        ("Anhang 2", "appendix"),
        ("Bibliography.", "bibliography"),
        ("СПИСОК ЛИТЕРАТУРЫ", "bibliography"),
        ("謝辞", "acknowledgments"),
        ("The Introduction of Tea", "chapter"),
        ("Index of Places", "chapter"),
        ("", "chapter"),
    ],
)
def test_kinds_of_headings(heading: str, epub_type: str) -> None:
    kind = kind_of(heading)
    assert (kind.epub_type, kind.role) == (epub_type, f"doc-{epub_type}")


def test_the_usual_kinds_are_equal_wherever_they_come_from() -> None:
    assert kind_of("References") == BIBLIOGRAPHY
    assert kind_of("Snow") == CHAPTER


@pytest.mark.parametrize(
    ("heading", "part"),
    [("Part Two", True), ("PART II: The Road", True), ("Teil 3", True), ("Part of me", False), ("Chapter 1", False)],
)
def test_parts(heading: str, part: bool) -> None:
    assert is_part(heading) is part
