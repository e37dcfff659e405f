"""Cells of aligned equations say their side in the one way that browsers know."""

from __future__ import annotations

from tests.body.conftest import Compose

ALIGNED = "$$\\begin{aligned} a &= b \\\\ cc &= d \\end{aligned}$$\n"


def test_the_sides_of_an_equation_meet_at_its_sign(body_of: Compose) -> None:
    cells = [cell.get("style") for cell in body_of(ALIGNED).tree.iter("mtd")]
    assert cells == 2 * [
        "text-align: right; text-align: -webkit-right; padding-right: 0",
        "text-align: left; text-align: -webkit-left; padding-left: 0",
    ]


def test_nothing_else_of_a_style_comes_along(body_of: Compose) -> None:
    page = "<math><mtable><mtr><mtd style='position:fixed; text-align: right'><mi>a</mi></mtd></mtr></mtable></math>"
    assert not [e for e in body_of(page).tree.iter() if "position" in e.get("style", "")]
