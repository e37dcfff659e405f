"""Block quotations: paragraphs set in from the margin, or announced by somebody who is said to speak.

In: settled units. Out: the indices of units that are quotations. Neighbouring ones make one quotation. Where nothing
is set in, only a long paragraph after a colon and a verb of saying is taken for one: marks of quotation alone are no
sign, since novels are full of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from octavo.languages.wordlists import SAYING
from octavo.readers.plain_text.blocks.line_features import WORD
from octavo.readers.plain_text.blocks.units import Unit
from octavo.readers.plain_text.blocks.verse import centred
from octavo.readers.plain_text.lines.values import Habits

LONG_QUOTE = 150
OPENING = '"“«„「『‘'
TALKATIVE = 0.1  # share of paragraphs that begin with a mark of quotation, above which they are dialogue


def quoted_units(units: Sequence[Unit], taken: set[int], habits: Habits) -> set[int]:
    """Indices of the paragraphs that are quotations."""
    if habits.layout == "wrapped":
        return {index for index, unit in enumerate(units) if index not in taken and is_set_in(unit, habits)}
    paragraphs = [unit for unit in units if unit.kind == "paragraph"]
    opened = sum(unit.text[0] in OPENING for unit in paragraphs)
    if opened > TALKATIVE * len(paragraphs):
        return set()
    return {
        index
        for index, unit in enumerate(units)
        if index and index not in taken and unit.kind == "paragraph" and is_announced(units[index - 1], unit)
    }


def is_set_in(unit: Unit, habits: Habits) -> bool:
    """Whether a paragraph of a wrapped text stands further in than the text around it."""
    if unit.kind != "paragraph":
        return False
    margin = min(line.indent for line in unit.lines) - habits.base_indent
    if margin < 2:
        return False
    far = margin > 0.4 * habits.width or centred(unit.lines, habits.width)
    return len(unit.lines) > 1 or not (habits.indented_paragraphs or far)


def is_announced(before: Unit, unit: Unit) -> bool:
    """Whether the paragraph before ends with a colon and tells that somebody says what follows."""
    if before.kind != "paragraph" or not before.text.endswith((":", "：")) or unit.text.endswith((":", "：")):
        return False
    return len(unit.text) >= LONG_QUOTE and any(word.lower() in SAYING for word in WORD.findall(before.text[-200:]))
