"""What books of Quarto, bookdown and R Markdown write: pictures shown by cells, TeX that prints nothing, names."""

from __future__ import annotations

import pytest
from octavo.manuscript import write_markdown
from octavo.readers.losses import counted
from octavo.readers.markdown.dialects.cells import text_references
from octavo.readers.markdown.silent_tex import silent
from octavo.readers.markdown.visible_words import visible
from octavo.text import words

from tests.check.samples import PIXEL
from tests.readers.support import Reading, codes

SHOWN = [
    (
        '```{r lamp, fig.cap="A `brass` lamp, {oiled}", fig.alt="Brass", out.width="60%"}\n'
        'knitr::include_graphics("a.png", dpi = NA)\n```\n',
        "![A 'brass' lamp, {oiled}](images/a.png){#fig:lamp alt=Brass width=60%}\n",
    ),
    (
        '```{r}\n#| label: fig-lamp\n#| fig-cap: A lamp\n#| fig-alt: "Brass: old"\n# of brass\n'
        "include_graphics('a.png')\n```\n",
        '![A lamp](images/a.png){#fig-lamp alt="Brass: old"}\n',
    ),
    (
        '```{r}\n#| label: fig-two\n#| fig-cap: Two\nknitr::include_graphics(c("a.png", "a.png"))\n```\n',
        "::: {#fig-two}\n![](images/a.png)\n\n![](images/a.png)\n\nTwo\n:::\n",
    ),
    (
        '```{r lamp, echo = FALSE, fig.cap = demo$caption("Lit, after \'Good night\'."), fig.align = "center"}\n'
        'include_graphics("a.png")\n```\n',
        "![Lit, after 'Good night'.](images/a.png){#fig:lamp}\n",
    ),
    ('```{r}\nx <- include_graphics("a.png")\n```\n', '```r\nx <- include_graphics("a.png")\n```\n'),
    ('![A lamp](a.png){fig-alt="Brass" fig-align="center"}\n', '![A lamp](images/a.png){alt=Brass}\n'),
    ("[![](a.png)](a.png)\n", "![](images/a.png)\n"),
    ("```{=tex}\n\\begin{align}\na &= b \\notag\n\\end{align}\n```\n",
     "$$\n\\begin{align}\na &= b\n\\end{align}\n$$\n"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "manuscript"), SHOWN)
def test_pictures_and_formulas_come_out(reading: Reading, source: str, manuscript: str) -> None:
    (reading.folder / "a.png").write_bytes(PIXEL.data)
    draft = reading.of("markdown", source, dialect="quarto")
    assert write_markdown(draft.blocks).text == manuscript
    assert codes(draft) == []


def test_tex_that_prints_nothing_goes_with_a_note(reading: Reading) -> None:
    source = "\\index{Lamp!of \\texttt{brass}} Lamp\\indexf{oil\\_can}. \\vspace*{2cm}\n\n\\newcommand{\\x}{a}\n"
    draft = reading.of("markdown", source, dialect="quarto")
    assert write_markdown(draft.blocks).text == '[]{.index entry="Lamp!of \\\\texttt{brass}"} Lamp.\n'
    assert [notice.text.partition(": ")[2] for notice in draft.notices] == ["\\indexf, \\vspace"]


@pytest.mark.parametrize("tex", ["\\textbf{a}", "\\t", "\\index", "\\index{a} b", "\\begin{center}"])
def test_tex_that_prints_stays(tex: str) -> None:
    assert silent(tex) is None or tex == "\\index"


def test_words_of_formulas_and_of_raw_passages_are_not_missed(reading: Reading) -> None:
    source = (
        "The $n$th lamp, $x$ or $y$.\n\n![A *lamp*](a.png)\n\n```{=html}\n<!-- hidden -->\n```\n"
        "```{=html}\n<!-- more -->\n```\n\n**S**tructured <kbd>\\`</kbd> and [words](https://a.example/b.html).\n"
        "\n> [1]: https://a.example/c.html\n> [2]: https://a.example/d.html\n"
    )
    (reading.folder / "a.png").write_bytes(PIXEL.data)
    draft = reading.of("markdown", source, dialect="quarto")
    assert [notice.text for notice in draft.notices] == ["2 comments were left out"]
    assert words(visible(source)) == words("The th lamp or A lamp Structured ` and words")
    assert words(visible("| ``a | [b](c.md) |\n| ``d | e |\n")) == words(
        "``a b ``d e"
    )  # no code goes on in the next row
    assert words(visible("\\newcommand{\\ff}[2]{{#1}^{#2}}\n\nWords\n")) == words("# # Words")
    assert words(visible("<p>\n\n```\n&lt;b&gt;lamp\n```\n")) == words("b lamp")
    assert words(counted(draft.blocks)) == words("The th lamp or A lamp Structured and words")


def test_keys_of_other_tools_are_no_misspellings(reading: Reading) -> None:
    draft = reading.of("markdown", "---\nformat: html\ndescription-meta: x\nttile: y\n---\n\nWords.\n")
    assert [(notice.text, notice.hint) for notice in draft.notices] == [
        ("ttile: this key is not known", "did you mean title?"),
        ("keys that Octavo has no use for: format, description-meta", ""),
    ]


def test_text_references_in_code_are_examples() -> None:
    code = "```markdown\n(ref:a) Oil\n```\n\n"
    cell = "```{r}\n1\n```\n"
    assert text_references(f"{code}(ref:b) Wick\n{cell}") == (f"{code}\n{cell}", {"b": "Wick"})


def test_statements_of_bookdown_have_numbers_and_names(reading: Reading) -> None:
    source = (
        'See \\@ref(thm:big).\n\n::: {.theorem #big name="Big one"}\nWords.\n:::\n\n'
        "::: {.example}\nFirst.\n:::\n\n::: {.example}\nSecond.\n:::\n\n::: {.mine}\nOther.\n:::\n"
    )
    draft = reading.seed({"a.Rmd": source})
    assert write_markdown(draft.blocks).text == (
        "See [-@thm:big].\n\n::: {#thm:big .theorem}\n**Big one**\n\nWords.\n:::\n\n"
        "::: {#exm:unnamed-1 .example}\nFirst.\n:::\n\n::: {#exm:unnamed-2 .example}\nSecond.\n:::\n\n"
        "::: mine\nOther.\n:::\n"
    )
    assert codes(draft) == []
