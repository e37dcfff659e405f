"""Decisions with their reasons, and findings about guesses that are unsure.

In: everything that was decided. Out: `Decision`s in the order of the lines, for everything but plain paragraphs,
and a finding for each uncertain heading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from octavo.readers.plain_text.blocks.overrides_applied import Orders
from octavo.readers.plain_text.blocks.units import Unit
from octavo.readers.plain_text.explaining.reasons import heading_reasons
from octavo.readers.plain_text.headings.document_counts import Survey
from octavo.readers.plain_text.headings.forest import Forest
from octavo.readers.plain_text.headings.headings import Verdict
from octavo.readers.plain_text.lines.numbering import DOTTED
from octavo.readers.plain_text.lines.values import Decision, Finding
from octavo.readers.plain_text.quotations.quotations import Quoted

UNSURE = 0.6  # a heading taken below this chance is a guess
NEARLY = 0.4  # a line left a paragraph above this chance is one too
SHOWN = 72
KEPT = {
    "verse": ("verse, kept line by line", "its lines were broken on purpose: none fills the measure"),
    "code": ("code, kept as it is", "its signs and indents are those of code or a drawing"),
    "table": ("table", "its columns are drawn with bars, or are one below the other"),
    "rule": ("scene break", "it is made of marks only"),
    "mail": (
        "quoted mail, kept with its marks",
        "its lines begin with the mark that mail programs put before a quotation",
    ),
    "furniture": ("furniture, kept as it is", "it belongs to the carrier of the text, not to the text"),
}


def short(text: str) -> str:
    """A line short enough to show."""
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else flat[: SHOWN - 1] + "…"


def decisions_of(
    survey: Survey,
    verdicts: Mapping[int, Verdict],
    levels: Mapping[int, int],
    stacked: Mapping[int, Sequence[int]],
    quotes: set[int],
    quoted: Mapping[int, Quoted],
    orders: Orders,
    forests: Mapping[str, Forest],
) -> tuple[Decision, ...]:
    """Every line that is not a plain paragraph, and every paragraph that nearly was a heading."""
    inside = {place: group[0] for group in stacked.values() for place in group[1:]}
    parents = parents_of(levels)
    found: list[Decision] = []
    for index, unit in enumerate(survey.units):
        verdict = verdicts.get(index)
        heading = index in levels or index in inside
        ordered = orders.role(unit)
        if heading:
            level = levels[inside.get(index, index)]
            role = f"heading {level}" + (" (with the line above)" if index in inside else "")
            if ordered:
                found.append(underlined(unit, role) if unit.line in orders.underlined else said(unit, role))
            elif verdict:
                reasons = heading_reasons(verdict, forests, survey, index, taken=True)
                if index in parents:
                    reasons = (*reasons[:2], level_reason(survey, parents[index], index))
                found.append(
                    Decision(unit.line, short(unit.text), role, verdict.chance, reasons, verdict.chance < UNSURE)
                )
        elif ordered:
            found.append(said(unit, ordered))
        elif index in quotes:
            found.append(quote_decision(unit, quoted[index]))
        elif unit.kind == "item":
            found.append(item_decision(survey, index))
        elif unit.kind in KEPT:
            role, reason = KEPT[unit.kind]
            found.append(
                Decision(
                    unit.line,
                    short(unit.text),
                    role,
                    0.9 if unit.kind in ("rule", "mail", "furniture") else 0.8,
                    (reason,),
                )
            )
        elif verdict and verdict.chance >= NEARLY:
            reasons = heading_reasons(verdict, forests, survey, index, taken=False)
            found.append(
                Decision(
                    unit.line,
                    short(unit.text),
                    "paragraph (nearly a heading)",
                    1.0 - verdict.chance,
                    reasons,
                    unsure=True,
                )
            )
    return tuple(found)


def parents_of(levels: Mapping[int, int]) -> dict[int, int]:
    """For each heading the nearest one before it that is higher; the topmost have none."""
    parents: dict[int, int] = {}
    open_ones: list[int] = []
    for place in sorted(levels):
        while open_ones and levels[open_ones[-1]] >= levels[place]:
            open_ones.pop()
        if open_ones:
            parents[place] = open_ones[-1]
        open_ones.append(place)
    return parents


def level_reason(survey: Survey, above: int, index: int) -> str:
    """Why a heading is below another one."""
    look, parent = survey.looks[index], short(survey.units[above].text)
    if look.number == DOTTED:
        return f"its number has {look.depth} parts, so it belongs under {parent!r}"
    if look.label:
        return f"its label belongs under {parent!r}"
    return f"by its look and its words it belongs under {parent!r}"


def said(unit: Unit, role: str) -> Decision:
    """A decision that a person made."""
    return Decision(unit.line, short(unit.text), role, 1.0, ("you said so in the sidecar",))


def underlined(unit: Unit, role: str) -> Decision:
    """A heading that the text itself underlines, or puts between signs."""
    return Decision(unit.line, short(unit.text), role, 0.99, ("signs below it or around it mark it as a heading",))


def quote_decision(unit: Unit, quoted: Quoted) -> Decision:
    """Why a paragraph is a quotation."""
    return Decision(unit.line, short(unit.text), "quote", quoted.chance, quoted.reasons, quoted.chance < UNSURE)


def item_decision(survey: Survey, index: int) -> Decision:
    """Why a line is a list item."""
    unit, units = survey.units[index], survey.units
    mark = unit.mark
    if mark is None:
        return Decision(unit.line, short(unit.text), "item", 1.0, ())
    kind = "numbered item" if mark.numbering else "bullet item"
    near = sum(1 for place in (index - 1, index + 1) if 0 <= place < len(units) and units[place].kind == "item")
    reasons = [f"it begins with {mark.text!r}"]
    if near:
        reasons.append("the lines next to it are items too" if near == 2 else "a line next to it is an item too")
    if index and units[index - 1].text.endswith((":", "：")):
        reasons.append("the line above ends with a colon")
    if mark.numbering:
        reasons.append("its number fits the count")
    sure = 0.99 if near == 2 else 0.97 if near else 0.85
    return Decision(unit.line, short(unit.text), kind, sure - (0.04 if mark.numbering else 0.0), tuple(reasons[:3]))


def doubts(units: Sequence[Unit], verdicts: Mapping[int, Verdict], orders: Orders) -> tuple[Finding, ...]:
    """A finding for each heading that is a guess."""
    found: list[Finding] = []
    for place, verdict in verdicts.items():
        unit = units[place]
        if verdict.taken and verdict.chance < UNSURE and not orders.role(unit):
            found.append(
                Finding(
                    "unsure-heading",
                    f"{short(unit.text)!r} was taken for a heading with {round(100 * verdict.chance)} % certainty",
                    unit.line,
                    f"If it is not a heading, write in the sidecar: structure: [{unit.line}: paragraph]",
                )
            )
    return tuple(found)
