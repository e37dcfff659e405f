"""The parts of letters are told by their words, and no other text is taken for a letter."""

from __future__ import annotations

import pytest
from lxml import etree
from lxml.etree import _Element
from octavo.body.kinds.letters import mark_letters

ENGLISH = (
    ("dateline", "The Old Mill<br/>12 River Lane<br/>Norwich"),
    ("dateline", "3 May 1898"),
    ("recipient", "Mr. John Brown<br/>4 High Street"),
    ("salutation", "Dear Mr. Brown,"),
    (None, "I have read your pages with the greatest pleasure, and should be glad to print them as soon as I can."),
    ("closing", "Yours sincerely,"),
    ("signature", "Ann Lee"),
)
OTHERS = {
    "de": ("Liebe Anna,", "Mit herzlichen Grüßen", "Heinrich"),
    "fr": ("Ma chère Anne,", "Votre frère dévoué,", "Henri"),
    "pl": ("Drogi Janie,", "Z poważaniem", "Anna"),
    "ru": ("Дорогой Иван!", "С уважением,", "Анна"),
    "es": ("Querido Juan:", "Un abrazo,", "Ana"),
    "cs": ("Milá Anno,", "Tvůj", "Jan"),
    "sv": ("Kära Anna,", "Med vänliga hälsningar", "Johan"),
}
LONG = "A paragraph that says something and goes on for so long that it can be no line of an address or a name."


def holder(tag: str, paragraphs: list[str], class_: str = "") -> _Element:
    inside = "".join(f"<p>{text}</p>" for text in paragraphs)
    return etree.fromstring(f"<div><{tag} class='{class_}'>{inside}</{tag}></div>")


def classes(tree: _Element) -> list[str | None]:
    return [node.get("class") for node in tree.iter("p")]


@pytest.mark.parametrize("tag", ["blockquote", "section", "div"])
def test_the_parts_of_a_letter(tag: str) -> None:
    found = holder(tag, [text for _, text in ENGLISH])
    before = "".join(map(str, found.itertext()))
    mark_letters(found, "en-GB")
    assert classes(found) == [name for name, _ in ENGLISH]
    assert "".join(map(str, found.itertext())) == before


@pytest.mark.parametrize("lang", OTHERS)
def test_letters_in_other_languages(lang: str) -> None:
    greeting, ending, name = OTHERS[lang]
    found = holder("section", [greeting, LONG, ending, name])
    mark_letters(found, lang)
    assert classes(found) == ["salutation", None, "closing", "signature"]


def test_a_division_that_says_it_is_a_letter_needs_no_salutation() -> None:
    found = holder("div", [LONG, LONG, "Yours,", "Ann"], "letter")
    mark_letters(found, "en")
    assert classes(found) == [None, None, "closing", "signature"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Dear me, what a day it was, and how I longed to be at home again before the evening came.", LONG, "Yours."],
        ["“Dear sir,” he said,", LONG, "Yours sincerely,", "Ann"],
        [LONG, "Dear Ann,", LONG, "Yours, he thought, was the better of the two; and so he went away, and " + LONG],
        ["Dear Ann,", LONG, LONG],
    ],
)
def test_other_texts_are_no_letters(paragraphs: list[str]) -> None:
    found = holder("section", paragraphs)
    mark_letters(found, "en")
    assert set(classes(found)) == {None}
