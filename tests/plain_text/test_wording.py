"""What the words of a line say next to the rest of the document."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from octavo.readers.plain_text.blocks.line_features import LETTER, STOP, looks_of
from octavo.readers.plain_text.blocks.units import build_units
from octavo.readers.plain_text.headings.context_features import unbalanced
from octavo.readers.plain_text.headings.document_counts import Survey
from octavo.readers.plain_text.headings.features import NAMES, candidate_rows
from octavo.readers.plain_text.headings.forest import load_forests
from octavo.readers.plain_text.headings.headings import together
from octavo.readers.plain_text.lines.document_style import find_habits
from octavo.readers.plain_text.lines.lines import runs_of, split_lines
from octavo.readers.plain_text.lines.wrap import Vocabulary

LONG = "The people who kept the lamps of the harbour burning had seen many storms come and go, and wrote them all down."
TEXT = f"""The lamps of the harbour
{LONG}
Henrik Solbakken
{LONG}
1. Trim the wick
{LONG}
{LONG}
2. Clean the glass
{LONG}
These are the tools you need for
- a brush
"""


def surveyed(text: str) -> Survey:
    lines = split_lines(text)
    runs = runs_of(lines)
    habits = find_habits(lines, runs)
    units = build_units(runs, habits, Vocabulary(lines))
    return Survey(units, looks_of(units, habits), habits)


def row_of(start: str) -> dict[str, float]:
    survey = surveyed(TEXT)
    places, rows = candidate_rows(survey)
    at = next(i for i, place in enumerate(places) if survey.units[place].text.startswith(start))
    return dict(zip(NAMES, rows[at], strict=True))


def test_a_title_shares_words_with_what_follows_and_a_name_does_not() -> None:
    title, name = row_of("The lamps"), row_of("Henrik")
    assert title["wording ahead"] > 0.9 > name["wording ahead"]
    assert name["wording name_share"] == 1.0
    assert title["wording name_share"] < 1.0


def test_numbers_know_how_much_text_lies_between_them() -> None:
    first, second = row_of("1."), row_of("2.")
    assert first["wording series_ahead"] == second["wording series_back"] == 3
    assert first["wording series_body"] == 2 * len(LONG)
    assert second["wording series_ahead"] > 40


def test_a_line_that_stops_at_a_little_word_goes_on() -> None:
    assert row_of("These are")["wording ends_little"] == 1.0
    assert row_of("Henrik")["wording ends_little"] == 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“all of it”", 0),
        ("„alles“", 0),
        ("»alles«", 0),
        ('"all of it"', 0),
        ("(“all of it”)", 0),
        ("「全部」", 0),
        ("“the rest follows", 1),
        ("thou art quiet in thy grave.”", -1),
        ("the rest) of it", -1),
        ('and so he went."', -1),
    ],
)
def test_marks_that_have_no_partner(text: str, expected: int) -> None:
    assert unbalanced(text) == expected


def test_a_picture_behind_a_title_is_not_its_end() -> None:
    looks = surveyed("Tools and projects 🛠\n" + LONG + "\nIt rained. [12]\n" + LONG).looks
    assert looks[0].last == LETTER
    assert looks[2].last == STOP


def test_both_forests_have_half_a_say() -> None:
    assert together(0.5, 0.5) == pytest.approx(0.5)
    assert 0.5 < together(0.9, 0.5) < 0.9
    assert together(0.9, 0.2) == pytest.approx(together(0.2, 0.9))


def test_the_numbers_do_not_depend_on_the_order_of_sets() -> None:
    code = (
        "import sys; from tests.plain_text.test_wording import surveyed, TEXT; "
        "from octavo.readers.plain_text.headings.features import candidate_rows; print(candidate_rows(surveyed(TEXT)))"
    )
    root = Path(__file__).parent.parent.parent
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=root,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1


def test_the_forests_use_what_the_words_say() -> None:
    heading = load_forests()["heading"]
    used = {heading.names[at] for at in heading.feature if at >= 0}
    assert {"wording ahead", "wording name_share", "wording unbalanced"} <= used
