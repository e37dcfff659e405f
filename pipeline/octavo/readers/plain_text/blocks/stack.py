"""Joins headings on several lines and neighbouring quotations; keeps boilerplate apart.

In: units and headings. Out: groups of heading units, `CHAPTER IV` with the title on the next line being one heading;
and blocks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from octavo.readers.plain_text.blocks.boilerplate import Furniture
from octavo.readers.plain_text.blocks.line_features import Look
from octavo.readers.plain_text.blocks.overrides_applied import Orders
from octavo.readers.plain_text.blocks.units import Unit, build_units, kept
from octavo.readers.plain_text.lines.document_style import SENTENCE_ENDS
from octavo.readers.plain_text.lines.lines import Line, Run
from octavo.readers.plain_text.lines.numbering import BARE, LABELLED, NO_NUMBER
from octavo.readers.plain_text.lines.values import Habits, TextBlock
from octavo.readers.plain_text.lines.wrap import Vocabulary

LABEL_WORDS = 4
LONGEST_HEAD = 64  # letters of a line that may be the name of a sheet


def stack_labels(
    units: Sequence[Unit], looks: Sequence[Look], headings: set[int], orders: Orders
) -> dict[int, list[int]]:
    """Groups of headings that are one: a bare label or number, then its title."""
    groups: dict[int, list[int]] = {}
    for place in sorted(headings):
        look, after = looks[place], place + 1
        bare = (
            look.number == BARE
            or (look.number == LABELLED and look.words <= 2)
            or (look.number == LABELLED and look.words <= LABEL_WORDS and (look.value == 0 and look.label > 0))
        )
        if not bare or after not in headings or looks[after].number != NO_NUMBER:
            continue
        if looks[after].label or looks[after].set_heading or any(orders.role(units[one]) for one in (place, after)):
            continue
        groups[place] = [place, after]
    return groups


def furnished(runs: Sequence[Run], furniture: Furniture, habits: Habits, vocabulary: Vocabulary) -> list[Unit]:
    """Units of a document, the lines of its carrier set apart."""
    if not furniture.kept:
        return build_units(runs, habits, vocabulary)
    units: list[Unit] = []
    for run in runs:
        pieces: list[tuple[bool, list[Line]]] = []
        for line in run.lines:
            carrier = line.number in furniture.kept
            if not pieces or pieces[-1][0] != carrier:
                pieces.append((carrier, []))
            pieces[-1][1].append(line)
        for index, (carrier, lines) in enumerate(pieces):
            before = run.before if index == 0 else 0
            if carrier:
                units.append(replace(kept("furniture", lines), before=before))
            else:
                units.extend(build_units([Run(tuple(lines), before)], habits, vocabulary))
    return units


def join_quotes(blocks: Sequence[TextBlock]) -> tuple[TextBlock, ...]:
    """Neighbouring quotations as one block."""
    joined: list[TextBlock] = []
    for block in blocks:
        if block.kind == "quote" and joined and joined[-1].kind == "quote":
            joined[-1] = replace(joined[-1], children=(*joined[-1].children, *block.children))
        else:
            joined.append(block)
    return tuple(joined)


def title_of(
    units: Sequence[Unit], looks: Sequence[Look], levels: dict[int, int], groups: dict[int, list[int]]
) -> str | None:
    """The document's title: a heading that opens it, alone at its level and above all others."""
    if not levels:
        return None
    first = min(levels)
    if first > 0 or looks[first].number != NO_NUMBER:
        return None
    if len(levels) > 1 and any(level <= levels[first] for place, level in levels.items() if place != first):
        return None
    return " ".join(units[place].text for place in groups.get(first, [first]))


def line_at_head(units: Sequence[Unit], looks: Sequence[Look], levels: Mapping[int, int]) -> str | None:
    """The first line of a sheet whose headings begin further down: a club's name, a person's, a matter's."""
    if not levels or min(levels) == 0 or (len(units[0].lines) > 1 and units[0].kind != "verse"):
        return None
    text, look = units[0].lines[0].text, looks[0]
    if look.byline or look.web or look.call:
        return None
    named = text[:1].isalpha() and 2 < len(text) <= LONGEST_HEAD
    return text if named and text[-1] not in SENTENCE_ENDS + ",;" else None
