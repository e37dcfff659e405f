"""Numbers of figures, tables, code and sections, the references to them, and the lists of them."""

from __future__ import annotations

import pytest
from octavo.body import Body, block_text
from octavo.body.compose import compose
from octavo.languages.labels import labels_for
from octavo.model import Manuscript, Metadata, Picture
from octavo.pandoc import Pandoc

SOURCE = """\
# Oil {#sec-oil}

## Lamps {#sec-lamps}

See @fig-a, [@fig-a; @tbl:b], [-@lst-c], @Fig-a, @sec-lamps, [-@sec-lamps], [Fig. @fig-a], @two and @none.

![A *lamp*[^1]](images/a.png){#fig-a}

[^1]: Of brass.

| a |
|---|
| 1 |

: Prices {#tbl:b}

``` {#lst-c .python title="Light"}
x
```

![Any name](images/a.png){#two}

# Interlude {.unnumbered}

## Within

# Wick
"""


def body_of(pandoc: Pandoc, text: str, **said: object) -> Body:
    """The body of a text with these metadata."""
    picture = Picture("a.png", b"data", "image/png", 40, 30)
    metadata = Metadata(title=str(said.pop("title", "T")), lang=str(said.pop("lang", "en")), **said)  # type: ignore[arg-type]  # by name
    return compose(Manuscript(text, "out/x/x.md", (), (picture,), ()), metadata, pandoc)


def words(body: Body, tag: str) -> list[str]:
    """The texts of all elements with this tag."""
    return [block_text(node).replace("\u00a0", " ").replace("\u2002", " ") for node in body.tree.iter(tag)]


def test_everything_named_is_numbered_and_referred_to(pandoc: Pandoc) -> None:
    body = body_of(pandoc, SOURCE)
    assert words(body, "p")[0] == (
        "See Figure 1, Figure 1, Table 1, 1, Figure 1, Lamps, Lamps, Fig. 1, Figure 2 and @none."
    )
    assert words(body, "figcaption") == ["Figure 1: A lamp", "Figure 2: Any name"]
    assert words(body, "caption") == ["Table 1: Prices"]
    assert [block_text(node) for node in body.tree.iter("p") if node.get("class") == "code-title"] == [
        "Listing 1: Light"
    ]
    assert words(body, "h2") == ["Oil", "Interlude", "Wick"]


def test_sections_have_numbers_where_somebody_asks(pandoc: Pandoc) -> None:
    body = body_of(pandoc, SOURCE, number_sections=True)
    assert words(body, "h2") == ["1 Oil", "Interlude", "2 Wick"]
    assert words(body, "h3") == ["1.1 Lamps", "Within"]
    assert ", Section 1.1, 1.1, " in words(body, "p")[0]
    assert [heading.text.split()[0] for heading in body.outline][:2] == ["1", "1.1"]


def test_parts_and_appendices_count_apart(pandoc: Pandoc) -> None:
    body = body_of(
        pandoc,
        "# P {.part}\n\n## One\n\n### Sub\n\n# Q {.part}\n\n## Two\n\n# A {.appendix}\n\n## B\n",
        number_sections=True,
    )
    assert [heading.text.split()[0] for heading in body.outline] == ["P", "1", "1.1", "Q", "2", "A", "A.1"]


def test_lists_of_figures_and_tables_stand_before_the_text(pandoc: Pandoc) -> None:
    body = body_of(pandoc, SOURCE, lof=True, lot=True, number_sections=True)
    assert words(body, "h2")[:3] == ["List of figures", "List of tables", "1 Oil"]
    assert words(body, "li") == ["Figure 1: A lamp", "Figure 2: Any name", "Table 1: Prices"]
    assert [link.get("href") for link in body.tree.iter("a")][:3] == ["#fig-a", "#two", "#tbl-b"]


def test_lists_stand_behind_a_heading_that_is_the_title(pandoc: Pandoc) -> None:
    body = body_of(pandoc, "# T\n\n## One\n\n![A](images/a.png){#fig-a}\n", lof=True)
    assert words(body, "h2") == ["List of figures", "One"]


