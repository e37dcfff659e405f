"""The ornament of a cover: a field of leaves, discs and quarters in the colours of one palette, as SVG."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from octavo.editions.cover.colours import Palette

COLUMNS = 4
TILE = 100

Shape = Callable[[int], str]


def _leaf(turn: int) -> str:
    if turn % 2:
        return f"M0 {TILE}A{TILE} {TILE} 0 0 1 {TILE} 0A{TILE} {TILE} 0 0 1 0 {TILE}Z"
    return f"M0 0A{TILE} {TILE} 0 0 1 {TILE} {TILE}A{TILE} {TILE} 0 0 1 0 0Z"


def _quarter(turn: int) -> str:
    return (
        f"M0 0H{TILE}A{TILE} {TILE} 0 0 1 0 {TILE}Z",
        f"M{TILE} 0V{TILE}A{TILE} {TILE} 0 0 1 0 0Z",
        f"M{TILE} {TILE}H0A{TILE} {TILE} 0 0 1 {TILE} 0Z",
        f"M0 {TILE}V0A{TILE} {TILE} 0 0 1 {TILE} {TILE}Z",
    )[turn % 4]


def _half(turn: int) -> str:
    half = TILE // 2
    return (
        f"M0 0A{half} {half} 0 0 0 {TILE} 0Z",
        f"M{TILE} 0A{half} {half} 0 0 0 {TILE} {TILE}Z",
        f"M{TILE} {TILE}A{half} {half} 0 0 0 0 {TILE}Z",
        f"M0 {TILE}A{half} {half} 0 0 0 0 0Z",
    )[turn % 4]


def _disc(_turn: int) -> str:
    half = TILE // 2
    return f"M0 {half}A{half} {half} 0 0 1 {TILE} {half}A{half} {half} 0 0 1 0 {half}Z"


FAMILIES: tuple[tuple[Shape, ...], ...] = (
    (_leaf, _leaf, _leaf, _disc),
    (_quarter, _quarter, _quarter, _leaf),
    (_half, _half, _disc, _quarter),
    (_quarter, _quarter, _disc, _half),
)


def pattern(seed: str, palette: Palette, rows: int) -> str:
    """A field of ``rows`` rows of four tiles. The same seed gives the same field; more rows only continue it."""
    numbers = _numbers(seed)
    family = FAMILIES[next(numbers) % len(FAMILIES)]
    width, height = COLUMNS * TILE, rows * TILE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f'<rect width="{width}" height="{height}" fill="{palette.tints[0]}"/>',
    ]
    accents = 0
    for row in range(rows):
        for column in range(COLUMNS):
            ground, figure, shape, turn = (next(numbers) for _ in range(4))
            backs = (palette.tints[0], palette.tints[0], palette.tints[1], palette.ground)
            back = backs[ground % len(backs)]
            fronts = [colour for colour in (*palette.tints, palette.tints[2], palette.accent) if colour != back]
            front = fronts[figure % len(fronts)]
            if front == palette.accent:
                accents += 1
                front = palette.accent if accents <= 1 + row else palette.tints[2]
            x, y = column * TILE, row * TILE
            parts.append(f'<rect x="{x}" y="{y}" width="{TILE}" height="{TILE}" fill="{back}"/>')
            parts.append(
                f'<path transform="translate({x} {y})" d="{family[shape % len(family)](turn)}" fill="{front}"/>'
            )
    return "".join([*parts, "</svg>"])


def _numbers(seed: str) -> Iterator[int]:
    """Bytes without end, from the hash of the seed: the same on every machine and with every Python."""
    count = 0
    while True:
        yield from hashlib.sha256(f"{count}\0{seed}".encode("utf-8", "replace")).digest()
        count += 1
