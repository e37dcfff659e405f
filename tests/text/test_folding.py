"""The same text from different media gives the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from octavo.text import fold, words, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the “Don’t” of it", 'THE "Don\'t" of it'),
        ("exam-\nple text", "example text"),
        ("exam\u00adple text", "example text"),
        ("exam\u00ad\n  ple text", "example text"),
        ("a well-known fact", "a well\u2011known fact"),
        ("a well-known fact", "a wellknown fact"),
        ("ﬁrst ﬂight oﬃce", "first flight office"),
        ("H₂O and x²", "H2O and x2"),
        ("Stra\u00dfe", "STRASSE"),
        ("Tiếng Việt", "Tie\u0302\u0301ng Vie\u0323\u0302t"),
        ("ΌΛΑ ΣΊΓΜΑΣ", "όλα σίγμας"),
        ("İstanbul ılık", "istanbul ilik"),
        ("لا إله إلا الله", "ال إله إال الله"),
        ("مُحَمَّد", "محمد"),
        ("\ufefb", "لا"),
        ("zalgo\u0345\u0345", "zalgo"),
        ("zero\u200bwidth\u2060joined", "zerowidthjoined"),
        ("吾輩は\n猫である", "吾輩は猫である"),
        ("⽇本", "日本"),
        ("ภาษา\nไทย", "ภาษาไทย"),
        ("re\u00adsume\u0301", "résumé"),
        ("１２３ ＡＢＣ", "123 abc"),
        ("snake_case", "snake case"),
    ],
)
def test_one_form(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" – … “ ” 😀 ", []),
        ("H2O 3rd", ["h", "2", "o", "3", "rd"]),
        ("猫 cat", ["猫", "cat"]),
        ("one- two", ["one", "two"]),
        ("one -two", ["one", "two"]),
        ("2024-05-17", ["20240517"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_segments_are_remembered() -> None:
    found = words_of(["one two", "", "three-\nfour", "five\x1esix"])
    assert found.words == ["one", "two", "threefour", "five", "six"]
    assert found.ends == [2, 2, 3, 5]
    assert [found.segment(position) for position in range(5)] == [0, 0, 2, 3, 3]
    assert words_of([]).words == []


@given(st.lists(st.text(), max_size=6))
def test_segments_hold_the_same_words_as_their_texts(texts: list[str]) -> None:
    found = words_of(texts)
    assert len(found.ends) == len(texts) or not texts
    assert found.ends == sorted(found.ends)
    assert len(found.words) == (found.ends[-1] if found.ends else 0)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert words(fold(text)) == words(text)
