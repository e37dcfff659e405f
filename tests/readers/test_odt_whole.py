"""ODT: numbers as printed, hidden text out, tables and lists anywhere, code, formulas in the line."""

from __future__ import annotations

import pytest
from octavo.tree.walk import plain, walk

from tests.readers.packages import ODT_NAMES, odt
from tests.readers.support import Reading, codes, kinds, text
from tests.readers.word import drawn

FO = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'


def p(words: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def items(*inner: str, more: str = "") -> str:
    return f"<text:list {more}>{''.join(f'<text:list-item>{one}</text:list-item>' for one in inner)}</text:list>"


def table(*cells: str) -> str:
    row = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
    columns = f'<table:table-column table:number-columns-repeated="{len(cells)}"/>'
    return f"<table:table>{columns}<table:table-row>{row}</table:table-row></table:table>"


def number(level: int, form: str = "1", suffix: str = ".", more: str = "") -> str:
    named = f'text:level="{level}" style:num-format="{form}" style:num-suffix="{suffix}"'
    return f"<text:list-level-style-number {named} {more}/>"


def styled(body: str, given: str) -> bytes:
    """An ODT with these styles."""
    part = f"<office:document-styles {ODT_NAMES} {FO}><office:styles>{given}</office:styles></office:document-styles>"
    return odt(body, {"styles.xml": part})


def style(name: str, inner: str = "", parent: str = "", family: str = "paragraph") -> str:
    named = f'style:name="{name}" style:family="{family}" style:parent-style-name="{parent}"'
    return f"<style:style {named}>{inner}</style:style>"


def list_style(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


@pytest.mark.parametrize(
    ("levels", "body", "expected"),
    [
        (number(1, more='text:start-value="3"'), items(p("a"), p("b")),
         "[Decimal Period 3]\n  a\n[Decimal Period 4]\n  b"),
        (number(1, more='style:num-prefix="Article "'), items(p("a"), p("b")),
         "Article 1. a\nArticle 2. b"),
        (number(1) + number(2, suffix="", more='text:display-levels="2"'),
         items(p("a") + items(p("x"), p("y")), p("b")),
         "[Decimal Period 1]\n  a\n  1.1 x\n  1.2 y\n[Decimal Period 2]\n  b"),
        (number(1, "a", ")"), items(p("a")) + p("between") + items(p("b"), more='text:continue-numbering="true"'),
         "[LowerAlpha OneParen 1]\n  a\nbetween\n[LowerAlpha OneParen 2]\n  b"),
        (number(1), items(p("a")) + p("between") + items(p("b")),
         "[Decimal Period 1]\n  a\nbetween\n[Decimal Period 1]\n  b"),
        ('<text:list-level-style-bullet text:level="1" text:bullet-char="✓"/>', items(p("a")), "✓ a"),
    ],
)  # fmt: skip
def test_lists(reading: Reading, levels: str, body: str, expected: str) -> None:
    body = body.replace("<text:list ", '<text:list text:style-name="L" ')
    assert drawn(list(reading.of("odt", styled(body, list_style("L", levels))).blocks)) == expected


def test_headings_have_their_numbers(reading: Reading) -> None:
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="1"/></text:outline-style>'
    )
    body = "".join(
        f'<text:h text:outline-level="{at}">{words}</text:h>' for at, words in ((1, "A"), (2, "B"), (1, "C"))
    )
    assert drawn(list(reading.of("odt", styled(body, outline)).blocks)) == "# I. A\n## 1 B\n# II. C"


def test_tables_and_lists_stand_anywhere(reading: Reading) -> None:
    note = f"<text:note><text:note-body>{p('n')}{items(p('in a note'))}</text:note-body></text:note>"
    body = (
        items(p("one") + table(p("in a list"), p("cell"))) + table(p("outer") + table(p("inner"))) + p(f"words{note}")
    )
    draft = reading.of("odt", odt(body))
    assert text(draft) == "one in a list cell outer inner words n in a note"
    assert codes(draft) == []
    listed = draft.blocks[0]
    assert listed["t"] == "BulletList"
    assert [block["t"] for block in listed["c"][0]] == ["Para", "Table"]
    assert kinds(draft).count("Table") == 3


def test_hidden_text_is_left_out(reading: Reading) -> None:
    given = style("T", '<style:text-properties text:display="none"/>', family="text")
    body = (
        p('seen<text:span text:style-name="T">one</text:span>')
        + p('<text:hidden-text text:is-hidden="true">two</text:hidden-text>')
        + f'<text:section text:display="none">{p("three")}</text:section>'
        + p('<text:hidden-paragraph text:is-hidden="true"/>four')
    )
    draft = reading.of("odt", styled(body, given))
    assert (text(draft), codes(draft)) == ("seen", ["text-left-out"])
    assert all(word in draft.notices[0].text for word in ("one", "two", "three", "four"))


def test_styles_say_what_a_paragraph_is(reading: Reading) -> None:
    given = (
        style("Title") + style("Preformatted_20_Text") + style("P1", parent="Preformatted_20_Text")
        + style("C", '<style:paragraph-properties fo:text-align="center"/>')
        + style("B", '<style:paragraph-properties fo:break-before="page"/>')
    )  # fmt: skip
    body = (
        p("The title", "Title") + p("x = 1", "P1") + p('<text:s text:c="4"/>y', "P1") + p("middle", "C") + p("words")
        + p("new page", "B")
    )  # fmt: skip
    draft = reading.of("odt", styled(body, given))
    assert draft.metadata["title"] == "The title"
    assert "The title" in draft.words
    assert draft.blocks[0] == {"t": "CodeBlock", "c": [["", [], []], "x = 1\n    y"]}
    assert [node["c"][0][1] for node in draft.blocks if node["t"] == "Div"] == [["center"], ["pagebreak"]]


def test_formulas_among_words_are_part_of_the_line(reading: Reading) -> None:
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>a</mi><mo>=</mo><mn>1</mn></math>'
    frame = '<draw:frame><draw:object xlink:href="./Formula-2"/></draw:frame>'
    draft = reading.of("odt", odt(p(f"It is {frame} here."), {"Formula-2/content.xml": math}))
    assert [node["c"][0]["t"] for node in walk(list(draft.blocks)) if node["t"] == "Math"] == ["InlineMath"]
    assert plain(draft.blocks[0]).split() == ["It", "is", "a", "=", "1", "here."]


def test_headings_of_cells_keep_their_words(reading: Reading) -> None:
    heading = '<text:h text:outline-level="2">Head</text:h>'
    draft = reading.of("odt", odt(table(heading, p("cell"))))
    assert text(draft) == "Head cell"
    assert codes(draft) == []


def test_an_id_may_come_twice(reading: Reading) -> None:
    listed = items(p("a"), more='xml:id="one"') + p("b") + items(p("c"), more='xml:id="one"')
    assert text(reading.of("odt", odt(listed))) == "a b c"
