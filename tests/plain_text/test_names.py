"""Names are no headings: who speaks in a play, who wrote the verse above, what else a title page says."""

from __future__ import annotations

from octavo.readers.plain_text import recognise

PROSE = (
    "The keeper wrote down every fish that he had seen in the pond, and every heron that had seen it too, and in the\n"
    "evening he counted both and found, as he had found before, that they did not agree with each other at all."
)
VERSE = "  The frogs are still, the reeds are bent,\n  The evening puts the lanterns out."


def headings(text: str) -> list[str]:
    return [" ".join(block.lines) for block in recognise(text).blocks if block.kind == "heading"]


def test_who_speaks_in_a_play() -> None:
    turns = [
        "_Heron_",
        "Who counts the fish?",
        "_Keeper_",
        "I do, and nobody else.",
        "_Fish_",
        "He never gets it right.",
    ]
    text = "\n\n".join(["ACT I.", PROSE, *turns * 4, "ACT II.", PROSE, *turns * 4])
    assert not {"_Heron_", "_Keeper_", "_Fish_"} & set(headings(text))


def test_who_wrote_the_verse_above() -> None:
    poets = ["Ada Reed", "Tom Pell", "Ida Moss", "Jo Lind"]
    parts = [part for name in poets for part in (PROSE, VERSE, name, PROSE)]
    assert headings("\n\n".join(["THE POND BOOK", *parts])) == ["THE POND BOOK"]


def test_a_name_at_the_right_signs_what_is_above() -> None:
    text = f"THE LETTERS\n\n{PROSE}\n\n{PROSE}\n\n{' ' * 62}Harbour House, in May\n\n{PROSE}\n\n{PROSE}\n"
    assert "Harbour House, in May" not in headings(text)


def test_what_a_title_page_says_beside_the_title() -> None:
    text = "\n\n".join(
        [
            "Title: The Pond\n\nAuthor: A. Keeper\n\nLanguage: English",
            "*** START OF THE PROJECT GUTENBERG EBOOK THE POND ***",
            "THE POND",
            "MUSIC BY",
            "IDA MOSS",
            "THE HARBOUR PRESS",
            "[Illustration: THE POND]",
            "CONTENTS OF THIS VOLUME",
            "Of Fish     1-30\nOf Herons     31-60\nOf Ducks     61",
            "\nOF FISH",
            PROSE,
            PROSE,
            "OF HERONS",
            PROSE,
            PROSE,
            "OF DUCKS",
            PROSE,
            PROSE,
        ]
    )
    assert headings(text) == ["THE POND", "OF FISH", "OF HERONS", "OF DUCKS"]
