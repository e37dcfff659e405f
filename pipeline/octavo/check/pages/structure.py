"""What the structure of a PDF holds, as values. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from octavo.check.inventories.held import Inventory, Link
from octavo.check.inventories.trail import Trail
from octavo.check.pages.drawings import Drawn
from octavo.check.pages.places import Spot


@dataclass
class Structure:
    """What the structure of a PDF holds. ``empty`` counts pictures and formulas that draw nothing.

    ``loose`` is text that belongs to no element: heads and folios; ``heads`` has it for each page with text.
    ``contents`` are the links of the front matter, ``leaders`` what leads the eye to their pages, ``own_notes`` the
    notes that a page adds, ``called`` their numbers in the text with the address of the link before each.

    ``tied`` are the annotations that belong to it, ``astray`` the addresses of links that lie elsewhere than their
    words, ``kinds`` how often each kind of element occurs, ``spoken`` what is to be said in the place of words,
    ``shifted`` the marks of items that begin with a space.
    """

    inventory: Inventory
    labels: list[str] = field(default_factory=list)
    figures: int = 0
    empty: int = 0
    tied: set[tuple[int, int]] = field(default_factory=set)
    astray: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    spoken: list[tuple[str, str]] = field(default_factory=list)
    trail: Trail = field(default_factory=Trail)
    drawn: list[Drawn] = field(default_factory=list)
    headings: list[Spot] = field(default_factory=list)
    contents: list[Link] = field(default_factory=list)
    leaders: list[str] = field(default_factory=list)
    own_notes: list[str] = field(default_factory=list)
    called: list[tuple[str, str]] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    heads: dict[int, list[str]] = field(default_factory=dict)
    mentions: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    shifted: list[str] = field(default_factory=list)
