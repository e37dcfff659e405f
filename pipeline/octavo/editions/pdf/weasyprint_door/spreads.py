"""Facing pages that end at the same height: if one page must be a few lines short, the other is made as short.

WeasyPrint makes one page after another. Here a left page is made together with the right page that faces it. If the
text continues after both and they end at different heights, they are made again with a lower limit. Pages with notes at
their foot are full anyway and stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from octavo.editions.pdf.weasyprint_door.foot import notes_follow_their_lines, summed_notes
from octavo.editions.pdf.weasyprint_door.grid import GRID, on_grid
from octavo.editions.pdf.weasyprint_door.refinements.delayed import fill
from octavo.editions.pdf.weasyprint_door.refinements.even_titles import even_titles
from octavo.editions.pdf.weasyprint_door.refinements.turned_pages import TURNED_PAGE, turned_pages
from octavo.editions.pdf.weasyprint_door.refinements.words_of_styles import broken_words

_TRIES = ((2, False), (4, True))
"""How many lines facing pages may lack, and whether a page may end in the first line of a paragraph for that."""

FILLED_PAGE = "bleed"
"""The name of the pages that a picture fills."""
_WORDS = 6
"""How often a page is made at most, until it does not end within a word."""
KeepWhole = Callable[[Any], bool]


@dataclass
class _State:
    """What WeasyPrint's context carries from one page to the next, and the page made last."""

    page: Any
    resume_at: Any
    maker: list[Any]
    footnotes: list[Any]
    reported: list[Any]
    broken: dict[Any, Any]
    notes: bool


_Pair = tuple[_State, _State]


@dataclass
class _Spreads:
    """Makes pages by twos. ``step`` is a line of the text, ``made`` are pages made before they were asked for.

    ``keep_whole`` forbids dividing the word at the end of a line, and tells whether there was one. ``behind`` pages
    come before the first.
    """

    remake: Any
    keep_whole: KeepWhole
    step: float
    behind: int
    made: dict[int, _State]

    def page(self, index: int, context: Any, *more: Any) -> tuple[Any, Any]:
        """Make the page of this number (from 0), as WeasyPrint's ``remake_page`` gives it."""
        if (known := self.made.pop(index, None)) is not None:
            _restore(context, known)
            return known.page, known.resume_at
        if (index + self.behind) % 2 == 0 or not self.step:
            alone = self._make(index, context, 0, more)
            return alone.page, alone.resume_at
        before = _saved(context, None, None)
        left = self._make(index, context, 0, more)
        if left.notes or not _goes_on(left):
            return left.page, left.resume_at
        right = self._make(index + 1, context, 0, more)
        if not right.notes and _goes_on(right) and _text_bottom(right.page) and _text_bottom(left.page):
            left, right = self._level(index, context, more, before, (left, right))
        self.made[index + 1] = right
        _restore(context, left)
        return left.page, left.resume_at

    def _level(self, index: int, context: Any, more: Any, before: _State, pair: _Pair) -> _Pair:
        """Make both pages again until they end at one height; the pair as it was if that cannot be reached."""
        if self._is_level(pair):
            return pair
        for most, loose in _TRIES:
            context.octavo_loose = loose
            found = self._lowered(index, context, more, before, pair if not loose else None, most)
            context.octavo_loose = False
            if found is not None:
                return found
        return pair

    def _lowered(
        self, index: int, context: Any, more: Any, before: _State, pair: _Pair | None, most: int
    ) -> _Pair | None:
        """Both pages with limits that go down to ``most`` lines below the foot, until they end at one height."""
        if pair is None:
            _restore(context, before)
            pair = self._make(index, context, 0, more), self._make(index + 1, context, 0, more)
        left, right = pair
        full, part = _page_bottom(left.page), self.step / 4
        seen: set[tuple[float, float]] = set()  # what cannot be divided may be below every limit, again and again
        while not left.notes and not right.notes and _goes_on(left) and _goes_on(right):
            ends = _text_bottom(left.page), _text_bottom(right.page)
            end = min(ends)
            if self._is_level((left, right)):
                return left, right
            if end < full - (most + 0.5) * self.step or ends in seen:
                return None
            seen.add(ends)
            if ends[0] > end + part:
                _restore(context, before)
                left = self._make(index, context, full - end - part, more)
            else:
                _restore(context, left)
            right = self._make(index + 1, context, full - end - part, more)
        return None

    def _is_level(self, pair: _Pair) -> bool:
        return abs(_text_bottom(pair[0].page) - _text_bottom(pair[1].page)) < self.step / 4

    def _make(self, index: int, context: Any, short: float, more: Any) -> _State:
        """Make a page; again when it ends within a word that can be kept whole, or early because of a figure."""
        before = _saved(context, None, None)
        final = not short and not getattr(context, "octavo_loose", False)
        for left in reversed(range(_WORDS)):
            context.octavo_short = short
            page, resume_at = self.remake(index, context, *more)
            if resume_at is None or not left:
                break
            if not self.keep_whole(_last(page)) and not (final and self._fill(context, more, page, resume_at)):
                break
            _restore(context, before)
        return _saved(context, page, resume_at)

    @staticmethod
    def _fill(context: Any, more: Any, page: Any, resume_at: Any) -> bool:
        """Move text up before a figure that comes next; what the pages before are made of stays in its order."""
        following = context.page_maker[-1]
        may = bool(more) and (_follows(following) or following[1]["page"] in (TURNED_PAGE, FILLED_PAGE))
        return may and fill(more[0], resume_at, _end(page), page, GRID)


