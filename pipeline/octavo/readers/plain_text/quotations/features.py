"""The features of a possible quotation that is not indented: the paragraph, its neighbours, the rest of the document.

In: the survey of a document and which units are headings. Out: one row of numbers for each paragraph, named by `NAMES`.
The trainer and the recogniser both call `quote_rows`. No feature is a word of a document: they are about quotation
marks, a line that introduces the paragraph, a name below it, and differences from the paragraphs around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from octavo.languages.wordlists import FUNCTION_SETS, PERSONS, SAYING
from octavo.readers.plain_text.blocks.line_features import COLON, WORD
from octavo.readers.plain_text.blocks.shapes import kind_of, share
from octavo.readers.plain_text.headings.document_counts import Survey

OPENING, CLOSING = '"“«„「『‘‹', '"”»“」』’›'
LEAD, SEEN = 140, 1200
DASHED = re.compile(r"[—–―-]{1,2}\s*[^\W\d_]")
SIGNED = re.compile(r"[\"”»“」』’.!?]\s*[—–―-]{1,2}\s*[^\W\d_].{2,60}$")
NOTE = re.compile(r"\[\d{1,3}\]$|[\"”]\d{1,3}$")
HANDLE = re.compile(r"@\w{2,}")
CUT = re.compile(r"\[[^\d\]]{1,20}\]|…|\.\.\.")
LITTLE = {
    word: tuple(language for language, known in FUNCTION_SETS.items() if word in known)
    for word in frozenset().union(*FUNCTION_SETS.values())
}
"""The little words of all languages, and whose they are."""
NEAR = (-2, -1, 1, 2)
OWN = (
    "width", "words", "first", "last", "opened", "closed", "unbalanced", "marks", "persons", "persons more",
    "little more", "other language", "digits", "date", "web", "colon", "parenthesised", "sentences", "prefix words",
    "same start", "same two", "same text", "handle", "cut", "signed", "note", "dashed", "indent", "rows", "before",
    "case", "commas", "questions", "relative width", "known words", "kin start", "speaker", "tight",
)  # fmt: skip
AROUND = ("kind", "width", "last", "first", "heading", "opened", "persons", "dashed", "indent", "date")
LEADS = ("says", "colon", "says near", "colon two above", "shares above", "shares below", "name below", "short below")
DOCUMENT = (
    "layout", "units", "opened share", "persons share", "long share", "short share", "speaker share", "position",
    "list share", "heading share", "wide",
)  # fmt: skip
NAMES = (
    *(f"own {name}" for name in OWN),
    *(f"at {place:+d} {name}" for place in NEAR for name in AROUND),
    *(f"lead {name}" for name in LEADS),
    *(f"document {name}" for name in DOCUMENT),
)


class _Voice(NamedTuple):
    """Who speaks in a paragraph: the share of words for persons, of little words, and whose language they are."""

    persons: float
    little: float
    language: str


class QuoteFeatures:
    """What is counted once for a document, and the row of each paragraph."""

    def __init__(self, survey: Survey, headings: Collection[int]) -> None:
        self.survey, self.headings = survey, frozenset(headings)
        self.voices = [_voice(unit.text[:SEEN], survey.habits.language) for unit in survey.units]
        body = [i for i, unit in enumerate(survey.units) if unit.kind == "paragraph" and i not in self.headings]
        self.places = body
        self.persons = _mean([self.voices[i].persons for i in body])
        self.little = _mean([self.voices[i].little for i in body])
        self.width = sorted(survey.looks[i].width for i in body)[len(body) // 2] if body else 1
        starts = [_start(survey.units[i].text) for i in body]
        self.one, self.two = Counter(start[:1] for start in starts), Counter(starts)
        self.texts = Counter(survey.units[i].text for i in body)
        self.words = Counter(word for i in body for word in survey.words[i])
        total = max(1, len(survey.units))
        paragraphs = max(1, len(body))
        self.document = [
            survey.document[0],
            min(500, total),
            sum(survey.units[i].text[:1] in OPENING for i in body) / paragraphs,
            self.persons,
            sum(survey.looks[i].width > 200 for i in body) / paragraphs,
            sum(survey.short) / total,
            sum(survey.looks[i].speaker for i in body) / paragraphs,
            0.0,
            sum(unit.kind == "item" for unit in survey.units) / total,
            len(self.headings) / total,
            survey.document[16],
        ]

    def own(self, index: int) -> list[float]:
        """What a paragraph says of itself, and how it differs from the others."""
        unit, look, voice = self.survey.units[index], self.survey.looks[index], self.voices[index]
        text = unit.text
        start = _start(text)
        words = self.survey.words[index]
        return [
            min(3000, look.width), min(400, look.words), look.first, look.last,
            text[:1] in OPENING, text.rstrip(".!?,0123456789[]")[-1:] in CLOSING, _balance(text),
            min(12, sum(text.count(mark) for mark in '"“”«»„')), voice.persons, voice.persons - self.persons,
            voice.little - self.little, voice.language not in ("", self.survey.habits.language),
            look.digit_share, look.date, look.web, look.colon_inside, look.parenthesised, min(20, look.inner_stop),
            look.prefix_words, min(20, self.one[start[:1]]), min(20, self.two[start]), min(20, self.texts[text]),
            bool(HANDLE.search(text)), bool(CUT.search(text)), bool(SIGNED.search(text)), bool(NOTE.search(text)),
            bool(DASHED.match(text)), look.indent, look.rows, look.before, look.case, min(30, look.commas),
            min(9, text.count("?") + text.count("!")), look.width / max(1, self.width),
            sum(self.words[word] > 1 for word in words) / max(1, len(words)), self.two[start] > 1, look.speaker,
            unit.tight,
        ]  # fmt: skip

    def around(self, index: int, place: int) -> list[float]:
        """What a neighbour looks like."""
        other = index + place
        if not 0 <= other < len(self.survey.units):
            return [0, 0, -1, -1, 0, 0, 0, 0, 0, 0]
        unit, look = self.survey.units[other], self.survey.looks[other]
        return [
            kind_of(unit, look), min(1500, look.width), look.last, look.first, other in self.headings,
            unit.text[:1] in OPENING, self.voices[other].persons, bool(DASHED.match(unit.text)), look.indent, look.date,
        ]  # fmt: skip

    def leads(self, index: int) -> list[float]:
        """Whether something announces the paragraph, and whether a name is below it."""
        units, looks, words = self.survey.units, self.survey.looks, self.survey.words
        above = units[index - 1].text if index else ""
        below = looks[index + 1] if index + 1 < len(units) else None
        spoken = [word.lower() in SAYING for word in WORD.findall(above[-LEAD:])]
        return [
            any(spoken),
            index > 0 and looks[index - 1].last == COLON,
            any(spoken[-4:]),
            index > 1 and looks[index - 2].last == COLON,
            share(words[index], words[index - 1]) if index else 0.0,
            share(words[index], words[index + 1]) if below else 0.0,
            below is not None and below.width < 80 and _names(units[index + 1].text),
            below is not None and below.width < 50,
        ]

    def row(self, index: int) -> list[float]:
        """The row of one paragraph, in the order of `NAMES`."""
        around = [value for place in NEAR for value in self.around(index, place)]
        document = [*self.document]
        document[7] = index / len(self.survey.units)
        return [float(value) for value in (*self.own(index), *around, *self.leads(index), *document)]


def quote_rows(survey: Survey, headings: Collection[int]) -> tuple[list[int], list[list[float]]]:
    """The indices of the paragraphs that are no headings, and their rows."""
    features = QuoteFeatures(survey, headings)
    return features.places, [features.row(index) for index in features.places]


def _voice(text: str, own: str) -> _Voice:
    words = [word.lower() for word in WORD.findall(text)]
    if not words:
        return _Voice(0.0, 0.0, "")
    hits: Counter[str] = Counter()
    for word in words:
        hits.update(LITTLE.get(word, ()))
    best = max(FUNCTION_SETS, key=lambda language: hits[language])
    clear = hits[best] >= 3 and hits[best] > 1.5 * hits[own]
    total = len(words)
    return _Voice(sum(word in PERSONS for word in words) / total, hits[own] / total, best if clear else own)


def _start(text: str) -> tuple[str, ...]:
    """The first two words, figures evened out."""
    return tuple(re.sub(r"\d+", "0", word.lower()) for word in WORD.findall(text[:60])[:2])


def _balance(text: str) -> int:
    opened = sum(text.count(mark) for mark in "“„«「")
    closed = sum(text.count(mark) for mark in "”»」")
    return max(-2, min(2, opened - closed)) or text.count('"') % 2


def _names(text: str) -> bool:
    words = WORD.findall(text)
    return bool(words) and sum(word[0].isupper() for word in words) * 2 > len(words) and text[-1] not in ".?!:"


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
