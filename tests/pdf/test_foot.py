"""Many notes at the foot of pages: as WeasyPrint sets them, without measuring all of them for each."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any

import pytest
from octavo.editions import pdf
from octavo.editions.pdf.weasyprint_door import foot, spreads

from tests.pdf.bodies import job, make_body


def paragraph_with_notes(count: int) -> tuple[str, str]:
    """A paragraph and its notes, some of several lines and paragraphs."""
    text = " ".join(
        f'word{at}<a href="#fn-{at}" id="fnref-{at}" role="doc-noteref"><sup>{at}</sup></a>'
        for at in range(1, count + 1)
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
