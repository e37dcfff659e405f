"""Compares the package of an EPUB with the metadata of the book. Pure."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath

from octavo.check.inventories.epub import Book
from octavo.check.inventories.judge import Findings
from octavo.editions.epub.metadata import describe, identifier
from octavo.editions.epub.text import clean, language
from octavo.text import shown

_MOST = 20


def compare_package(found: Findings, book: Book) -> None:
    """Every element that describes the book is one that the metadata ask for, and none is lacking."""
    body = found.text.body
    lang = language(body.metadata.lang)
    ident = identifier(body.metadata, body.path)
    title = clean(body.metadata.title, 1_000) or clean(PurePosixPath(body.path).stem) or "…"
    told, _ = describe(body.metadata, title, lang, ident)
    wanted = Counter((meta.tag, shown(meta.text)) for meta in told if meta.tag.startswith("dc:"))
    wanted["dc:identifier", shown(ident[0])] += 1
    got = Counter((tag, shown(text)) for tag, text in book.described)
    for how, rows in (("missing", wanted - got), ("added", got - wanted)):
        for tag, text in [*rows][:_MOST]:
            found.fault("metadata", how, f"{tag.removeprefix('dc:')}: {text}")
    if book.direction and book.direction != body.direction:
        found.fault("direction", "wrong", f"pages turn {book.direction} instead of {body.direction}")
    for path, spoken, turned in book.spoken:
        if spoken.casefold() != lang.casefold():
            found.fault("language", "wrong", f"{path} is in {spoken or 'none'} instead of {lang}")
        if turned and turned != body.direction:
            found.fault("direction", "wrong", f"{path} runs {turned} instead of {body.direction}")
    if book.shown_contents not in (None, book.contents):
        found.fault("headings", "wrong", "the page of contents and the navigation differ")
    listed = [*(link.text for link in book.contents), title, *(link.text for link in book.pages)]
    if book.old_contents is not None and book.old_contents != [*map(shown, listed)]:
        found.fault("headings", "wrong", "the two tables of contents (nav and NCX) differ")
