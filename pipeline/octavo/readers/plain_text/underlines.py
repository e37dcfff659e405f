"""Headings that are underlined: a line of ``===``, ``---`` or ``~~~`` below their text, perhaps one above. Pure.

In: the lines of a text. Out: the level of each such heading by its line number, the lines that only underline, and a
finding. The first kind of line in a text is level 1, the next kind level 2, as writers of such texts mean them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from octavo.readers.plain_text.lines.lines import Line
from octavo.readers.plain_text.lines.marks import bullet_mark
from octavo.readers.plain_text.lines.values import Finding

SIGNS = "=-~^_*#+\"'`—─═–"
SHORTEST, LONGEST, DEEPEST = 3, 90, 6


@dataclass(frozen=True, slots=True)
class Underlined:
    """The levels of underlined headings by line number, the lines that underline, and what a person should know."""

    levels: dict[int, int]
    lines: frozenset[int]
    findings: tuple[Finding, ...] = ()


def find_underlined(lines: Sequence[Line], ordered: Collection[int]) -> Underlined:
    """Look for underlined headings; lines that a person gave a role (``ordered``) are left as they are."""
    ranks: dict[tuple[str, bool], int] = {}
    levels: dict[int, int] = {}
    strokes: set[int] = set()
    for at in range(1, len(lines)):
        stroke, line = lines[at], lines[at - 1]
        if not _underlines(stroke, line) or {stroke.number, line.number} & set(ordered):
            continue
        above = lines[at - 2] if at > 1 else None
        over = above is not None and _stroke(above) == _stroke(stroke) and abs(above.width - stroke.width) <= 2
        if above is not None and above.text and not over and above.number not in strokes:
            continue  # the last line of a paragraph, or a row of a table
        if not _text_follows(lines, at):
            continue
        rank = ranks.setdefault((_stroke(stroke), over), len(ranks) + 1)
        levels[line.number] = min(DEEPEST, rank)
        strokes.add(stroke.number)
        if over and above is not None:
            strokes.add(above.number)
    if not levels:
        return Underlined({}, frozenset())
    count = len(levels)
    told = f"{count} underlined lines are headings" if count > 1 else "an underlined line is a heading"
    hint = f"to overrule it, write in the sidecar: structure: [{min(levels)}: paragraph]"
    finding = Finding("underlined", f"{told}; the signs below them are left out", min(levels), hint)
    return Underlined(levels, frozenset(strokes), (finding,))


def without_strokes(lines: Sequence[Line], underlined: Underlined) -> tuple[Line, ...]:
    """The lines with the underlining ones made blank, so that a new block begins after them."""
    if not underlined.lines:
        return tuple(lines)
    return tuple(replace(line, raw="", text="", indent=0, width=0) if line.number in underlined.lines else line
                 for line in lines)  # fmt: skip


def _stroke(line: Line) -> str:
    """The sign that a line is made of, if it is made of one."""
    text = line.text
    return text[0] if len(text) >= SHORTEST and text[0] in SIGNS and text == text[0] * len(text) else ""


def _underlines(stroke: Line, line: Line) -> bool:
    """Whether one line is drawn below the text of the other: about as long, or of ``=``."""
    if not _stroke(stroke) or not line.text or line.width > LONGEST or "  " in line.text or "\t" in line.text:
        return False
    if not any(char.isalnum() for char in line.text) or _stroke(line) or bullet_mark(line.text) or "|" in line.text:
        return False
    if line.text[0] == ">" or abs(stroke.indent - line.indent) > 3:
        return False
    return 0.6 * line.width <= stroke.width <= 1.5 * line.width + 3


def _text_follows(lines: Sequence[Line], at: int) -> bool:
    """Whether text follows the stroke, and no row of a table does."""
    following = next((line for line in lines[at + 1 : at + 4] if line.text), None)
    return following is not None and "   " not in following.text and "\t" not in following.text
