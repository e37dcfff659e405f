"""What depends on the language of a text: its direction, Octavo's own words, quotation marks, joined lines."""

from __future__ import annotations

import pytest
from octavo.languages import direction
from octavo.languages.label_words import NAMES, WORDS
from octavo.languages.labels import Labels, labels_for
from octavo.languages.quotes import quotation_marks
from octavo.languages.scripts import amount, joins_without_space


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("az-Arab", "rtl"), ("ar-Latn", "ltr"), ("en", "ltr"), ("und", ""), ("", "")],
)
def test_the_direction_of_a_language(tag: str, expected: str) -> None:
    assert direction.of_language(tag) == expected


@pytest.mark.parametrize(
    ("given", "tag", "text", "expected"),
    [
        ("ltr", "ar", "كتاب", "ltr"),
        ("rtl", "en", "Book", "rtl"),
        ("", "ar", "An English text", "rtl"),
        ("", "und", "היה היה פעם מלך and a word", "rtl"),
        ("", "", "A word: שלום", "ltr"),
        ("", "", "12 + 3", "ltr"),
    ],
)
def test_what_somebody_says_wins_then_the_language_then_the_letters(
    given: str, tag: str, text: str, expected: str
) -> None:
    assert direction.decide(given, tag, text) == expected


def test_few_foreign_words_do_not_turn_a_part() -> None:
    assert direction.stands_out("This is an English paragraph.", "rtl") == "ltr"
    assert direction.stands_out("Das Wort שלום heißt Friede.", "ltr") == ""
    assert direction.stands_out("لغة HTML سهلة", "ltr") == ""
    assert direction.stands_out("هذه فقرة باللغة العربية عن HTML", "ltr") == "rtl"
    assert direction.stands_out("12 – 34", "rtl") == ""


@pytest.mark.parametrize("lang", sorted(WORDS))
def test_every_language_has_every_word(lang: str) -> None:
    words = WORDS[lang].split("|")
    assert len(words) == len(NAMES)
    assert all(word == word.strip() != "" for word in words)
    assert labels_for(lang.upper() + "-XX") == Labels(lang, **dict(zip(NAMES, words, strict=True)))


def test_both_forms_of_norwegian_share_words_and_others_speak_english() -> None:
    assert labels_for("no") == labels_for("nn-NO") == labels_for("nb")
    assert (labels_for("tlh").lang, labels_for("tlh").contents) == ("en", "Contents")


def test_quotation_marks() -> None:
    assert quotation_marks("de-CH") == ("«", "»")
    assert quotation_marks("de-AT") == ("„", "“")
    assert quotation_marks("fr-CH", single=True) == ("‹\u202f", "\u202f›")
    assert quotation_marks("tlh") == ("“", "”")


@pytest.mark.parametrize(
    ("before", "after", "tight"),
    [
        ("中", "文", True),
        ("、", "ア", True),
        ("中", "a", False),
        ("，", "a", True),
        ("ｱ", "ｲ", True),
        ("한", "국", False),
        ("a", "b", False),
        ("", "中", False),
    ],
)
def test_lines_of_scripts_without_spaces_join_without_a_space(before: str, after: str, tight: bool) -> None:
    assert joins_without_space(before, after) is tight


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("Two words", 2), ("Ещё три слова", 3), ("你好世界，Octavo很好", 4), ("ภาษาไทย", 4), ("한국어 두", 2)],
)
def test_how_much_text_there_is_in_scripts_without_spaces_too(text: str, words: int) -> None:
    assert amount(text) == words
