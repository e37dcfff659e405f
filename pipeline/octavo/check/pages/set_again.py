"""What pages set again: the heads of tables that go on. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from octavo.check.inventories.held import Segment
from octavo.text import words


def heads_once(near: Sequence[Segment], theirs: Sequence[Segment], repeated: Sequence[str]) -> Sequence[Segment]:
    """The stretches of a PDF without the heads of tables that are set again, where these are whole."""
    if not repeated or len(theirs) <= len(near):
        return theirs
    cells = {"".join(words(text)) for text in repeated}
    left = Counter(row for _, row in _rows_of(near, cells))
    again: set[int] = set()
    for start, row in _rows_of(theirs, cells):
        if row in left and len(row) > 1:  # a cell alone may be any
            left[row] -= 1
            again.update(range(start, start + len(row)) if left[row] < 0 else ())
    return [segment for at, segment in enumerate(theirs) if at not in again]


def _rows_of(segments: Sequence[Segment], cells: Collection[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where stretches in a row are all such cells, and what they say."""
    row: list[str] = []
    for at, segment in enumerate(segments):
        text = "".join(words(segment.text))
        if text in cells:
            row.append(text)
            continue
        if row:
            yield at - len(row), tuple(row)
        row = []
    if row:
        yield len(segments) - len(row), tuple(row)
