"""Paragraphs broken as a whole: the plan of ``total_fit``, carried out by WeasyPrint.

WeasyPrint fills each line as far as its width allows. A planned line gets just the width that its text needs, so it
ends where the plan says; it is justified to the full width afterwards. Nothing is added to the text. Where the plan
cannot be made (pictures in the line, floats, text from right to left), and where WeasyPrint breaks otherwise all the
same, lines are filled as before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from octavo.editions.pdf.weasyprint_door import wide_lines
from octavo.editions.pdf.weasyprint_door.total_fit import Piece, Taste, total_fit

_IDEAL, _MOST, _SHORTEST = 0.07, 0.19, 1.6
"""Shares of the type size: what a space wants to be wider than at its narrowest, may be, and a last line at least."""
_KEPT = 10_000
"""How many plans are kept before all are forgotten."""
_WORD = re.compile(r"[^\W\d_]+")
_HYPHENS = "-\u2010"


@dataclass(frozen=True)
class Engine:
    """The parts of WeasyPrint and Pyphen that are used here."""

    boxes: Any
    inline: Any
    layout: Any
    line_size: Any
    get_log_attrs: Any
    style_key: Any
    language_fallback: Any
    dictionary: Any
    justify: Any


@dataclass(frozen=True)
class _Run:
    """Text of one style: the character at which it begins in the paragraph, and how it is measured."""

    start: int
    text: str
    style: Any
    key: str


@dataclass
class _Plan:
    """The lines of a paragraph of this width: the text's width of each line, by the byte at which it begins."""

    room: float
    lines: dict[int, float]


@dataclass
class Setter:
    """Plans paragraphs. What was measured and planned is kept, because the same text is laid out several times."""

    engine: Engine
    widths: dict[tuple[str, str], float] = field(default_factory=dict)
    dictionaries: dict[tuple[object, ...], Any] = field(default_factory=dict)
    plans: dict[tuple[object, ...], dict[int, float]] = field(default_factory=dict)

    def limit(self, box: Any, context: Any, position_x: float, max_x: float, skip: Any) -> float:
        """Where the line that begins at ``skip`` must end, at most ``max_x``."""
        if not self._fits_plan(box, context):
            return max_x
        start = _offset(box, skip)
        if start is None:
            return max_x
        room = max_x - box.position_x
        plan = getattr(box, "octavo_plan", None)
        if plan is None or abs(plan.room - room) > 0.01 or start not in plan.lines:
            plan = _Plan(room, self._lines(box, start, max_x - position_x, room))
            box.octavo_plan = plan
        needed = plan.lines.get(start)
        return max_x if needed is None else min(max_x, position_x + needed)

    @staticmethod
    def _fits_plan(box: Any, context: Any) -> bool:
        style = box.style
        return (
            style["text_align_all"] == "justify"
            and style["direction"] == "ltr"
            and style["white_space"] == "normal"
            and not context.excluded_shapes
        )

    def _lines(self, box: Any, start: int, first: float, room: float) -> dict[int, float]:
        """The width of each line's text, by the byte at which the line begins; empty without a plan."""
        runs = self._runs(box)
        if not runs or room <= 0 or wide_lines.is_wide("".join(run.text for run in runs)):
            return {}
        asked = (start, round(first, 3), round(room, 3), tuple((run.key, run.text) for run in runs))
        if asked not in self.plans:
            if len(self.plans) >= _KEPT:
                self.plans.clear()
            if len(self.widths) >= 10 * _KEPT:
                self.widths.clear()
            self.plans[asked] = self._planned(runs, start, first, room, box.style["font_size"])
        return self.plans[asked]

    def _planned(self, runs: list[_Run], start: int, first: float, room: float, size: float) -> dict[int, float]:
        text = "".join(run.text for run in runs)
        begin = len(text.encode()[:start].decode())
        cuts, pieces = self._pieces(runs, text, begin)
        ends = total_fit(pieces, first, room, Taste(_IDEAL * size, _MOST * size, _SHORTEST * size))
        lines: dict[int, float] = {}
        piece = 0
        for end in ends[:-1]:
            width = sum(part.width + part.gap for part in pieces[piece:end]) + pieces[end].width + pieces[end].hyphen
            lines[len(text[: cuts[piece]].encode())] = width + 0.2 * size
            piece = end + 1
        if ends:
            lines[len(text[: cuts[piece]].encode())] = room
        return lines

    def _runs(self, box: Any) -> list[_Run]:
        """The text of a paragraph by its styles; empty if it holds anything but text."""
        runs: list[_Run] = []
        at = 0
        for leaf in _leaves(box, self.engine.boxes):
            if leaf is None or leaf.style["white_space"] != "normal" or "\n" in leaf.text:
                return []
            runs.append(_Run(at, leaf.text, leaf.style, _key(leaf.style, self.engine.style_key)))
            at += len(leaf.text)
        return runs

    def _pieces(self, runs: list[_Run], text: str, begin: int) -> tuple[list[int], list[Piece]]:
        """Where each piece begins in the text, and the pieces."""
        attrs = self.engine.get_log_attrs(text, runs[0].style["lang"])
        cuts, pieces = [], []
        at = begin + len(text[begin:]) - len(text[begin:].lstrip(" "))
        stops = [index for index in range(at + 1, len(text)) if attrs[index].is_line_break] + [len(text)]
        starts = [run.start for run in runs]
        for stop in stops:
            if stop <= at:
                continue
            solid = text[at:stop].rstrip(" ")
            end = at + len(solid)
            for divided in self._divisions(runs, starts, solid, at):
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

    def _divisions(self, runs: list[_Run], starts: list[int], solid: str, at: int) -> list[int]:
        """Where the word in this text may be divided, as places in the paragraph."""
        word = _WORD.search(solid)
        if word is None:
            return []
        run = runs[bisect_right(starts, at + word.start()) - 1]
        style = run.style
        total, left, right = style["hyphenate_limit_chars"]
        whole = at + word.end() <= run.start + len(run.text) and len(_WORD.findall(solid)) == 1
        if style["hyphens"] != "auto" or not whole or len(word[0]) < total or "\xad" in solid:
            return []
        lang = style["lang"] and self.engine.language_fallback(style["lang"])
        if not lang:
            return []
        key = (lang, left, right)
        if key not in self.dictionaries:
            self.dictionaries[key] = self.engine.dictionary(lang=lang, left=left, right=right)
        return [at + word.start() + int(place) for place in self.dictionaries[key].positions(word[0])]

    def _measure(self, runs: list[_Run], starts: list[int], begin: int, end: int) -> float:
        """The width of a stretch of the paragraph."""
        width = 0.0
        for run in runs[bisect_right(starts, begin) - 1 :]:
            if run.start >= end:
                break
            width += self._width(run, run.text[max(begin - run.start, 0) : end - run.start])
        return width

    def _width(self, run: _Run, text: str) -> float:
        known = self.widths.get((run.key, text))
        if known is None:
            layout = self.engine.layout(run.style)
            layout.set_text(text)
            line, _ = layout.get_first_line()
            known = self.widths[run.key, text] = float(self.engine.line_size(line, run.style)[0]) if text else 0.0
            layout.deactivate()
        return known

    def _gap(self, run: _Run) -> float:
        """The width of a space between two words at its narrowest."""
        return self._width(run, "n n") - self._width(run, "nn")


