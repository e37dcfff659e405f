"""Lines stand at the same heights on every page, whatever is between them, and facing pages end at one height."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pypdfium2
import pytest
from octavo.editions import pdf
from octavo.editions.pdf.paper import book_layout
from octavo.papersizes import parse_papersize

from tests.pdf.bodies import job, make_body
from tools.bench_type import Line, lines, spreads

SENTENCE = "However little known the feelings or views of such a man may be on his first entering a neighbourhood. "
BETWEEN = (
    "<p>{}</p><blockquote><p>Quoted.</p></blockquote><p>{}</p><ul><li>One</li><li>Two</li></ul><p>{}</p>"
    "<pre><code>x = 1\ny = 2\n</code></pre><p>{} <sup>2</sup> and <code>name</code></p>"
    "<table><tr><td>a</td></tr><tr><td>b</td></tr></table><p>{}</p><hr/><p>{}</p>"
)
LEVEL = 0.6  # points


def pages_of(html: str) -> list[list[Line]]:
    """The lines of the text on the pages of a PDF."""
    data = pdf.make(job(make_body(html), papersize="a5")).data
    return [lines(page) for page in pypdfium2.PdfDocument(BytesIO(data))]


@pytest.fixture(scope="module")
def article() -> list[list[Line]]:
    """An article of a few pages with all that stands between paragraphs."""
    text = BETWEEN.replace("{}", SENTENCE * 3)
    section = f"<section><h2>Head</h2>{text}<section><h3>Sub</h3>{text}</section></section>"
    return pages_of(section * 2)


def test_lines_of_the_text_stand_on_one_grid(article: list[list[Line]]) -> None:
    step = book_layout(parse_papersize("a5")).size * 1.45
    wanted = ("However", "neighbourhood")
    own = [line for page in article for line in page if any(word.startswith(wanted) for word, _, _ in line.words)]
    assert len(own) > 30
    off = [line for line in own if abs((line.y - own[0].y + step / 2) % step - step / 2) > LEVEL]
    assert not off


def test_lines_of_verse_stand_on_the_grid_of_the_text() -> None:
    verse = '<p class="verse">Tyger, tyger, burning bright<br/>However long</p><p class="verse">However short</p>'
    pages = pages_of(f"<p>{SENTENCE * 3}</p>{verse}<p>{SENTENCE * 3}</p>" * 6)
    step = book_layout(parse_papersize("a5")).size * 1.45
    own = [line for page in pages for line in page if line.words[0][0] in ("However", "Tyger,", "feelings")]
    assert len(own) > 20
    assert not [line for line in own if abs((line.y - own[0].y + step / 2) % step - step / 2) > LEVEL]


def test_facing_pages_end_at_one_height() -> None:
    paragraphs = (f"<p>{'Yes, ' * (number % 7)}{SENTENCE * (number % 3 + 1)}</p>" for number in range(90))
    pages = pages_of("".join(paragraphs))
    step = book_layout(parse_papersize("a5")).size * 1.45
    full, off = spreads(pages, round(book_layout(parse_papersize("a5")).size, 1), step)
    assert full >= 2
    assert not off


def test_the_type_area_holds_whole_lines() -> None:
    for name in ("a4", "a5", "a6", "letter"):
        layout = book_layout(parse_papersize(name)).in_lines(1.45)
        lines_held = layout.height / (layout.size * 1.45 * 25.4 / 72)
        assert lines_held % 1 < 0.01
        assert abs(layout.bottom - book_layout(parse_papersize(name)).bottom) < layout.size * 1.45 * 25.4 / 72


def test_who_said_it_has_a_line_of_its_own() -> None:
    said = f"<p>{SENTENCE}</p><p><span class='attribution'>Francis Bacon</span></p>"
    (page,) = pages_of(f"<div class='epigraph'>{said}</div><p>Text</p>")
    step = book_layout(parse_papersize("a5")).size * 1.45
    (last,) = (line for line in page if any(word == "Bacon" for word, _, _ in line.words))
    above = min(last.y - line.y for line in page if line.y < last.y)
    assert above > 0.8 * step


def test_paragraphs_in_other_scripts_follow_one_another_without_a_gap() -> None:
    text = "月亮照亮了古城上空的道路，人们在市场里走着，谈论着当天的消息。" * 3
    html = f"<p>{text}</p>" * 4
    data = pdf.make(job(make_body(html, title="Title", lang="zh"), papersize="a5")).data
    found = [
        line.y for line in lines(pypdfium2.PdfDocument(data)[0]) if line.size < 12 and not line.words[0][0].isascii()
    ]
    steps = [round(below - above, 1) for above, below in pairwise(found)]
    assert len(steps) > 8
    assert max(steps) - min(steps) < 0.3
