"""Headings that count are found as a whole, in any language."""

from __future__ import annotations

import pytest
from octavo.languages.number_words import han_value
from octavo.readers.plain_text.headings.series import series_of

TEXT = "A long line of running text that belongs to the chapter and says what happened on that day."


def between(*headings: str) -> list[str]:
    return [line for heading in headings for line in (heading, TEXT, TEXT)]


@pytest.mark.parametrize(
    "headings",
    [
        ("Chapter 1", "Chapter 2", "Chapter 3"),
        ("CHAPTER THE FIRST", "CHAPTER THE SECOND", "CHAPTER THE THIRD"),
        ("Kapitel I. Der Hafen", "Kapitel II. Das Eis", "Kapitel III. Die Lampe"),
        ("第一章 风雪夜", "第二章 陌生的客人", "第三章 约定"),
        ("第１話　雪", "第２話　客", "第３話　約束"),
        ("1화. 첫눈", "2화. 낯선 손님", "3화. 약속"),
        ("제1장 바다", "제2장 섬", "제3장 배"),
        ("Глава первая", "Глава вторая", "Глава третья"),
        ("Capítulo primero", "Capítulo segundo", "Capítulo tercero"),
        ("Erster Akt", "Zweiter Akt", "Dritter Akt"),
    ],
)
def test_a_series_is_found_whole(headings: tuple[str, ...]) -> None:
    assert series_of(between(*headings)) == {0, 3, 6}


def test_a_list_of_contents_is_no_series() -> None:
    assert not series_of(["Chapter 1", "Chapter 2", "Chapter 3", TEXT])


def test_two_lines_prove_nothing() -> None:
    assert not series_of(between("Chapter 1", "Chapter 2"))


def test_captions_and_steps_are_no_chapters() -> None:
    assert not series_of(between("Figure 1. A lamp", "Figure 2. A boat", "Figure 3. A pier"))


def test_numbers_must_rise() -> None:
    assert not series_of(between("Chapter 3", "Chapter 1", "Chapter 7"))


@pytest.mark.parametrize(
    ("text", "value"), [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("一百零五", 105), ("x", 0)]
)
def test_chinese_numbers(text: str, value: int) -> None:
    assert han_value(text) == value
