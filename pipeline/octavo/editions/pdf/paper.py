"""The type area that suits a sheet of paper.

In: a ``Paper`` in millimetres. Out: a ``Layout`` with margins and the size of the text. Pure functions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from octavo.errors import SettingsError
from octavo.model import Options
from octavo.papersizes import POINT, Paper, parse_papersize

_NARROWEST, _FEWEST_EMS = 30.0, 8.0
"""Millimetres and ems: less is no room for text."""
_PLAY = 0.02
"""Millimetres by which the type area is higher than its lines: sums of many lines are not exact."""


@dataclass(frozen=True)
class Layout:
    """A type area on a sheet: margins in millimetres (``inner`` is at the fold) and the text's size in points."""

    paper: Paper
    top: float
    bottom: float
    inner: float
    outer: float
    size: float

    @property
    def width(self) -> float:
        """How wide the type area is, in millimetres."""
        return self.paper.width - self.inner - self.outer

    @property
    def height(self) -> float:
        """How high the type area is, in millimetres."""
        return self.paper.height - self.top - self.bottom

    def in_lines(self, line: float) -> Layout:
        """The same with a type area of whole lines, each ``line`` of the size high; the foot gives way."""
        step = line * self.size * POINT
        lines = max(1, round(self.height / step))
        return replace(self, bottom=round(self.paper.height - self.top - lines * step - _PLAY, 3))

    def lines(self, line: float) -> int:
        """How many lines, each ``line`` of the size high, the type area holds."""
        return int(self.height / (line * self.size * POINT))

    @property
    def ems(self) -> float:
        """How wide the type area is, in ems of the text."""
        return self.width / (self.size * POINT)


def chosen_layout(options: Options, type_scale: float = 1, margin_scale: float = 1) -> Layout:
    """The type area for what somebody chose: sheet, margins and size of the text; the rest follows from the sheet.

    Raises ``SettingsError`` for a sheet that there is not and for margins that leave no room.
    """
    layout = book_layout(parse_papersize(options.papersize), options.fontsize, type_scale, margin_scale)
    own = (layout.top, layout.bottom, layout.inner, layout.outer)
    top, bottom, inner, outer = (given or usual for given, usual in zip(options.margins, own, strict=True))
    layout = replace(layout, top=top, bottom=bottom, inner=inner, outer=outer)
    if min(layout.width, layout.height) < _NARROWEST or layout.ems < _FEWEST_EMS:
        hint = f"make them smaller, or choose a larger papersize than {options.papersize}"
        raise SettingsError(f"the margins leave {layout.width:.0f} x {layout.height:.0f} mm for the text", hint=hint)
    return layout


def book_layout(paper: Paper, size: float = 0, type_scale: float = 1, margin_scale: float = 1) -> Layout:
    """The type area of a book or article: wider outside than inside, wider at the foot than at the head.

    Small sheets get small margins and small type, from 7.5 points; on large ones lines stay below 38 ems (about 75
    letters) and the rest becomes margin. ``size`` is that of the text, when somebody chose it. The scales are a
    theme's: how much larger its type and margins are.
    """
    span = min(paper.width, paper.height / 1.2)
    size = size or _between(7.5, 11 * (span / 210) ** 0.4 * type_scale, 16)
    grown = _between(0, (span - 105) / 105, 1)
    inner, outer = span * (0.10 + 0.05 * grown) * margin_scale, span * (0.12 + 0.07 * grown) * margin_scale
    spare = paper.width - inner - outer - 38 * size * POINT
    if spare > 0:
        inner, outer = inner + spare * 0.44, outer + spare * 0.56
    top, bottom = paper.height * (0.085 + 0.02 * grown), paper.height * (0.10 + 0.03 * grown)
    return Layout(paper, round(top, 2), round(bottom, 2), round(inner, 2), round(outer, 2), round(size, 2))


def _between(low: float, value: float, high: float) -> float:
    return max(low, min(value, high))
