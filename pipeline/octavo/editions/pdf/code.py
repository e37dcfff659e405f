"""Code on paper: type as small as need be, and long lines folded with a mark that is not part of the code.

A fold is an empty ``span class="o-fold"``; the style sheet adds its mark and indent. The text does not change.
"""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element

from octavo.editions.pdf.etree import text_of
from octavo.text.characters import columns_of

SIZES = (0.84, 0.78, 0.72)
"""Sizes of code, in ems of the text around it: the largest that holds the longest line, else the smallest."""

ADVANCE = 0.6
"""The width of a letter of the theme's code font, in ems of that font."""

_INDENT = 2
_AFTER = " \t,;:.([{=+-*/|&>)]}"


_TOGETHER = 12
"""Code of up to so many lines stays on one page."""


def fit_code(pre: _Element, ems: float) -> bool:
    """Choose the size of a code block and fold what is still too long, in place; tells whether anything is folded.

    ``ems`` is the width of the column in ems of the text around it.
    """
    lines = text_of(pre).split("\n")
    longest = max(map(_columns, lines), default=0)
    if len(lines) <= _TOGETHER:
        pre.set("class", f"{pre.get('class') or ''} o-together".strip())
    size = next((size for size in SIZES if longest <= (ems - 1.4) / (size * ADVANCE)), SIZES[-1])
    pre.set("style", f"font-size:{size:g}em")
    room = max(int((ems - 1.4) / (size * ADVANCE)), 8)
    if longest <= room:
        return False
    _Folder(room).fold(pre)
    return True


def _columns(text: str) -> int:
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if char == "\t":
        return 8
    if char < "\u0300":
        return 1
    return 2 if char > "\uffff" else columns_of(char)


class _Folder:
    """Walks through a block's text and remembers the column it is in."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.column = 0

    def fold(self, node: _Element) -> None:
        """Fold the text of an element and of all in it."""
        children = list(node)
        pieces = self._cut(node.text or "", children[0] if children else None)
        node.text = pieces[0]
        self._insert(node, 0, pieces[1:])
        for child in children:
            self.fold(child)
            following = child.getnext()
            pieces = self._cut(child.tail or "", following)
            child.tail = pieces[0]
            self._insert(node, node.index(child) + 1, pieces[1:])

    def _insert(self, parent: _Element, at: int, pieces: list[str]) -> None:
        for number, piece in enumerate(pieces):
            fold = etree.Element("span", {"class": "o-fold"})
            fold.tail = piece
            parent.insert(at + number, fold)

    def _cut(self, text: str, _following: _Element | None) -> list[str]:
        """Cut a run of text where lines are full: behind a space or a sign in the line's last third, else anywhere."""
        pieces, begin, best = [], 0, 0
        for at, char in enumerate(text):
            if char == "\n":
                self.column, best = 0, at + 1
                continue
            width = _width(char)
            if self.column + width > self.room - 1 and char not in " \n" and text[at : at + 2] != char + "\n":
                cut = best if best > begin and _columns(text[best:at]) <= self.room // 3 else at
                pieces.append(text[begin:cut])
                begin, best = cut, cut
                self.column = _INDENT + _columns(text[cut:at])
            self.column += width
            if char in _AFTER:
                best = at + 1
        return [*pieces, text[begin:]]
