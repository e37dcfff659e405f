"""References of every dialect become references of Pandoc's."""

from __future__ import annotations

import pytest
from octavo.manuscript import write_markdown
from octavo.tree.walk import walk

from tests.check.samples import PIXEL
from tests.readers.support import Reading, codes, text

FIGURE = "![A lamp](a.png){#fig-a}\n\n## Oil {#sec-oil}\n\n$$\nx\n$$ {#eq-x}\n\n"


def cited(reading: Reading, source: str, **metadata: object) -> list[tuple[str, str]]:
    """The names that a text refers to, and how."""
    draft = reading.of("markdown", source, **metadata)
    found = [node for node in walk(list(draft.blocks)) if node["t"] == "Cite"]
    return [(one["citationId"], one["citationMode"]["t"]) for node in found for one in node["c"][0]]


@pytest.mark.parametrize("dialect", ["github", "hugo", "mkdocs", "obsidian", "jekyll"])
@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("See @sec-oil, (@eq-x).", ["sec-oil", "eq-x"]),
        ("See [@sec-oil].", ["sec-oil"]),
        ("See [-@eq-x] or [@sec-oil; @eq-x].", ["eq-x", "sec-oil", "eq-x"]),
        ("Mail me@fig-x.org or @fig-nobody, `@sec-oil`.", []),
        ("See \\eqref{eq-x} and \\ref{nothing}.", ["eq-x"]),
    ],
)
def test_references_in_every_dialect(reading: Reading, dialect: str, words: str, names: list[str]) -> None:
    assert [name for name, _ in cited(reading, FIGURE + words + "\n", dialect=dialect)] == names


@pytest.mark.parametrize("dialect", ["github", "pandoc"])
@pytest.mark.parametrize(
    "formula",
    [
        "\\begin{equation}\n\\label{eq:one}\na = b\n\\end{equation}",
        "$$\na = b \\label{eq:one}\n$$",
        "\\begin{align}\na &= b \\label{eq:one} \\\\\nc &= d\n\\end{align}",
        "\\begin{equation} a (\\#eq:one)\n\\end{equation}",
        "$$\na = b\n$$ {#eq:one}",
        "\\[ a = b \\label{eq:one} \\]",
    ],
)
def test_formulas_with_labels_keep_their_names(reading: Reading, formula: str, dialect: str) -> None:
    source = f"Words.\n\n{formula}\n\nSee \\eqref{{eq:one}}, \\ref{{eq:one}} and \\@ref(eq:one).\n"
    draft = reading.of("markdown", source, dialect=dialect)
    manuscript = write_markdown(draft.blocks).text
    assert "$$ {#eq:one}" in manuscript
    assert manuscript.count("[-@eq:one]") == 3
    assert "label" not in manuscript
    assert codes(draft) == []


