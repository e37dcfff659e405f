"""Where each page of a book goes on sheets that are printed on both sides: plans, without any PDF. Pure functions.

A sheet has two sides, a side two halves. Sheets are turned about their short edge, so both sides are upright and
the left half of the back lies behind the right half of the front.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Half:
    """One half of a side: the page on it (from 0, None: blank) and its shift to the right, in millimetres."""

    page: int | None
    shift: float = 0.0


@dataclass(frozen=True)
class Side:
    """One side of a sheet. ``signature`` and ``sheet`` count from 0; sheet 0 is the outermost of its signature."""

    left: Half
    right: Half
    signature: int = 0
    sheet: int = 0
    front: bool = True


def signatures(pages: int, most_sheets: int) -> list[int]:
    """How many sheets each signature has: as few signatures as ``most_sheets`` allows, as equal as can be."""
    sheets = max(1, -(-pages // 4))
    count = -(-sheets // max(1, most_sheets))
    return [sheets // count + (1 if number < sheets % count else 0) for number in range(count)]


def booklet(pages: int, most_sheets: int, thickness: float = 0.1, *, right_to_left: bool = False) -> list[Side]:
    """Plan a booklet for saddle stitching, or signatures of ``most_sheets`` sheets to be sewn.

    ``thickness`` is that of the paper in millimetres. Each sheet lies around those within it, which it pushes
    outwards by its thickness; so the pages of inner sheets are shifted towards the fold (creep compensation).
    ``right_to_left`` is for books that are bound at the right.
    """
    plan: list[Side] = []
    begin = 0
    for number, sheets in enumerate(signatures(pages, most_sheets)):
        held = sheets * 4
        for sheet in range(sheets):
            creep = round(sheet * thickness, 4)
            outer, inner = begin + 2 * sheet, begin + held - 1 - 2 * sheet
            for front, pair in ((True, (inner, outer)), (False, (outer + 1, inner - 1))):
                left, right = reversed(pair) if right_to_left else pair
                halves = Half(_there(left, pages), creep), Half(_there(right, pages), -creep)
                plan.append(Side(*halves, number, sheet, front))
        begin += held
    return plan


def two_up(pages: int, *, right_to_left: bool = False, as_open: bool = False) -> list[Side]:
    """Plan two pages a side in reading order; ``as_open``: as a book lies open, the first page alone."""
    plan = []
    for number, first in enumerate(range(-1 if as_open else 0, pages, 2)):
        halves = [Half(_there(first, pages)), Half(_there(first + 1, pages))]
        if right_to_left:
            halves.reverse()
        plan.append(Side(halves[0], halves[1], sheet=number // 2, front=number % 2 == 0))
    return plan


def _there(page: int, pages: int) -> int | None:
    return page if 0 <= page < pages else None
