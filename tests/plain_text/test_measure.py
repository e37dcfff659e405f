"""The measuring command, on a text small enough to be counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tools.bench_structure import f1, measured
from tools.structure_gold import Document, tokens
from tools.structure_tree import pieces_of

GOLD: tuple[dict[str, Any], ...] = (
    {"type": "heading", "level": 1, "text": "The mill"},
    {"type": "paragraph", "text": "It stands by the river."},
    {"type": "heading", "level": 2, "text": "The wheel"},
    {"type": "item", "marker": "1.", "depth": 0, "text": "oak"},
    {"type": "verse", "text": "Turn, wheel,\nturn."},
)
DOCUMENT = Document("mill__blank", "blank", "own", "en", "", GOLD)


def words(text: str) -> list[dict[str, Any]]:
    return [part for word in text.split() for part in ({"t": "Space"}, {"t": "Str", "c": word})][1:]


def tree(level: int = 2, verse: bool = True) -> list[dict[str, Any]]:
    end = {"t": "LineBlock", "c": [words("Turn, wheel,"), words("turn.")]}
    return [
        {"t": "Header", "c": [1, ["", [], []], words("The mill")]},
        {"t": "Para", "c": words("It stands by the river.")},
        {"t": "Header", "c": [level, ["", [], []], words("The wheel")]},
        {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], [[{"t": "Plain", "c": words("oak")}]]]},
        end if verse else {"t": "Para", "c": words("Turn, wheel, turn.")},
    ]


def test_the_right_answer_is_perfect() -> None:
    score = measured(DOCUMENT, pieces_of(tree()))
    assert (score["heads right"], score["heads found"], score["heads known"], score["heads hit"]) == (2, 2, 2, 2)
    assert (score["steps right"], score["changes right"]) == (1, 1)
    assert (score["items right"], score["borders right"], score["verse kept"]) == (1, 4, 1)
    assert (score["missing"], score["added"]) == (0, 0)


def test_faults_are_counted() -> None:
    score = measured(DOCUMENT, pieces_of(tree(level=1, verse=False)))
    assert (score["changes"], score["changes right"]) == (1, 0)
    assert (score["verse known"], score["verse kept"]) == (1, 0)
    lost = measured(DOCUMENT, pieces_of(tree()[:-1]))
    assert lost["missing"] == 3


def test_words() -> None:
    assert tokens("Ein Käse, 3× 春天!") == ["ein", "käse", "3", "春", "天"]


@pytest.mark.parametrize(("right", "found", "known", "value"), [(0, 0, 0, 1.0), (0, 3, 0, 0.0), (1, 2, 1, 2 / 3)])
def test_f1(right: int, found: int, known: int, value: float) -> None:
    assert f1(right, found, known) == pytest.approx(value)
