"""What belongs to the carrier goes with a word about it, and stays when a person says so."""

from __future__ import annotations

import pytest
from octavo.model import Draft, Place
from octavo.readers.plain_text import explain_lines, recognise
from octavo.readers.plain_text.reader import from_text
from octavo.tree.walk import plain, walk

STORY = """The ferry left at seven and came back at nine, and nobody
who lived by the water had ever known it to come
---
back late, though the captain was old and the engine was
older, and the fog lay on the bay for weeks in the au-
tumn and again in spring, when it did not come at all
---
for the whole of a week. The village stood on the pier and
looked for a light upon the water and looked at the
---
empty bay, until somebody remembered that it was Sunday. It
is told to strangers to this day, and they believe it."""
PAGES = STORY.split("\n---\n")
BOOK = """The Project Gutenberg eBook of The Tin Whistle

This eBook is for the use of anyone anywhere at no cost.

Title: The Tin Whistle

Author: Nobody At All
Translator: Some One

Release Date: May 1, 2020 [eBook #99999]

Language: German

*** START OF THE PROJECT GUTENBERG EBOOK THE TIN WHISTLE ***

Produced by A. Transcriber and the
distributed proofreaders

THE TIN WHISTLE

CONTENTS

I. The Shop
II. The Street
III. The River



I. The Shop

It was _not_ for sale,[1] but he asked, and asked again, and the _old
man_ behind the counter shook his head, as he had shaken it for all of
those who had come in from the rain and had asked for it before.

[Illustration: The old man]

II. The Street

He whistled without it, all the way down the street and back again, to
the great annoyance of the people who lived there and had to get up.

[1] Or so it said in snake_case and __init__ on the door.

III. The River

The river took the tune.

*** END OF THE PROJECT GUTENBERG EBOOK THE TIN WHISTLE ***

Section 1. General Terms of Use
"""


def read(text: str, **metadata: str) -> Draft:
    return from_text(text, Place("x.txt"), metadata)


def words(draft: Draft) -> str:
    return " ".join(plain(list(draft.blocks)).split())


@pytest.mark.parametrize("feed", ["\f", "\n"])
def test_page_numbers_and_running_heads_go_and_sentences_are_whole(feed: str) -> None:
    pages = [f"{page}\n\n{' ' * 30}{number}\n{feed}" for number, page in enumerate(PAGES, 1)]
    text = "THE FERRY              Papers of the Bay\n\n" + "THE FERRY              Papers of the Bay\n\n".join(pages)
    draft = read(text)
    told = [notice for notice in draft.notices if notice.code == "furniture"]
    assert "had ever known it to come back late" in words(draft)
    assert "for weeks in the autumn and again" in words(draft)
    assert "looked at the empty bay" in words(draft)
    assert "Papers" not in words(draft)
    assert len(told) == 2
    assert all("furniture: keep" in (notice.hint or "") for notice in told)
    assert "Papers" not in draft.words
    assert "Papers" in words(read(text, furniture="keep"))


def test_heads_with_the_number_beside_them() -> None:
    text = ""
    for number, page in enumerate(PAGES, 12):
        head = f"{number}          THE FERRY" if number % 2 else f"A VILLAGE          {number}"
        text += f"{page}\n\n{head}\n\n"
    draft = read(text)
    assert "A VILLAGE" not in words(draft)
    assert "had ever known it to come back late" in words(draft)


def test_heads_between_paragraphs_that_are_one_line_each() -> None:
    text = "A VILLAGE\n\n"
    for number, page in enumerate(PAGES, 12):
        head = f"{number}          THE FERRY" if number % 2 else f"          A VILLAGE          {number}"
        text += f"{' '.join(page.splitlines())}\n\n{head}\n\n"
    draft = read(text)
    assert words(draft).count("A VILLAGE") == 1
    assert "THE FERRY" not in words(draft)
    assert "had ever known it to come back late" in words(draft)


def test_numbers_of_chapters_and_tables_stay() -> None:
    story = "He came home at last. The door was open.\n\nNobody was in."
    chapters = "".join(f"{number}\n\n{story}\n\n" for number in range(1, 9))
    assert not recognise(chapters).taken
    table = "".join(f"Town number {number}        {number}\n\n" for number in range(1, 9))
    assert not recognise(table).taken


def test_a_line_that_a_person_named_stays() -> None:
    text = "".join(f"{page}\n\n{number}\n\n" for number, page in enumerate(PAGES, 1))
    taken = recognise(text).taken
    assert [one.text for one in taken] == ["1", "2", "3", "4"]
    kept = from_text(text, Place("x"), {"structure": [{str(taken[1].line): "paragraph"}]})
    assert "2" in words(kept).split()


def test_explain_lists_what_was_taken_out() -> None:
    lines = explain_lines(recognise(BOOK))
    at = next(index for index, line in enumerate(lines) if line.startswith("Taken out"))
    assert any("General Terms" in line for line in lines[at:])


def test_a_book_of_the_library() -> None:
    draft = read(BOOK)
    about = draft.metadata
    assert (about["title"], about["author"], about["translator"], about["lang"]) == (
        "The Tin Whistle",
        ["Nobody At All"],
        "Some One",
        "de",
    )
    assert about["source"] == "https://www.gutenberg.org/ebooks/99999"
    assert any("Produced by A. Transcriber" in paragraph for paragraph in about["rights"])
    assert "General Terms" not in words(draft)
    assert words(draft).count("The Street") == 1


def test_marks_of_transcribers() -> None:
    draft = read(BOOK)
    emphasised = [" ".join(plain(node).split()) for node in walk(list(draft.blocks)) if node.get("t") == "Emph"]
    assert emphasised == ["not", "old man"]
    (note,) = [node for node in walk(list(draft.blocks)) if node.get("t") == "Note"]
    assert " ".join(plain(note).split()) == "Or so it said in snake_case and __init__ on the door."
    assert any(node.get("t") == "Div" and "The old man" in plain(node) for node in draft.blocks)
    kept = words(read(BOOK, furniture="keep"))
    assert "_not_ for sale,[1]" in kept
    assert "General Terms" in kept


def test_underscores_elsewhere_are_underscores() -> None:
    assert "_not_" in words(read("It was _not_ for sale, said the man behind the counter of the shop.\n"))
