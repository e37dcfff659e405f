"""Spellings that a page gives back otherwise than they were written, and that are the same."""

from __future__ import annotations

import pytest
from octavo.text import compare, misspelt, spelt


def test_romanian_letters_with_a_cedilla_are_those_with_a_comma() -> None:
    ours, theirs = spelt(["țara și Iași"]), spelt(["ţara şi Iaşi"])
    assert not list(misspelt(ours, theirs, compare(ours.words, theirs.words)))


def test_a_sign_alone_is_not_drawn_to_the_next_line_because_a_word_was_divided() -> None:
    ours = spelt(["# one longword", "#", "# two"])
    theirs = spelt(["# one long word", "#", "# two"], ours)
    assert theirs.words == ["one", "long", "word", "#", "two"]


def test_a_letter_with_another_accent_is_told() -> None:
    ours, theirs = spelt(["țara"]), spelt(["tara"])
    assert [(found.expected, found.got) for found in misspelt(ours, theirs, compare(ours.words, theirs.words))] == [
        ("țara", "tara")
    ]


def _differ(expected: str, got: str) -> bool:
    ours, theirs = spelt([expected]), spelt([got])
    return bool(list(misspelt(ours, theirs, compare(ours.words, theirs.words))))


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ("or both of them", "o r\x01both of them"),
        ("Dunes are red, tarns are blue", "Dunes arered,\ntarns are blue"),
        ("again: good, and", "agai n:\x01 good, and"),
    ],
)
def test_a_space_that_left_its_place_beside_the_end_of_a_line_or_piece_is_told(expected: str, got: str) -> None:
    assert _differ(expected, got)


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ("or both of them", "or\x01both\nof\x01 them"),
        ("another way", "an\u2010\nother way"),
        ("well-known words", "well-\nknown\x01words"),
        ("a(b) and c", "a\x01(b)\nand c"),
    ],
)
def test_where_a_line_or_a_piece_ends_there_may_be_a_space_or_none(expected: str, got: str) -> None:
    assert not _differ(expected, got)
