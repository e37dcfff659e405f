"""The pieces of a paragraph between its possible line breaks, with the widths that WeasyPrint will give them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from octavo.editions.pdf.weasyprint_door.total_fit import Piece
from octavo.languages.joints import APART

NARROWER = 0.066
"""How much narrower than in the font a space may be, as a share of the type size."""
WHOLE = re.compile(r"[^\W_](?:[^\W_]|[-\u2010\u2011\u2019'](?=[^\W_])){1,30}")
"""A word with the parts that hyphens join to it."""
_WORD = re.compile("[^\\W\\d_]+(?:\u200c[^\\W\\d_]+)*")
_NO_LETTER = re.compile("[^A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0400-\u0481\u048a-\u052f]")
_FIXED = re.compile("[\u00a0\u202f]")
_HYPHENS = "-\u2010"


Words = tuple[tuple[int, int], ...]
"""Where words of a paragraph begin and end, in characters."""


@dataclass(frozen=True)
class Engine:
    """The parts of WeasyPrint and Pyphen that are used here."""

    boxes: Any
    inline: Any
    layout: Any
    line_size: Any
    create_layout: Any
    line_metrics: Any
    get_log_attrs: Any
    style_key: Any
    language_fallback: Any
    dictionary: Any
    justify: Any
    growth: Any


@dataclass(frozen=True)
class Run:
    """Text of one style: the character at which it begins in the paragraph, and how it is measured."""

    start: int
    text: str
    style: Any
    key: str


@dataclass
class Ruler:
    """Measures texts, and keeps what it measured.

    ``layouts`` has one layout for each style: to set one up costs more than to use it.
    """

    engine: Engine
    widths: dict[tuple[str, str], float] = field(default_factory=dict)
    layouts: dict[str, Any] = field(default_factory=dict)
    dictionaries: dict[tuple[object, ...], Any] = field(default_factory=dict)

    def forget(self) -> None:
        """Drop what was measured."""
        self.widths.clear()
        self.layouts.clear()

    def pieces(self, runs: list[Run], text: str, begin: int, whole: Words = ()) -> tuple[list[int], list[Piece]]:
        """Where each piece begins in the text, and the pieces. No line ends within the words in ``whole``."""
        rest = text[begin:]
        attrs = self.engine.get_log_attrs(rest, runs[0].style["lang"])
        cuts, pieces = [], []
        at = begin + len(rest) - len(rest.lstrip(" "))
        ends = (begin + index for index in _candidates(rest) if begin + index > at and attrs[index].is_line_break)
        starts = [run.start for run in runs]
        stops = [*(end for end in ends if not (_within(end, whole) or _is_kept(runs, starts, end))), len(text)]
        for stop in stops:
            if stop <= at:
                continue
            solid = text[at:stop].rstrip(" ")
            end = at + len(solid)
            for divided in self._divisions(runs, starts, solid, at):
                if _within(divided, whole):
                    continue
                run = runs[bisect_right(starts, divided - 1) - 1]
                hyphen = self._width(run, run.style["hyphenate_character"])
                cuts.append(at)
                pieces.append(Piece(self._measure(runs, starts, at, divided), 0.0, hyphen, divides=True))
                at = divided
            run = runs[bisect_right(starts, max(end - 1, at)) - 1]
            gap = self._gap(run) if stop > end else 0.0
            cuts.append(at)
            pieces.append(Piece(self._measure(runs, starts, at, end), gap, 0.0, solid[-1:] in _HYPHENS and not gap))
            at = stop
        return cuts, pieces

    def _divisions(self, runs: list[Run], starts: list[int], solid: str, at: int) -> list[int]:
        """Where the word in this text may be divided, as places in the paragraph.

        Of words joined by a space at which no line ends, it is the last: ``Mr. Bing-ley``.
        """
        word = divisible(solid)
        if word is None:
            return []
        run = runs[bisect_right(starts, at + word.start()) - 1]
        style = run.style
        total, left, right = style["hyphenate_limit_chars"]
        whole = at + word.end() <= run.start + len(run.text)
        if style["hyphens"] != "auto" or not whole or len(word[0]) < total or "\xad" in solid:
            return []
        lang = style["lang"] and self.engine.language_fallback(style["lang"])
        if not lang:
            return []
        key = (lang, left, right)
        if key not in self.dictionaries:
            self.dictionaries[key] = self.engine.dictionary(lang=lang, left=left, right=right)
        # A sign that keeps two letters apart is no letter; a line that ends there ends behind it.
        letters = [place for place, letter in enumerate(word[0]) if letter != APART]
        divisions = self.dictionaries[key].positions(word[0].replace(APART, ""))
        return [at + word.start() + letters[int(place)] for place in divisions]

    def _measure(self, runs: list[Run], starts: list[int], begin: int, end: int) -> float:
        """The width of a stretch of the paragraph."""
        width = 0.0
        for run in runs[bisect_right(starts, begin) - 1 :]:
            if run.start >= end:
                break
            width += self._width(run, run.text[max(begin - run.start, 0) : end - run.start])
        return width

    def _width(self, run: Run, text: str) -> float:
        known = self.widths.get((run.key, text))
        if known is None:
            if run.key not in self.layouts:
                self.layouts[run.key] = self.engine.layout(run.style)
            ruler = self.layouts[run.key]
            ruler.set_text(text)
            line, _ = ruler.get_first_line()
            known = self.widths[run.key, text] = float(self.engine.line_size(line, run.style)[0]) if text else 0.0
        return known

    def _gap(self, run: Run) -> float:
        """The width of a space between two words at its narrowest."""
        natural = self._width(run, "n n") - self._width(run, "nn")
        return max(natural - NARROWER * float(run.style["font_size"]), 0.0)


def divisible(solid: str) -> re.Match[str] | None:
    """The one word of a text that may be divided; of parts with an apostrophe between them, the longest."""
    words = list(_WORD.finditer(solid))
    if not words:
        return None
    group = [words.pop()]
    while words and solid[words[-1].end() : group[0].start()] in ("'", "\u2019"):
        group.insert(0, words.pop())
    if words and not _FIXED.search(solid, words[-1].end(), group[0].start()):
        return None
    return max(group, key=lambda word: word.end() - word.start())


def _within(place: int, words: Words) -> bool:
    return any(begin < place < end for begin, end in words)


def _is_kept(runs: Sequence[Run], starts: Sequence[int], end: int) -> bool:
    """Whether a place is inside a run in which no line is broken."""
    run = runs[bisect_right(starts, end - 1) - 1]
    return run.start < end < run.start + len(run.text) and run.style["white_space"] == "nowrap"


def runs_of(box: Any, engine: Engine) -> list[Run]:
    """The text of a paragraph by its styles; empty if it holds anything but text."""
    runs: list[Run] = []
    at = 0
    for leaf in texts_of(box, engine):
        if leaf is None or not _may_be_planned(leaf):
            return []
        runs.append(Run(at, leaf.text, leaf.style, _key(leaf.style, engine.style_key)))
        at += len(leaf.text)
    return runs


def _may_be_planned(leaf: Any) -> bool:
    """Whether lines may be broken in a text, or it is so short a thing that none is broken in it (``nowrap``)."""
    space = leaf.style["white_space"]
    if space == "nowrap":
        return not any(map(str.isspace, leaf.text))
    return space == "normal" and "\n" not in leaf.text and "\xad" not in leaf.text


def texts_of(box: Any, engine: Engine) -> Iterator[Any]:
    """The texts of a line's boxes in reading order, None for anything else that takes space in it."""
    for child in box.children:
        if isinstance(child, engine.boxes.TextBox):
            yield child
        elif not child.is_in_normal_flow():
            continue  # a note: it is at the foot of the page
        elif isinstance(child, engine.boxes.InlineBox) and not _has_edges(child.style):
            yield from texts_of(child, engine)
        else:
            yield None


def _has_edges(style: Any) -> bool:
    return any(
        style[f"border_{side}_width"]
        or getattr(style[f"padding_{side}"], "value", 0)
        or getattr(style[f"margin_{side}"], "value", 0)
        for side in ("left", "right")
    )


def _key(style: Any, style_key: Any) -> str:
    return f"{style_key(style, include_size=True)}{style['letter_spacing']}{style['word_spacing']}"


def _candidates(text: str) -> list[int]:
    """Where a line may end at most, in order: never between two letters of an alphabet, nor before a space.

    Asking Pango about every character takes longer than all the rest of a plan.
    """
    found: set[int] = set()
    for match in _NO_LETTER.finditer(text):
        found.add(match.end())
        if match[0] != " ":
            found.add(match.start())
    found.discard(len(text))
    return sorted(found)
