"""Many notes at the foot of pages: as WeasyPrint sets them, without measuring all of them for each."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any

import pypdfium2
import pytest
from octavo.editions import pdf
from octavo.editions.pdf.weasyprint_door import foot, spreads

from tests.pdf.bodies import job, make_body


def paragraph_with_notes(count: int) -> tuple[str, str]:
    """A paragraph and its notes, some of several lines and paragraphs."""
    text = " ".join(
        f'word{at}<a href="#fn-{at}" id="fnref-{at}" class="noteref">{at}</a>' for at in range(1, count + 1)
    )
    notes = "".join(
        f'<aside id="fn-{at}"><p>{f"Note number {at}. " * (1 + at % 5 * 4)}</p>{"<p>More.</p>" * (at % 7 == 0)}</aside>'
        for at in range(1, count + 1)
    )
    return f"<p>{text}</p>", notes


def made(count: int) -> bytes:
    return pdf.make(job(make_body(*paragraph_with_notes(count)), papersize="a5")).data


def test_pages_are_those_of_weasyprint(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = made(40)

    @contextmanager
    def as_it_is(_layout: Any) -> Any:
        yield

    monkeypatch.setattr(spreads, "summed_notes", as_it_is)
    assert quick == made(40)


def test_each_note_is_laid_out_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    measured = foot._measured

    def counted(layout: Any, context: Any, known: Any, notes: Any) -> Any:
        if notes not in known:
            asked.append(len(notes))
        return measured(layout, context, known, notes)

    monkeypatch.setattr(foot, "_measured", counted)
    made(55)
    assert sum(asked) < 55 * 3 * 3  # alone and in a pair, on a page that may be made three times


def test_what_waits_is_in_order_and_found_at_once() -> None:
    waiting = foot.Waiting("abc")
    waiting.append("d")
    waiting.remove("b")
    assert list(waiting.copy()) == ["a", "c", "d"]
    assert None not in waiting
    with pytest.raises(ValueError, match="does not wait"):
        waiting.remove("b")


@pytest.mark.parametrize("words", range(8))
def test_no_note_is_lost_at_the_end_of_a_page(words: int) -> None:
    """Paragraphs of a few lines, the first of which calls a note: some page ends between the two first lines."""
    said = "The harbour book is the story of a port whose lamp is lit each night and people sit by the water"
    body, notes = "", ""
    for at in range(1, 26):
        call = f'<a href="#fn-{at}" id="fnref-{at}" class="noteref">{at}</a>'
        body += f"<p>{said}.{call} {said} {said} {'word ' * words}.</p>"
        notes += f'<aside id="fn-{at}"><p>Note {at}, the last but {25 - at}.</p></aside>'
    pages = pdfium_text(pdf.make(job(make_body(body, notes), papersize="a5")).data)
    assert [at for at in range(1, 26) if f"Note {at}, the last but {25 - at}." not in pages] == []


def pdfium_text(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
