"""The companions as PDFs: their labels, bookmarks and pages, and what large print shows in its margin."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from octavo.editions import Job, pdf
from octavo.editions.imposed import booklet, two_up
from octavo.editions.table import EDITIONS
from octavo.editions.variants import large_print, screen_pdf
from octavo.errors import EditionError
from octavo.model import Made

from tests.pdf.bodies import job, make_body, sentences

BOOK = "".join(
    f'<section><h2 id="c{n}">Chapter {n}</h2>'
    + "".join(f"<p>{sentences(9, n * 500 + p * 30)}</p>" for p in range(3))
    + f'<p>To <a href="#c1">the first</a> and <a href="https://example.com/{n}">on</a>.</p></section>'
    for n in range(1, 4)
)


@pytest.fixture(scope="module")
def asked() -> Job:
    plain = job(make_body(BOOK, form="book"), papersize="a6")
    made = pdf.make(plain)
    return replace(plain, pages=made.pages, source=made.data)


def opened(made: Made) -> Any:
    return pikepdf.open(BytesIO(made.data))


def titles(made: Made) -> list[str]:
    with opened(made) as document, document.open_outline() as outline:
        return [item.title for item in outline.root]


def labels(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as document:
        return [str(page.label) for page in document.pages]


def texts(made: Made) -> list[str]:
    with pypdfium2.PdfDocument(made.data) as document:
        return [document[number].get_textpage().get_text_bounded() for number in range(len(document))]


def test_every_row_of_the_table_can_be_made() -> None:
    for kind in EDITIONS.values():
        assert callable(kind.make), kind.name


def test_the_screen_has_the_standard_pages(asked: Job) -> None:
    made = screen_pdf.make(asked)
    assert made.pages is not None
    assert asked.pages is not None
    here = [(page.label, page.block, page.offset) for page in made.pages.pages if page.block is not None]
    there = [(page.label, page.block, page.offset) for page in asked.pages.pages if page.block is not None]
    assert here == there
    assert titles(made) == ["A Title", "Chapter 1", "Chapter 2", "Chapter 3"]
    assert labels(made.data)[0] == "i"


def test_large_print_shows_the_standard_page_numbers(asked: Job) -> None:
    made = large_print.make(asked)
    assert asked.pages is not None
    wanted = [page.label for page in asked.pages.pages if page.block is not None]
    found: list[str] = []
    with pypdfium2.PdfDocument(made.data) as document:
        for number in range(len(document)):
            page = document[number]
            assert page.get_width() == pytest.approx(595.3, abs=1)
            part = page.get_textpage()
            margin = part.get_text_bounded(left=0, right=28 / 25.4 * 72 - 6, bottom=24 / 25.4 * 72)
            found.extend(margin.split())
    assert found == wanted
    assert titles(made) == ["A Title", "Chapter 1", "Chapter 2", "Chapter 3"]


def test_large_print_divides_no_word_and_is_no_smaller_than_promised(asked: Job) -> None:
    made = large_print.make(asked)
    assert "\u2010" not in "".join(texts(made))
    with opened(made) as document:
        parsed = [part for page in document.pages for part in pikepdf.parse_content_stream(page)]
        sizes = {float(part.operands[1]) for part in parsed if str(part.operator) == "Tf"}
    assert min(sizes) * 0.75 >= 13.9, "the smallest type is that of raised signs and the margin's numbers"


@pytest.mark.parametrize(("module", "per_side"), [(booklet, 4), (two_up, 2)])
def test_imposed_pages_keep_labels_and_bookmarks(asked: Job, module: Any, per_side: int) -> None:
    made = module.make(asked)
    standard = labels(asked.source)
    shown = [label for side in labels(made.data) for label in side.split(", ") if label != "–"]
    assert sorted(shown) == sorted(standard)
    assert made.page_count == -(-len(standard) // per_side) * per_side // 2
    assert titles(made) == ["A Title", "Chapter 1", "Chapter 2", "Chapter 3"]
    with opened(made) as document:
        assert str(document.docinfo["/Title"]) == "A Title"
        with document.open_outline() as outline:
            page = outline.root[1].destination[0]
        side = next(at for at, entry in enumerate(document.pages) if entry.obj.objgen == page.objgen)
    assert "1" in labels(made.data)[side].split(", ")
    assert "Chapter 1" in texts(made)[side]


def test_a_booklet_asks_for_the_short_edge(asked: Job) -> None:
    with opened(booklet.make(asked)) as document:
        assert str(document.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"
        width, height = (float(value) for value in document.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 420)


@pytest.mark.parametrize("module", [booklet, two_up])
def test_imposed_bytes_are_the_same_each_time(asked: Job, module: Any) -> None:
    assert module.make(asked).data == module.make(asked).data


def test_a_broken_pdf_is_our_error(asked: Job) -> None:
    with pytest.raises(EditionError):
        two_up.make(replace(asked, source=b"no pdf"))
