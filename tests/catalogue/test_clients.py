"""The catalogues as programs of others read them (feedparser, the library of Readium), and against a schema."""

from __future__ import annotations

import importlib
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from octavo.publishing.catalogue.opds import OPEN, feed, publications
from octavo.publishing.catalogue.values import Entry

from tests.catalogue.test_catalogue import BOOKS, EVIL
from tests.conformance import toolbox

HERE = Path(__file__).parent


def known(slug: str) -> Entry:
    return next(one for one in BOOKS if one.slug == slug)


def test_feedparser_reads_the_feed() -> None:
    read: Any = importlib.import_module("feedparser").parse(io.BytesIO(feed(BOOKS, "Our books")))
    assert (bool(read.bozo), read.version, read.feed.title) == (False, "atom10", "Our books")
    assert len(read.entries) == len(BOOKS)
    assert all(entry.id and entry.updated_parsed for entry in read.entries)
    book = next(entry for entry in read.entries if entry.title == known("harbour").title)
    assert [one.name for one in book.authors] == [*known("harbour").authors]
    (epub,) = (link for link in book.links if link.type == "application/epub+zip")
    assert (epub.rel, epub.href, epub.length) == (OPEN, "harbour/harbour.epub", "812000")
    assert {link.href for link in book.links if link.rel.startswith("http://opds-spec.org/image")} == {
        "_shelf/harbour.jpg"
    }


def test_readium_reads_both_catalogues_alike(tmp_path: Path) -> None:
    (tmp_path / "2.json").write_bytes(publications(BOOKS, "Our books"))
    (tmp_path / "1.xml").write_bytes(feed(BOOKS, "Our books"))
    command = [toolbox.node(), str(HERE / "readium.js"), str(tmp_path / "2.json"), str(tmp_path / "1.xml")]
    said = toolbox.run(command, extra={"OCTAVO_TOOLS": str(toolbox.NPM_FOLDER)}).stdout.splitlines()
    read = json.loads(said[-1])
    assert {*said[:-1]} <= {"OPDSPublication.Image[s] is not set!"}  # of books that have no cover
    assert (read["one"]["title"], read["two"]["title"]) == ("Our books", "Our books")
    assert (read["one"]["self"], read["two"]["self"]) == (["opds.xml"], ["opds.json"])
    for one, two in zip(read["one"]["books"], read["two"]["books"], strict=True):
        for what in ("title", "authors", "links", "covers"):
            assert one[what] == two[what]
    book = next(one for one in read["two"]["books"] if one["title"] == known("harbour").title)
    assert [[OPEN], "harbour/harbour.epub", "application/epub+zip"] in book["links"]
    assert book["series"] == [["Harbours", 2]]


@pytest.fixture(scope="module")
def schema() -> Any:
    read = json.loads((HERE / "opds2.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(read)
    return jsonschema.Draft202012Validator(read)


@pytest.mark.parametrize("address", ["", "https://books.example/shelf/"])
def test_the_catalogue_fits_the_schema(schema: Any, address: str) -> None:
    told = json.loads(publications(BOOKS, EVIL, address))
    assert [error.message for error in schema.iter_errors(told)] == []


@pytest.mark.parametrize(
    "path",
    [("metadata", "title"), ("links",), ("publications", 0, "links"), ("publications", 0, "metadata", "identifier")],
)
def test_the_schema_says_no_where_something_is_missing(schema: Any, path: tuple[Any, ...]) -> None:
    told = json.loads(publications(BOOKS, "Our books"))
    inner = told
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    assert not schema.is_valid(told)
