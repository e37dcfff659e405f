"""The table of keys is all that Octavo knows of a key: a row more is a key more, everywhere."""

from __future__ import annotations

import dataclasses
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from octavo.check.pdf import read_pdf
from octavo.editions import epub, html, pdf
from octavo.metadata import all_texts, fields, merging, shown, to_metadata, to_yaml
from octavo.metadata.fields import FIELDS, ROLES, Field, Shape, Spot
from octavo.model import Metadata, Place

from tests.epub.books import body, job

HERE = Place("x.md", 1)
SETTINGS = Path(__file__).resolve().parents[2] / "docs" / "settings.md"
PLAIN = [row for row in FIELDS if row.shape in (Shape.line, Shape.paragraphs) and row.key != "title"]


def test_no_key_has_two_rows_and_every_attribute_exists() -> None:
    names = [name for row in FIELDS for name in (row.key, *row.names)]
    assert len(names) == len(set(names))
    attributes = {entry.name for entry in dataclasses.fields(Metadata)}
    assert {row.attribute for row in FIELDS if row.attribute} == attributes - {"extra"}
    assert ROLES["translators"] == "trl"


def test_the_page_on_settings_has_the_table() -> None:
    assert fields.as_table() in SETTINGS.read_text(encoding="utf-8")


@pytest.mark.parametrize("row", PLAIN, ids=lambda row: row.key)
def test_every_spelling_is_read_written_and_shown_in_its_place(row: Field) -> None:
    for name in (row.key, *row.names):
        metadata, said = to_metadata(({name: "Some words"}, HERE))
        assert not said
        assert f"{row.key}: Some words" in to_yaml(metadata)
        assert any("Some words" in text for text in all_texts(metadata))
        visible = any("Some words" in text for text in shown(metadata).texts())
        assert visible == (row.shows is not Spot.nowhere)


def test_a_new_row_is_a_new_key_in_every_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    new = Field("printer", "who printed it", shows=Spot.head, epub="dc:relation", meta="printer")
    table = (*FIELDS, new)
    monkeypatch.setattr(fields, "FIELDS", table)
    monkeypatch.setattr(sys.modules["octavo.metadata.shown"], "FIELDS", table)
    monkeypatch.setitem(merging._BY_NAME, "printer", new)
    metadata, said = to_metadata(({"title": "T", "author": "A", "printer": "Jane Press"}, HERE))
    assert not said
    made = job(body("<p>Text.</p>", metadata=metadata))
    page = html.make(made).data.decode()
    assert '<meta name="printer" content="Jane Press">' in page
    assert page.count("Jane Press") == 2
    with zipfile.ZipFile(BytesIO(epub.make(made).data)) as book:
        parts = [book.read(name).decode() for name in book.namelist() if name.endswith((".opf", ".xhtml"))]
    assert any('<p class="o-printer">Jane Press</p>' in part for part in parts)
    assert any("<dc:relation>Jane Press</dc:relation>" in part for part in parts)
    assert any("Jane Press" in text for text in read_pdf(pdf.make(made).data).pages)