def _leaves(box: Any, boxes: Any) -> Iterator[Any]:
    """The texts of a line's boxes in reading order, None for whatever else takes room in it."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif not child.is_in_normal_flow():
            continue  # a note: it is at the foot of the page
        elif isinstance(child, boxes.InlineBox) and not _has_edges(child.style):
            yield from _leaves(child, boxes)
        else:
            yield None


def _has_edges(style: Any) -> bool:
    return any(
        style[f"border_{side}_width"]
        or getattr(style[f"padding_{side}"], "value", 0)
        or getattr(style[f"margin_{side}"], "value", 0)
        for side in ("left", "right")
    )


def _offset(box: Any, skip: Any) -> int | None:
    """The byte of the paragraph's text at which a line begins, from WeasyPrint's nested account of it."""
    at = 0
    while skip is not None:
        ((index, inner),) = skip.items()
        if hasattr(box, "text"):
            return at + int(index)
        children = box.children
        at += sum(_size(child) for child in children[:index])
        if index >= len(children):
            return at if inner is None else None
        box, skip = children[index], inner
    return at


def _size(box: Any) -> int:
    if not box.is_in_normal_flow():
        return 0
    if hasattr(box, "text"):
        return len(box.text.encode())
    return sum(_size(child) for child in getattr(box, "children", ()))


def _key(style: Any, style_key: Any) -> str:
    return f"{style_key(style, include_size=True)}{style['letter_spacing']}{style['word_spacing']}"


def setter(boxes: Any, inline: Any, line_break: Any) -> Setter:
    """Make what plans paragraphs, from WeasyPrint's modules of these names.

    It may be kept for as long as the fonts' names mean the same fonts.
    """
    from pyphen import Pyphen, language_fallback  # type: ignore[import-untyped]  # it has no type hints

    engine = Engine(
        boxes,
        inline,
        line_break.Layout,
        line_break.line_size,
        line_break.get_log_attrs,
        line_break._font_style_cache_key,
        language_fallback,
        Pyphen,
        wide_lines.justifier(boxes, line_break, inline.justify_line),
    )
    return Setter(engine)


@contextmanager
def whole_paragraphs(setter: Setter) -> Iterator[None]:
    """Let WeasyPrint break justified paragraphs as a whole while it lays out."""
    boxes, inline = setter.engine.boxes, setter.engine.inline
    split, align, justify = inline.split_inline_box, inline.text_align, inline.justify_line

    def planned(context: Any, box: Any, position_x: float, max_x: float, bottom: Any, skip: Any, *more: Any) -> Any:
        if isinstance(box, boxes.LineBox):
            max_x = setter.limit(box, context, position_x, max_x, skip)
        return split(context, box, position_x, max_x, bottom, skip, *more)

    def aligned(context: Any, line: Any, available_width: float, last: bool) -> Any:
        offset = align(context, line, available_width, last)
        if last and getattr(line, "octavo_plan", None) is not None and not offset:
            # The last line is not justified: its spaces are made as wide as they are meant to be.
            spaces = inline.count_expandable_spaces(line)
            extra = min(spaces * _IDEAL * line.style["font_size"], available_width - line.width)
            if spaces and extra > 0:
                inline.justify_line(context, line, extra)
        return offset

    inline.split_inline_box, inline.text_align, inline.justify_line = planned, aligned, setter.engine.justify
    try:
        yield
    finally:
        inline.split_inline_box, inline.text_align, inline.justify_line = split, align, justify
