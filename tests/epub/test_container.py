"""The door to EbookLib: whatever goes wrong behind it is an ``EditionError``, and it adds nothing of its own."""

from __future__ import annotations

import logging

import pytest
from ebooklib import epub
from octavo.editions.epub.container import pack
from octavo.editions.epub.package import File, Meta, Package
from octavo.errors import EditionError

from tests.epub.reading import Epub

PAGE = b'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>x</p></body></html>'


def package(**changes: object) -> Package:
    parts: dict[str, object] = {
        "identifier": "urn:x:1",
        "title": "T",
        "lang": "en",
        "metadata": (Meta("dc:title", "T"), Meta("dc:language", "en")),
        "files": (
            File("page", "page.xhtml", "application/xhtml+xml", PAGE, linear=True),
            File("aside", "aside.xhtml", "application/xhtml+xml", PAGE, linear=False),
            File("style", "style.css", "text/css", b"p {}"),
        ),
        **changes,
    }
    return Package(**parts)  # type: ignore[arg-type]  # any field of the package


def test_what_is_handed_in_is_what_comes_out() -> None:
    book = Epub(pack(package(direction="rtl", epoch=0)))
    assert book.spine == ["page.xhtml", "aside.xhtml"]
    assert book.read("EPUB/page.xhtml") == PAGE
    assert book.meta("dcterms:modified") == ["1970-01-01T00:00:00Z"]
    assert book.dc("identifier") == ["urn:x:1"]
    assert len(book.names) == 6


@pytest.mark.parametrize("error", [epub.EpubException(1, "no"), OSError("full"), ValueError("bad"), TypeError("odd")])
def test_every_failure_is_ours(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(epub.EpubWriter, "write", fail)
    with pytest.raises(EditionError, match="the EPUB could not be written"):
        pack(package())


def test_what_it_leaves_out_with_a_log_line_is_a_failure(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(EditionError, match="Could not create metadata"):
        pack(package(metadata=(Meta("dc:title", "a\x00b"),)))
    with pytest.raises(EditionError):
        pack(package(metadata=(Meta("meta", "a\x00b", {"property": "x"}),)))


def test_the_loggers_are_left_as_they_were() -> None:
    root = logging.getLogger()
    before = (root.level, list(root.handlers))
    pack(package())
    assert (root.level, list(root.handlers)) == before


def test_a_date_that_no_clock_knows() -> None:
    with pytest.raises(EditionError):
        pack(package(epoch=10**18))
