"""Paragraphs broken as a whole: the plan of ``total_fit``, carried out by WeasyPrint.

WeasyPrint looks for the end of each line itself. For a planned line it is handed the end instead: the text up to there
is laid out once, and the line is then justified, with wider or with narrower spaces. Nothing is added to the text.
Where no plan can be made (pictures in the line, floats, text from right to left), lines are filled as WeasyPrint does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from octavo.editions.pdf.weasyprint_door import wide_lines
from octavo.editions.pdf.weasyprint_door.byte_places import in_bytes, offset_in
from octavo.editions.pdf.weasyprint_door.pieces import NARROWER, WHOLE, Engine, Ruler, Run, Words, runs_of, texts_of
from octavo.editions.pdf.weasyprint_door.total_fit import Taste, total_fit
from octavo.languages.hyphenation import take_apart_late

_IDEAL, _MOST, _SHORTEST = 0.05, 0.18, 1.6
"""Shares of the type size: what a space wants to be wider than at its narrowest, may be, and a last line at least."""
_SLACK = 1.0
"""How much wider than planned a line may turn out, as a share of the type size: letters are kerned across pieces."""
_KEPT = 10_000
"""How many plans are kept before all are forgotten."""
_FAR, _UNSURE = 20_000, 20
"""Characters that are planned at once, some pages, and how many lines at their end are left to the next plan."""


@dataclass(frozen=True)
class _Line:
    """A planned line.

    It ends at byte ``end`` of the text and is ``width`` wide with natural spaces. ``hyphen`` tells that a hyphen is
    added, ``divides`` that it ends within a word, ``last`` that the paragraph ends.
    """

    end: int
    width: float
    hyphen: bool
    last: bool
    divides: bool


_Lines = dict[int, _Line]
"""The lines of a paragraph, by the byte at which each begins."""


_Key = tuple[object, ...]


@dataclass(frozen=True)
class _Plan:
    """The lines of a paragraph of this width, and its texts by identity, each with the byte at which it begins.

    ``key`` tells paragraphs apart; no line ends within the words in ``whole``.
    """

    room: float
    lines: _Lines
    texts: dict[int, tuple[Any, int]]
    key: _Key
    whole: Words


@dataclass
class Setter:
    """Plans paragraphs. What was measured and planned is kept, because the same text is laid out several times."""

    engine: Engine
    ruler: Ruler
    plans: dict[_Key, _Lines] = field(default_factory=dict)
    whole: dict[_Key, Words] = field(default_factory=dict)
    """The words that one layout keeps whole, by paragraph: pages would end within them."""
    now: tuple[_Plan, _Line] | None = None
    """The planned line that is being laid out."""
    cut: _Line | None = None
    """The same, while one of its texts is laid out; its end counts from the text's first byte to be set."""

    def line(self, box: Any, context: Any, position_x: float, max_x: float, skip: Any) -> tuple[_Plan, _Line] | None:
        """The planned line that begins at ``skip``, None without a plan."""
        if not self._fits_plan(box, context):
            return None
        start = offset_in(box, skip)
        if start is None:
            return None
        room = max_x - box.position_x
        plan: _Plan | None = getattr(box, "octavo_plan", None)
        if (
            plan is None
            or abs(plan.room - room) > 0.01
            or (plan.lines and start not in plan.lines)
            or plan.whole != self.whole.get(plan.key, ())
        ):
            plan = self._plan(box, start, max_x - position_x, room)
            box.octavo_plan = plan
        line = plan.lines.get(start)
        return None if line is None else (plan, line)

    @staticmethod
    def _fits_plan(box: Any, context: Any) -> bool:
        style = box.style
        return (
            style["text_align_all"] == "justify"
            and style["direction"] == "ltr"
            and style["white_space"] == "normal"
            and not context.excluded_shapes
        )

    def _plan(self, box: Any, start: int, first: float, room: float) -> _Plan:
        """The plan of a paragraph from this byte on; without lines if none can be made."""
        runs = runs_of(box, self.engine)
        if not runs or room <= 0 or wide_lines.is_unspaced("".join(run.text for run in runs)):
            return _Plan(room, {}, {}, (), ())
        content = tuple((run.key, run.text) for run in runs)
        key = (id(box.element), content)
        whole = self.whole.get(key, ())
        asked = (start, round(first, 3), round(room, 3), content, whole)
        if asked not in self.plans:
            if len(self.plans) >= _KEPT:
                self.plans.clear()
                self.ruler.forget()
            self.plans[asked] = self._planned(runs, start, first, room, box.style["font_size"], whole)
        texts, at = {}, 0
        for leaf in texts_of(box, self.engine):
            texts[id(leaf)] = (leaf, at)
            at += len(leaf.text.encode())
        return _Plan(room, self.plans[asked], texts, key, whole)

    def keep_whole(self, line: Any) -> bool:
        """Forbid the word within which a planned line ends to be divided; False when it does not divide a word."""
        found: tuple[_Plan, _Line] | None = getattr(line, "octavo_line", None)
        if found is None or not found[1].divides:
            return False
        plan, planned = found
        text = "".join(leaf.text for leaf, _ in plan.texts.values())
        end = len(text.encode()[: planned.end].decode())
        word = next((found.span() for found in WHOLE.finditer(text) if found.start() < end < found.end()), None)
        if word is None or word in plan.whole:
            return False
        self.whole[plan.key] = (*plan.whole, word)
        return True

    def _planned(self, runs: list[Run], start: int, first: float, room: float, size: float, whole: Words) -> _Lines:
        text = "".join(run.text for run in runs)
        begin = len(text.encode()[:start].decode())
        stop = text.find(" ", begin + _FAR)
        goes_on = stop >= 0
        text = text[:stop] if goes_on else text
        cuts, pieces = self.ruler.pieces(runs, text, begin, whole)
        ends = total_fit(pieces, first, room, Taste(_IDEAL * size, _MOST * size, _SHORTEST * size))
        bytes_at = [*in_bytes(text, cuts), len(text.encode())]
        lines: _Lines = {}
        piece = 0
        for end in ends[:-_UNSURE] if goes_on else ends:
            width = sum(part.width + (part.gap and part.gap + NARROWER * size) for part in pieces[piece : end + 1])
            last = end == ends[-1]
            hyphen = 0.0 if last else pieces[end].hyphen
            lines[bytes_at[piece]] = _Line(
                bytes_at[end + 1], width + hyphen, hyphen > 0, last, pieces[end].divides and not last
            )
            piece = end + 1
        return lines

    def bytes_to_set(self, box: Any, skip: int) -> _Line | None:
        """How much of a text, from a byte on, belongs to the line that is laid out; None without a plan."""
        if self.now is None:
            return None
        plan, line = self.now
        known, start = plan.texts.get(id(box), (None, 0))
        if known is not box or start + skip >= line.end:
            return None
        return replace(line, end=line.end - start - skip)

    def set_text(self, text: str, style: Any, context: Any, spacing: float, cut: _Line) -> Any:
        """Lay out the beginning of a text, up to its planned end, as WeasyPrint's ``split_first_line`` gives it."""
        content = text.encode()
        whole = cut.last or cut.end > len(content)
        shown = text if whole else content[: cut.end].decode().rstrip(" ")
        hyphen = style["hyphenate_character"]
        added = cut.hyphen and not whole
        layout = self.engine.create_layout(shown + hyphen * added, style, context, None, spacing)
        line, _ = layout.get_first_line()
        made, length, _, *sizes = self.engine.line_metrics(line, shown, layout, None, True, style, added, hyphen)
        return made, length, None if whole else cut.end, *sizes


