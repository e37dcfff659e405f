"""The recogniser: text in, structure out. It reads as the list of its steps.

In: decoded text, overrides and perhaps the language. Out: a `Recognition`. A pure function: the same text gives the
same answer, nothing is read but the packaged model, and every word of the text is in the blocks, in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .apply import apply_orders, find_orders, split_orders
from .forest import load_forests
from .furniture import find_furniture
from .gather import gather
from .habits import find_habits
from .headings import judge
from .levels import assign_levels
from .lines import runs_of, split_lines
from .lists import settle_items
from .looks import looks_of
from .phrases import heading_looks
from .quotes import quoted_units
from .report import decisions_of, doubts
from .stack import furnished, join_quotes, stack_labels, title_of
from .survey import Survey
from .values import Override, Recognition
from .wrap import Vocabulary


def recognise(text: str, *, overrides: Sequence[Override] = (), language: str | None = None) -> Recognition:
    """Recover the structure of a plain text."""
    lines = split_lines(text)
    furniture = find_furniture(lines)
    orders = find_orders(lines, overrides)
    runs = runs_of(lines)
    habits = find_habits(lines, runs, language)
    units = furnished(runs, furniture, habits, Vocabulary(lines))
    units = split_orders(units, orders)
    looks = looks_of(units, habits)
    survey = Survey(units, looks, habits)
    forests = load_forests()
    verdicts = {place: one for place, one in judge(survey, forests).items() if units[place].line not in furniture.plain}
    headings = apply_orders(units, {place for place, one in verdicts.items() if one.taken}, orders)
    settle_items(units, headings, orders.units_of(units, "item"), habits)
    quotes = quoted_units(units, headings, habits) | orders.units_of(units, "quote")
    stacked = stack_labels(units, looks, headings, orders)
    places = sorted(headings - {place for group in stacked.values() for place in group[1:]})
    guessed = assign_levels(survey, places, forests)
    levels = orders.levels(units, dict(zip(places, guessed, strict=True)))
    return Recognition(
        blocks=join_quotes(gather(units, levels, stacked, quotes, habits)),
        decisions=decisions_of(survey, verdicts, levels, stacked, quotes, orders, forests),
        habits=replace(habits, heading_looks=heading_looks([looks[place] for place in places])),
        findings=(*furniture.findings, *orders.findings, *doubts(units, verdicts, orders)),
        title=title_of(units, looks, levels, stacked) or furniture.title,
    )
