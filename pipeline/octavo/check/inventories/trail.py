"""The elements (lists, tables, emphasis) around each piece of text, and how it looks. Pure.

The collector makes one ``Trail`` of the body and one of the PDF's structure; ``kinds.py`` compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.text import words

_KINDS = {
    **{f"h{n}": f"heading {n}" for n in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "dl"), "list"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    "blockquote": "quotation",
    "table": "table",
    "thead": "head of table",
    "tr": "row",
    "th": "head cell",
    "td": "cell",
    "caption": "caption",
    "figcaption": "caption",
}
_RARE = re.compile("[^\\s\x01-\u017f\u2000-\u206f]")  # the others are in every font for Latin script
_SET_OFF = frozenset("a code dd del dt em figcaption ins kbd mark pre q s samp small span strong sub sup u var".split())


Ink = tuple[int, int, int]
"""Red, green and blue, of 255."""


@dataclass(frozen=True)
class Look:
    """The typeface (its name in the file, without the mark of a subset) and the ink of a piece of text."""

    face: str
    ink: Ink


@dataclass(frozen=True)
class Stretch:
    """Letters that are in one place: the kinds around them from outside in, and what sets them off.

    ``set_off`` are emphasis and the like with all classes around (for the body), ``look`` is how a page shows them.
    ``rare`` are letters that may be taken from another font than the theme's.
    """

    letters: str
    kinds: tuple[str, ...]
    set_off: frozenset[str] = frozenset()
    look: Look | None = None
    rare: bool = False


@dataclass
class Trail:
    """Follows elements and text. ``blocks`` are the stretches of each block, by the region they belong to."""

    blocks: dict[str, list[list[Stretch]]] = field(default_factory=dict)
    _kinds: list[tuple[str, ...]] = field(default_factory=lambda: [()])
    _set_off: list[frozenset[str]] = field(default_factory=lambda: [frozenset()])
    _open: list[Stretch] = field(default_factory=list)

    def start(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """An element begins."""
        kind, around = _KINDS.get(tag), self._kinds[-1]
        if kind == "list" and around[-1:] == ("item",):  # PDF/UA has an inner list beside the item or in it
            around = around[:-1]
        self._kinds.append((*around, kind) if kind else around)
        classes = (attributes.get("class") or "").split()
        own = {*classes, *((tag,) if tag in _SET_OFF else ())} - {"span"}
        self._set_off.append(self._set_off[-1] | own if own else self._set_off[-1])

    def end(self) -> None:
        """It ends."""
        self._kinds.pop()
        self._set_off.pop()

    def text(self, text: str, look: Look | None = None) -> None:
        """Text follows."""
        for part in text.split() if look is None and _RARE.search(text) else (text,):
            if letters := "".join(words(part)):
                rare = _RARE.search(part) is not None
                self._open.append(Stretch(letters, self._kinds[-1], self._set_off[-1], look, rare))

    def stop(self, region: str) -> None:
        """A block ends."""
        if self._open:
            self.blocks.setdefault(region, []).append(self._open)
            self._open = []
