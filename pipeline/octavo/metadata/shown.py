"""What a reader sees of the metadata, once for all editions and for the proof. No I/O.

The rows of ``metadata.fields`` say where a key shows; ``shown`` gathers the values by these places. An edition decides
how a place looks, never what belongs there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.languages.credit_words import credit
from octavo.metadata.fields import FIELDS, Spot, text_of
from octavo.metadata.isbn import as_printed
from octavo.model import Metadata

_FIRST = ("trl", "edt", "ill")


@dataclass(frozen=True)
class Line:
    """One value and the key it belongs to."""

    key: str
    text: str


@dataclass(frozen=True)
class Shown:
    """The visible metadata.

    ``credits`` has a line for each part that people who are not authors had in the book, the best known first
    ("Translated by Ann Lee"); ``abstract`` has its paragraphs. ``head`` is shown below the people, ``page`` on a title
    page, ``imprint`` and ``back`` in the imprint.
    """

    title: str
    subtitle: str
    authors: tuple[str, ...]
    credits: tuple[str, ...]
    head: tuple[Line, ...]
    page: tuple[Line, ...]
    imprint: tuple[Line, ...]
    back: tuple[Line, ...]
    abstract: tuple[str, ...]

    def texts(self) -> Iterator[str]:
        """Everything that may be seen, for the proof."""
        yield from (self.title, self.subtitle, *self.authors, *self.credits)
        yield from (line.text for line in (*self.head, *self.page, *self.imprint, *self.back))
        yield from self.abstract


def shown(metadata: Metadata) -> Shown:
    """The visible part of the metadata, place by place, in the order of the table of keys."""
    lines: dict[Spot, list[Line]] = {spot: [] for spot in Spot}
    for row in FIELDS:
        text = text_of(metadata, row)
        if row.key == "series" and text and metadata.series_position:
            text = f"{text} {metadata.series_position}"
        if row.key == "identifier":
            text = as_printed(text)
        if text.strip():
            lines[row.shows].append(Line(row.key, text))
    return Shown(
        title=metadata.title,
        subtitle=metadata.subtitle,
        authors=metadata.authors,
        credits=_credits(metadata),
        head=tuple(lines[Spot.head]),
        page=tuple(lines[Spot.page]),
        imprint=tuple(lines[Spot.imprint]),
        back=tuple(lines[Spot.back]),
        abstract=tuple(" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", metadata.abstract) if part.strip()),
    )


def _credits(metadata: Metadata) -> tuple[str, ...]:
    """Those of one part in one line, in the language of the book."""
    others = [person for person in metadata.contributors if person.role != "aut"]
    parts = dict.fromkeys((*_FIRST, *(person.role for person in others)))
    named = {part: ", ".join(person.name for person in others if person.role == part) for part in parts}
    return tuple(credit(part, names, metadata.lang) for part, names in named.items() if names)


def all_texts(metadata: Metadata) -> Iterator[str]:
    """Every value of the metadata as text, shown or not: where words of a seed may have gone."""
    yield from (text_of(metadata, row) for row in FIELDS if row.attribute)
    yield from (person.name for person in metadata.contributors)
    yield from (f"{key} {value}" for key, value in metadata.extra.items())