MYST = [
    ("```{figure} a.png\n:name: lamp\n\nA *lamp*\n```\n\n{numref}`lamp` {numref}`Fig. %s <lamp>` {ref}`it <lamp>`\n",
     "@{lamp} Fig. [-@lamp] [it](#lamp)"),
    ("```{math}\n:label: my-eq\na=b\n```\n\n{eq}`my-eq`\n", "$$a=b$$ {#my-eq}\n\n[-@my-eq]"),
    ("$$\na=b\n$$ (my-eq)\n\n{eq}`my-eq`\n", "$$a=b$$ {#my-eq}\n\n[-@my-eq]"),
    ("(lab)=\n## Head\n\n{ref}`lab` [](lab) [](#lab)\n", "## Head {#lab}\n\n@{lab} @lab @lab"),
    ("```{table} Cap\n:name: t\n| a |\n|---|\n| 1 |\n```\n", "| a   |\n|-----|\n| 1   |\n\n: Cap {#t}"),
    ("```{list-table} Cap\n:header-rows: 1\n* - A\n  - B\n* - 1\n  - 2\n```\n",
     "| A   | B   |\n|-----|-----|\n| 1   | 2   |\n\n: Cap"),
    ('```{csv-table}\n:header: a, b\n1, "x, y"\n```\n', "| a   | b    |\n|-----|------|\n| 1   | x, y |"),
    ("```{glossary}\nWick\n  A cord.\n```\n", "Wick\n:   A cord."),
    ("{cite}`a,b` {cite:t}`c`\n", "[@a; @b] @c"),
    ("````{tab-set}\n```{tab-item} One\nA\n```\n```{tab-item} Two\nB\n```\n````\n", "**One**\n\nA\n\n**Two**\n\nB"),
    ("- ```{note}\n  In a list\n  ```\n- two\n", "- ::: note\n  In a list\n  :::\n- two"),
    ("> ```{tip}\n> Said\n> ```\n", "> ::: tip\n> Said\n> :::"),
    ("```{admonition} Own\n:class: warning\nWords\n```\n", ":::: warning\n::: title\nOwn\n:::\n\nWords\n::::"),
    ("Words\n\n+++\n\n% hidden\n\nMore H{sub}`2`O\n", "Words\n\nMore H~2~O"),
    ("```{code-block} python\n:name: lst-x\n:caption: Light\nx = 1\n```\n",
     "``` {#lst-x .python title=Light}\nx = 1\n```"),
    ("```python\n% magic {ref}`x`\n```\n", "```python\n% magic {ref}`x`\n```"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "manuscript"), MYST)
def test_directives_and_roles_of_myst(reading: Reading, source: str, manuscript: str) -> None:
    (reading.folder / "a.png").write_bytes(PIXEL.data)
    draft = reading.of("markdown", source, dialect="myst")
    assert manuscript in write_markdown(draft.blocks).text
    assert set(codes(draft)) <= {"text-left-out"} if "hidden" in source else codes(draft) == []


def test_a_directive_that_nobody_knows_stays_visible(reading: Reading) -> None:
    draft = reading.of("markdown", "```{eval-rst}\n.. note:: hi\n```\n", dialect="myst")
    assert ".. note:: hi" in text(draft)
    assert codes(draft) == ["raw-shown"]


def test_a_letter_behind_a_reference_is_not_lost(reading: Reading) -> None:
    source = FIGURE + "See (Figure \\@ref(fig:a)b), then Figure \\@ref(fig:a)a, and [@eq-x]c.\n"
    assert "text-left-out" not in codes(reading.of("markdown", source, dialect="quarto"))


@pytest.mark.parametrize(
    "source",
    [
        "- **Bold**{#a-name}: words\n- *plain*{.loud} words\n",
        "See [the guide][long\nname] there.\n\n[long name]: b.md\n",
    ],
)
def test_what_only_markup_says_is_no_loss(reading: Reading, source: str) -> None:
    draft = reading.of("markdown", source, dialect="mkdocs")
    assert not {"text-left-out", "attribute-removed"} & set(codes(draft))
    assert "wrapper" not in write_markdown(draft.blocks).text


def test_code_that_holds_marks_of_code_is_no_loss(reading: Reading) -> None:
    source = "Wrap in ` ```{=html} ` blocks `a`, see [this](http://a.b/c-d) with ` ```` ` and ``a`b``.\n"
    draft = reading.of("markdown", source, dialect="quarto")
    assert codes(draft) == []
    assert text(draft) == "Wrap in ```{=html} blocks a, see this with ```` and a`b."


def test_brackets_in_an_address_are_no_words(reading: Reading) -> None:
    address = "https://a.org/m?sql=select++(1000+*+(strftime(%27x%27)+(a(b))))+as+c"
    draft = reading.of("markdown", f"Try [that]({address}) here.\n")
    assert codes(draft) == []
    assert text(draft) == "Try that here."


def test_what_an_index_of_a_site_says_is_no_word_of_the_text(reading: Reading) -> None:
    source = "## {index}`Vectors <single: Vectors>`\n\nThe {index}`pair: lamp; oil` and {index}`wick`.\n"
    draft = reading.of("markdown", source, dialect="myst")
    assert text(draft) == "Vectors The lamp; oil and wick."
