"""Figures without room on their page, turned tables: text fills the page before, and the order of reading stays."""

from __future__ import annotations

from itertools import pairwise

import pypdfium2
import pytest
from octavo.body import Body
from octavo.check import prove_edition
from octavo.check.pdf import read_pdf
from octavo.editions import pdf
from octavo.model import Made

from tests.pdf.bodies import job, make_body

SENTENCE = "However little known the feelings or views of such a man may be on his first entering a neighbourhood. "
FIGURE = '<figure><img src="images/dot.png" alt="A dot" style="width:90%"/><figcaption>{}</figcaption></figure>'
ABOVE = "".join(f"<p>Above {number}. {SENTENCE * 3}</p>" for number in range(4))
BELOW = "".join(f"<p>Below {number}. {SENTENCE * 3}</p>" for number in range(7))


def body_of(html: str) -> Body:
    return make_body(html, pictures=("dot.png",))


def made_of(body: Body) -> Made:
    return pdf.make(job(body, papersize="a5"))


@pytest.fixture(scope="module")
def article() -> tuple[Body, Made]:
    body = body_of(ABOVE + FIGURE.format("First") + FIGURE.format("Second") + BELOW)
    return body, made_of(body)


def test_text_moves_up_before_a_figure(article: tuple[Body, Made]) -> None:
    first, second, *_ = read_pdf(article[1].data).pages
    assert "Below 0." in first
    assert "First" not in first
    assert "First" in second


def test_screen_readers_find_the_figure_where_the_manuscript_has_it(article: tuple[Body, Made]) -> None:
    body, made = article
    structure = read_pdf(made.data).structure
    assert structure is not None
    words = [segment.text for segment in structure.inventory.segments]
    places = [
        next(at for at, text in enumerate(words) if part in text) for part in ("Above 3", "First", "Second", "Below 0")
    ]
    assert all(one < other for one, other in pairwise(places))
    assert prove_edition("pdf", made.data, body).ok


def test_the_page_map_tells_where_the_text_goes_on(article: tuple[Body, Made]) -> None:
    body, made = article
    assert made.pages is not None
    starts = [start.block for start in made.pages.pages if start.block is not None]
    assert starts == sorted(starts)
    assert body.blocks[starts[1]].text.startswith("Below")


@pytest.mark.parametrize(
    "behind",
    ["<ul><li>One</li></ul>" + BELOW, "<section><h2>Another</h2>" + BELOW + "</section>"],
    ids=["list", "heading"],
)
def test_a_figure_passes_nothing_but_text(behind: str) -> None:
    first, *_ = read_pdf(made_of(body_of(ABOVE + FIGURE.format("First") + behind)).data).pages
    assert "One" not in first
    assert "Below" not in first


def test_a_figure_stays_behind_the_words_that_lead_to_it() -> None:
    html = ABOVE + "<p>It looks like this:</p>" + FIGURE.format("First") + BELOW
    first, *_ = read_pdf(made_of(body_of(html)).data).pages
    assert "Below" not in first


@pytest.fixture(scope="module")
def turned() -> tuple[Body, Made]:
    head = "".join(f"<th>Measurement{column}</th>" for column in range(12))
    rows = "".join(f"<tr>{''.join(f'<td>Value{row}.{column}</td>' for column in range(12))}</tr>" for row in range(30))
    table = f"<table><caption>Turned</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    body = make_body(f"<p>Above. {SENTENCE}</p>{table}{BELOW}")
    return body, made_of(body)


def test_a_turned_table_stands_on_upright_pages_with_its_head(turned: tuple[Body, Made]) -> None:
    body, made = turned
    document = pypdfium2.PdfDocument(made.data)
    assert len({page.get_size() for page in document}) == 1
    texts = [page.get_textpage().get_text_range() for page in document]
    with_table = [at for at, text in enumerate(texts) if "Value" in text]
    assert len(with_table) > 1
    for at in with_table:
        assert "Measure" in texts[at]
        letters = document[at].get_textpage()
        left, bottom, right, top = letters.get_charbox(texts[at].index("Value"))
        assert document[at].get_width() > right > left > 0
        assert document[at].get_height() > top > bottom > 0
    assert "Below 0." in texts[0]
    assert prove_edition("pdf", made.data, body).ok


def test_pages_with_nothing_but_a_late_table_begin_where_the_text_was(turned: tuple[Body, Made]) -> None:
    assert turned[1].pages is not None
    starts = [(start.block, start.offset) for start in turned[1].pages.pages if start.block is not None]
    assert len(starts) == turned[1].page_count
    assert starts == sorted(starts)


@pytest.mark.parametrize("caption", ["", "<figcaption>To the edges</figcaption>"])
def test_a_picture_fills_a_page_and_its_caption_and_the_text_stand_before(caption: str) -> None:
    figure = f'<figure><img src="images/dot.png" class="full-bleed" alt="A dot"/>{caption}</figure>'
    body = body_of(ABOVE + figure + BELOW)
    made = made_of(body)
    document = pypdfium2.PdfDocument(made.data)
    full = [page for page in document if _fills(page)]
    assert len(full) == 1
    assert full[0].get_textpage().get_text_range().strip() == ""
    first, second, *_ = read_pdf(made.data).pages
    assert "Below 0." in first
    assert ("To the edges" in first + second) is bool(caption)
    assert prove_edition("pdf", made.data, body).ok


def _fills(page: pypdfium2.PdfPage) -> bool:
    width, height = page.get_size()
    bounds = [item.get_bounds() for item in page.get_objects(filter=(3, 5))]
    return any(x < 0.3 and y < 0.3 and right > width - 0.3 and top > height - 0.3 for x, y, right, top in bounds)
