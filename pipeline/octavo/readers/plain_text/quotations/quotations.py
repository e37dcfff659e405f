"""Block quotations: indented paragraphs, or paragraphs that a forest recognises.

In: the survey of a document and its headings. Out: the units that are quotations, each with its probability and the
reasons. Neighbouring ones make one quotation. Quotation marks alone prove nothing, since novels are full of them: the
forest uses the line that introduces a paragraph, the name below it, its language, and its differences from the others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from octavo.languages.wordlists import SAYING
from octavo.readers.plain_text.blocks.line_features import WORD
from octavo.readers.plain_text.blocks.units import Unit
from octavo.readers.plain_text.blocks.verse import centred
from octavo.readers.plain_text.headings.document_counts import Survey
from octavo.readers.plain_text.headings.forest import Forest
from octavo.readers.plain_text.lines.values import Habits
from octavo.readers.plain_text.quotations.features import CLOSING, DASHED, NAMES, quote_rows

LONG_QUOTE, SHORT_NAME = 150, 80
SIGNATURE = re.compile(r"[\"”»“」』’][.,]?\s*[—–―-]{1,2}\s*[A-ZÀ-ÞА-Я@][^.!?:;]{1,60}$")
OPENING = '"“«„「『‘'
TALKATIVE = 0.1  # share of paragraphs that begin with a mark of quotation, above which they are dialogue
CUT = 0.22  # chance from which a paragraph is a quotation: half the share of words that is right, where F1 is highest
POSTED = re.compile(r"[—–―-]{1,2}\s?[^—–―]{2,60}\(@\w+\)")
"""The line below a message of a social network: ``— Ada Reed (@adareed) May 4, 2019``."""
REASONS = {
    "own opened": "it begins with a mark of quotation",
    "own closed": "it ends with a mark of quotation",
    "own unbalanced": "a mark of quotation is opened and not closed in it",
    "own signed": "a name is at its end",
    "own other language": "it is in another language than the text",
    "own same two": "other paragraphs begin alike",
    "own cut": "something is left out in it",
    "own note": "it ends with the number of a note",
    "own handle": "it names an account",
    "lead says": "the line above tells that somebody speaks",
    "lead says near": "the line above tells that somebody speaks",
    "lead colon": "the line above ends with a colon",
    "lead name below": "a name is below it",
    "at +1 dashed": "a line with a dash and a name is below it",
    "at -1 opened": "the paragraph above begins with a mark of quotation",
}
LIKE = "by its look and its place it resembles a quotation"


@dataclass(frozen=True, slots=True)
class Quoted:
    """How likely a unit is a quotation, and why in words."""

    chance: float
    reasons: tuple[str, ...]


def quoted_units(survey: Survey, taken: Collection[int], forests: Mapping[str, Forest]) -> dict[int, Quoted]:
    """The paragraphs that are quotations, by index."""
    units, habits = survey.units, survey.habits
    found = _by_forest(survey, taken, forests["quote"])
    if habits.layout == "wrapped":
        for index, unit in enumerate(units):
            if index not in taken and is_set_in(unit, habits):
                margin = unit.indent - habits.base_indent
                found[index] = Quoted(0.85, (f"it is set in {margin} columns from the text",))
        return found
    for index, unit in enumerate(units):
        below = units[index + 1] if index + 1 < len(units) else None
        if index not in found and index not in taken and is_signed(unit, below):
            found[index] = Quoted(0.8, _signed_reasons(unit))
    for index in sorted(found):
        if index + 1 < len(units) and index + 1 not in taken and names_source(units[index + 1]):
            found.setdefault(index + 1, Quoted(found[index].chance, ("it names who said what is above",)))
    paragraphs = [unit for unit in units if unit.kind == "paragraph"]
    opened = sum(unit.text[0] in OPENING for unit in paragraphs)
    if opened > TALKATIVE * len(paragraphs):
        return found
    for index, unit in enumerate(units):
        free = index and index not in found and index not in taken and unit.kind == "paragraph"
        if free and is_announced(units[index - 1], unit):
            found[index] = Quoted(0.65, (REASONS["lead colon"], REASONS["lead says"], "it is a long paragraph"))
    return found


def _signed_reasons(unit: Unit) -> tuple[str, ...]:
    marks = (REASONS["own opened"], REASONS["own closed"]) if unit.text[0] in OPENING else ()
    return (*marks, REASONS["own signed"] if SIGNATURE.search(unit.text) else REASONS["lead name below"])


def _by_forest(survey: Survey, taken: Collection[int], forest: Forest) -> dict[int, Quoted]:
    places, rows = quote_rows(survey, taken)
    found: dict[int, Quoted] = {}
    for place, row in zip(places, rows, strict=True):
        chance = forest.chance(row, early=True)
        if chance > CUT:
            found[place] = Quoted(chance, _reasons(forest, row))
    return found


def _reasons(forest: Forest, row: Sequence[float]) -> tuple[str, ...]:
    """The three things with words that spoke most for a quotation."""
    values = dict(zip(NAMES, row, strict=True))
    moved = forest.contributions(row)
    ranked = sorted(
        (name for name in REASONS if values[name] > 0 and moved.get(name, 0.0) > 0), key=lambda n: -moved[n]
    )
    told = list(dict.fromkeys(REASONS[name] for name in ranked))[:3]
    return tuple(told) or (LIKE,)


def is_set_in(unit: Unit, habits: Habits) -> bool:
    """Whether a paragraph of a wrapped text is further in than the text around it."""
    if unit.kind != "paragraph":
        return False
    margin = min(line.indent for line in unit.lines) - habits.base_indent
    if margin < 2:
        return False
    far = margin > 0.4 * habits.width or centred(unit.lines, habits.width)
    return len(unit.lines) > 1 or not (habits.indented_paragraphs or far)


def is_signed(unit: Unit, below: Unit | None) -> bool:
    """Whether a paragraph has a dash and a name behind it or below it, and is between marks of quotation or posted."""
    if unit.kind != "paragraph":
        return False
    if below is not None and POSTED.match(below.text) and not POSTED.match(unit.text):
        return True
    if unit.text[0] not in OPENING:
        return False
    if SIGNATURE.search(unit.text):
        return True
    named = below is not None and len(below.text) < SHORT_NAME and bool(DASHED.match(below.text))
    return named and unit.text.rstrip(".!?,")[-1:] in CLOSING


def names_source(unit: Unit) -> bool:
    """Whether a line is a dash and a name: most of its words begin with a capital, and it is no sentence."""
    if unit.kind != "paragraph" or len(unit.text) >= SHORT_NAME or not DASHED.match(unit.text):
        return False
    words = [word for word in WORD.findall(unit.text) if word[0].isalpha()]
    named = sum(word[0].isupper() for word in words) * 2 > len(words)
    return bool(POSTED.match(unit.text)) or (named and unit.text[-1] not in ".!?…:")


def is_announced(before: Unit, unit: Unit) -> bool:
    """Whether the paragraph before ends with a colon and tells that somebody says what follows."""
    if before.kind != "paragraph" or not before.text.endswith((":", "：")) or unit.text.endswith((":", "：")):
        return False
    return len(unit.text) >= LONG_QUOTE and any(word.lower() in SAYING for word in WORD.findall(before.text[-200:]))