def test_parts_of_a_figure_have_letters(pandoc: Pandoc) -> None:
    body = body_of(
        pandoc,
        "::: {#fig-two}\n![A](images/a.png){#fig-a}\n\n![B](images/a.png)\n\nBoth\n:::\n\n@fig-two, @fig-a\n",
        lang="de",
    )
    assert words(body, "figcaption") == ["(a) A", "(b) B"]
    assert words(body, "p") == ["Abbildung 1: Both", "Abbildung 1, Abbildung 1 (a)"]


@pytest.mark.parametrize("lang", ["ar", "de", "ja", "zh", "ru"])
def test_every_language_has_its_words(lang: str) -> None:
    labels = labels_for(lang)
    assert len({labels.listing, labels.section, labels.figures, labels.tables}) == 4
    assert labels.figures != labels_for("en").figures


def test_boxes_with_names_and_parts_of_what_a_cell_draws(pandoc: Pandoc) -> None:
    source = (
        "See @tip-oil, @nte-wick and @fig-lamp-2.\n\n:::: {#tip-oil .tip}\n::: title\nOil\n:::\nWords.\n::::\n\n"
        "::: {#nte-wick .note}\nWords.\n:::\n\n``` {#fig-lamp .r}\nplot(x)\n```\n"
    )
    body = body_of(pandoc, source)
    assert block_text(body.tree[0]) == "See Tip\u00a01, Note\u00a01 and Figure\u00a01."
    assert [link.get("href") for link in body.tree[0].iter("a")] == ["#tip-oil", "#nte-wick", "#fig-lamp"]
    assert [block_text(line) for line in body.tree.iter("p") if line.get("class") == "box-title"] == [
        *("Tip\u00a01: Oil", "Note\u00a01"),
    ]
    assert not body.notices


@pytest.mark.parametrize(
    ("text", "titled"),
    [
        ("# One\n\nx\n\n# Two\n", False),
        ("# Two\n\nx\n\n# One\n", True),
        ("# One\n\n## Two\n", True),
        ("x\n", True),
        ("One\n", False),
        ("One. Two follows.\n", False),
        ("One is a number.\n", True),
        ("| ONE\n| a verse\n\n# Two\n", False),
        ("- One\n", True),
    ],
)
def test_the_titles_words_are_said_once(pandoc: Pandoc, text: str, titled: bool) -> None:
    assert body_of(pandoc, text, title="One").titled is titled
    assert body_of(pandoc, text, title="One", form="book").titled


def test_tags_are_the_numbers_of_formulas(pandoc: Pandoc) -> None:
    body = body_of(
        pandoc,
        "$$a = b \\tag{1.2}$$ {#eq-a}\n\n$$c$$ {#eq-c}\n\n$$d \\tag*{ii}$$\n\nSee @eq-a and @eq-c, $x \\tag{3}$.\n",
    )
    numbers = [(node.get("id"), node.text) for node in body.tree.iter("span") if node.get("class") == "formula-number"]
    assert numbers == [("eq-a", "(1.2)"), ("eq-c", "(1)"), (None, "ii")]
    assert [node.get("class") for node in body.tree.iter("p")] == ["formula", "formula", "formula", None]
    assert words(body, "a") == ["Formula (1.2)", "Formula (1)"]
    assert [node.get("alttext") for node in body.tree.iter("math")] == ["a = b", "c", "d", "x \\tag{3}"]
    assert body.notices == ()


def test_commands_that_pandoc_does_not_know_are_read_from_a_manuscript(pandoc: Pandoc) -> None:
    body = body_of(pandoc, "So $\\cfrac{1}{2}$ and $\\unknown{x}$.\n")
    assert [node.get("alttext") for node in body.tree.iter("math")] == ["\\cfrac{1}{2}"]
    assert [str(notice.code) for notice in body.notices] == ["formula-unread"]


def test_a_row_with_headings_heads_no_table(pandoc: Pandoc) -> None:
    table = "+------+---+\n| # Hm | b |\n+======+===+\n| c    | d |\n+------+---+\n"
    body = body_of(pandoc, table)
    assert body.tree.find(".//thead") is None
    assert body.tree.find(".//td/h2") is not None
