"""What is missing, added and moved, in texts and in random lists; and never slowly."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from octavo.text import Difference, compare, compare_at_best
from octavo.text.align import SMALL

SENTENCE = "in the morning the snow lay deep on every roof and no dog barked in the lanes below".split()


def told(difference: Difference) -> tuple[list[str], list[str], list[str]]:
    missing, added, moved = (
        [" ".join(run.words) for run in runs] for runs in (difference.missing, difference.added, difference.moved)
    )
    return missing, added, moved


@pytest.mark.parametrize(
    ("expected", "got", "missing", "added", "moved"),
    [
        ("a b c", "a b c", [], [], []),
        ("", "a b", [], ["a b"], []),
        ("a b", "", ["a b"], [], []),
        ("one two three four", "one three four", ["two"], [], []),
        ("one two three", "one two 2 three", [], ["2"], []),
        ("one two three", "one deux three", ["two"], ["deux"], []),
        ("every thing here", "everything here", [], [], []),
        ("everything here", "every thing here", [], [], []),
        ("one everything here", "one every head 12 thing here", [], ["head 12"], []),
        ("a b c d e f g h", "e f g h a b c d", [], [], ["e f g h"]),
        ("one two three alpha", "alpha one two three", [], [], ["alpha"]),
        ("is it so so so", "is it so so", ["so"], [], []),
    ],
)
def test_differences(expected: str, got: str, missing: list[str], added: list[str], moved: list[str]) -> None:
    assert told(compare(expected.split(), got.split())) == (missing, added, moved)


def test_positions() -> None:
    got = [*SENTENCE[:4], *SENTENCE[7:], "extra", "words"]
    found = compare(SENTENCE, got)
    assert [(run.words, run.position, run.other) for run in found.missing] == [(("snow", "lay", "deep"), 4, 4)]
    assert [(run.words, run.position) for run in found.added] == [(("extra", "words"), len(got) - 2)]
    swapped = compare("p q r one two three x y z".split(), "p q r x y z one two three".split())
    (run,) = swapped.moved
    assert run.words in (("one", "two", "three"), ("x", "y", "z"))
    assert abs(run.shift) == 6


WORD = st.sampled_from("ab cd ef gh ij kl mn op".split())


@given(st.lists(WORD, max_size=60), st.lists(WORD, max_size=60))
def test_every_word_is_accounted_for(a: list[str], b: list[str]) -> None:
    found = compare(a, b)
    for runs, text in ((found.missing, a), (found.moved, a), (found.added, b)):
        for run in runs:
            assert tuple(text[run.position : run.position + len(run.words)]) == run.words
    for run in found.moved:
        assert tuple(b[run.other : run.other + len(run.words)]) == run.words
    # What is left in order on both sides has the same letters.
    gone = {run.position + n for runs in (found.missing, found.moved) for run in runs for n in range(len(run.words))}
    come = {run.position + n for run in found.added for n in range(len(run.words))}
    come |= {run.other + n for run in found.moved for n in range(len(run.words))}
    left = "".join(word for n, word in enumerate(a) if n not in gone)
    assert len(left) <= sum(len(word) for n, word in enumerate(b) if n not in come) + sum(map(len, b))
    assert compare(a, a) == Difference()


@given(st.lists(st.integers(0, 10_000), unique=True, min_size=20, max_size=80), st.data())
def test_what_was_taken_out_is_missing(numbers: list[int], data: st.DataObject) -> None:
    text = [f"w{number}w" for number in numbers]
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    found = compare(text, text[:start] + text[stop:])
    assert [word for run in found.missing for word in run.words] == text[start:stop]
    assert not found.added
    assert not found.moved


@given(st.lists(st.integers(0, 10_000), unique=True, min_size=20, max_size=80), st.data())
def test_what_was_put_in_is_added_and_nothing_else(numbers: list[int], data: st.DataObject) -> None:
    text = [f"w{number}w" for number in numbers]
    at = data.draw(st.integers(0, len(text)))
    found = compare(text, [*text[:at], "head", "of", "page", *text[at:]])
    assert told(found) == ([], ["head of page"], [])


def _novel(size: int = 30_000) -> list[str]:
    chance = random.Random(1)
    stock = ["".join(chance.choices("etaoinshrdlu", k=chance.randint(2, 9))) for _ in range(6000)]
    return chance.choices(stock, weights=[1 / (n + 1) for n in range(6000)], k=size)


def test_a_novel_with_heads_and_folios_is_found_whole() -> None:
    text = _novel()
    got: list[str] = []
    for page, start in enumerate(range(0, len(text), 300)):
        words = text[start : start + 300]
        got += [*words[:-1], words[-1][:2], "the", "running", "head", str(page), words[-1][2:]]
    found = compare(text, [word for word in got if word])
    assert not found.missing
    assert not found.moved


HOSTILE = {
    "one word": (["a"] * 30_000, ["a"] * 29_000 + ["b"] * 1000),
    "two words": (["a", "b"] * 15_000, ["b", "a", "a"] * 10_000),
    "backwards": (_novel(20_000), _novel(20_000)[::-1]),
    "numbers": ([str(n % 7) for n in range(30_000)], [str(n % 11) for n in range(30_000)]),
    "nothing in common": ([f"a{n}" for n in range(20_000)], [f"b{n}" for n in range(20_000)]),
    "prefixes": (["ab" * 50] * 3000, ["a", "b"] * 30_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_seconds_at_most(name: str) -> None:
    before = time.process_time()
    compare(*HOSTILE[name])
    assert time.process_time() - before < 15


def test_a_word_longer_than_pages_is_found_in_its_lines() -> None:
    word = "".join(random.Random(1).choices("abcdefgh", k=SMALL * 4))
    lines = [word[at : at + 3] for at in range(0, len(word), 3)]
    assert compare(["some", word, "end"], ["some", *lines, "end"]) == Difference()
    before = time.process_time()
    assert compare_at_best(["some", word, "end"], ["some", *lines[:-1], "end"]).missing
    assert time.process_time() - before < 5


@pytest.mark.parametrize("copies", [2, 3, 14])
@pytest.mark.parametrize("length", [30, 400])
def test_a_text_that_repeats_itself(copies: int, length: int) -> None:
    """A manual of many like chapters: notes are taken out of each, and nothing else differs."""
    chance = random.Random(length)
    chapter = [chance.choice(SENTENCE) + str(chance.randrange(30)) for _ in range(length)]
    note = "see the note about snow".split()
    noted = [*chapter[: length // 3], *note, *chapter[length // 3 :]]
    difference = compare(noted * copies, chapter * copies)
    assert (difference.added, difference.moved) == ((), ())
    assert [run.words for run in difference.missing] == [tuple(note)] * copies
    assert [run.position for run in difference.missing] == [length // 3 + n * len(noted) for n in range(copies)]
    without = chapter * copies
    del without[length : length + 7]
    lost = compare(chapter * copies, without)
    assert (lost.added, lost.moved) == ((), ())
    assert sum(len(run.words) for run in lost.missing) == 7
