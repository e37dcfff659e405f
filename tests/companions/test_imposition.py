"""The booklet, folded in simulation: for every number of pages the book reads from first to last."""

from __future__ import annotations

import pytest
from octavo.editions.imposed.plan import Half, Side, booklet, signatures, two_up

Leaf = tuple[Half, Half]
"""A leaf of the folded book: its right-hand page and, on its back, its left-hand page."""


def fold(plan: list[Side], *, right_to_left: bool = False) -> list[Half]:
    """Print, stack, fold and bind a plan with one's hands: gives the pages in the order in which they are read.

    A sheet is turned about its short edge: behind the left half of the front stands the right half of the back.
    """
    reading: list[Half] = []
    for number in sorted({side.signature for side in plan}):
        sheets = sorted({side.sheet for side in plan if side.signature == number})
        first: list[Leaf] = []
        second: list[Leaf] = []
        for sheet in sheets:  # the outermost first: its leaves lie around all others
            front, back = (
                next(s for s in plan if (s.signature, s.sheet, s.front) == (number, sheet, side))
                for side in (True, False)
            )
            if right_to_left:
                first.append((front.left, back.right))
                second.append((back.left, front.right))
            else:
                first.append((front.right, back.left))
                second.append((back.right, front.left))
        for leaf in (*first, *reversed(second)):
            reading.extend(leaf)
    return reading


@pytest.mark.parametrize("most", [1, 4, 10, 100])
@pytest.mark.parametrize("right_to_left", [False, True])
def test_every_booklet_reads_from_first_to_last(most: int, right_to_left: bool) -> None:
    for pages in range(1, 201):
        plan = booklet(pages, most, right_to_left=right_to_left)
        read = [half.page for half in fold(plan, right_to_left=right_to_left)]
        blanks = (-pages) % 4
        held = read[:pages]
        assert held == list(range(pages)), pages
        assert read[pages:] == [None] * (len(read) - pages)
        assert len(read) - pages == blanks + 4 * (sum(signatures(pages, most)) - -(-pages // 4))


def test_sides_are_printed_front_and_back_in_turn() -> None:
    for pages in range(1, 201):
        plan = booklet(pages, 10)
        assert [side.front for side in plan] == [True, False] * (len(plan) // 2)


def test_pages_of_inner_sheets_move_to_the_fold() -> None:
    for pages in range(1, 201):
        for side in booklet(pages, 10, thickness=0.1):
            assert side.left.shift == pytest.approx(0.1 * side.sheet)
            assert side.right.shift == pytest.approx(-0.1 * side.sheet)


@pytest.mark.parametrize(
    ("pages", "most", "expected"),
    [(1, 10, [1]), (4, 10, [1]), (5, 10, [2]), (40, 10, [10]), (41, 10, [6, 5]), (92, 10, [8, 8, 7]), (8, 1, [1, 1])],
)
def test_signatures_are_few_and_even(pages: int, most: int, expected: list[int]) -> None:
    assert signatures(pages, most) == expected


def test_eight_pages_by_hand() -> None:
    plan = [(side.left.page, side.right.page) for side in booklet(8, 10)]
    assert plan == [(7, 0), (1, 6), (5, 2), (3, 4)]


def test_two_a_side() -> None:
    assert [(side.left.page, side.right.page) for side in two_up(5)] == [(0, 1), (2, 3), (4, None)]
    assert [(side.left.page, side.right.page) for side in two_up(3, right_to_left=True)] == [(1, 0), (None, 2)]