def _saved(context: Any, page: Any, resume_at: Any) -> _State:
    return _State(
        page,
        resume_at,
        list(context.page_maker),
        list(context.footnotes),
        list(context.reported_footnotes),
        dict(context.broken_out_of_flow),
        bool(context.current_page_footnotes or context.reported_footnotes),
    )


def _restore(context: Any, state: _State) -> None:
    context.page_maker[:] = state.maker
    context.footnotes = list(state.footnotes)
    context.reported_footnotes = list(state.reported)
    context.broken_out_of_flow = dict(state.broken)


def _goes_on(state: _State) -> bool:
    """Whether the text goes on behind a page without a break that somebody asked for."""
    return state.resume_at is not None and _follows(state.maker[-1])


def _follows(place: Any) -> bool:
    """Whether a page begins without a break that somebody asked for; ``place`` is what WeasyPrint knows of it."""
    return bool(place[1]["break"] == "any" and not place[1]["page"])


def _page_bottom(page: Any) -> float:
    return float(page.content_box_y() + page.height)


def _last(page: Any) -> Any:
    """The last box of a page, above its notes: its last line, when the page ends in text."""
    box = page.children[0]
    while True:
        children = [child for child in getattr(box, "children", ()) if child.is_in_normal_flow()]
        if not children or type(box).__name__ == "LineBox":
            return box
        box = children[-1]


def _text_bottom(page: Any) -> float:
    """Where the last line of a page ends; 0 when the page does not end in a line of the text."""
    box = _last(page)
    return float(box.position_y + box.height) if type(box).__name__ == "LineBox" else 0.0


def _end(page: Any) -> float:
    """Where what is on a page ends; its foot, where it has notes there."""
    if any(type(area).__name__ == "FootnoteAreaBox" and area.children for area in page.children[1:]):
        return _page_bottom(page)
    box = _last(page)
    return float(box.position_y + box.margin_height())


@contextmanager
def in_lines(layout: Any, step: float, keep_whole: KeepWhole, behind: int = 0) -> Iterator[None]:
    """Let WeasyPrint, by its package ``layout``, set lines on the grid and, given a ``step``, level facing pages.

    Notes at the foot of a page are measured one by one meanwhile. ``behind`` is how many pages come before.
    """
    with (
        on_grid(layout),
        even_titles(layout),
        summed_notes(layout),
        notes_follow_their_lines(layout),
        turned_pages(layout),
        broken_words(layout),
        level_spreads(layout, step, keep_whole, behind),
    ):
        yield


@contextmanager
def level_spreads(
    layout: Any, step: float, keep_whole: KeepWhole = lambda _line: False, behind: int = 0
) -> Iterator[None]:
    """Let WeasyPrint end facing pages at one height while it lays out; ``step`` is a line of the text in pixels.

    ``layout`` is its package of this name. Without a step, pages end where they end. No page ends within a word that
    ``keep_whole`` can keep from being divided. ``behind`` is how many pages come before.
    """
    page, context_type = layout.page, layout.LayoutContext
    remake = page.remake_page
    spreads = _Spreads(remake, keep_whole, step, behind, {})

    def made(index: int, context: Any, *more: Any) -> tuple[Any, Any]:
        return spreads.page(index, context, *more)

    def read(context: Any) -> Any:
        return context.octavo_bottom

    def write(context: Any, bottom: Any) -> None:
        # The first value of a page is the foot of its type area; those that follow are reckoned from it.
        short, context.octavo_short = getattr(context, "octavo_short", 0), 0
        context.octavo_bottom = bottom - short if short else bottom

    page.remake_page = made
    context_type.page_bottom = property(read, write)
    try:
        yield
    finally:
        page.remake_page = remake
        del context_type.page_bottom
