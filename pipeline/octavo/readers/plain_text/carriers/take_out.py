"""Removes the lines of the carrier, and joins sentences that a page break interrupted. Pure.

In: the lines of a text, and those with a role from a person. Out: the lines of the text itself, the removed lines, the
library's metadata of the book, and a finding for each kind of line removed. Lines with a role from a person are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from octavo.readers.plain_text.carriers.gutenberg import Library, find_library
from octavo.readers.plain_text.carriers.pages import cuts, find_pages
from octavo.readers.plain_text.lines.lines import Line, columns
from octavo.readers.plain_text.lines.values import Finding, Taken
from octavo.readers.plain_text.lines.wrap import Vocabulary, join_pair

WHOLE = 90  # a line longer than this is a paragraph of its own: what follows it is joined to it
KEEP_ALL = "to keep what was taken out, write into the sidecar: furniture: keep"


@dataclass(frozen=True, slots=True)
class Own:
    """The text's own lines, the lines taken out, what a library says of the book, and findings."""

    lines: tuple[Line, ...]
    taken: tuple[Taken, ...] = ()
    about: Mapping[str, Any] = field(default_factory=dict)
    from_library: bool = False
    paged: bool = False
    findings: tuple[Finding, ...] = ()


def own_lines(lines: Sequence[Line], ordered: Collection[int], keep: bool = False) -> Own:
    """The lines without what belongs to the carrier; all of them if a person wants to ``keep`` it."""
    if keep:
        return Own(tuple(lines))
    library = find_library(lines)
    pages = find_pages(lines)
    gone = {
        index: what
        for index, what in {**pages, **library.lines}.items()
        if lines[index].number not in ordered
    }  # fmt: skip
    paged = any(line.page for line in lines)
    if not gone and not paged:
        return Own(tuple(lines))
    taken = tuple(Taken(lines[index].number, lines[index].text, gone[index]) for index in sorted(gone))
    rest = _made_whole(lines, gone)
    return Own(rest, taken, library.about, bool(library.lines), bool(pages), _findings(taken, library))


def without(text: str, taken: Sequence[Taken]) -> str:
    """The text with the lines that were taken out made blank; all others keep their numbers."""
    rows = text.split("\n")
    for one in taken:
        rows[one.line - 1] = rows[one.line - 1].replace(one.text, "", 1)
    return "\n".join(rows)


def _made_whole(lines: Sequence[Line], gone: Collection[int]) -> tuple[Line, ...]:
    """The lines that stay; where a page cut a sentence in two, its parts come together."""
    made: list[Line] = []
    last = -1  # index in `made` of the last line with text
    crossed = False
    vocabulary = Vocabulary([line for index, line in enumerate(lines) if index not in gone], parted=True)
    for index, line in enumerate(lines):
        if index in gone:
            crossed = True
            continue
        crossed = crossed or line.page
        if not line.text:
            if not (crossed and made and not made[-1].text):
                made.append(line)
            continue
        if crossed and last >= 0 and cuts(made[last], line):
            del made[last + 1 :]
            if made[last].width > WHOLE:
                made[last] = _joined(made[last], line, vocabulary)
                crossed = False
                continue
            made.append(replace(line, page=False))
        else:
            made.append(line)
        last, crossed = len(made) - 1, False
    return tuple(made)


def _joined(one: Line, other: Line, vocabulary: Vocabulary) -> Line:
    text = join_pair(one.text, other.text, vocabulary) + other.text
    return replace(one, raw=text, text=text, width=columns(text))


def _findings(taken: Sequence[Taken], library: Library) -> tuple[Finding, ...]:
    """One finding for each kind of thing that was taken out: how many lines, the first, and how to keep them."""
    counts = Counter(one.what for one in taken)
    found = []
    for what, count in counts.items():
        first = next(one for one in taken if one.what == what)
        lines = f"{count} lines" if count > 1 else "one line"
        told_of = what in library.lines.values() and what.endswith(("header", "transcribers"))
        where = " and put into the imprint" if told_of else ""
        told = f"{lines} taken out{where}: {what}, such as {first.text[:60]!r}"
        found.append(Finding("taken-out", told, first.line, KEEP_ALL))
    return tuple(found)
