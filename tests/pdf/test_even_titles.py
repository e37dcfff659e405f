"""Titles and captions of a few lines have lines of about one length, where the column has them."""

from __future__ import annotations

import pypdfium2
import pytest
from octavo.editions import pdf

from tests.pdf.bodies import job, make_body
from tools.bench_type import Line, lines

TITLE = "A heading that is longer than one line of this small page by one word"


def set_lines(html: str, **facts: str) -> list[Line]:
    """The lines of the first page."""
    data = pdf.make(job(make_body(html, title="Title", **facts), papersize="a6")).data
    return lines(pypdfium2.PdfDocument(data)[0])


def widths(found: list[Line], words: str) -> list[tuple[float, float]]:
    """Where the lines begin and end that have words of a text, the first of them in it alone."""
    own = [line for line in found if all(word in words.split() for word, _, _ in line.words)]
    return [(line.words[0][1], line.words[-1][2]) for line in own]


@pytest.fixture(scope="module")
def page() -> list[Line]:
    caption = "Another caption which certainly fills two rows under what it belongs to, yes"
    table = f"<table><caption>{caption}</caption><tr><td>7</td></tr></table>"
    return set_lines(f"<section><h2>{TITLE}</h2><p>Text.</p>{table}</section>")


def test_the_lines_of_a_heading_are_even(page: list[Line]) -> None:
    found = widths(page, TITLE)
    lengths = [right - left for left, right in found]
    assert len(found) in (2, 3)
    assert min(lengths) > 0.6 * max(lengths)
    assert len({round(left) for left, _ in found}) == 1


def test_a_caption_is_broader_than_a_narrow_table(page: list[Line]) -> None:
    found = widths(page, "Another caption which certainly fills two rows under what it belongs to, yes")
    assert 2 <= len(found) <= 4


def test_centred_titles_stay_in_the_middle() -> None:
    body = make_body(f'<figure><img src="x" alt="x"/><figcaption>{TITLE}</figcaption></figure>')
    found = widths(lines(pypdfium2.PdfDocument(pdf.make(job(body, papersize="a6")).data)[0]), TITLE)
    middles = [(left + right) / 2 for left, right in found]
    assert len(found) == 2
    assert middles[0] == pytest.approx(middles[1], abs=1.5)


def test_no_line_of_a_title_ends_in_a_hyphen() -> None:
    title = "On the Height of Tides in Harbours, and What the Lamp-Keepers Wrote about Them"
    data = pdf.make(
        job(make_body(f"<section><h2>{title}</h2><p>Text.</p></section>", title=title), papersize="a6")
    ).data
    ends = [line.words[-1][0] for page in pypdfium2.PdfDocument(data) for line in lines(page)]
    assert sum(end.startswith("Lamp-Keepers") or end == "Them" for end in ends) >= 2
    assert not [end for end in ends if end.endswith(("-", "\u0002"))]
