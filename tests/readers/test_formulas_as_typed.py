"""Formulas as MathJax and KaTeX take them, and marks of dialects beside formulas."""

from __future__ import annotations

import pytest
from octavo.manuscript import write_markdown
from octavo.pandoc import Pandoc
from octavo.readers.markdown.visible_words import visible
from octavo.text.tex import readable

from tests.readers.support import Reading, codes
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


LINES = "$$\n\\begin{bmatrix}\n1\n\\end{bmatrix}\n=\n- b\n+ c % so\n> d\n# e\n1. f\n$$\n"


@pytest.mark.parametrize("dialect", ["github", "hugo", "jekyll", "mkdocs", "obsidian", "myst"])
def test_no_line_of_a_formula_is_anything_else(reading: Reading, dialect: str) -> None:
    source = f"Words.\n\n{LINES}\n- item\n\n  $$\n  x\n  =\n  y\n  $$\n\nMore: $$ and $$.\n"
    made = write_markdown(reading.of("markdown", source, dialect=dialect).blocks).text
    formula = "$$\n\\begin{bmatrix} 1 \\end{bmatrix} = - b + c > d # e 1. f\n$$\n"
    assert made.startswith(f"Words.\n\n{formula}\n- item\n\n  $$\n  x = y\n  $$\n\nMore: ")


def test_formulas_in_directives_and_with_blank_lines(reading: Reading) -> None:
    source = (
        "```{note}\n$$\na\n=\nb\n$$\n```\n\n$$\na\n\n= b\n$$\n\n$$\nx\n$$ (lab)\n\nSo $$ so\n\n## Two\n\n$$ much.\n"
    )
    draft = reading.of("markdown", source, dialect="myst")
    assert write_markdown(draft.blocks).text == (
        "::: note\n$$\na = b\n$$\n:::\n\n$$\na = b\n$$\n\n$$x$$ {#lab}\n\nSo \\$\\$ so\n\n## Two\n\n\\$\\$ much.\n"
    )
    assert codes(draft) == []


@pytest.mark.parametrize("dialect", ["github", "quarto", "myst"])
def test_macros_defined_within_a_formula_hold_behind_it(reading: Reading, dialect: str) -> None:
    source = (
        "Before $\\norm{x}$.\n\n$$\\newcommand{\\R}{\\mathcal{R}}\n\\newcommand{\\norm}[1]{\\left| #1 \\right|}$$\n\n"
        "$\\def\\d{\\,d}$ In $\\R^2$, `$\\R$`:\n\n$$\\int \\norm{y} \\d x$$\n"
    )
    draft = reading.of("markdown", source, dialect=dialect)
    assert write_markdown(draft.blocks).text == (
        "Before $\\lVert x \\rVert$.\n\nIn $\\mathcal{R}^2$, `$\\R$`:\n\n$$\n\\int \\left| y \\right| \\,d x\n$$\n"
    )
    assert codes(draft) == []


def test_macros_hold_in_later_chapters(reading: Reading) -> None:
    files = {
        "b/_bookdown.yml": 'rmd_files: ["index.Rmd", "a.Rmd", "b.Rmd"]\n',
        "b/index.Rmd": "# One\n\n\\newcommand{\\E}{\\mathbb{E}}\n\n`\\newcommand{\\V}{no}` $\\E x$\n",
        "b/a.Rmd": "# Two\n\n\\renewcommand{\\E}{\\operatorname{E}}\n\n$\\E y$\n",
        "b/b.Rmd": "# Three\n\n$\\E z$ $\\V$\n",
    }
    text = write_markdown(reading.seed(files).blocks).text  # type: ignore[arg-type]
    assert [line for line in text.split("\n") if "$" in line] == [
        *("`\\newcommand{\\V}{no}` $\\mathbb{E}x$", "$\\operatorname{E}y$", "$\\operatorname{E} z$ $\\V$"),
    ]
