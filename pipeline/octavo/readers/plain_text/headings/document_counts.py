"""Counts over a whole document, made once before its lines are examined one by one.

In: units with their looks, and the document's style. Out: a `Survey`: which lines are candidates, how often each shape
occurs and how short its lines are, the stretches of short and long lines, and a few figures of the document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from octavo.readers.plain_text.blocks.line_features import (
    CAPITALS,
    COLON,
    COMMA,
    DASH,
    EXCLAIM,
    OPEN_QUOTE,
    QUESTION,
    QUOTE,
    SEMICOLON,
    STOP,
    TITLE,
    Look,
)
from octavo.readers.plain_text.blocks.shapes import SHORT, content_words, is_candidate, shape, speakers, speaks
from octavo.readers.plain_text.blocks.units import Unit
from octavo.readers.plain_text.headings.names import signing, speaking
from octavo.readers.plain_text.lines.numbering import NO_NUMBER
from octavo.readers.plain_text.lines.values import Habits

CROWD = 20000
MANY = 9  # short lines in a row are counted up to here
PAUSES = (COMMA, SEMICOLON, COLON, DASH)
ENDS = (STOP, QUESTION, EXCLAIM, QUOTE)
LAYOUTS = {"flat": 0, "blank": 1, "wrapped": 2}


class Survey:
    """What is counted once for a whole document before its lines are looked at one by one."""

    def __init__(self, units: Sequence[Unit], looks: Sequence[Look], habits: Habits) -> None:
        self.units, self.looks, self.habits = units, looks, habits
        voices, names = speakers(looks), speaking(units, looks) | signing(units, looks)
        self.candidates = [
            is_candidate(unit, look) and not speaks(look, voices) and index not in names
            for index, (unit, look) in enumerate(zip(units, looks, strict=True))
        ]
        self.short = [
            look.width <= SHORT and unit.kind in ("paragraph", "item") for unit, look in zip(units, looks, strict=True)
        ]
        self.plain = [unit.kind == "paragraph" for unit in units]
        self.shapes = [shape(look) for look in looks]
        self.words = [content_words(unit.text) for unit in units]
        self._runs()
        self._thin_out()
        self._count()
        self.document = self._document()

    def _count(self) -> None:
        self.shape_all: Counter[tuple[int, ...]] = Counter()
        self.shape_short: Counter[tuple[int, ...]] = Counter()
        places: dict[tuple[int, ...], list[int]] = defaultdict(list)
        self.texts: Counter[str] = Counter()
        self.stems: Counter[str] = Counter()
        self.prefixes: Counter[str] = Counter()
        self.kin_alone: Counter[tuple[int, ...]] = Counter()
        self.kin_stop: Counter[tuple[int, ...]] = Counter()
        self.series: Counter[tuple[int, int, int]] = Counter()
        for index, unit in enumerate(self.units):
            look = self.looks[index]
            if unit.kind not in ("paragraph", "item") or (unit.mark and not unit.mark.numbering):
                continue
            self.shape_all[self.shapes[index]] += 1
            if look.width <= SHORT:
                self.shape_short[self.shapes[index]] += 1
                places[self.shapes[index]].append(index)
            total, key = len(self.units), self.shapes[index]
            self.kin_alone[key] += (
                index + 1 < total and not self.short[index + 1] and (index == 0 or not self.short[index - 1])
            )
            self.kin_stop[key] += index == 0 or self.looks[index - 1].last in ENDS
            if self.candidates[index]:
                self.texts[unit.text[:60]] += 1
                self.stems[look.stem] += 1
                if look.prefix:
                    self.prefixes[look.prefix] += 1
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
                self.short_before[i] = min(MANY, self.short_before[i - 1] + 1)
            else:
                self.body_before[i] = min(9999, self.body_before[i - 1] + self.looks[i - 1].width)
        for i in range(total - 2, -1, -1):
            if self.short[i + 1]:
                self.short_after[i] = min(MANY, self.short_after[i + 1] + 1)
                self.long_after[i] = min(9, self.long_after[i + 1] + 1)
            else:
                self.body_after[i] = min(9999, self.body_after[i + 1] + self.looks[i + 1].width)
                self.long_after[i] = 0
                self.longest_after[i] = max(
                    self.looks[i + 1].width, self.longest_after[i + 1] if not self.short[i + 1] else 0
                )

    def _thin_out(self) -> None:
        """In a huge document of short lines, leave out those in the midst of many others: it would take minutes."""
        if sum(self.candidates) > CROWD:
            for index, (above, below) in enumerate(zip(self.short_before, self.short_after, strict=True)):
                if above == MANY and below == MANY:
                    self.candidates[index] = False

    def _document(self) -> list[float]:
        looks, total = self.looks, max(1, len(self.units))
        chosen = [look for look, is_one in zip(looks, self.candidates, strict=True) if is_one]
        clean = [look for look in chosen if look.width <= SHORT and look.last <= QUESTION]
        widths = sorted(look.width for look in chosen) or [0]
        long_count = sum(1 for look in looks if look.width > SHORT) or 1
        return [
            LAYOUTS[self.habits.layout],
            min(total, 500),
            sum(self.short) / total,
            sum(1 for unit in self.units if unit.kind == "item" and unit.mark and not unit.mark.numbering) / total,
            len(chosen) / total,
            len(clean) / long_count,
            sum(1 for look in clean if look.case == CAPITALS and look.words > 0),
            sum(1 for look in clean if look.number),
            sum(1 for look in clean if look.last == QUESTION),
            self.habits.median_length,
            widths[len(widths) // 2],
            sum(1 for look in clean if look.case == TITLE) / (len(clean) or 1),
            sum(1 for look in chosen if look.before >= 2),
            sum(1 for look in chosen if look.centred),
            sum(1 for unit in self.units if unit.kind == "code") / total,
            sum(1 for look in chosen if look.last == COLON) / (len(chosen) or 1),
            float(self.habits.script in ("Han", "Kana", "Hangul")),
            sum(1 for look in looks if look.first == OPEN_QUOTE) / total,
            sum(1 for look in looks if look.speaker) / total,
            sum(1 for look in chosen if look.last == STOP) / (len(chosen) or 1),
            sum(1 for look in chosen if look.last in PAUSES) / (len(chosen) or 1),
        ]
