"""Spellings that a page gives back otherwise than they were written, and that are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from octavo.text import characters, compare, folding, misspelt, spelling, spelt

SIGNS = st.sampled_from("ab 1\n\t-'’\u00ad\u2010\x02\ufffe\x0b\x0c\x85\u00a0\U0001fffe\ufdd0")


def test_digits_of_mathematics_are_alike_in_all_styles_but_no_common_digits() -> None:
    bold, sans, wide, plain = (spelt([digits]).spellings for digits in ("𝟏𝟐", "𝟭𝟮", "𝟷𝟸", "12"))
    assert bold == sans == wide
    assert bold != plain
    assert bold != spelt(["𝟭𝟯"]).spellings


def test_romanian_letters_with_a_cedilla_are_those_with_a_comma() -> None:
    ours, theirs = spelt(["țara și Iași"]), spelt(["ţara şi Iaşi"])
    assert not list(misspelt(ours, theirs, compare(ours.words, theirs.words)))


def test_a_sign_alone_is_not_drawn_to_the_next_line_because_a_word_was_divided() -> None:
    ours = spelt(["# one longword", "#", "# two"])
    theirs = spelt(["# one long word", "#", "# two"], ours)
    assert theirs.words == ["one", "long", "word", "#", "two"]


def test_a_line_of_signs_that_stood_alone_is_a_word_there_too() -> None:
    ours = spelt(["2 + 2", "```", "a - b", "```"])
    theirs = spelt(["2 + 2\n```", "a - b\n```"], ours)
    assert theirs.words == ours.words == ["2", "2", "```", "a", "b", "```"]
    assert not list(misspelt(ours, theirs, compare(ours.words, theirs.words)))
    assert spelt(["2\n- 2\n..."], spelt(["2\n- 2\n..."])).words == ["2", "2"]


def test_a_page_may_end_within_a_word_of_many_lines() -> None:
    line = "aaaa1bbbb2" * 6
    ours = spelt(["Some " + line * 900])
    theirs = spelt(
        ["Some " + f"{line}\u2010\n" * 450 + "aaaa\u2010", "1bbbb2" + line[10:] + f"\u2010\n{line}" * 449], ours
    )
    difference = compare(ours.words, theirs.words)
    assert (difference.missing, difference.added) == ((), ())
    assert not list(misspelt(ours, theirs, difference))


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


@given(st.text(alphabet=st.one_of(SIGNS, st.characters())))
def test_the_quick_looks_find_what_the_slow_ones_find(text: str) -> None:
    assert characters.fit_for_files(text) == characters._FORBIDDEN_IN_FILES.sub("\ufffd", text)
    assert characters.without_forbidden(text) == characters.FORBIDDEN.sub("\ufffd", text)
    ascii_text = text.encode("ascii", "ignore").decode()
    assert folding._ASCII_WORD.findall(ascii_text) == folding._WORD.findall(ascii_text)
    assert spelling._ASCII_TOKEN.findall(ascii_text) == spelling._TOKEN.findall(ascii_text)


def test_json_holds_whole_characters_only() -> None:
    data = '{"a\\ud800": ["\\ud83d\\ude00", "\\udfff", 1.5, null], "b": "\\\\ud800 \\u00e9"}'
    assert characters.read_json(data) == {"a\ufffd": ["😀", "\ufffd", 1.5, None], "b": "\\ud800 é"}
    assert characters.read_json('{"a": "😀"}') == {"a": "😀"}
