"""The rules of print shops, read from ``presets.toml``, and the reasons why a shop cannot print a book. Floor 3."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from octavo.errors import SettingsError
from octavo.papersizes import Paper

_TOUCH = 0.6
"""Millimetres by which a page may differ from a size that a shop offers: inches are rounded differently."""


@dataclass(frozen=True)
class Preset:
    """One shop's rules; lengths in millimetres. ``presets.toml`` says what each means."""

    key: str
    name: str
    source: str
    date: str
    smallest: tuple[float, float]
    largest: tuple[float, float]
    pages: tuple[int, int]
    multiple: int
    gutters: tuple[tuple[int, float], ...]
    margin: float
    bleed: float
    standard: str
    spine: Mapping[str, float]
    spine_more: float
    spine_words_from: int
    spine_clearance: float
    barcode: tuple[float, float]
    exact: bool
    trims: tuple[tuple[float, float], ...] = ()

    def gutter(self, pages: int) -> float:
        """The inner margin that so many pages want at least."""
        return next((inner for most, inner in self.gutters if pages <= most), self.gutters[-1][1])

    def spine_width(self, pages: int, paper: str) -> float:
        """How wide the spine of so many pages of this paper is."""
        return pages * self.spine[paper] + self.spine_more

    def filled(self, pages: int) -> int:
        """How many pages the book has when blank ones are added at its end."""
        return math.ceil(pages / self.multiple) * self.multiple

    def why_not(self, paper: Paper, pages: int | None = None) -> str:
        """Why the shop cannot print this, in one sentence; empty when it can."""
        size = f"{paper.width:g} x {paper.height:g} mm"
        if self.trims and not any(
            abs(paper.width - width) <= _TOUCH and abs(paper.height - height) <= _TOUCH for width, height in self.trims
        ):
            width, height = min(self.trims, key=lambda trim: abs(trim[0] - paper.width) + abs(trim[1] - paper.height))
            return f"{self.name} has no pages of {size}; the nearest are {width:g} x {height:g} mm"
        sides = ((paper.width, 0), (paper.height, 1))
        if any(not self.smallest[at] - _TOUCH <= side <= self.largest[at] + _TOUCH for side, at in sides):
            low, high = ("{:g} x {:g} mm".format(*end) for end in (self.smallest, self.largest))
            return f"{self.name} has no pages of {size}; they are from {low} to {high}"
        if pages is not None and not self.pages[0] <= pages <= self.pages[1]:
            return f"{self.name} binds from {self.pages[0]} to {self.pages[1]} pages, and this book has {pages}"
        return ""


@cache
def presets() -> Mapping[str, Preset]:
    """All shops by their keys."""
    rows = tomllib.loads((Path(__file__).parent / "presets.toml").read_text(encoding="utf-8"))
    return {key: _preset(key, row) for key, row in rows.items()}


def _preset(key: str, row: Mapping[str, object]) -> Preset:
    facts = {name: _fixed(value) for name, value in row.items()}
    return Preset(key=key, **facts)  # type: ignore[arg-type]  # the file is ours, and a test reads every row


def _fixed(value: object) -> object:
    return tuple(map(_fixed, value)) if isinstance(value, list) else value


def preset(key: str) -> Preset:
    """The rules of a shop. Raises ``SettingsError`` for an unknown shop."""
    if key not in presets():
        raise SettingsError(f"there is no print shop {key!r}", hint=f"print-shop is one of {', '.join(presets())}")
    return presets()[key]
