"""Macros that a text defines are put in other words."""

from __future__ import annotations

import pytest
from octavo.text.macros import Macro, expanded, may_define, taken


@pytest.mark.parametrize(
    ("tex", "rest", "found"),
    [
        (r"\newcommand{\E}{\mathbb{E}} x", " x", {"E": Macro(r"\mathbb{E}")}),
        (r"\newcommand\half[1]{\frac{#1}{2}}", "", {"half": Macro(r"\frac{#1}{2}", 1)}),
        (r"\renewcommand*{\v}[2][n]{#2_{#1}}", "", {"v": Macro("#2_{#1}", 2, "n")}),
        (r"\def\R{\mathbb R}\gdef\d#1{d#1}", "", {"R": Macro(r"\mathbb R"), "d": Macro("d#1", 1)}),
        (r"\let\eps=\varepsilon\let\le\leqslant ", " ", {"eps": Macro(r"\varepsilon"), "le": Macro(r"\leqslant")}),
        (r"\DeclareMathOperator*{\argmin}{arg\,min}", "", {"argmin": Macro(r"\operatorname*{arg\,min}")}),
        (r"\providecommand{\known}{no}\providecommand{\fresh}{\}}", "", {"fresh": Macro(r"\}")}),
        (r"\newcommand{\open}{no end", r"\newcommand{\open}{no end", {}),
        (r"\left( \define x \newcommandment", r"\left( \define x \newcommandment", {}),
    ],
)
def test_definitions(tex: str, rest: str, found: dict[str, Macro]) -> None:
    assert may_define(tex)
    assert taken(tex, {"known": Macro("yes")}) == (rest, found)


@pytest.mark.parametrize(
    ("tex", "same"),
    [
        (r"\E x+\E{}", r"\mathbb{E} x+\mathbb{E}{}"),
        (r"\half{a+b}\half2\half\pi", r"\frac{a+b}{2}\frac{2}{2}\frac{\pi}{2}"),
        (r"\v{x}\v[k]{y}", "x_{n}y_{k}"),
        (r"\eps_1\hatof x", r"\varepsilon_1\hat x"),
        (r"\times\\E", r"\times\\E"),
        (r"\twice{\twice{\E}}", r"\mathbb{E}\mathbb{E}\mathbb{E}\mathbb{E}"),
        (r"\dotted{a}b", r"a\cdot b"),
        (r"\loop", r"\loop"),
        (r"\half", r"\frac{}{2}"),
    ],
)
def test_formulas(tex: str, same: str) -> None:
    macros = {
        "E": Macro(r"\mathbb{E}"),
        "half": Macro(r"\frac{#1}{2}", 1),
        "v": Macro("#2_{#1}", 2, "n"),
        "eps": Macro(r"\varepsilon"),
        "hatof": Macro(r"\hat#1", 1),
        "twice": Macro("#1#1", 1),
        "dotted": Macro(r"#1\cdot", 1),
        "loop": Macro(r"\loop\loop"),
    }
    assert expanded(tex, macros) == same


def test_a_formula_never_grows_without_end() -> None:
    bomb = {chr(97 + n): Macro(f"\\{chr(98 + n)}" * 10) for n in range(12)}
    assert expanded(r"\a", bomb) == r"\a"
