"""Lines of a document with their numbers, indents and display widths.

In: decoded text whose lines end in newline. Out: `Line` values, numbered by newlines from 1. A form feed ends a
paragraph, so its line is cut there and the rest keeps the same number. Only ASCII blanks around a line are
dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from octavo.text.characters import is_wide

BLANKS = " \t\v\r\n\f"
TAB_STOP = 8

_WIDE_FROM = "\u1100"  # no character before this one is wide


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `raw` as it is, `text` without ASCII blanks around it, `page` after a page break."""

    number: int
    raw: str
    text: str
    indent: int
    width: int
    page: bool = False


def columns(text: str) -> int:
    """The width of a text as programs that wrap lines count it: two for a wide character, one for every other."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for char in text if char >= _WIDE_FROM and is_wide(char))


def indent_of(raw: str) -> int:
    """Columns of blank space at the start of a line, tabs reaching to the next multiple of eight."""
    column = 0
    for char in raw:
        if char == " ":
            column += 1
        elif char == "\t":
            column += TAB_STOP - column % TAB_STOP
        else:
            break
    return column


def make_line(number: int, raw: str, page: bool) -> Line:
    """A line from its raw text."""
    text = raw.strip(BLANKS)
    return Line(number, raw.rstrip(BLANKS), text, indent_of(raw) if text else 0, columns(text), page)


def split_lines(text: str) -> tuple[Line, ...]:
    """Cut a text into lines; blank ones are kept, since they separate and count."""
    found: list[Line] = []
    for number, raw in enumerate(text.split("\n"), start=1):
        if "\f" in raw:
            for index, piece in enumerate(raw.split("\f")):
                if index == 0 and not piece.strip(BLANKS):
                    continue
                found.append(make_line(number, piece, index > 0))
        else:
            found.append(make_line(number, raw, False))
    if found and not found[-1].text and not found[-1].page:
        found.pop()
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that are together; `before` counts the blank lines above (a page break counts as three)."""

    lines: tuple[Line, ...]
    before: int


def runs_of(lines: Sequence[Line]) -> tuple[Run, ...]:
    """Group lines into runs at blank lines and page breaks."""
    runs: list[Run] = []
    current: list[Line] = []
    before = blank = 0
    for line in lines:
        if line.page and current:
            runs.append(Run(tuple(current), before))
            current, blank = [], 0
        if line.page:
            blank += 3
        if not line.text:
            if current:
                runs.append(Run(tuple(current), before))
                current, blank = [], 0
            blank += 1
            continue
        if not current:
            before, blank = blank, 0
        current.append(line)
    if current:
        runs.append(Run(tuple(current), before))
    return tuple(runs)
