"""The features a heading is judged by: a line's look, its neighbours, and what the document does elsewhere.

In: units with their looks, and the habits. Out: one row of numbers for each candidate line, named by `NAMES`. The trainer and the
recogniser both call `candidate_rows`, so what was learned is what is measured.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from .looks import CAPITALS, COLON, LETTER, LOWER, NO_NUMBER, QUESTION, STOP, TITLE, WORD, Look
from .types import Habits
from .units import Unit

LONGEST = 175  # display columns; a heading is never longer
SHORT = 90
KINDS = {"paragraph": 1, "item": 2, "verse": 3, "quote": 3, "mail": 3, "code": 4, "table": 5, "rule": 6, "furniture": 6}
BULLET_KIND = 7
LAYOUTS = {"flat": 0, "blank": 1, "wrapped": 2}
NEAR = (-2, -1, 1, 2)
OWN = (
    "width", "words", "last", "first", "case", "capital_share", "title_share", "function_share", "digit_share", "sign_share", "mean_word",
    "commas", "inner_stop", "number", "depth", "value", "label", "set_heading", "byline", "web", "date", "quoted", "parenthesised",
    "colon_inside", "dash_inside", "wide", "emphasis", "code", "indent", "centred", "before", "rows",
)  # fmt: skip
AROUND = ("kind", "width", "last", "first", "case", "like", "before")
CONTEXT = (
    "tight", "index", "left", "position", "short_before", "short_after", "long_after", "body_after", "body_before", "list_after",
    "relative_width", "relative_median", "shape_short", "shape_count", "shape_share", "shape_gap", "same_text", "same_stem", "series",
    "overlap_after", "overlap_before", "before_gain", "neighbour_width", "last_title", "ends_alike", "longest_after",
)  # fmt: skip
DOCUMENT = (
    "layout", "units", "short_share", "item_share", "candidate_share", "clean_count", "caps_count", "numbered_count", "question_count",
    "median_width", "median_candidate", "titled_share", "double_blanks", "centred_count", "code_share", "colon_share", "wide_script",
    "quote_share",
)  # fmt: skip
NAMES = (*(f"own {name}" for name in OWN), *(f"at {place:+d} {name}" for place in NEAR for name in AROUND),
         *(f"context {name}" for name in CONTEXT), *(f"document {name}" for name in DOCUMENT))  # fmt: skip


def is_candidate(unit: Unit, look: Look) -> bool:
    """Whether a line could be a heading at all: short enough, not a bullet item, code, table, rule or mail."""
    if look.width > LONGEST or not look.mean_word:
        return False
    return unit.kind == "paragraph" or unit.kind == "item" and unit.mark is not None and bool(unit.mark.numbering)


def shape(look: Look) -> tuple[int, ...]:
    """What lines of one kind share in a document."""
    ending = 0 if look.last < QUESTION else 1 if look.last == QUESTION else 2 if look.last == COLON else 4 if look.last == STOP else 3
    return (
        ending, look.case if look.case in (CAPITALS, LOWER) else 0, look.number, look.label, int(look.centred), min(look.before, 3),
        min(look.indent // 2, 4) if not look.centred else 9,
    )  # fmt: skip


def content_words(text: str) -> set[str]:
    """Beginnings of the longer words of a text (pairs of characters in scripts without spaces), to see whether two texts share a topic."""
    found: set[str] = set()
    for word in WORD.findall(text[:600].lower()):
        if word[0] >= "\u2e80":
            found.update(word[i : i + 2] for i in range(len(word) - 1))
        elif len(word) > 3:
            found.add(word[:5])
    return found


def share(part: set[str], whole: set[str]) -> float:
    """Share of one set that lies in another."""
    return len(part & whole) / len(part) if part else 0.0


class Survey:
    """What is counted once for a whole document before its lines are looked at one by one."""

    def __init__(self, units: Sequence[Unit], looks: Sequence[Look], habits: Habits) -> None:
        self.units, self.looks, self.habits = units, looks, habits
        self.candidates = [is_candidate(unit, look) for unit, look in zip(units, looks, strict=True)]
        self.short = [look.width <= SHORT and unit.kind in ("paragraph", "item") for unit, look in zip(units, looks, strict=True)]
        self.plain = [unit.kind == "paragraph" for unit in units]
        self.shapes = [shape(look) for look in looks]
        self.words = [content_words(unit.text) for unit in units]
        self._count()
        self._runs()
        self.document = self._document()

    def _count(self) -> None:
        self.shape_all: Counter[tuple[int, ...]] = Counter()
        self.shape_short: Counter[tuple[int, ...]] = Counter()
        places: dict[tuple[int, ...], list[int]] = defaultdict(list)
        self.texts: Counter[str] = Counter()
        self.stems: Counter[str] = Counter()
        self.series: Counter[tuple[int, int, int]] = Counter()
        for index, unit in enumerate(self.units):
            look = self.looks[index]
            if unit.kind not in ("paragraph", "item") or unit.mark and not unit.mark.numbering:
                continue
            self.shape_all[self.shapes[index]] += 1
            if look.width <= SHORT:
                self.shape_short[self.shapes[index]] += 1
                places[self.shapes[index]].append(index)
            if self.candidates[index]:
                self.texts[unit.text[:60]] += 1
                self.stems[look.stem] += 1
                if look.number != NO_NUMBER:
                    self.series[look.number, look.label, look.value] += 1
        self.shape_total = sum(self.shape_all.values()) or 1
        self.shape_gap = {
            key: (found[-1] - found[0]) / (len(found) - 1) if len(found) > 1 else 99.0 for key, found in places.items()
        }

    def _runs(self) -> None:
        total = len(self.units)
        self.short_before, self.short_after = [0] * total, [0] * total
        self.body_before, self.body_after = [0] * total, [0] * total
        self.long_after, self.longest_after = [9] * total, [0] * total
        for i in range(1, total):
            if self.short[i - 1]:
                self.short_before[i] = min(9, self.short_before[i - 1] + 1)
            else:
                self.body_before[i] = min(9999, self.body_before[i - 1] + self.looks[i - 1].width)
        for i in range(total - 2, -1, -1):
            if self.short[i + 1]:
                self.short_after[i] = min(9, self.short_after[i + 1] + 1)
                self.long_after[i] = min(9, self.long_after[i + 1] + 1)
            else:
                self.body_after[i] = min(9999, self.body_after[i + 1] + self.looks[i + 1].width)
                self.long_after[i] = 0
                self.longest_after[i] = max(self.looks[i + 1].width, self.longest_after[i + 1] if not self.short[i + 1] else 0)

    def _document(self) -> list[float]:
        looks, total = self.looks, max(1, len(self.units))
        chosen = [look for look, is_one in zip(looks, self.candidates, strict=True) if is_one]
        clean = [look for look in chosen if look.width <= SHORT and look.last <= QUESTION]
        widths = sorted(look.width for look in chosen) or [0]
        long_count = sum(1 for look in looks if look.width > SHORT) or 1
        return [
            LAYOUTS[self.habits.layout], min(total, 500), sum(self.short) / total,
            sum(1 for unit in self.units if unit.kind == "item" and unit.mark and not unit.mark.numbering) / total,
            len(chosen) / total, len(clean) / long_count,
            sum(1 for look in clean if look.case == CAPITALS and look.words > 0), sum(1 for look in clean if look.number),
            sum(1 for look in clean if look.last == QUESTION),
            self.habits.median_length, widths[len(widths) // 2],
            sum(1 for look in clean if look.case == TITLE) / (len(clean) or 1),
            sum(1 for look in chosen if look.before >= 2), sum(1 for look in chosen if look.centred),
            sum(1 for unit in self.units if unit.kind == "code") / total, sum(1 for look in chosen if look.last == COLON) / (len(chosen) or 1),
            float(self.habits.script in ("Han", "Kana", "Hangul")), sum(1 for look in looks if look.first == 3) / total,
        ]  # fmt: skip

    def around(self, index: int, place: int) -> list[float]:
        """Features of a neighbour."""
        other = index + place
        if not 0 <= other < len(self.units):
            return [0, 0, -1, -1, -1, 0, 0]
        unit, look = self.units[other], self.looks[other]
        kind = BULLET_KIND if unit.kind == "item" and unit.mark and not unit.mark.numbering else KINDS.get(unit.kind, 0)
        return [kind, min(look.width, 600), look.last, look.first, look.case, self.shapes[other] == self.shapes[index], look.before]

    def row(self, index: int) -> list[float]:
        """The features of one candidate."""
        unit, look = self.units[index], self.looks[index]
        values: list[float] = [float(getattr(look, name)) for name in OWN]
        values[14 + 1] = min(look.value, 30)
        for place in NEAR:
            values.extend(self.around(index, place))
        total, key = len(self.units), self.shapes[index]
        same = self.shape_all[key]
        own, median = self.words[index], max(1, self.habits.median_length)
        nearest = [self.looks[i].width for i in (index - 1, index + 1) if 0 <= i < total]
        before_gain = look.before - (self.looks[index + 1].before if index + 1 < total else 0)
        step = self.series[look.number, look.label, look.value + 1] + self.series[look.number, look.label, look.value - 1]
        after = [self.words[i] for i in (index + 1, index + 2) if i < total]
        behind = [self.words[i] for i in (index - 1, index - 2) if i >= 0]
        values += [
            float(unit.tight), min(index, 12), min(total - 1 - index, 12), index / total, self.short_before[index], self.short_after[index],
            self.long_after[index], self.body_after[index], self.body_before[index],
            float(index + 1 < total and self.units[index + 1].kind == "item"),
            look.width / self.habits.width if self.habits.width else 2.0, look.width / median,
            self.shape_short[key] / same if same else 0.0, min(same, 60), same / self.shape_total,
            min(99.0, self.shape_gap.get(key, 99.0)), min(9, self.texts[unit.text[:60]]), min(20, self.stems[look.stem]),
            (2 if step else 1) if look.number != NO_NUMBER else 0,
            share(own, set().union(*after)), share(own, set().union(*behind)), before_gain,
            min(nearest) if nearest else 0, float(look.case == TITLE and look.last == LETTER),
            float(index + 1 < total and self.looks[index + 1].last == look.last), min(900, self.longest_after[index]),
        ]  # fmt: skip
        return values + self.document


def candidate_rows(survey: Survey) -> tuple[list[int], list[list[float]]]:
    """Indices of the candidate units and their feature rows."""
    places = [index for index, is_one in enumerate(survey.candidates) if is_one]
    return places, [survey.row(index) for index in places]
