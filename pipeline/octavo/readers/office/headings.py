"""Headings and a title that were made without styles: lines in bold or larger letters. Pure.

In: the paragraphs of a document with what their letters look like. The rules are those of bare text, helped by looks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from octavo.readers.xml_tree import Element

_MOST_WORDS, _MOST_LETTERS = 14, 110
_MUCH_LARGER = 4
_NUMBERED = re.compile(r"(?:§\s*)?(\d{1,3}(?:\.\d{1,3})*)[.)]?\s+\S")
CLOSED = re.compile(r"[.!?…。！？]\W*\Z")
"""The end of a sentence."""


@dataclass(frozen=True)
class Look:
    """The letters of a whole paragraph; ``size`` in half points."""

    size: int
    bold: bool
    capitals: bool
    underlined: bool
    centred: bool


@dataclass(frozen=True)
class Line:
    """A paragraph with words. ``plain``: nothing but its words says what it is; ``labelled``: it has a number."""

    element: Element
    text: str
    look: Look
    plain: bool = True
    labelled: bool = False


def headings_by_look(lines: Sequence[Line]) -> tuple[dict[Element, int], Element | None]:
    """The level of each heading that has no style for it, and the paragraph that is the title."""
    if len(lines) < 3:
        return {}, None
    sizes: Counter[int] = Counter()
    for line in lines:
        sizes[line.look.size] += len(line.text)
    usual = sizes.most_common(1)[0][0]
    emphatic = {at for at, line in enumerate(lines) if _stands_out(line.look, usual) and _short(line)}
    title = _title(lines, emphatic, usual)
    found = [
        at
        for at in sorted(emphatic)
        if (title is None or at) and at + 1 < len(lines)
        and (not lines[at].labelled or lines[at].look.bold) and not _cut(lines[at])
        and (at + 1 not in emphatic or lines[at + 1].look != lines[at].look)
    ]  # fmt: skip
    kinds = Counter(lines[at].look for at in found)
    heads = [
        lines[at] for at in found
        if kinds[lines[at].look] > 1 or lines[at].look.size > usual or _depth(lines[at])
    ]  # fmt: skip
    if not heads or 2 * len(heads) > len(lines) + 1:
        return {}, title
    return _levels(heads), title


def _title(lines: Sequence[Line], emphatic: set[int], usual: int) -> Element | None:
    """The first paragraph, if its letters are larger than any other's, or it is centred and stands out alone."""
    first = lines[0]
    if 0 not in emphatic or _depth(first):
        return None
    rest = [line.look for line in lines[1:]]
    if first.look.size > max(look.size for look in rest):
        return first.element
    alike = any(look == first.look for look in rest)
    return first.element if first.look.centred and first.look.size >= usual and not alike else None


def _levels(heads: Sequence[Line]) -> dict[Element, int]:
    """Levels by the numbers that headings begin with, else by how much their letters stand out."""
    weights = sorted({_weight(line.look) for line in heads}, reverse=True)
    levels = {line.element: min(weights.index(_weight(line.look)) + 1, 6) for line in heads}
    depths = {line.element: depth for line in heads if (depth := _depth(line))}
    if len(depths) > 1:
        base = min(levels[one] - depth for one, depth in depths.items())
        levels |= {one: max(1, min(6, depth + base)) for one, depth in depths.items()}
    return levels


def _weight(look: Look) -> tuple[int, bool, bool]:
    return (look.size, look.capitals, look.bold)


def _depth(line: Line) -> int:
    found = _NUMBERED.match(line.text.strip())
    return found[1].count(".") + 1 if found else 0


def _stands_out(look: Look, usual: int) -> bool:
    return look.bold or look.size >= usual + _MUCH_LARGER or look.underlined or (look.capitals and look.size >= usual)


def _short(line: Line) -> bool:
    text = line.text.strip()
    bare = len(text) <= _MOST_LETTERS and len(text.split()) <= _MOST_WORDS and "\n" not in text
    return bare and line.plain and any(char.isalpha() for char in text)


def _cut(line: Line) -> bool:
    """Whether the words end as a sentence does, or go on: no heading does."""
    text = line.text.strip()
    return text.endswith((",", ";", ":")) or bool(CLOSED.search(text) and not text.endswith(("?", "!")))
