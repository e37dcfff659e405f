"""Features of a line's words and numbers within the document: topic, names, series, quotation marks.

In: units with their looks, which of them are candidates, and their content words. Out: one more row of numbers for a
candidate, named by `NAMES`. The only known words are the function words of some twenty languages: a title differs from
a name if the document has its words in small letters elsewhere, and from a stray line if the text below repeats its
words.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate, pairwise

from octavo.languages.wordlists import ANY_FUNCTION_WORD
from octavo.readers.plain_text.blocks.line_features import LOWER, SEEN, UPPER, WORD, Look
from octavo.readers.plain_text.blocks.units import Unit
from octavo.readers.plain_text.lines.numbering import NO_NUMBER

REACH = 8  # units looked at below and above for words that come back
FAR = 40  # units from which on the next line of a kind is far away
MUCH, FEW = 5000, 50  # width of a long text, and of one that hardly counts
BEGINNING, STEM = 80, 5  # characters looked at in the text below; of a word
PAIRS = (("«", "»"), ("‹", "›"), ("「", "」"), ("『", "』"), ("《", "》"), ("（", "）"), ("(", ")"))
NAMES = (
    "ends_little",
    "starts_little",
    "unbalanced",
    "tokens_small",
    "name_share",
    "ahead",
    "behind",
    "new_here",
    "known_share",
    "first_words",
    "series_ahead",
    "series_back",
    "series_body",
    "kin_ahead",
    "kin_back",
    "kin_body",
    "next_opener",
    "next_little",
    "before_unbalanced",
    "next_capital",
)


def unbalanced(text: str) -> int:
    """Marks of quotation and brackets opened and not closed (1), or closed and not opened (-1)."""
    if text.count('"') % 2:
        return 1 if text.rfind('"') < len(text) // 2 else -1
    low, high = text.count("„"), text.count("“")  # „so“ in German, „so” in Polish, “so” in English
    depth = (low - high if low else high) - text.count("”")
    for opening, closing in PAIRS:
        depth += text.count(opening) - text.count(closing)
    return max(-1, min(1, depth))


class Wording:
    """A document's words and the places of its numbers and shapes, counted once."""

    def __init__(
        self,
        units: Sequence[Unit],
        looks: Sequence[Look],
        candidates: Sequence[bool],
        words: Sequence[set[str]],
        shapes: Sequence[tuple[int, ...]],
        short: Sequence[bool],
    ) -> None:
        self.units, self.looks, self.words, self.shapes, self.short = units, looks, words, shapes, short
        places = [index for index, is_one in enumerate(candidates) if is_one]
        wanted: set[str] = set().union(*(words[index] for index in places))
        self.spots: dict[str, list[int]] = defaultdict(list)
        self.tokens: set[str] = set()
        for index, (unit, held) in enumerate(zip(units, words, strict=True)):
            for stem in held & wanted:
                self.spots[stem].append(index)
            if unit.kind != "code":
                self.tokens.update(unit.text.split())
        self.series: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        self.kin: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for index in places:
            look = looks[index]
            if look.number != NO_NUMBER:
                self.series[look.number, look.label, look.value].append(index)
            if short[index]:
                self.kin[shapes[index]].append(index)
        self.sums = [0, *accumulate(look.width for look in looks)]
        self.body = {key: self.typical(found) for key, found in self.kin.items()}

    def typical(self, found: Sequence[int]) -> float:
        """The middle one of the widths between lines of one kind."""
        gaps = sorted(self.between(one, other) for one, other in pairwise(found))
        return gaps[len(gaps) // 2] if gaps else 0.0

    def between(self, one: int, other: int) -> int:
        """Width of the text between two units."""
        return self.sums[other] - self.sums[one + 1]

    def topic(self, index: int) -> tuple[float, float, float, float]:
        """How much of a line's words, rare ones first, comes back below and stood above, is new, is used elsewhere."""
        ahead = behind = fresh = known = total = 0.0
        for stem in sorted(self.words[index]):  # in one order, so that sums come out alike
            spots = self.spots[stem]
            weight = 1.0 / math.log(2.0 + len(spots))
            at = bisect_left(spots, index)
            total += weight
            known += weight * (len(spots) > 1)
            if at + 1 < len(spots) and spots[at + 1] <= index + REACH:
                ahead += weight
            if at > 0 and spots[at - 1] >= index - REACH:
                behind += weight
            fresh += weight * (at == 0 and len(spots) > 1)
        return (ahead / total, behind / total, fresh / total, known / total) if total else (-0.1, -0.1, -0.1, -0.1)

    def step(self, index: int, by: int) -> int | None:
        """The place of the next number of a series below, or of the one before it above."""
        look = self.looks[index]
        spots = self.series.get((look.number, look.label, look.value + by))
        if look.number == NO_NUMBER or not spots:
            return None
        at = bisect_right(spots, index) if by > 0 else bisect_left(spots, index) - 1
        return spots[at] if 0 <= at < len(spots) else None

    def own(self, index: int) -> list[float]:
        """What a line's own words are: little ones at its ends, small ones, capitals that may be names."""
        text = self.units[index].text
        found = WORD.findall(text[:SEEN])
        if not found:
            return [0.0, 0.0, unbalanced(text), 0.0, -0.1]
        capitals = [word for word in found if word[0].isupper() and len(word) > 2]
        names = sum(1 for word in capitals if word.lower() not in self.tokens)
        small = sum(1 for word in found if word[0].islower() and word not in ANY_FUNCTION_WORD)
        return [
            float(found[-1].lower() in ANY_FUNCTION_WORD and text[-1].isalpha()),
            float(found[0].lower() in ANY_FUNCTION_WORD),
            unbalanced(text),
            small / len(found),
            names / len(capitals) if capitals else -0.1,
        ]

    def counted(self, index: int) -> list[float]:
        """How far the numbers before and after it are, and how much text lies between it and the next one."""
        up, down = self.step(index, 1), self.step(index, -1)
        return [
            min(FAR, up - index) if up is not None else FAR + 1,
            min(FAR, index - down) if down is not None else FAR + 1,
            min(MUCH, self.between(index, up)) if up is not None else -1,
        ]

    def kindred(self, index: int) -> list[float]:
        """How far the short lines of its kind are, and how much text follows it as against the others."""
        kin = self.kin.get(self.shapes[index], [])
        at = bisect_left(kin, index)
        following = at + (at < len(kin) and kin[at] == index)
        ahead = kin[following] if following < len(kin) else None
        back = kin[at - 1] if at > 0 else None
        typical = self.body.get(self.shapes[index], 0.0)
        return [
            min(FAR, ahead - index) if ahead is not None else FAR + 1,
            min(FAR, index - back) if back is not None else FAR + 1,
            self.between(index, ahead) / (typical + FEW) if ahead is not None else -1.0,
        ]

    def row(self, index: int) -> list[float]:
        """The features of one candidate, in the order of `NAMES`."""
        words, below = self.words[index], index + 1
        look = self.looks[below] if below < len(self.units) else None
        head = WORD.findall(self.units[below].text[:BEGINNING].lower()) if look else []
        opening = {word[:STEM] for word in head if len(word) >= STEM - 1}
        return [
            *self.own(index),
            *self.topic(index),
            len(words & opening) / len(words) if words else -0.1,
            *self.counted(index),
            *self.kindred(index),
            look.opener if look else -1,
            float(bool(head) and head[0] in ANY_FUNCTION_WORD),
            unbalanced(self.units[index - 1].text[-SEEN:]) if index else 0,
            float(look.first == UPPER) - float(look.first == LOWER) if look else 0.0,
        ]
