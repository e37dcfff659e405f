"""Formulas in MathML keep their shape and their letters, whatever elements stand in them."""

from __future__ import annotations

import pytest

from tests.readers.support import Reading, codes
from tests.readers.test_saved_media import formulas

HALF = "<mi>x</mi><mo>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac>"


@pytest.mark.parametrize(
    ("inner", "tex"),
    [
        ("<maction actiontype='statusline'><mi>z</mi></maction>", "z"),
        ("<maction actiontype='toggle' selection='2'><mi>y</mi><mi>z</mi></maction>", "z"),
        ("<merror><mi>z</mi></merror>", "z"),
        ("<mrow>zz</mrow>", "\\text{zz}"),
        ("zz", "\\text{zz}"),
        ("<ms>z</ms>", "\\text{“z”}"),
        ("<mstack><msrow><mn>7</mn></msrow></mstack>", "7"),
        ("<a href='https://e.invalid'><mi>z</mi></a>", "z"),
    ],
)
def test_no_element_costs_a_formula_its_shape_or_its_letters(reading: Reading, inner: str, tex: str) -> None:
    draft = reading.of("web", f"<p>where <math>{HALF}{inner}</math> end</p>")
    assert formulas(draft) == [f"I:x = \\frac{{1}}{{2}}{tex}"]


def test_the_label_of_a_row_stands_beside_it(reading: Reading) -> None:
    table = "<mtable><mlabeledtr><mtd><mi>l</mi></mtd><mtd><mi>z</mi></mtd></mlabeledtr></mtable>"
    found = formulas(reading.of("web", f"<p>where <math>{HALF}{table}</math> end</p>"))[0]
    assert found.endswith("\\begin{matrix}\nz & l\n\\end{matrix}")


def test_what_a_formula_means_is_no_formula(reading: Reading) -> None:
    draft = reading.of("web", "<p>where <math><apply><plus/><ci>x</ci><cn>2</cn></apply></math> end</p>")
    assert formulas(draft) == []
    assert set(codes(draft)) <= {"text-left-out"}
