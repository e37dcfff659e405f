"""How Word files are set: alignment, breaks, tabs, code, tables, and what has no style but looks like something."""

from __future__ import annotations

import pytest
from octavo.model import Draft
from octavo.tree.walk import plain, walk

from tests.readers.packages import docx, paragraph, run
from tests.readers.support import Reading, codes, kinds, text
from tests.readers.word import drawn, styled, word

MONO = '<w:rPr><w:rFonts w:ascii="Courier New"/></w:rPr>'
TAB = "<w:r><w:tab/></w:r>"


def set_in(words: str, properties: str) -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def cell(words: str, more: str = "") -> str:
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{paragraph(words) if words else '<w:p/>'}</w:tc>"


def rows(draft: Draft) -> list[list[str]]:
    """The words of the cells of the first table."""
    table = next(node for node in walk(list(draft.blocks)) if node["t"] == "Table")["c"]
    return [
        [plain(one[4]).strip() for one in row[1]] for row in table[3][1] + [row for body in table[4] for row in body[3]]
    ]


def divisions(draft: Draft) -> list[tuple[str, str]]:
    return [(" ".join(node["c"][0][1]), text_of(node)) for node in draft.blocks if node["t"] == "Div"]


def text_of(node: object) -> str:
    return " ".join(plain(node).split())


def test_alignment_is_kept(reading: Reading) -> None:
    body = styled("middle", more='<w:jc w:val="center"/>') + paragraph("x") + styled("me", more='<w:jc w:val="right"/>')
    assert divisions(reading.of("docx", docx(body))) == [("center", "middle"), ("right", "me")]
    hebrew = styled("שלום", more='<w:bidi/><w:jc w:val="right"/>')
    assert divisions(reading.of("docx", docx(hebrew + paragraph("x")))) == []


@pytest.mark.parametrize(
    "broken",
    [
        paragraph("a") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + paragraph("b"),
        f'<w:p>{run("a")}<w:r><w:br w:type="page"/></w:r>{run("b")}</w:p>',
        f'<w:p>{run("a")}<w:r><w:br w:type="page"/></w:r></w:p>' + paragraph("b"),
        paragraph("a") + styled("b", more="<w:pageBreakBefore/>"),
        styled("a", more='<w:sectPr><w:type w:val="nextPage"/></w:sectPr>') + paragraph("b"),
    ],
)
def test_page_breaks_are_kept(reading: Reading, broken: str) -> None:
    draft = reading.of("docx", docx(broken))
    assert [text_of(node) or "break" for node in draft.blocks] == ["a", "break", "b"]


def test_lines_with_the_same_tabs_are_a_table(reading: Reading) -> None:
    body = "".join(f"<w:p>{run(a)}{TAB}{run(b)}</w:p>" for a, b in (("Tea", "2.50"), ("Cake", "10.00")))
    draft = reading.of("docx", docx(body + paragraph("then") + f"<w:p>{run('alone')}{TAB}{TAB}{run('here')}</w:p>"))
    assert rows(draft) == [["Tea", "2.50"], ["Cake", "10.00"]]
    assert plain(draft.blocks[-1]).strip() == "alone\u2003\u2003here"


def test_lines_to_write_on_are_drawn(reading: Reading) -> None:
    tabs = '<w:tabs><w:tab w:val="left" w:pos="5000" w:leader="underscore"/></w:tabs>'
    draft = reading.of("docx", docx(styled("Name", more=tabs).replace("</w:p>", TAB + "</w:p>")))
    assert "____" in text(draft)


