"""What a text holds, as values: the one form in which the body and every edition are compared. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from octavo.check.inventories.looks import Shown


@dataclass(frozen=True)
class Segment:
    """A stretch of text that no block interrupts: what it is (``heading``, ``item``, ``cell`` ...) and says.

    ``block`` is the number of the body's block, where it is known; ``turned`` says that it runs from right to left.
    """

    kind: str
    text: str
    block: int | None = field(default=None, compare=False)
    turned: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Link:
    """A link: where it leads, and the words that are clicked on."""

    address: str
    text: str


@dataclass
class Inventory:
    """Everything that one text holds.

    ``notes`` have their segments by id; ``calls`` are the ids that calls lead to, ``called`` the numbers that they
    show, ``ways_back`` by the note's id where it leads back to and what is said there. ``described`` are the words for
    pictures and formulas, in one row, the first ``of_text`` outside of notes; ``sources`` are the addresses of the
    pictures, ``sizes`` how large each is shown, ``drawings`` the addresses of pictures of formulas, ``signs`` the
    letters of the formulas with their elements. ``front`` is what is on the title page, ``around`` what an edition
    adds on its own, ``repeated`` (words), ``redrawn`` (pictures) and ``relinked`` (addresses) what a medium with pages
    may set again on each.
    ``levels`` are those of the headings, ``pages`` the labels of marked pages, ``marks`` those of the items of
    numbered lists. ``looks`` are emphasis, quotations, ends of lines and the like with the place of each, ``code`` is
    the text of code with its spaces, ``odd`` what might act or hide, ``spoken`` the languages of what an edition adds
    on its own.
    """

    segments: list[Segment] = field(default_factory=list)
    notes: dict[str, list[Segment]] = field(default_factory=dict)
    front: list[Segment] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    ways_back: dict[str, tuple[str, str]] = field(default_factory=dict)
    levels: list[int] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    pictures: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    described: list[str] = field(default_factory=list)
    of_text: int = 0
    sources: list[str] = field(default_factory=list)
    sizes: list[Shown] = field(default_factory=list)
    drawings: list[str] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    repeated: list[str] = field(default_factory=list)
    redrawn: list[str] = field(default_factory=list)
    relinked: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)

    def texts(self, kind: str) -> list[str]:
        """The texts of one kind, in reading order."""
        return [segment.text for segment in self.segments if segment.kind == kind]
