"""Colours for covers: one hue for each publication, in steps that are equally light whatever the hue (OKLCH)."""

from __future__ import annotations

import math
from dataclasses import dataclass

HUES = (18, 42, 68, 105, 142, 165, 190, 215, 240, 262, 290, 335)
"""Degrees of the wheel that look well when dark: brick, ochre, olive, moss, pine, sea, petrol, blue, indigo, plum."""


@dataclass(frozen=True)
class Palette:
    """The colours of one cover as CSS hexadecimal: the ground, three tints for the pattern, the accent, the text."""

    ground: str
    tints: tuple[str, str, str]
    accent: str
    text: str
    soft: str


def palette(choice: int) -> Palette:
    """The palette of a number; the same number always gives the same one. Text on ground is above 7 : 1."""
    hue = HUES[choice % len(HUES)]
    warm = (hue + (150 if (choice // len(HUES)) % 2 else 210)) % 360
    return Palette(
        ground=oklch(0.29, 0.055, hue),
        tints=(oklch(0.38, 0.07, hue), oklch(0.53, 0.09, hue), oklch(0.74, 0.075, hue)),
        accent=oklch(0.80, 0.11, warm),
        text=oklch(0.97, 0.012, hue),
        soft=oklch(0.86, 0.03, hue),
    )


def oklch(lightness: float, chroma: float, hue: float) -> str:
    """A colour of the OKLCH space as ``#rrggbb``, its chroma lowered until sRGB has it (Ottosson 2020)."""
    while True:
        channels = _linear(lightness, chroma, math.radians(hue))
        if chroma <= 0 or all(-0.001 <= channel <= 1.001 for channel in channels):
            return "#" + "".join(f"{round(255 * _gamma(channel)):02x}" for channel in channels)
        chroma -= 0.005


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _gamma(channel: float) -> float:
    channel = min(max(channel, 0.0), 1.0)
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
