"""The arbiter: no alignment leaves less over, whatever is kept at once."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from octavo.text import compare, compare_at_best, optimal

FEW = st.lists(st.sampled_from("abcd"), max_size=14)


def length(a: list[str], b: list[str]) -> int:
    """The length of the longest common subsequence, by the table everybody knows."""
    row = [0] * (len(b) + 1)
    for word in a:
        before = row[:]
        for at, other in enumerate(b):
            row[at + 1] = before[at] + 1 if word == other else max(before[at + 1], row[at])
    return row[-1]


@pytest.mark.parametrize("kept", [1, 30, 10_000])
@given(FEW, FEW)
def test_nothing_leaves_less_over(kept: int, a: list[str], b: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(optimal, "KEPT", kept)
        found = optimal.least_gaps(a, b)
    assert len(a) - sum(a1 - a0 for a0, a1, _, _ in found) == length(a, b)
    i = j = 0
    for a0, a1, b0, b1 in [*found, (len(a), len(a), len(b), len(b))]:
        assert a[i:a0] == b[j:b0]
        i, j = a1, b1


def test_texts_that_are_too_long_are_left_to_the_other_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimal, "MOST", 10)
    assert compare_at_best(["a"] * 4, ["b"] * 4) == compare(["a"] * 4, ["b"] * 4)


def test_a_word_in_pieces_is_no_loss() -> None:
    a = "spec ghsawh 4 cj end".split()
    b = "spec 4 ghsa wh 4 cj end".split()
    found = compare_at_best(a, b)
    assert (found.missing, found.moved) == ((), ())
    assert compare_at_best(b, a).added == ()


def test_a_word_in_pieces_around_the_end_of_a_page_is_no_loss() -> None:
    a = "not available ecdhebased perfect secrecy".split()
    b = "not available ecdhe 4 the head based perfect secrecy".split()
    found = compare_at_best(a, b)
    assert (found.missing, found.moved) == ((), ())
    assert [run.words for run in found.added] == [("4", "the", "head")]


def test_positions_are_those_of_the_words_given() -> None:
    a = "one wellknown two three four five".split()
    b = "one well known two four five six".split()
    found = compare_at_best(a, b)
    assert [(run.words, run.position) for run in found.missing] == [(("three",), 3)]
    assert [(run.words, run.position) for run in found.added] == [(("six",), 6)]


def test_a_text_in_which_all_is_repeated_is_found_whole() -> None:
    chance = random.Random(7)
    lines = [["add", "argument", chance.choice("fbz"), "parser"] for _ in range(300)]
    a = [word for line in lines for word in line]
    b = [word for line in lines for word in (*line[:2], *chance.sample(["help", "foo", "parser", "add"], 2), *line[2:])]
    found = compare_at_best(a, b)
    assert (found.missing, found.moved) == ((), ())


def test_a_book_takes_seconds_at_most() -> None:
    chance = random.Random(1)
    stock = [str(number) for number in range(5000)]
    a = chance.choices(stock, k=40_000)
    b = [word for word in a if chance.random() > 0.05]
    before = time.process_time()
    assert optimal.least_gaps(a, b)
    assert time.process_time() - before < 15
