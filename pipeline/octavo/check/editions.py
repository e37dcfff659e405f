"""Each edition against the body: read it with another library than the one that wrote it, and compare."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from octavo.body import Body
from octavo.check.around.frame import (
    compare_around,
    compare_contents,
    compare_descriptions,
    compare_document,
    compare_front,
    compare_identifiers,
    compare_notes_called,
    compare_pictures,
    compare_told,
)
from octavo.check.around.package import compare_package
from octavo.check.devices import kindle_rules, kobo_rules, same_pictures
from octavo.check.inventories.epub import Book, read_epub
from octavo.check.inventories.held import Inventory, Segment
from octavo.check.inventories.html import read_html
from octavo.check.inventories.judge import Findings, Text, compare_metadata, compare_trees, is_said
from octavo.check.inventories.proof import EditionProof, Row, kept
from octavo.check.inventories.site import read_site
from octavo.check.pdf import page_labels, read_pdf
from octavo.check.sheets import compare_print, compare_sheets
from octavo.check.shops import prove_interior, prove_wrap
from octavo.check.sites import prove_around_site
from octavo.editions import Judge
from octavo.editions.site.leaves import INDEX
from octavo.editions.table import EDITIONS
from octavo.languages.direction import LTR
from octavo.languages.screen_words import screen_words
from octavo.text import shown, words_of


def prove_edition(
    name: str,
    data: bytes,
    body: Body,
    text: Text | None = None,
    *,
    source: bytes = b"",
    further: Mapping[str, bytes] | None = None,
    closely: bool = True,
) -> EditionProof:
    """Compare a finished edition with the body.

    ``text`` is ``Text.of(body)``, for a caller that proves several editions of one body. ``source`` is the file of the
    edition that this one needs, ``further`` its other files where it is a folder, by their names in it. ``closely``
    looks for the work of hands too, which an edition just made does not bear. An edition that only another version of
    Octavo knows gives a proof without rows.
    """
    kind = EDITIONS.get(name)
    if kind is None:
        return EditionProof(name)
    found = Findings(text or Text.of(body), closely=closely, further=further or {})
    _JUDGES[kind.judge](found, data, source)
    return EditionProof(name, tuple(found.rows), kept(found.faults))


def _html(found: Findings, data: bytes, source: bytes) -> None:
    del source
    page = read_html(data)
    got = page.inventory
    compare_trees(found, got)
    _frame(found, got)
    compare_pictures(found, [*map(_digest, got.sources)])
    for address in (*(link.address for link in page.listed), *(link.address for link in got.links)):
        if address.startswith("#") and not {address[1:], unquote(address[1:])} & got.ids.keys():
            found.fault("links", "wrong", f"leads nowhere: {address}")
    compare_contents(found, page.listed, got.pages)
    compare_around(found, "words around the text", page.around, (*got.pages, *_tools(found)))
    compare_descriptions(found, page.said)
    compare_told(found, page.told, page.title, dict(page.said).get("description", ""))
    for odd in page.odd[:20]:
        found.fault("file", "wrong", odd)
    for name in (name for name, times in got.ids.items() if times > 1):
        found.fault("links", "wrong", f"the identifier “{name}” occurs twice")
    if (page.direction or LTR) != found.text.body.direction:
        found.fault("direction", "wrong", page.direction or LTR)
    compare_metadata(found, page.title, page.authors, page.lang or "", _shown(got.front))


def _site(found: Findings, data: bytes, source: bytes) -> None:
    """The pages of a site in one row are the whole text; then what surrounds it on each."""
    del source
    site = read_site(data, found.further)
    got = site.inventory
    index = site.pages[INDEX]
    compare_trees(found, got)
    got.ids = sum(site.ids.values(), Counter())
    _frame(found, got)
    compare_pictures(found, [*map(_digest, got.sources)])
    compare_descriptions(found, index.said)
    prove_around_site(found, site)
    compare_metadata(found, index.title, index.authors, index.lang or "", _shown(got.front))


def _tools(found: Findings) -> tuple[str, ...]:
    """The words of the tools above a page."""
    return screen_words(found.text.body.metadata.lang).all()


def _frame(found: Findings, got: Inventory) -> None:
    compare_notes_called(found, got)
    compare_identifiers(found, got)
    compare_front(found, [segment.text for segment in got.front])
    compare_around(found, "words around the text", got.around, got.pages)
    body = found.text.body
    for lang in {lang.casefold() for lang in got.spoken} - {body.labels.lang.casefold(), body.metadata.lang.casefold()}:
        found.fault("language", "wrong", f"{lang or 'none'} around the text")


def _digest(source: str) -> str:
    """The digest of a picture that is in the page itself."""
    kind, comma, coded = source.partition(",")
    if not (kind.startswith("data:image/") and kind.endswith(";base64") and comma):
        return ""
    try:
        return hashlib.sha256(base64.b64decode(coded)).hexdigest()
    except ValueError:
        return ""


def _epub(found: Findings, data: bytes, source: bytes) -> None:
    del source
    _compare_book(found, read_epub(data), data)


def _kobo(found: Findings, data: bytes, source: bytes) -> None:
    """The same book, and every sentence in a numbered span."""
    _epub(found, data, source)
    for odd in [*kobo_rules(data)][:20]:
        found.fault("file", "wrong", odd)


def _kindle(found: Findings, data: bytes, source: bytes) -> None:
    """The same book with drawn formulas, whose pictures are compared with drawings of the signs."""
    del source
    book = read_epub(data)
    faults = [*kindle_rules(data, book, found.text.body)]
    if not faults:
        book.inventory.signs = found.text.inventory.signs
    _compare_book(found, book, data)
    for odd in faults[:20]:
        found.fault("file", "wrong", odd)


def _compare_book(found: Findings, book: Book, data: bytes) -> None:
    names = [source.rpartition("/")[2] for source in found.text.inventory.sources]
    pictures = found.text.body.pictures
    same_pictures(data, book, [(pictures.get(name), found.text.digests.get(name, "")) for name in names])
    for problem in book.problems[:40]:
        found.fault("file", "wrong", problem)
    compare_trees(found, book.inventory)
    _frame(found, book.inventory)
    compare_pictures(found, book.pictures)
    for address in book.dead:
        found.fault("links", "wrong", f"leads nowhere: {address}")
    listed = {shown(link.text) for link in book.contents}
    for heading in found.text.body.outline:
        if heading.level <= 3 and not _is_listed(shown(heading.text), listed):
            found.fault("headings", "missing", f"in the table of contents: {heading.text}", heading.text)
    compare_contents(found, [*book.contents, *book.pages], book.inventory.pages)
    compare_package(found, book)
    compare_metadata(found, book.title, book.authors, book.lang, _shown(book.inventory.front))


def _is_listed(heading: str, listed: set[str]) -> bool:
    return heading in listed or any(is_said(heading, entry) for entry in listed)


def _pdf(found: Findings, data: bytes, source: bytes) -> None:
    if source:  # each page of the standard PDF is named once beside the text
        found.numbers = words_of(page_labels(source)).words
    sheets = read_pdf(data)
    compare_sheets(found, sheets)
    authors = [name for name in found.text.body.metadata.authors if shown(name) in shown(sheets.author)]
    front = sheets.structure.inventory.front if sheets.structure else []
    compare_metadata(found, sheets.title, authors, sheets.lang)
    compare_front(found, [segment.text for segment in front], sheets.labels, of_pages=True)
    if sheets.about is not None:
        compare_document(found, sheets.about, sheets.author)


def _shown(front: list[Segment]) -> str | None:
    return next((segment.text for segment in front if segment.kind == "heading"), None)


def _words(found: Findings, data: bytes, source: bytes) -> None:
    """The words and the outline, of a PDF without structure."""
    del source
    sheets = read_pdf(data)
    for problem in sheets.problems:
        found.fault("file", "wrong", problem)
    compare_print(found, sheets)
    authors = [name for name in found.text.body.metadata.authors if shown(name) in shown(sheets.author)]
    compare_metadata(found, sheets.title, authors, sheets.lang)


def _imposed(found: Findings, data: bytes, source: bytes) -> None:
    """The sheets show every character of the pages they are made from, and no other."""
    if not source:
        found.fault("file", "wrong", "the edition it is put together from is missing")
        return
    sheets, pages = read_pdf(data), read_pdf(source)
    for problem in (*sheets.problems, *pages.problems):
        found.fault("file", "wrong", problem)
    expected, got = _signs(pages.pages), _signs(sheets.pages)
    missing, added = expected - got, got - expected
    for how, signs in (("missing", missing), ("added", added)):
        if signs:
            found.fault("signs", how, " ".join(sorted(signs))[:80])
    found.rows.append(Row("signs", expected.total(), missing.total(), added.total()))


def _signs(pages: list[str]) -> Counter[str]:
    return Counter(sign for page in pages for sign in page if sign.isalnum())


_JUDGES: dict[Judge, Callable[[Findings, bytes, bytes], None]] = {
    Judge.page: _html,
    Judge.site: _site,
    Judge.book: _epub,
    Judge.kindle: _kindle,
    Judge.kobo: _kobo,
    Judge.sheets: _pdf,
    Judge.words: _words,
    Judge.imposed: _imposed,
    Judge.shop: prove_interior,
    Judge.wrap: prove_wrap,
}
