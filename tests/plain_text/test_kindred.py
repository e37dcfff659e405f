"""Lines that count alike or end alike are decided together."""

from __future__ import annotations

import pytest
from octavo.readers.plain_text.blocks.line_features import looks_of
from octavo.readers.plain_text.blocks.units import build_units
from octavo.readers.plain_text.headings.document_counts import Survey
from octavo.readers.plain_text.headings.kindred import COMPLETED, completed, frame
from octavo.readers.plain_text.lines.document_style import find_habits
from octavo.readers.plain_text.lines.lines import runs_of, split_lines
from octavo.readers.plain_text.lines.wrap import Vocabulary

TEXT = "A long line of running text that belongs to the heading above and says what the keeper did on that day."


def raised(lines: list[str], chances: list[float], between: str = TEXT) -> list[float]:
    """The chances of short lines, each of them with a line of text below it."""
    split = split_lines("\n\n".join(text for line in lines for text in (line, between)))
    runs = runs_of(split)
    habits = find_habits(split, runs)
    units = build_units(runs, habits, Vocabulary(split))
    places = [place for place, unit in enumerate(units) if unit.text in lines]
    return completed(Survey(units, looks_of(units, habits), habits), places, chances)


@pytest.mark.parametrize(
    "lines",
    [
        ["3.1 Boats.", "3.2 Server to server.", "3.3 Nets.", "3.4 Oars."],
        ["Rule #1: Look", "Rule #2: Wait where the water is", "Rule #3: Go", "Rule #5: Rest"],
        ["Fish[edit]", "See also[edit]", "Herons[edit]", "Ducks[edit]"],
        ["Regel 1 – Schauen", "Regel 2 – Warten", "Regel 3 – Gehen", "Regel 4 – Ruhen"],
    ],
)
def test_the_missing_heading_of_a_series_is_found(lines: list[str]) -> None:
    assert raised(lines, [0.9, 0.2, 0.8, 0.9]) == [0.9, COMPLETED, 0.8, 0.9]


def test_an_unlikely_series_stays_unlikely() -> None:
    assert raised(["1. Milk", "2. Bread", "3. Eggs", "4. Salt"], [0.6, 0.1, 0.1, 0.2]) == [0.6, 0.1, 0.1, 0.2]


def test_what_does_not_count_is_left_alone() -> None:
    assert raised(["In 1999", "In 2004", "In 1987", "In 2011"], [0.9, 0.2, 0.8, 0.9]) == [0.9, 0.2, 0.8, 0.9]
    assert frame("The keeper") is None
