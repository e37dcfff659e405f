"""Where a page ends in the midst of something, nothing is lost and nothing added."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from octavo.body import Body
from octavo.text import compare, misspelt, spelt

from tests.check.test_alarms import HEAD, proofs

TOWER = "".join(map(chr, range(0x300, 0x340))) * 12
WHOLE = {
    "signs over pages": "start " + "& " * 3000 + "end\n",
    "signs before the first word": r"\[" * 4000 + "core" + r"\]" * 4000 + "\n",
    "a heading of pages": "# "
    + "marble lumen opal quartz ember umber violet " * 120
    + "\n\nWords.\n\n# Short\n\nMore.\n",
    "towers of marks": f"Before it.\n\nZ{TOWER}algo\n\nBehind it.\n",
}


@pytest.mark.parametrize("sample", WHOLE)
def test_no_false_alarm_at_the_end_of_a_page(sample: str, body_of: Callable[..., Body]) -> None:
    assert proofs(body_of(HEAD.format(title="T", lang="en") + WHOLE[sample])) == {}


@pytest.mark.parametrize(
    ("whole", "pages", "same"),
    [
        (["start [[[[ end"], ["start [[", "[[", "end"], True),
        (["[[[[ core", "next"], ["[[", "[[ core", "next"], True),
        (["one (two)", ")", "three"], ["one (two)", ")", "three"], True),
        (["one (two)", "three"], ["one (two)", ")", "three"], False),
        (["one", "two"], ["one", "***", "two"], False),
    ],
)
def test_signs_cut_off_by_a_page_belong_to_their_word(whole: list[str], pages: list[str], same: bool) -> None:
    ours = spelt(whole)
    got = spelt(pages, ours)
    difference = compare(ours.words, got.words)
    assert (not difference and not list(misspelt(ours, got, difference))) == same


def test_signs_alone_in_their_cells_below_a_head_that_is_set_again() -> None:
    """A head set again on the next page shifts all that follows: the signs still belong to their cells."""
    head = ["Time", "Survival", "Standard error"]
    rows = [[f"{number}.5", "*", ".", ".", str(number)] for number in range(20)]
    ours = spelt([*head, *(cell for row in rows for cell in row)])
    got = spelt(
        [*head, *(cell for row in rows[:9] for cell in row), *head, *(c for row in rows[9:] for c in row)], ours
    )
    assert got.words[:45] == ours.words[:45]
    assert got.words[-60:] == ours.words[-60:]


def test_signs_cut_off_by_the_end_of_a_page_belong_to_their_word() -> None:
    ours = spelt(["It cost (about 5)", "and more"])
    assert spelt(["It cost", "(", "about 5)", "and more"], ours).words == ours.words
