"""Where a paragraph or an item begins among lines without a blank line between them.

In: lines of a wrapped text. Out: whether a line begins a new unit: by its mark, label, number or indent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from octavo.readers.plain_text.blocks.verse import breaks_early, is_verse_line
from octavo.readers.plain_text.lines.lines import Line
from octavo.readers.plain_text.lines.marks import bullet_mark, is_rule, number_marks
from octavo.readers.plain_text.lines.numbering import DOTTED, NO_NUMBER, numbering
from octavo.readers.plain_text.lines.values import Habits

SHORT = 60
ENDS = (".", "!", "?", ":", "…", '"', "”", "»")
LABEL = re.compile(r"[A-ZÀ-ÞА-ЯΑ-Ω][\w'’&/ -]{1,24}:\s+\S")
"""What a line of minutes or of a talk begins with: ``Present:``, ``ANNA:``."""
MAIL_PREFIX = (">", "|>")


def is_mail_quote(text: str) -> bool:
    """Whether a line is quoted in the manner of mail (a Python prompt is not)."""
    return text.startswith(MAIL_PREFIX) and not text.startswith(">>> ") and text != ">>>"


def starts_unit(lines: Sequence[Line], start: int, index: int, habits: Habits) -> bool:
    """Whether the line at `index` begins a new paragraph or item inside a run whose unit began at `start`."""
    line, before, first = lines[index], lines[index - 1], lines[start]
    if is_rule(line.text) or is_rule(before.text):
        return True
    if is_mail_quote(line.text) != is_mail_quote(before.text):
        return True
    opened = bullet_mark(first.text) or next(iter(number_marks(first.text)), None)
    bullet = bullet_mark(line.text)
    if bullet and not (bullet.loose and not (opened and opened.text == bullet.text)):
        if opened and opened.numbering == "" and (line.indent <= first.indent or line.indent > before.indent):
            return True
        hanging = index + 1 < len(lines) and lines[index + 1].indent > line.indent
        return (
            bool(opened)
            or line.indent > before.indent
            or before.text.endswith((":", "："))
            or hanging
            or (breaks_early(before, line, habits.width))
        )
    if index - 1 == start and is_headline(before, line, habits):
        return True
    if begins_anew(lines, index, habits) or (habits.packed and ends_packed(lines, index, habits)):
        return True
    numbers = number_marks(line.text)
    if numbers:
        siblings = number_marks(first.text)
        if siblings and any(a.family == b.family and b.value == a.value + 1 for a in siblings for b in numbers):
            inner = lines[start + 1 : index]
            if line.indent == first.indent and all(other.indent > first.indent for other in inner):
                return True
        if opened and line.indent > before.indent and breaks_early(before, line, habits.width):
            return True
        if opened and line.indent < before.indent and line.indent <= first.indent:
            return True
        if any(mark.value == 1 for mark in numbers) and before.text.endswith((":", "：")):
            return True
    if habits.indented_paragraphs and before.indent == habits.base_indent < line.indent <= habits.base_indent + 8:
        return True
    # A quotation or figure set in from the paragraph above without a blank line.
    return (
        not opened
        and len(lines) > 3
        and index - start >= 1
        and line.indent >= before.indent + 4
        and first.indent == before.indent
        and (index + 1 < len(lines) and lines[index + 1].indent >= line.indent)
    )


def ends_packed(lines: Sequence[Line], index: int, habits: Habits) -> bool:
    """Whether the line above ends a paragraph of a text without blank lines: it ends early and is no line of verse."""
    line, before = lines[index], lines[index - 1]
    goes_on = before.text[-1] not in ENDS and line.text[0].islower()
    if goes_on or not breaks_early(before, line, habits.width):
        return False
    around = lines[max(0, index - 2) : index + 2]
    return not (
        len(around) > 2
        and all(is_verse_line(one) for one in around)
        and all(breaks_early(one, two, habits.width) for one, two in pairwise(around))
    )


def begins_anew(lines: Sequence[Line], index: int, habits: Habits) -> bool:
    """Whether a line begins with a label (``Present:``) or a number such as 2.1, and the line before it has ended.

    Where most lines begin with a label, each of them is a line of its own.
    """
    line, before = lines[index], lines[index - 1]
    early = breaks_early(before, line, habits.width)
    if LABEL.match(line.text):
        return early or sum(bool(LABEL.match(one.text)) for one in lines) >= 0.6 * len(lines)
    ended = early or before.text.endswith(ENDS)
    return ended and numbering(line.text, line.text.split())[0] == DOTTED


def is_headline(line: Line, following: Line, habits: Habits) -> bool:
    """Whether a numbered line ends early and a new block follows: ``2.1 The gate`` above its text."""
    text = line.text
    number = numbering(text, text.split())[0]
    if number == NO_NUMBER or bullet_mark(text) or text[-1] in ",;-" or following.indent > line.indent:
        return False
    begins = following.text.lstrip("\"'“„«(")[:1]
    return breaks_early(line, following, habits.width) and (begins.isupper() or begins.isdigit()) and len(text) < SHORT
