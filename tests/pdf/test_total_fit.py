"""Paragraphs are broken as a whole: every line ends where the plan says, and no word is touched."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from octavo.editions import pdf
from octavo.editions.pdf.weasyprint_door import paragraphs, weasy
from octavo.editions.pdf.weasyprint_door.pieces import divisible
from octavo.editions.pdf.weasyprint_door.total_fit import LADDER, Piece, Taste, total_fit

from tests.pdf.bodies import job, make_body

TASTE = Taste(ideal=1.0, most=3.0, shortest=10.0)
TEXT = (
    "However little known the feelings or views of such a man may be on his first entering a neighbourhood, this truth "
    "is so well fixed in the minds of the surrounding families, that he is considered as the rightful property of some "
    "one or other of their daughters, and extraordinary circumstances notwithstanding, disappointment is unimaginable. "
)


def lines_of(pieces: list[Piece], ends: list[int]) -> list[list[Piece]]:
    starts = [0, *(end + 1 for end in ends[:-1])]
    return [pieces[start : end + 1] for start, end in zip(starts, ends, strict=True)]


@given(
    st.lists(
        st.builds(
            Piece,
            width=st.floats(1, 30),
            gap=st.sampled_from([0.0, 3.0]),
            hyphen=st.just(2.0),
            divides=st.booleans(),
        ),
        min_size=1,
        max_size=60,
    ),
    st.floats(40, 120),
)
def test_every_piece_is_set_once_and_no_line_is_too_full(pieces: list[Piece], width: float) -> None:
    ends = total_fit(pieces, width - 5, width, TASTE)
    if not ends:
        return
    lines = lines_of(pieces, ends)
    assert [piece for line in lines for piece in line] == pieces
    for number, line in enumerate(lines):
        natural = sum(piece.width + piece.gap for piece in line[:-1]) + line[-1].width + line[-1].hyphen
        assert natural <= (width if number else width - 5) + 1e-3
    divided = "".join("x" if line[-1].divides else "." for line in lines[:-1])
    assert "x" * (LADDER + 1) not in divided


def test_a_whole_paragraph_is_better_than_its_first_lines() -> None:
    """A first fit fills the first line and leaves the second with one wide space; the plan takes the better sum."""
    pieces = [Piece(width, 2.0) for width in (10, 10, 10, 10, 28, 10, 10, 10, 10, 10)]
    ends = total_fit(pieces, 48, 48, TASTE)
    assert ends[0] in (2, 3)
    assert ends[-1] == len(pieces) - 1


def test_no_way_is_said() -> None:
    assert total_fit([Piece(200.0)], 100, 100, TASTE) == []


def test_words_are_those_of_the_source_and_lines_are_even() -> None:
    made = pdf.make(job(make_body(f"<section><h2>One</h2><p>{TEXT * 6}</p></section>")))
    document = pypdfium2.PdfDocument(made.data)
    said = " ".join(page.get_textpage().get_text_bounded() for page in document)
    joined = re.sub(r"[\u00ad\u2010\x02\ufffe]\s*", "", said)
    assert " ".join(joined.split()).count(" ".join(TEXT.split())) == 6


def test_styles_dashes_and_links_within_a_paragraph_keep_every_word_and_an_even_edge() -> None:
    """Lines end within and between texts of other styles, at dashes, after spaces that belong to either side."""
    said = (
        "However <em>little known the</em> feelings—or views—of such a <strong>man may</strong> be on his first "
        "<a href='https://example.org/x'>entering a neighbourhood,</a> this <em>truth</em> <strong>is</strong> "
        "so-called <em>well fixed </em>in the <em>minds—</em>of the surrounding extraordinary families. "
    )
    made = pdf.make(job(make_body(f"<section><h2>One</h2><p>{said * 9}</p></section>")))
    words = " ".join(re.sub(r"<[^>]+>", "", said).split())
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(made.data)]
    joined = re.sub(r"[\u00ad\u2010\x02\ufffe]\s*", "", " ".join(page.get_text_bounded() for page in pages))
    flat = re.sub(r"(?<=[—-]) |\s?↗\d+", "", " ".join(joined.split()))
    assert flat.count(words) == 9
    edges = [
        round(page.get_rect(index)[2])
        for page in pages
        for index in range(page.count_rects())
        if page.get_rect(index)[2] > 480
    ]
    assert len(edges) > 10
    assert max(edges) - min(edges) <= 1


def test_an_endless_paragraph_is_planned_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paragraphs, "_FAR", 1_500)
    monkeypatch.setattr(paragraphs, "_UNSURE", 3)
    text = "".join(f"Sentence {at}: {TEXT}" for at in range(30)).replace("Sentence 7", "Söntence 7")
    planned: list[Sequence[Piece]] = []

    def watched(pieces: Sequence[Piece], first: float, width: float, taste: Taste) -> list[int]:
        planned.append(pieces)
        return total_fit(pieces, first, width, taste)

    monkeypatch.setattr(paragraphs, "total_fit", watched)
    weasy.engine.cache_clear()
    data = pdf.make(job(make_body(f"<p>{text}</p>"), papersize="a5")).data
    weasy.engine.cache_clear()
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]
    assert re.findall(r"S.ntence \d+", " ".join(pages)) == re.findall(r"S.ntence \d+", text)
    assert len(planned) > 5
    assert max(sum(piece.width > 0 for piece in pieces) for pieces in planned) < len(text) / 10


@pytest.mark.parametrize(
    ("solid", "word"),
    [
        ("Mr.\u00a0Bingley", "Bingley"),
        ("“Wickham’s", "Wickham"),
        ("l’histoire,", "histoire"),
        ("J.\u00a0R.\u00a0Tolkien’s", "Tolkien"),
        ("well-known", None),
        ("10\u00a0000", None),
    ],
)
def test_of_joined_words_one_may_be_divided(solid: str, word: str | None) -> None:
    found = divisible(solid)
    assert (found and found[0]) == word


def test_no_line_ends_within_an_option() -> None:
    words = "".join(f"<p>{'A ' * at}line that says how to get that part. <code>octavo doctor --fix</code> gets it.</p>"
                    for at in range(24))  # fmt: skip
    made = pdf.make(job(make_body(words), papersize="a5"))
    said = "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made.data))
    assert said.count("--fix") == 24
