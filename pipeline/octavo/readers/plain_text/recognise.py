"""The recogniser: text in, structure out. The main function is the list of its steps.

In: decoded text, overrides and perhaps the language. Out: a `Recognition`. A pure function: the same text gives the
same result, only the packaged model is read, and every word of the text is in the blocks, in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from octavo.readers.plain_text.blocks.boilerplate import find_furniture
from octavo.readers.plain_text.blocks.gather import gather
from octavo.readers.plain_text.blocks.line_features import looks_of
from octavo.readers.plain_text.blocks.lists import settle_items
from octavo.readers.plain_text.blocks.overrides_applied import apply_orders, find_orders, split_orders
from octavo.readers.plain_text.blocks.stack import furnished, join_quotes, line_at_head, stack_labels, title_of
from octavo.readers.plain_text.carriers.take_out import own_lines
from octavo.readers.plain_text.explaining.phrases import heading_looks
from octavo.readers.plain_text.explaining.report import decisions_of, doubts
from octavo.readers.plain_text.fenced import find_fenced, without_fences
from octavo.readers.plain_text.headings.document_counts import Survey
from octavo.readers.plain_text.headings.forest import load_forests
from octavo.readers.plain_text.headings.headings import judge
from octavo.readers.plain_text.headings.levels import assign_levels
from octavo.readers.plain_text.headings.names import on_title_page
from octavo.readers.plain_text.lines.document_style import find_habits
from octavo.readers.plain_text.lines.lines import runs_of, split_lines
from octavo.readers.plain_text.lines.values import Override, Recognition
from octavo.readers.plain_text.lines.wrap import Vocabulary
from octavo.readers.plain_text.quotations.quotations import quoted_units
from octavo.readers.plain_text.underlines import find_underlined, without_strokes


def recognise(
    text: str, *, overrides: Sequence[Override] = (), language: str | None = None, keep_furniture: bool = False
) -> Recognition:
    """Recover the structure of a plain text.

    ``keep_furniture`` leaves page numbers, running heads and the header and licence of a library where they are.
    """
    lines = split_lines(text)
    orders = find_orders(lines, overrides)
    own = own_lines(lines, orders.roles, keep_furniture)
    underlined = find_underlined(own.lines, orders.roles)
    fenced = find_fenced(own.lines, orders.roles)
    orders = orders.with_underlined({**fenced.levels, **underlined.levels})
    lines = without_fences(without_strokes(own.lines, underlined), fenced)
    furniture = find_furniture(lines)
    runs = runs_of(lines)
    habits = find_habits(lines, runs, language)
    units = furnished(runs, furniture, habits, Vocabulary(lines, parted=own.paged))
    units = split_orders(units, orders)
    looks = looks_of(units, habits)
    survey = Survey(units, looks, habits)
    forests = load_forests()
    beside = on_title_page(units, looks, str(own.about.get("title", ""))) if own.from_library else ()
    verdicts = {
        place: one
        for place, one in judge(survey, forests).items()
        if units[place].line not in furniture.plain and place not in beside
    }
    headings = apply_orders(units, {place for place, one in verdicts.items() if one.taken}, orders)
    settle_items(units, headings, orders.units_of(units, "item"), habits)
    quoted = quoted_units(survey, headings, forests)
    quotes = {index for index in quoted if not orders.role(units[index])} | orders.units_of(units, "quote")
    stacked = stack_labels(units, looks, headings, orders)
    places = sorted(headings - {place for group in stacked.values() for place in group[1:]})
    guessed = assign_levels(survey, places, forests)
    levels = orders.levels(units, dict(zip(places, guessed, strict=True)))
    return Recognition(
        blocks=join_quotes(gather(units, levels, stacked, quotes, habits)),
        decisions=decisions_of(survey, verdicts, levels, stacked, quotes, quoted, orders, forests),
        habits=replace(habits, heading_looks=heading_looks([looks[place] for place in places])),
        findings=(
            *own.findings,
            *underlined.findings,
            *fenced.findings,
            *furniture.findings,
            *orders.findings,
            *doubts(units, verdicts, orders),
        ),
        title=title_of(units, looks, levels, stacked) or furniture.title or line_at_head(units, looks, levels),
        taken=own.taken,
        about=own.about,
        from_library=own.from_library,
    )
