"""Rows of formulas that hold nothing, as ``\\\\`` before the end of an equation makes one."""

from __future__ import annotations

import pytest
from lxml import etree
from octavo.editions.pdf.formulas import draw

ROW = "<mtr><mtd><mi>a</mi></mtd><mtd><mo>=</mo><mi>b</mi></mtd></mtr>"
EMPTY = "<mtr><mtd></mtd><mtd></mtd></mtr>"


def _height(rows: str) -> float:
    drawing = draw(etree.fromstring(f'<math display="block"><mtable>{rows}</mtable></math>'))
    assert drawing is not None
    return drawing.height


def test_an_empty_last_row_takes_no_room() -> None:
    assert _height(ROW + ROW + EMPTY) == _height(ROW + ROW)


@pytest.mark.parametrize("rows", [EMPTY + ROW, ROW + EMPTY + ROW])
def test_an_empty_row_among_others_is_drawn_as_space(rows: str) -> None:
    assert _height(ROW) < _height(rows) < 4


def test_a_formula_of_nothing_is_not_drawn() -> None:
    assert draw(etree.fromstring("<math><mrow></mrow></math>")) is None


def test_words_that_are_none_take_no_room() -> None:
    assert draw(etree.fromstring("<math><mrow><mi>a</mi><mtext></mtext></mrow></math>")) is not None
