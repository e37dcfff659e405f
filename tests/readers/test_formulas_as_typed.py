"""Formulas as MathJax and KaTeX take them, and marks of dialects beside formulas."""

from __future__ import annotations

import pytest
from octavo.manuscript import write_markdown
from octavo.pandoc import Pandoc
from octavo.readers.markdown.visible_words import visible
from octavo.text.tex import readable

from tests.readers.support import Reading
from tests.text.test_tex import READ


def test_pandoc_reads_them(pandoc: Pandoc) -> None:
    text = "\n\n".join(f"$${readable(typed)}$$" for typed, _ in READ)
    assert len(pandoc.read(text, "markdown", formulas=True).formulas) == len(READ)


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