def setter(boxes: Any, inline: Any, line_break: Any) -> Setter:
    """Make what plans paragraphs, from WeasyPrint's modules of these names.

    It may be kept for as long as the fonts' names mean the same fonts.
    """
    take_apart_late()
    from pyphen import Pyphen, language_fallback  # type: ignore[import-untyped]  # it has no type hints

    engine = Engine(
        boxes,
        inline,
        line_break.Layout,
        line_break.line_size,
        line_break.create_layout,
        line_break.first_line_metrics,
        line_break.get_log_attrs,
        line_break._font_style_cache_key,
        language_fallback,
        Pyphen,
        wide_lines.justifier(boxes, line_break, inline.justify_line),
        wide_lines.growth(boxes, line_break),
    )
    return Setter(engine, Ruler(engine))


@contextmanager
def whole_paragraphs(setter: Setter) -> Iterator[None]:
    """Let WeasyPrint break justified paragraphs as a whole while it lays out."""
    boxes, inline = setter.engine.boxes, setter.engine.inline
    split, align, justify = inline.split_inline_box, inline.text_align, inline.justify_line
    split_text, first_line = inline.split_text_box, inline.split_first_line

    def planned(context: Any, box: Any, position_x: float, max_x: float, bottom: Any, skip: Any, *more: Any) -> Any:
        if not isinstance(box, boxes.LineBox):
            return split(context, box, position_x, max_x, bottom, skip, *more)
        outer, setter.now = setter.now, setter.line(box, context, position_x, max_x, skip)
        try:
            if setter.now:
                max_x = position_x + setter.now[1].width + _SLACK * box.style["font_size"]
            made = split(context, box, position_x, max_x, bottom, skip, *more)
            made[0].octavo_line = setter.now
            return made
        finally:
            setter.now = outer

    def text_box(context: Any, box: Any, available_width: Any, skip: int, *more: Any, **named: Any) -> Any:
        setter.cut = None if available_width is None else setter.bytes_to_set(box, skip)
        try:
            return split_text(context, box, available_width, skip, *more, **named)
        finally:
            setter.cut = None

    def line_of_text(
        text: str, style: Any, context: Any, max_width: Any, spacing: float, *more: Any, **named: Any
    ) -> Any:
        cut, setter.cut = setter.cut, None
        if cut is None:
            return first_line(text, style, context, max_width, spacing, *more, **named)
        return setter.set_text(text, style, context, spacing, cut)

    def aligned(context: Any, line: Any, available_width: float, last: bool) -> Any:
        over = line.width - available_width
        if over > 0 and getattr(line, "octavo_plan", None) is not None:
            spaces = inline.count_expandable_spaces(line)
            if over + setter.engine.growth(line) <= spaces * (NARROWER + 0.01) * line.style["font_size"]:
                inline.justify_line(context, line, -over)
            return 0
        return align(context, line, available_width, last)

    inline.split_inline_box, inline.text_align, inline.justify_line = planned, aligned, setter.engine.justify
    inline.split_text_box, inline.split_first_line = text_box, line_of_text
    setter.whole.clear()
    try:
        yield
    finally:
        inline.split_inline_box, inline.text_align, inline.justify_line = split, align, justify
        inline.split_text_box, inline.split_first_line = split_text, first_line
