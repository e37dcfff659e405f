"""Paragraphs with words from the right: what is not from the right keeps its letters, its order and its spaces."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from octavo.body import Body
from octavo.check.inventories.held import Segment
from octavo.check.inventories.judge import Findings, Text
from octavo.check.pages.mixed import compare_mixed

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
