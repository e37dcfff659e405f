"""A place that a reader marked survives other pages and other chapters: nothing moves the text on its path."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from octavo.body import Body, block_text
from octavo.editions.epub import make
from octavo.editions.epub.engines.seats import offsets, seat_block
from octavo.model import PageMap
from octavo.pagemap import page_of

from tests.epub.books import body, chapters, job, page_map
from tests.epub.reading import Epub, sound
from tests.epub.test_structure import EVERYTHING, NOTES, PICTURES

_MARKER = re.compile(rb'<span class="o-page"[^>]*/>')
SENTENCES = (
    "A first sentence of some length stands here. Then a second one, “quoted at its end.” And a third follows it."
)


def without_pages(book: Epub) -> dict[str, bytes]:
    """The chapters as their paths see them: a marker is within a seat, which is empty otherwise."""
    found = {}
    for name in book.spine:
        data = _MARKER.sub(b"", book.read(f"EPUB/{name}")).replace(b"<span></span>", b"<span/>")
        found[name] = data
    return found


def made(of: Body, pages: PageMap | None = None) -> Epub:
    return sound(make(job(of, pages)).data)


def every(of: Body, step: int, shift: int = 0) -> PageMap:
    """Pages that begin at every so many characters of the text."""
    starts: list[tuple[str, int | None, int]] = []
    count = shift
    for block in of.blocks:
        while count < len(block.text):
            starts.append((str(len(starts) + 1), block.number, count))
            count += step
        count -= len(block.text)
    return page_map(*starts)


@pytest.mark.parametrize(("step", "shift"), [(90, 0), (61, 17), (200, 3)])
def test_other_pages_move_nothing(step: int, shift: int) -> None:
    of = body(EVERYTHING, NOTES, pictures=PICTURES, form="book")
    plain = without_pages(made(of))
    marked = made(of, every(of, step, shift))
    assert len(marked.nav("page-list")) > 1
    assert without_pages(marked) == plain


def test_a_sentence_in_one_chapter_moves_nothing_in_the_others() -> None:
    old = body(chapters(5, 400), form="book")
    new = body(chapters(5, 400).replace("<p>", "<p>One sentence more. ", 1), form="book")
    before, after = without_pages(made(old, every(old, 700))), without_pages(made(new, every(new, 700)))
    assert [name for name in before if before[name] != after[name]] == ["text/chapter-1.xhtml"]
    assert [*before] == [*after]


def test_a_page_is_marked_at_the_sentence_it_begins_in() -> None:
    of = body(f"<p>{SENTENCES}</p>")
    book = made(of, page_map(("7", 0, SENTENCES.index("quoted"))))
    marker = next(e for e in book.page("text/title.xhtml").iter() if e.get("id") == "page-7")
    assert str(marker.xpath("string(following::text()[1])")).startswith("Then a second one")
    assert page_of(page_map(("7", 0, 3)), 0, 5) is not None


def test_seats_stand_before_sentences_and_never_within_words() -> None:
    found = [0, *offsets(SENTENCES)]
    assert [SENTENCES[at:].split()[0] for at in found] == ["A", "Then", "And"]
    long = "word " * 200
    assert all(long[at - 1] == " " for at in offsets(long))
    assert list(offsets("字" * 600)) == [260, 520]


@given(st.text(alphabet="ab .,;\n。、!”", max_size=900))
def test_seats_are_never_far_apart(text: str) -> None:
    found = [0, *offsets(text), len(text)]
    assert found == sorted(found)
    assert all(b - a <= 300 for a, b in pairwise(found))


def test_seats_leave_every_word_where_it_was() -> None:
    of = body(EVERYTHING, NOTES, pictures=PICTURES)
    for block in of.copy_tree().iter():
        if block.get("data-b"):
            before = block_text(block)
            seats = seat_block(block)
            assert block_text(block) == before
            assert all(seat.tag == "span" and not len(seat) and not seat.attrib for seat in seats.values())


def test_a_paragraph_without_end_gets_its_seats_in_time_of_its_length() -> None:
    block = etree.Element("p")
    block.text = "word " * 200_000
    began = time.process_time()
    assert len(seat_block(block)) > 5_000
    assert time.process_time() - began < 4
    assert "".join(map(str, block.itertext())) == "word " * 200_000
