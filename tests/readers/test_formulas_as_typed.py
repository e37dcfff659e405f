"""Formulas as MathJax and KaTeX take them, and marks of dialects beside formulas."""

from __future__ import annotations

import pytest
from octavo.manuscript import write_markdown
from octavo.pandoc import Pandoc
from octavo.readers.markdown.plain_tex import readable
from octavo.readers.markdown.visible_words import visible

from tests.readers.support import Reading

TYPED = [
    (r"\pmatrix{a & b \cr c}", r"\begin{pmatrix}a & b \\ c\end{pmatrix}"),
    (r"a \cr b", r"\begin{array}{c}a \\ b\end{array}"),
    (r"a &= b \\ &= c", r"\begin{aligned}a &= b \\ &= c\end{aligned}"),
    (r"{\rm ATE}(p) + {\cal L}", r"{\mathrm{ATE}}(p) + {\mathcal{L}}"),
    (r"{1 + {x \over 2} \over y}", r"{\frac{1 + {\frac{x }{2}} }{y}}"),
    (r"30^\degree, \LaTeX", r"30^{\circ}, \text{LaTeX}"),
    (r"\norm{x_{1}} \in \R^n % length", r"\lVert x_{1} \rVert  \in \mathbb{R}^n "),
    (r"\textcolor{red}{x} \left( a \middle| b \right)", r"{x} \left( a | b \right)"),
    (r"\ce{H2O -> SO4^2-}", r"\mathrm{H_{2}O \rightarrow  SO_{4}^{2-}}"),
    (r"\begin{dcases} a \end{dcases}", r"\begin{cases} a \end{cases}"),
    (r"\begin{bmatrix} 1 \\ 2 \end{bmatrix} \Realm \random", r"\begin{bmatrix} 1 \\ 2 \end{bmatrix} \Realm \random"),
]


@pytest.mark.parametrize(("typed", "plain"), TYPED)
def test_formulas_in_words_that_pandoc_knows(typed: str, plain: str) -> None:
    assert readable(typed) == plain


def test_pandoc_reads_them(pandoc: Pandoc) -> None:
    text = "\n\n".join(f"$${readable(typed)}$$" for typed, _ in TYPED[:-1])
    assert len(pandoc.read(text, "markdown", formulas=True).formulas) == len(TYPED) - 1


@pytest.mark.parametrize(
    ("dialect", "source", "manuscript"),
    [
        ("github", "$$\nn~(n-1) == [[a]]\n$$\n", "$$\nn~(n-1) == [[a]]\n$$\n"),
        ("github", "A ==mark== and $a~b$, ~no~.\n", "A [mark]{.mark} and $a~b$, ~~no~~.\n"),
        ("myst", "Rows $ x^2 $ and $\\{d\\} $, $5 or $6.\n", "Rows $x^2$ and $\\{d\\}$, $5 or $6.\n"),
        ("myst", "See <doi:10.1/a> and [it](wiki:Oil).\n",
         "See [doi:10.1/a](https://doi.org/10.1/a) and [it](https://en.wikipedia.org/wiki/Oil).\n"),
        ("github", "其中$x_k$。若$n$元，价格是$5和$10元，$x_{训练}$。\n",
         "其中$x_k$。若$n$元，价格是\\$5和\\$10元，$x_{训练}$。\n"),
        ("github", "함수 $f(x)$는 그렇다. US$5 and US$6.\n", "함수 $f(x)$는 그렇다. US$5 and US$6.\n"),
    ],
)  # fmt: skip
def test_formulas_are_left_alone(reading: Reading, dialect: str, source: str, manuscript: str) -> None:
    assert write_markdown(reading.of("markdown", source, dialect=dialect).blocks).text == manuscript


def test_words_of_a_formula_of_two_lines_are_none() -> None:
    assert visible("Let $w =\n\\exp(a)$, where $b$ is $5.\n").split() == ["Let", ",", "where", "is", "$5."]


@pytest.mark.parametrize(
    ("source", "formulas"),
    [("其中$x$。若$n$元，价格是$5和$10元", 2), ("함수 $f$는 $x_1$에서 $5이고 $10이다", 2), ("US$a and US$b", 0)],
)
def test_scripts_without_spaces_have_none_beside_a_formula(
    reading: Reading, pandoc: Pandoc, source: str, formulas: int
) -> None:
    text = write_markdown(reading.of("markdown", source, dialect="github").blocks).text
    assert len(pandoc.read(text, "markdown", formulas=True).formulas) == formulas
