"""TeX of MathJax and KaTeX in commands that pandoc knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from octavo.text.tex import readable, tagged, with_tags_shown

TYPED = [
    (r"x = y% as before", r"x = y"),
    (r"\textsc{head}", r"\text{head}"),
    (r"\pmatrix{a & b \cr c}", r"\begin{pmatrix}a & b \\ c\end{pmatrix}"),
    (r"a \cr b", r"\begin{array}{c}a \\ b\end{array}"),
    (r"a &= b \\ &= c", r"\begin{aligned}a &= b \\ &= c\end{aligned}"),
    (r"{\rm ATE}(p) + {\cal L}", r"{\mathrm{ATE}}(p) + {\mathcal{L}}"),
    (r"{1 + {x \over 2} \over y}", r"{\frac{1 + {\frac{x}{2}}}{y}}"),
    (r"30^\degree, \LaTeX", r"30^{\circ}, \text{LaTeX}"),
    (r"\norm{x_{1}} \in \R^n % length", r"\lVert x_{1} \rVert  \in \mathbb{R}^n "),
    (r"\textcolor{red}{x} \left( a \middle| b \right)", r"{x} \left( a | b \right)"),
    (r"\ce{H2O -> SO4^2-}", r"\mathrm{H_{2}O \rightarrow  SO_{4}^{2-}}"),
    (r"\begin{dcases} a \end{dcases}", r"\begin{cases} a \end{cases}"),
    (r"\begin{bmatrix} 1 \\ 2 \end{bmatrix} \Realm \random", r"\begin{bmatrix} 1 \\ 2 \end{bmatrix} \Realm \random"),
    (r"\cfrac[l]1{\dbinom{n}{k}} {n \choose k}", r"\frac{1}{\binom{n}{k}} {\binom{n}{k}}"),
    (r"\left( a \over b \right) \root 3 \of x", r"\left(\frac{a}{b}\right) \sqrt[3]{x}"),
    (
        r"\begin{array}{cc} \bf a & b \\ 1 \over 2 \end{array}",
        r"\begin{array}{cc} \mathbf{a}& b \\\frac{1}{2}\end{array}",
    ),
    (
        r"\braket{x} \argmax_x \xRightarrow{f} 2\kern 1.5em x \Bbb R",
        r"\langle x\rangle \operatorname*{arg\,max}_x \overset{f}{\Longrightarrow} 2\  x \mathbb{R}",
    ),
    (r"a } b \over c", r"a } b \over c"),
    (
        r"\stackrel{\textcircled{1}}{=} \circled{\small b}",
        r"\stackrel{\text{①}}{=} \text{ⓑ}",
    ),
]


def test_what_has_no_sign_in_a_circle_stays() -> None:
    assert readable(r"\textcircled{x+y}") == r"\textcircled{x+y}"


@pytest.mark.parametrize(("typed", "plain"), TYPED)
def test_formulas_in_words_that_pandoc_knows(typed: str, plain: str) -> None:
    assert readable(typed) == plain


READ = [pair for pair in TYPED if r"\Realm" not in pair[0] and "}" not in pair[0][:4]]


def test_the_tag_of_a_formula() -> None:
    assert tagged(r"a = b \tag{1.2}") == ("a = b ", "(1.2)")
    assert tagged(r"a \tag*{ii} = b") == ("a = b", "ii")
    assert tagged(r"a \tag{1} \\ b \tag{2}")[1] == ""
    assert with_tags_shown(r"a \tag{1} \\ b \tag*{ii}") == r"a\qquad\text{(1)}\\ b\qquad\text{ii}"


@given(st.text("\\{}[]&^_ abroverfcl1#", max_size=60))
def test_any_formula_is_read(tex: str) -> None:
    assert isinstance(readable(tex), str)
