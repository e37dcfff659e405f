"""Headings between equals signs: ``== Usage ==``, as wikis and the read-me files of plug-ins write them. Pure.

In: the lines of a text. Out: the level of each such heading by its line number, its text without the signs, and a
finding. One such line proves nothing. In a wiki more signs are deeper; where the first line has the most signs, fewer
signs are deeper.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from octavo.readers.plain_text.lines.lines import Line, columns
from octavo.readers.plain_text.lines.values import Finding

_FENCED = re.compile(r"(={1,6})[ \t]*([^=\s](?:.{0,98}[^=\s])?)[ \t]*\1$")
LEAST = 2


@dataclass(frozen=True, slots=True)
class Fenced:
    """The levels and the texts of headings between signs by line number, and what a person should know."""

    levels: Mapping[int, int]
    texts: Mapping[int, str]
    findings: tuple[Finding, ...] = ()


def find_fenced(lines: Sequence[Line], ordered: Collection[int]) -> Fenced:
    """Look for headings between equals signs; lines that a person gave a role (``ordered``) are left as they are."""
    found = {line.number: made for line in lines if line.number not in ordered and (made := _FENCED.match(line.text))}
    if len(found) < LEAST or not any(any(char.isalpha() for char in made[2]) for made in found.values()):
        return Fenced({}, {})
    signs = {number: len(made[1]) for number, made in found.items()}
    first = next(iter(signs.values()))
    ranked = sorted(set(signs.values()), reverse=first == max(signs.values()))
    count = len(found)
    start = min(found)
    told = f"{count} lines between equals signs are headings; the signs are left out"
    finding = Finding(
        "underlined", told, start, f"to overrule it, write in the sidecar: structure: [{start}: paragraph]"
    )
    levels = {number: ranked.index(size) + 1 for number, size in signs.items()}
    return Fenced(levels, {number: made[2] for number, made in found.items()}, (finding,))


def without_fences(lines: Sequence[Line], fenced: Fenced) -> tuple[Line, ...]:
    """The lines, the headings without the signs around them."""
    return tuple(
        replace(line, raw=text, text=text, indent=0, width=columns(text))
        if (text := fenced.texts.get(line.number)) is not None
        else line
        for line in lines
    )
