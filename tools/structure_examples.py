"""Texts made ready for training, folds of them, and the report on what was learned.

In: documents with known structure. Out: an `Example` for each, with the features the recogniser would see and the
truth beside them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from octavo.readers.plain_text.blocks.boilerplate import find_furniture
from octavo.readers.plain_text.blocks.line_features import looks_of
from octavo.readers.plain_text.blocks.stack import furnished
from octavo.readers.plain_text.headings import features, second_look
from octavo.readers.plain_text.headings.document_counts import Survey
from octavo.readers.plain_text.headings.headings import best_cut, together
from octavo.readers.plain_text.lines.document_style import find_habits
from octavo.readers.plain_text.lines.lines import runs_of, split_lines
from octavo.readers.plain_text.lines.wrap import Vocabulary

from tools.structure_gold import Document, owners, tokens

np: Any = import_module("numpy")  # for training only, so the project does not install it
Array = Any
WORTH_HALVING = 24  # units from which on the halves of a text are learned from, too
SMALLEST = 10  # units of the smallest half


@dataclass(slots=True)
class Example:
    """A document ready for training: its survey, candidate rows, which are headings, which do not count."""

    document: Document
    survey: Survey
    places: list[int]
    rows: Array
    truth: Array
    counts: Array
    levels: dict[int, int]
    chances: Array = field(default_factory=lambda: np.zeros(0))
    second: Array = field(default_factory=lambda: np.zeros((0, 0)))
    share: float = 1.0
    halves: list[Example] = field(default_factory=list)

    @property
    def known(self) -> int:
        """Number of headings in the gold."""
        return sum(block["type"] == "heading" and not block.get("ambig") for block in self.document.blocks)


def example(document: Document) -> Example:
    """Look at a document as the recogniser does, and label its candidates by the gold."""
    lines = split_lines(document.text)
    runs = runs_of(lines)
    habits = find_habits(lines, runs)
    units = furnished(runs, find_furniture(lines), habits, Vocabulary(lines))
    survey = Survey(units, looks_of(units, habits), habits)
    places, rows = features.candidate_rows(survey)
    owner, sizes = owners(document)
    spans: list[list[int]] = []
    position = 0
    for unit in units:
        count = sum(len(tokens(line.text)) for line in unit.lines)
        spans.append(owner[position : position + count])
        position += count
    truth, counts, levels = [], [], {}
    for place in places:
        span = spans[place]
        held = set(span)
        heads = [one for one in held if document.blocks[one]["type"] == "heading"]
        inside = sum(one == heads[0] for one in span) if heads else 0
        is_heading = len(heads) == 1 and inside >= 0.8 * sizes[heads[0]] and inside >= 0.8 * len(span)
        truth.append(is_heading)
        counts.append(bool(span) and not all(document.blocks[one].get("ambig") for one in held))
        if is_heading:
            levels[place] = document.blocks[heads[0]]["level"]
    one = Example(
        document, survey, places, table(rows, features.NAMES), np.array(truth, bool), np.array(counts, bool), levels
    )
    one.halves = halves(one)
    return one


def table(rows: Sequence[Sequence[float]], names: Sequence[str]) -> Array:
    """Rows as an array, also none."""
    return np.array(rows, float).reshape(len(rows), len(names))


def halves(one: Example) -> list[Example]:
    """A longer text cut in two at the heading nearest to its middle, each half looked at as if it were a whole text.

    The figures of a document are the same for all of its lines, so a forest can learn documents by heart; the halves
    show it the same lines in other company.
    """
    units, looks = one.survey.units, one.survey.looks
    total = len(units)
    if total < WORTH_HALVING:
        return []
    central = [place for place, is_one in zip(one.places, one.truth, strict=True) if is_one]
    middle = min(
        (place for place in central if total // 4 < place < 3 * total // 4),
        key=lambda place: abs(place - total // 2),
        default=total // 2,
    )
    known = {place: index for index, place in enumerate(one.places)}
    found: list[Example] = []
    for start, end in ((0, middle), (middle, total)):
        if end - start < SMALLEST:
            continue
        survey = Survey(units[start:end], looks[start:end], one.survey.habits)
        places, rows = features.candidate_rows(survey)
        # Who speaks is told from turns, and half a text has half of them: lines that were no candidates stay out.
        kept = [index for index, place in enumerate(places) if place + start in known]
        same = [known[places[index] + start] for index in kept]
        found.append(
            Example(
                one.document,
                survey,
                [places[index] for index in kept],
                table([rows[index] for index in kept], features.NAMES),
                one.truth[same],
                one.counts[same],
                {},
                share=0.5,
            )
        )
    return found


def second_rows(one: Example, chances: Array) -> Array:
    """What the second forest is told of a document's candidates."""
    more = second_look.second_rows(one.survey, one.places, [float(chance) for chance in chances])
    return table(more, second_look.NAMES)


def both(first: Array, second: Array) -> Array:
    """What the recogniser makes of the chances of both forests."""
    return np.array([together(a, b) for a, b in zip(first, second, strict=True)], float)


def folds(examples: Sequence[Example], count: int, by: Callable[[Document], str]) -> list[list[int]]:
    """Indices cut into folds so that no group is in two, the largest groups first into the smallest fold."""
    members: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(examples):
        members[by(one.document)].append(index)
    groups: list[list[int]] = [[] for _ in range(count)]
    for _, indices in sorted(members.items(), key=lambda item: (-len(item[1]), item[0])):
        min(groups, key=len).extend(indices)
    return groups


def work_of(document: Document) -> str:
    """What a text is a piece of: its styles and the numbered pieces of one book belong together."""
    return re.sub(r"-\d{1,2}$", "", document.stem.rsplit("__", 1)[0])


def source_of(document: Document) -> str:
    """Where a text is from."""
    return document.source


def heading_f1(one: Example, chances: Array) -> float | None:
    """F1 of a document's headings after the cut; without any in the gold: nothing, or zero when one was invented."""
    scores, truth = chances[one.counts], one.truth[one.counts]
    taken = best_cut([float(score) for score in scores])
    if not one.known:
        return 0.0 if taken else None
    right = int(truth[np.argsort(-scores, kind="stable")[:taken]].sum())
    return 2.0 * right / (taken + one.known) if right else 0.0


def report(title: str, examples: Sequence[Example], chances: Sequence[Array], by: str) -> None:
    """Print mean heading F1 by style and by another property."""
    table: dict[tuple[str, str], list[float]] = defaultdict(list)
    false: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one, chance in zip(examples, chances, strict=True):
        value = heading_f1(one, chance)
        style, kind = one.document.style, getattr(one.document, by)
        if one.known:
            table[kind, style].append(value or 0.0)
            table["all", style].append(value or 0.0)
        else:
            false[style][0] += value is not None
            false[style][1] += 1
    print(f"\n{title}: mean heading F1 by {by}")
    styles = sorted({style for _, style in table})
    print(f"{'':24}" + "".join(f"{style:>10}" for style in styles) + f"{'texts':>8}")
    for kind in ["all", *sorted({kind for kind, _ in table} - {"all"})]:
        means = [table[kind, style] for style in styles]
        print(
            f"{kind:24}"
            + "".join(f"{np.mean(m):10.3f}" if m else f"{'-':>10}" for m in means)
            + f"{sum(len(m) for m in means):8}"
        )
    print(
        "texts without headings that were given one: "
        + ", ".join(f"{style} {a}/{b}" for style, (a, b) in sorted(false.items()))
    )
