"""Numbers of paragraphs in Word files come out as Word prints them."""

from __future__ import annotations

import pytest
from octavo.readers.office.word.number_formats import written

from tests.readers.packages import paragraph
from tests.readers.support import Reading, text
from tests.readers.word import drawn, level, styled, word

LEGAL = level("%1.") + level("%1.%2", at=1) + level("(%3)", "lowerLetter", 2) + level("(%4)", "lowerRoman", 3)


def test_a_list_of_several_levels_keeps_its_labels(reading: Reading) -> None:
    body = "".join(
        styled(words, num=f"1/{at}")
        for words, at in (("Terms", 0), ("seller", 1), ("buyer", 1), ("alone", 2), ("gold", 3), ("or not", 2),
            ("Price", 0),
            ("ten", 1),
        )
    )  # fmt: skip
    assert drawn(list(reading.of("docx", word(body, {"1": LEGAL})).blocks)) == (
        "[Decimal Period 1]\n  Terms\n  1.1 seller\n  1.2 buyer\n  [LowerAlpha TwoParens 1]\n    alone\n"
        "    [LowerRoman TwoParens 1]\n      gold\n  [LowerAlpha TwoParens 2]\n    or not\n"
        "[Decimal Period 2]\n  Price\n  2.1 ten"
    )


@pytest.mark.parametrize(
    ("levels", "printed"),
    [
        (level("Article %1"), "Article 4 a"),
        (level("§ %1", start=7), "§ 10 a"),
        (level("Step %1:"), "Step 4: a"),
        (level("%1", "ordinal"), "4th a"),
        (level("%1.", "decimalZero"), "04. a"),
        (level("%1)", "russianLower"), "г) a"),
        (level("%1、", "chineseCounting", start=8), "十一、 a"),
        (level("Note:", "none"), "Note: a"),
        (level("✓", "bullet"), "✓ a"),
        (level("%1-", more='<w:suff w:val="nothing"/>'), "4-a"),
    ],
)
def test_labels_that_no_list_can_say_stand_in_the_text(reading: Reading, levels: str, printed: str) -> None:
    body = styled("x", num="1") * 3 + styled("a", num="1")
    assert drawn(list(reading.of("docx", word(body, {"1": levels})).blocks)).splitlines()[-1] == printed


def test_a_list_goes_on_after_a_paragraph_and_restarts_where_it_is_told(reading: Reading) -> None:
    again = (
        '<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    body = (
        styled("a", num="1") + paragraph("between") + styled("b", num="1") + styled("c", num="9") + styled("d", num="1")
    )
    assert drawn(list(reading.of("docx", word(body, {"1": level("%1)")}, nums=again)).blocks)) == (
        "[Decimal OneParen 1]\n  a\nbetween\n[Decimal OneParen 2]\n  b\n"
        "[Decimal OneParen 1]\n  c\n[Decimal OneParen 2]\n  d"
    )


def test_headings_take_their_numbers_from_their_styles(reading: Reading) -> None:
    lists = {
        "1": level("Part %1", "upperRoman", more='<w:pStyle w:val="H1"/>')
        + level("%1.%2", at=1, more='<w:pStyle w:val="H2"/><w:isLgl/>')
    }
    given = (
        'H1|heading 1||<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>',
        'H2|heading 2||<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>',
        "Own|Kapitel|H1|",
    )
    body = (
        styled("Air", "H1")
        + styled("Wind", "H2")
        + styled("Sea", "Own")
        + styled("Salt", "H2")
        + styled("No", "H2", "0")
    )
    assert drawn(list(reading.of("docx", word(body, lists, given)).blocks)) == (
        "# Part I Air\n## 1.1 Wind\n# Part II Sea\n## 2.1 Salt\n## No"
    )


def test_levels_that_are_told_not_to_restart_go_on(reading: Reading) -> None:
    lists = {"1": level("Part %1") + level("Article %2", at=1, more='<w:lvlRestart w:val="0"/>')}
    body = "".join(styled(words, num=f"1/{at}") for words, at in (("a", 0), ("b", 1), ("c", 0), ("d", 1)))
    assert text(reading.of("docx", word(body, lists))) == "Part 1 a Article 1 b Part 2 c Article 2 d"


def test_paragraphs_below_an_item_belong_to_it(reading: Reading) -> None:
    indent = '<w:ind w:left="720"/>'
    lists = {"1": level("%1.", more="").replace("</w:lvl>", f"<w:pPr>{indent}</w:pPr></w:lvl>")}
    body = (
        styled("one", num="1")
        + styled("more of one", "ListParagraph", more=indent)
        + styled("two", num="1")
        + paragraph("after")
    )
    draft = reading.of("docx", word(body, lists, ("ListParagraph|List Paragraph",)))
    assert drawn(list(draft.blocks)) == "[Decimal Period 1]\n  one\n  more of one\n[Decimal Period 2]\n  two\nafter"


def test_blank_items_are_lines_to_write_on_and_a_last_one_is_a_slip(reading: Reading) -> None:
    lists = {"1": level("%1.")}
    sheet = reading.of("docx", word(paragraph("Why?") + styled("", num="1") * 3, lists))
    assert drawn(list(sheet.blocks)).count("_" * 24) == 3
    slip = reading.of("docx", word(styled("a", num="1") + styled("", num="1"), lists))
    assert drawn(list(slip.blocks)) == "[Decimal Period 1]\n  a"


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (1994, "upperRoman", "MCMXCIV"), (28, "lowerLetter", "bb"), (113, "ordinal", "113th"), (22, "ordinal", "22nd"),
        (42, "cardinalText", "Forty-two"), (90, "ordinalText", "Ninetieth"), (21, "ordinalText", "Twenty-first"),
        (105, "japaneseCounting", "一百〇五"), (10, "taiwaneseCounting", "十"), (3, "decimalEnclosedCircle", "③"),
        (12, "hindiNumbers", "١٢"), (5, "chicago", "**"), (7, "unheard-of", "7"),
    ],
)  # fmt: skip
def test_formats_of_numbers(number: int, form: str, expected: str) -> None:
    assert written(number, form) == expected
