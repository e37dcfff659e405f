"""Spellings that a page gives back otherwise than they were written, and that are the same."""

from __future__ import annotations

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
