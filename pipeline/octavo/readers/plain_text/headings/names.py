"""Lines that are names: who speaks in a play, who wrote the verse above, what a title page says beside the title.

In: the units of a document and their looks. Out: the lines that are names and therefore no headings. A single name
proves nothing; what counts is where it stands, and that others stand alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from octavo.readers.plain_text.blocks.line_features import CAPITALS, LOWER, PAREN, UPPER, Look
from octavo.readers.plain_text.blocks.shapes import SHORT, content_words, share
from octavo.readers.plain_text.blocks.units import Unit
from octavo.readers.plain_text.lines.numbering import NO_NUMBER

WORDS, WIDTH = 4, 30  # of a name alone on its line
LEAST, TURNS, SHARE = 3, 3, 0.15
EARLY = 5  # units from the beginning within which a motto stands
LONG = 120  # width from which a paragraph is running text
PAGE = 40  # units that a title page has at most
SPOKEN = ("paragraph", "verse", "quote")


def speaking(units: Sequence[Unit], looks: Sequence[Look]) -> frozenset[int]:
    """Names on lines of their own above what is spoken, as plays are often printed."""
    alone = [
        index
        for index, look in enumerate(looks[:-1])
        if look.words <= WORDS and look.width <= WIDTH and units[index + 1].kind in SPOKEN
    ]
    named = {index: name for index in alone if units[index].kind == "paragraph" and (name := _bare(units[index].text))}
    turns = Counter(named.values())
    names = {name for name, count in turns.items() if count >= TURNS}
    spoken = frozenset(index for index, name in named.items() if name in names)
    return spoken if len(names) >= LEAST and len(spoken) >= SHARE * len(units) else frozenset()


def signing(units: Sequence[Unit], looks: Sequence[Look]) -> frozenset[int]:
    """Names below verse with running text below them: the poets of mottoes and of quoted verse."""
    found = [
        index
        for index in range(1, len(units) - 1)
        if units[index - 1].kind == "verse" and units[index + 1].kind == "paragraph" and _is_name(looks[index])
    ]
    early = [index for index in found if index <= EARLY and looks[index + 1].width >= LONG]
    return frozenset(found if len(found) >= LEAST else early)


def on_title_page(units: Sequence[Unit], looks: Sequence[Look], title: str) -> frozenset[int]:
    """The short lines before the text of a book but its title, and but the last one, which may head the text."""
    stop = next(
        (
            index
            for index, look in enumerate(looks[:PAGE])
            if look.width >= LONG or look.set_heading or look.number != NO_NUMBER
        ),
        0,
    )
    wanted = content_words(title)
    titled = [index for index in range(stop) if share(content_words(units[index].text), wanted) >= 0.6]
    return frozenset(range(stop - 1)) - set(titled[:1])


def _is_name(look: Look) -> bool:
    plain = look.number == NO_NUMBER and not look.set_heading and look.case not in (CAPITALS, LOWER)
    return (
        plain and look.words <= WORDS and look.width <= min(WIDTH, SHORT) and look.last < PAREN and look.first == UPPER
    )


def _bare(text: str) -> str:
    """A line without its marks; empty for one that counts."""
    name = text.strip("*_.:[]() ")
    return "" if any(char.isdigit() for char in name) else name
