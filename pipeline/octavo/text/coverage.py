"""Which characters a font file has glyphs for. Floor 1.

A theme has a dozen fonts, and what each has is asked for in every process: the usual two tables of characters are read
here, a hundred times as fast as with the names of all glyphs. fontTools reads all others.
"""

from __future__ import annotations

import struct
from array import array
from functools import lru_cache
from itertools import chain
from pathlib import Path
from sys import byteorder

from octavo.errors import SettingsError
from octavo.model import Place

_BEST = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
"""Platform and encoding of the tables of Unicode, from the fullest to the poorest."""

_END, _WRAP = 0x110000, 0x10000


@lru_cache(maxsize=64)
def coverage_of(path: Path) -> frozenset[int]:
    """The code points that a font file has a glyph for. Raises ``SettingsError`` for a file that is no font."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"the font cannot be read: {error}", Place(str(path))) from error
    try:
        found = _read(data)
    except (struct.error, ValueError, IndexError):
        found = None
    return by_fonttools(path) if found is None else found


def by_fonttools(path: Path) -> frozenset[int]:
    """The same, read by fontTools."""
    from fontTools.ttLib import TTFont, TTLibError  # a build with nothing to do loads themes, but reads no font

    try:
        with path.open("rb") as file, TTFont(file, lazy=True) as font:
            # Glyphs by number: reading their names would double the time, and they are not used.
            font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
            return frozenset(font.getBestCmap() or ())
    except (OSError, TTLibError) as error:
        raise SettingsError(f"the font cannot be read: {error}", Place(str(path))) from error


def _read(data: bytes) -> frozenset[int] | None:
    """The characters of a plain TrueType or OpenType file; None for one that is not read here."""
    if data[:4] not in (b"\0\1\0\0", b"OTTO", b"true"):
        return None
    rows = (struct.unpack_from(">4s4xII", data, 12 + 16 * row) for row in range(_number(data, 4)))
    start, size = next(((start, size) for tag, start, size in rows if tag == b"cmap"), (0, 0))
    table = data[start : start + size]
    if len(table) < max(size, 4):
        return None
    heads = (struct.unpack_from(">HHI", table, 4 + 8 * row) for row in range(_number(table, 2)))
    places = {(platform, encoding): place for platform, encoding, place in heads}
    best = next((places[kind] for kind in _BEST if kind in places), None)
    if best is None:
        return None
    return {4: _by_segments, 12: _by_groups}.get(_number(table, best), lambda _: None)(table[best:])


def _number(data: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", data, at)[0])


def _numbers(data: bytes, kind: str, at: int, count: int) -> array[int]:
    found = array(kind)
    found.frombytes(data[at : at + count * found.itemsize])
    if len(found) < count:
        raise ValueError("the table is cut off")
    if byteorder == "little":
        found.byteswap()
    return found


def _by_groups(table: bytes) -> frozenset[int] | None:
    """Format 12: first and last character of each group, and the number of its first glyph."""
    size, count = struct.unpack_from(">I4xI", table, 4)
    if size != 16 + 12 * count:
        return None
    numbers = _numbers(table, "I", 16, 3 * count)
    groups = list(zip(numbers[0::3], numbers[1::3], numbers[2::3], strict=True))
    bounds = [bound for first, last, _ in groups for bound in (first, last + 1)]
    if bounds != sorted(bounds) or (bounds and bounds[-1] > _END):
        return None
    lacking = {first for first, _, glyph in groups if glyph == 0}
    return frozenset(chain.from_iterable(range(first, last + 1) for first, last, _ in groups)) - lacking


def _by_segments(table: bytes) -> frozenset[int] | None:
    """Format 4: segments of characters, with one step to the glyph's number, or with a list of numbers."""
    size, double = _number(table, 2), _number(table, 6)
    count = double // 2
    numbers = _numbers(table, "H", 0, size // 2)
    lasts, firsts = numbers[7 : 7 + count], numbers[8 + count : 8 + 2 * count]
    steps, lists = numbers[8 + 2 * count : 8 + 3 * count], numbers[8 + 3 * count : 8 + 4 * count]
    if len(lists) < count:
        return None
    found: set[int] = set()
    for row in range(count - 1):  # the last one only marks the end
        first, last, step = firsts[row], lasts[row], steps[row]
        if lists[row] == 0:
            found.update(code for code in range(first, last + 1) if code + step != _WRAP and code + step)
            continue
        begin = 8 + 3 * count + row + lists[row] // 2
        glyphs = numbers[begin : begin + last - first + 1]
        if len(glyphs) < last - first + 1:
            return None
        found.update(first + index for index, glyph in enumerate(glyphs) if glyph and glyph + step != _WRAP)
    return frozenset(found)
