"""What pages set again, and what goes on from one page to the next, is no other text."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from octavo.check.inventories.held import Segment
from octavo.check.pages.set_again import heads_once
from octavo.check.tagged import _Reader

HEAD = ["Price", "of Oil"]
TEXT = ["Before", *HEAD, "12", "Price", "13", "x", "After"]


def cells(texts: list[str]) -> list[Segment]:
    return [Segment("cell", text, None, False) for text in texts]


@pytest.mark.parametrize(
    ("texts", "left"),
    [
        (TEXT, TEXT),
        (
            ["Before", *HEAD, "12", "Price", "Price", "of\nOil", "13", "x", "After"],
            None,
        ),  # runs into a cell of its words
        (["Before", *HEAD, "12", "Price", "13", "Price", "of Oil", "x", "After"], TEXT),
        (["Before", *HEAD, "12", "Price", "13", "of Oil", "Price", "x", "After"], None),
        (["Before", *HEAD, "12", "Price", "13", "Price", "of", "x", "After"], None),
    ],
)
def test_whole_heads_that_are_set_again_are_left_out(texts: list[str], left: list[str] | None) -> None:
    found = [segment.text for segment in heads_once(cells(TEXT), cells(texts), HEAD)]
    assert found == (texts if left is None else left)


@pytest.mark.parametrize(
    ("words", "holds"),
    [("example.org/\n27/5", True), ("e.org/27/5", True), ("example.org/27", False), ("7", False), ("", False)],
)
def test_the_rest_of_an_address_goes_on_behind_other_notes(words: str, *, holds: bool) -> None:
    reader = SimpleNamespace(_led_to={"https://example.org/27/5"}, _words=lambda _node, _page: words)
    assert _Reader._goes_on(reader, None, 0, words) is holds  # type: ignore[arg-type]  # all that it asks for
