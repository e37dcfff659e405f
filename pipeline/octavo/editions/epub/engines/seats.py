"""Places for page marks: empty elements at points that do not depend on the pages.

Reading systems remember a place in a book as a path (EPUB CFI): the third child, its second run of text, the tenth
character. An element in the middle of a sentence shifts the paths of all that follows in the paragraph, and with them
the highlights of readers with another copy. So every block has empty elements, its seats, at points that depend only on
the text: its beginning, the beginnings of sentences, and points within very long ones. The mark of a page is put into a
seat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from octavo.body import block_text
from octavo.pagemap import insert

_END = re.compile(r"[.!?…][\"'’”»›)\]]*\s+|[。！？｡][」』）”]*\s*|\n+|[,;:、；：–—]\s*|\s+")
_CLOSEST, _CLAUSE, _WORD, _FARTHEST = 40, 120, 180, 260
"""Characters since the last seat: until which there is no other, and from which a comma, a space, any sign will do."""
_WITHOUT_TEXT = frozenset(("hr", "img", "br"))


def seat_block(block: _Element) -> dict[int, _Element]:
    """Put the seats into one numbered block. Gives them by their offsets in its text; none for a block without text."""
    if block.tag in _WITHOUT_TEXT:
        return {}
    seats = [(offset, etree.Element("span")) for offset in (0, *offsets(block_text(block)))]
    missing = insert(block, seats)
    return {offset: seat for index, (offset, seat) in enumerate(seats) if index not in missing}


def offsets(text: str) -> Iterator[int]:
    """Where seats are within a text, beside its beginning."""
    last = 0
    for end in _END.finditer(text):
        while end.start() - last > _FARTHEST:
            last += _FARTHEST
            yield last
        at = end.end()
        far = _far_enough(end[0])
        if at - last >= far and at < len(text):
            last = at
            yield at
    while len(text) - last > _FARTHEST:
        last += _FARTHEST
        yield last


def _far_enough(end: str) -> int:
    if end[0] in ".!?…。！？｡\n":
        return _CLOSEST
    return _WORD if end.isspace() else _CLAUSE
