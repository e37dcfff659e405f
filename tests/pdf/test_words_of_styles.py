"""Endless words in more than one style or typeface are broken at the edge as other endless words are."""

from __future__ import annotations

import random

import pypdfium2
import pytest
from octavo.editions import pdf

from tests.pdf.bodies import job, make_body

SIGNS = "\ufffd\u024a\u0294\u0298\u0241\u0242"  # nothing of this is hyphenated, nor may a line end behind it


def signs(count: int, dice: random.Random) -> str:
    return "".join(dice.choice(SIGNS) for _ in range(count))


def edges(html: str) -> tuple[float, float]:
    """How far text reaches to the right, and how far it may."""
    furthest, page_width = 0.0, 0.0
    for page in pypdfium2.PdfDocument(pdf.make(job(make_body(html))).data):
        text = page.get_textpage()
        page_width = page.get_width()
        furthest = max([furthest, *(text.get_rect(index)[2] for index in range(text.count_rects()))])
    return furthest, page_width


@pytest.mark.parametrize(
    "form",
    [
        "<p>{0}<em>{1}</em>{2}<em>{1}</em>{2}</p>",
        "<p>Some words before <em>{0}</em>{2}<strong>{1}</strong>{0}{2}</p>",
        "<p>{0}<em>{1}<strong>{2}</strong>{0}</em>{2}<code>{2}</code></p>",
        "<p>{0}\u0381{2}\u0381{1}\u0381{2}</p>",
        "<ul><li>{0}<em>{1}</em>{2}</li></ul>",
        "<blockquote><p>{2}<em>{1}</em>{2}</p></blockquote>",
        "<h2>{0}<em>{1}</em>{2}</h2><p>Words.</p>",
        "<p dir='rtl'>{0}<em>{1}</em>{2}</p>",
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_they_end_within_the_sheet(form: str, seed: int) -> None:
    dice = random.Random(seed)
    html = form.format(signs(40, dice), signs(dice.randrange(5, 60), dice), signs(200, dice))
    furthest, width = edges(f"<section><h2>One</h2>{html}</section>" if "<h2>" not in html else html)
    assert furthest < width - 40


def test_a_word_that_fits_goes_to_the_next_line_in_one_piece() -> None:
    """Only what fits no line is broken: not the last word of a line, whatever its styles or a picture before it."""
    word = "\u0294" * 10
    html = f"<p>{'some words here ' * 3}" + f" {word}<em>{word}</em>{word}" * 6 + "</p>"
    for page in pypdfium2.PdfDocument(pdf.make(job(make_body(f"<section><h2>One</h2>{html}</section>"))).data):
        text = page.get_textpage().get_text_range()
        in_lines = [line.count("\u0294") for line in text.splitlines()]
        assert sum(in_lines) == 6 * 30
        assert not any(count % 30 for count in in_lines)


@pytest.mark.parametrize(
    "form",
    [
        "<p>See <a href='{0}'>here</a> now.</p>",
        "<ul><li>See <a href='{0}'>here</a> now.</li></ul>",
        "<p>See <a href='{0}'>{0}</a> now.</p>",
    ],
)
def test_an_address_longer_than_a_page_is_set_whole(form: str) -> None:
    address = "https://example.org/" + "abcdefgh" * 1500
    made = pdf.make(job(make_body(f"<section><h2>One</h2>{form.format(address)}</section>")))
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.data)]
    assert "".join(texts).count("h") >= 1500
    assert "".join(texts).replace("\ufffe", "").count("abcd") + "".join(texts).count("efgh") > 2 * 1400


def test_one_in_a_note_or_in_the_head_of_a_table_is_not_printed() -> None:
    address = "https://example.org/" + "abcdefgh" * 1500
    call = "<a class='noteref' id='fnref-1' href='#fn-1'>1</a>"
    link = f"<a href='{address}'>there</a>"
    head = f"<table><thead><tr><th>{link}</th></tr></thead><tbody><tr><td>a</td></tr></tbody></table>"
    text = f"<section><h2>One</h2><p>Words{call} here.</p>{head}</section>"
    body = make_body(text, f"<aside id='fn-1'><p>A note, {link}.</p></aside>")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf.make(job(body)).data)]
    assert "abcd" not in "".join(pages)
    assert "".join(pages).count("there") == 2
