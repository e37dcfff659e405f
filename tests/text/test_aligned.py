"""Words that were divided for a comparison are told where they stand, and nothing falls over the end of a text."""

from __future__ import annotations

from octavo.text import Run, aligned, words_of


def test_a_run_of_more_words_than_the_text_has_left_stays_where_it_is() -> None:
    run = Run(("light", "house", "keeper"), 1, 1)
    assert aligned(run, words_of(["the lighthousekeeper"])) == run


def test_a_run_slides_to_the_start_of_its_line() -> None:
    source = words_of(["a b c", "a b d"])
    assert aligned(Run(("c", "a", "b"), 2, 0), source).position == 0
