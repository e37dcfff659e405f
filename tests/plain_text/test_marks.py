"""Marks at the start of a line."""

from __future__ import annotations

import pytest
from octavo.readers.plain_text.lines.marks import bullet_mark, is_rule, number_marks, roman_value
from octavo.text.numerals import roman


@pytest.mark.parametrize("text", ["- a", "* a", "• a", "‣ a", "●a", "✓ a", "– a"])
def test_bullets(text: str) -> None:
    assert bullet_mark(text) is not None


@pytest.mark.parametrize("text", ["-a", "*a*", "--- a", "-", "a - b", "-5 degrees"])
def test_no_bullets(text: str) -> None:
    assert bullet_mark(text) is None


@pytest.mark.parametrize(
    ("text", "numbering", "delimiter", "value"),
    [
        ("1. a", "decimal", "period", 1),
        ("12) a", "decimal", "one-paren", 12),
        ("(3) a", "decimal", "two-parens", 3),
        ("b) a", "lower-alpha", "one-paren", 2),
        ("(C) a", "upper-alpha", "two-parens", 3),
        ("iv. a", "lower-roman", "period", 4),
        ("XII. a", "upper-roman", "period", 12),
        ("3、甲", "decimal", "period", 3),
    ],
)
def test_numbers(text: str, numbering: str, delimiter: str, value: int) -> None:
    assert (numbering, delimiter, value) in [(one.numbering, one.delimiter, one.value) for one in number_marks(text)]


@pytest.mark.parametrize("text", ["1.5 litres", "1.a", "12345. a", "(1. a", "iiii. a", "e.g. this", "3 apples"])
def test_no_numbers(text: str) -> None:
    assert number_marks(text) == ()


def test_roman_numbers_there_and_back() -> None:
    assert all(roman_value(roman(number)) == number for number in range(1, 400))


@pytest.mark.parametrize(
    ("text", "yes"),
    [("* * *", True), ("---", True), ("⁂", True), ("***", True), ("- a", False), ("-", False), ("x x x", False)],
)
def test_rules(text: str, yes: bool) -> None:
    assert is_rule(text) is yes
