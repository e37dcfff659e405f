"""Paragraphs with words from the right: what is not from the right keeps its letters, its order and its spaces."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from octavo.body import Body
from octavo.check.inventories.held import Segment
from octavo.check.inventories.judge import Findings, Text
from octavo.check.pages.beside import compare_called
from octavo.check.pages.mixed import compare_mixed
from octavo.check.pages.once import is_turned

WRITTEN = "The words שלום עולם stood over one door, and مرحبا over another."
FIRST = "The words \x01עולם \x01שלום \x01 stood over one "
LAST = "door, and \x01مرحبا \x01 over an\u2010\nother."


@pytest.fixture(scope="module")
def wrong(body_of: Callable[..., Body]) -> Callable[[list[str]], bool]:
    body = body_of(WRITTEN)

    def find(texts: list[str]) -> bool:
        found = Findings(Text.of(body))
        compare_mixed(found, [Segment("text", WRITTEN)], [Segment("text", text) for text in texts])
        return bool(found.faults)

    return find


@pytest.mark.parametrize("texts", [[FIRST + LAST], [FIRST, LAST], ["Before.", FIRST, LAST, "Behind."]])
def test_what_is_written_is_found_also_over_the_page(texts: list[str], wrong: Callable[[list[str]], bool]) -> None:
    assert not wrong(texts)


@pytest.mark.parametrize(
    "text",
    [
        FIRST.replace("over one", "overo ne") + LAST,
        FIRST + LAST + "The words",
        FIRST + LAST.replace(" over", "over over"),
        FIRST.replace("The words", "The wordsThe words") + LAST,
        FIRST.replace("stood ", "") + LAST,
        FIRST + LAST.replace("مرحبا", "مرحرا"),
        FIRST + LAST.replace("مرحبا", "محبا"),
    ],
)
def test_a_space_that_moved_and_words_said_twice_are_told(text: str, wrong: Callable[[list[str]], bool]) -> None:
    assert wrong([text])


@pytest.mark.parametrize(
    ("expected", "got", "turned"),
    [("10 metres, with", "with ,metres 10", True), ("metres, with", "metre,s with", False), ("2.5 m", "m 2.5", True)],
)
def test_no_order_of_reading_puts_a_sign_into_a_word(expected: str, got: str, *, turned: bool) -> None:
    assert is_turned(expected, got, closely=True) is turned


ALMANAC, TABLE = "https://one.invalid/a", "https://two.invalid/b"
CALLED = [("1", ALMANAC), ("2", TABLE)]


@pytest.mark.parametrize(
    ("called", "notes", "faults"),
    [
        (CALLED, [f"↗1 {ALMANAC}", f"↗2 {TABLE}"], 0),
        (CALLED, [f"↗1 {ALMANAC} ↗2 {TABLE}"], 0),
        (CALLED, [f"↗1 {ALMANAC}", "↗2 https://two.", "invalid/b"], 0),
        (CALLED, [f"↗2 {ALMANAC}", f"↗1 {TABLE}"], 2),
        (CALLED[1:], [f"↗1 {ALMANAC}", f"↗2 {TABLE}"], 1),
        ([], [f"↗1 {ALMANAC}"], 0),
    ],
)
def test_the_number_of_a_note_stands_behind_its_link(
    called: list[tuple[str, str]], notes: list[str], faults: int, body_of: Callable[..., Body]
) -> None:
    found = Findings(Text.of(body_of(WRITTEN)))
    compare_called(found, called, notes)
    assert len(found.faults) == faults
