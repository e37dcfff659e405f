"""The PDFs for small screens, for readers with dyslexia, and to save paper."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from octavo.check.editions import prove_edition
from octavo.editions import Job
from octavo.editions.imposed.plan import Half, two_up
from octavo.editions.table import EDITIONS
from octavo.editions.variants import dyslexia, economy, eink
from octavo.model import Made
from octavo.papersizes import POINT

from tests.pdf.bodies import job, make_body, sentences

BOOK = "".join(
    f'<section><h2 id="c{n}">Chapter {n}</h2><p>{sentences(30, n * 500)} <em>bold</em></p><p>{sentences(9, n)}</p>'
    "</section>"
    for n in range(1, 4)
)


@pytest.fixture(scope="module")
def asked() -> Job:
    return job(make_body(BOOK, form="book"), papersize="a4")


def measures(made: Made) -> tuple[set[tuple[int, int]], list[tuple[float, ...]]]:
    """The sizes of the pages in millimetres, and the box around the text of each page that has some."""
    sizes, boxes = set(), []
    with pypdfium2.PdfDocument(made.data) as document:
        for page in document:
            sizes.add((round(page.get_width() * POINT), round(page.get_height() * POINT)))
            text = page.get_textpage()
            rects = [text.get_rect(at) for at in range(text.count_rects())]
            if rects:
                left, bottom, right, top = (f(rect[at] for rect in rects) for at, f in enumerate((min, min, max, max)))
                boxes.append(tuple(round(x * POINT, 1) for x in (left, bottom, right, top)))
            text.close()
            page.close()
    return sizes, boxes


@pytest.mark.parametrize("name", ["eink", "dyslexia", "economy"])
def test_nothing_is_lost(asked: Job, name: str) -> None:
    proof = prove_edition(name, EDITIONS[name].make(asked).data, asked.body)
    assert not proof.faults
    assert any(row.what == "words" for row in proof.rows)


def test_a_page_for_e_ink_is_all_text(asked: Job) -> None:
    sizes, boxes = measures(eink.make(asked))
    assert sizes == {(90, 122)}
    full = max(boxes, key=lambda box: box[3] - box[1])
    assert full[0] >= 2.9
    assert full[2] <= 87.1
    assert full[1] < 8, "no number below the text"
    assert full[3] > 116, "no head above it"


def test_for_dyslexia_the_page_is_cream_and_nothing_is_slanted(asked: Job) -> None:
    with pikepdf.open(BytesIO(dyslexia.make(asked).data)) as document:
        page = document.pages[-1]
        fonts = {str(font.BaseFont) for font in page.Resources.Font.values()}
        content = pikepdf.parse_content_stream(page)
    fills = [[round(float(x), 2) for x in one.operands] for one in content if str(one.operator) == "rg"]
    assert [0.98, 0.96, 0.89] in fills
    assert fonts
    assert not [name for name in fonts if "Italic" in name or "Literata" in name]
    sizes = {round(float(one.operands[1]) * 0.75, 1) for one in content if str(one.operator) == "Tf"}
    assert 14 in sizes, "in points; the page is drawn in pixels"


def test_economy_has_two_columns_within_what_printers_print(asked: Job) -> None:
    made = economy.make(asked)
    sizes, boxes = measures(made)
    assert sizes == {(210, 297)}
    assert all(left >= 6.3 and right <= 203.7 and bottom >= 4.2 for left, bottom, right, _ in boxes)
    assert made.page_count <= 3


def test_two_pages_lie_as_in_the_open_book() -> None:
    sides = [(side.left, side.right) for side in two_up(4, as_open=True)]
    assert sides == [(Half(None), Half(0)), (Half(1), Half(2)), (Half(3), Half(None))]
    assert [(side.left.page, side.right.page) for side in two_up(3, as_open=True, right_to_left=True)] == [
        (0, None),
        (2, 1),
    ]
