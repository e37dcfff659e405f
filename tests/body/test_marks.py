"""The marks of lists are those that were typed, in the body and in every edition."""

from __future__ import annotations

import pytest
from lxml import etree
from octavo.body.marks import write_marks
from octavo.text.numerals import numeral

from tests.body.conftest import Compose


@pytest.mark.parametrize(
    ("typed", "marks"),
    [
        ("(a) x\n(b) y\n", ["(a)", "(b)"]),
        ("iv) x\nv) y\n", ["iv)", "v)"]),
        ("A) x\nB) y\n", ["A)", "B)"]),
        ("(1) x\n(2) y\n", ["(1)", "(2)"]),
        ("4) x\n5) y\n", ["4)", "5)"]),
        ("7. x\n8. y\n", ["7.", "8."]),
        ("1. [x] done\n", [""]),
    ],
)
def test_an_item_has_the_mark_that_was_typed(typed: str, marks: list[str | None], body_of: Compose) -> None:
    assert [item.get("data-mark") for item in body_of(typed).tree.iter("li")] == marks


def test_marks_that_html_cannot_number_are_written(body_of: Compose) -> None:
    tree = body_of("(a) x\n\n    y\n\n(b) z\n\n7. w\n").copy_tree()
    write_marks(tree)
    text = etree.tostring(tree, method="text", encoding="unicode")
    assert "".join(text.split()) == "(a)xy(b)zw"
    assert not tree.findall(".//li[@data-mark]")


@pytest.mark.parametrize(
    ("number", "kind", "said"),
    [(27, "a", "aa"), (26, "A", "Z"), (1994, "I", "MCMXCIV"), (4, "i", "iv"), (0, "a", "0"), (-2, "", "\u22122")],
)
def test_numerals(number: int, kind: str, said: str) -> None:
    assert numeral(number, kind) == said
