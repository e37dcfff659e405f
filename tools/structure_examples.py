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

from pipeline.readers.plain_text import agreement, features
from pipeline.readers.plain_text.furniture import find_furniture
from pipeline.readers.plain_text.habits import find_habits
from pipeline.readers.plain_text.headings import best_cut
from pipeline.readers.plain_text.lines import runs_of, split_lines
from pipeline.readers.plain_text.looks import looks_of
from pipeline.readers.plain_text.stack import furnished
from pipeline.readers.plain_text.survey import Survey
from pipeline.readers.plain_text.wrap import Vocabulary
from tools.structure_gold import Document, owners, tokens

np: Any = import_module("numpy")  # for training only, so the project does not install it
Array = Any


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
    shape = (len(places), len(features.NAMES))
    return Example(
        document,
        survey,
        places,
        np.array(rows, float).reshape(shape),
        np.array(truth, bool),
        np.array(counts, bool),
        levels,
    )


def second_rows(one: Example, chances: Array) -> Array:
    """What the second forest is told of a document's candidates."""
    more = agreement.second_rows(one.survey, one.places, [float(chance) for chance in chances])
    return np.array(more, float).reshape(len(one.places), len(agreement.NAMES))


def folds(examples: Sequence[Example], count: int, by: Callable[[Document], str]) -> list[list[int]]:
    """Indices cut into folds so that no group stands in two, the largest groups first into the smallest fold."""
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