def test_lines_in_typewriter_letters_are_code(reading: Reading) -> None:
    lines = ("def f(x):", "    return x", "f(2)")
    code = [f'<w:p><w:r>{MONO}<w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in lines]
    blank = f"<w:p><w:pPr>{MONO}</w:pPr></w:p>"
    body = paragraph("A long enough sentence in ordinary letters, with no code in it at all.")
    inside = f"<w:p>{run('call ')}<w:r>{MONO}<w:t>f</w:t></w:r></w:p>"
    draft = reading.of("docx", docx(body + code[0] + code[1] + blank + code[2] + inside))
    assert [node["c"][1] for node in draft.blocks if node["t"] == "CodeBlock"] == ["def f(x):\n    return x\n\nf(2)"]
    assert kinds(draft).count("Code") == 1
    typescript = reading.of("docx", docx("".join(code)))
    assert "CodeBlock" not in kinds(typescript)


def test_columns_that_a_row_leaves_out_are_blank_cells(reading: Reading) -> None:
    before = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    table = (
        f"<w:tbl><w:tr>{before}{cell('b')}</w:tr><w:tr>{cell('c')}{cell('d')}</w:tr><w:tr>{cell('e')}</w:tr></w:tbl>"
    )
    assert rows(reading.of("docx", docx(table))) == [["", "b"], ["c", "d"], ["e", ""]]


def test_columns_of_a_width_with_a_part_are_kept(reading: Reading) -> None:
    grid = '<w:tblGrid><w:gridCol w:w="2257.25"/><w:gridCol w:w="2257.25"/></w:tblGrid>'
    table = f"<w:tbl>{grid}<w:tr>{cell('a')}{cell('b')}</w:tr><w:tr>{cell('c')}{cell('d')}</w:tr></w:tbl>"
    assert rows(reading.of("docx", docx(table))) == [["a", "b"], ["c", "d"]]


def test_a_blank_grid_stays(reading: Reading) -> None:
    row = f"<w:tr>{cell('')}{cell('')}</w:tr>"
    assert len(rows(reading.of("docx", docx(paragraph("Draw:") + f"<w:tbl>{row * 3}</w:tbl>")))) == 3


def test_a_table_of_one_row_has_no_head(reading: Reading) -> None:
    look = '<w:tblPr><w:tblLook w:firstRow="1" w:val="04A0"/></w:tblPr>'
    draft = reading.of("docx", docx(f"<w:tbl>{look}<w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl>"))
    assert draft.blocks[0]["c"][3][1] == []


def test_headings_without_styles_are_found_by_their_letters(reading: Reading) -> None:
    large, bold = '<w:b/><w:sz w:val="28"/>', "<w:b/>"
    sentence = "The members came early and spoke for a long time about the garden and its pond."
    body = (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val="40"/></w:rPr>'
        "<w:t>THE CLUB</w:t></w:r></w:p>"
                + set_in("1. Money", large) + paragraph(sentence) + set_in("1.1 Fees", bold) + paragraph(sentence)
        + set_in("2. Plants", large) + paragraph(sentence) + set_in("Warning.", bold) + paragraph(sentence)
    )  # fmt: skip
    draft = reading.of("docx", docx(body))
    assert draft.metadata["title"] == "THE CLUB"
    heads = [line for line in drawn(list(draft.blocks)).splitlines() if line.startswith("#")]
    assert heads == ["# 1. Money", "## 1.1 Fees", "# 2. Plants"]


def test_outline_levels_are_headings(reading: Reading) -> None:
    given = ('K|Kapitel||<w:pPr><w:outlineLvl w:val="0"/></w:pPr>',)
    body = styled("One", "K") + paragraph("a") + styled("Two", more='<w:outlineLvl w:val="1"/>') + paragraph("b")
    assert drawn(list(reading.of("docx", word(body, None, given)).blocks)) == "# One\na\n## Two\nb"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("- a", "- b"), "[-]\n  a\n[-]\n  b"),
        (("1) a", "2) b"), "[Decimal OneParen 1]\n  a\n[Decimal OneParen 2]\n  b"),
        (("(i) a", "(ii) b"), "[LowerRoman TwoParens 1]\n  a\n[LowerRoman TwoParens 2]\n  b"),
        (("1. a:", "a) x", "b) y", "2. b"),
         "[Decimal Period 1]\n  a:\n  [LowerAlpha OneParen 1]\n    x\n  [LowerAlpha OneParen 2]\n    y\n"
         "[Decimal Period 2]\n  b"),
        (("• a", "• b", "A. c", "B. d"), "[-]\n  a\n[-]\n  b\n[UpperAlpha Period 1]\n  c\n[UpperAlpha Period 2]\n  d"),
        (("1986. A year", "1987. Another"), "1986. A year\n1987. Another"),
        (("- Who is there?", "- It is I."), "- Who is there?\n- It is I."),
        (("1. alone", "and text"), "1. alone\nand text"),
    ],
)  # fmt: skip
def test_lists_typed_by_hand(reading: Reading, lines: tuple[str, ...], expected: str) -> None:
    body = paragraph("Before, and this is text.") + "".join(paragraph(line) for line in lines)
    draft = reading.of("docx", docx(body))
    assert drawn(list(draft.blocks)).removeprefix("Before, and this is text.\n") == expected
    assert codes(draft) == []
