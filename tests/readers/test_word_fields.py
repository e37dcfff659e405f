"""Fields of Word files: what they say comes along, and page numbers of another layout do not."""

from __future__ import annotations

import pytest
from octavo.readers.office.word.symbols import symbol
from octavo.tree.walk import walk

from tests.readers.packages import NAMES, docx, paragraph, run
from tests.readers.support import Reading, codes, outline, text
from tests.readers.word import drawn, level, styled, word


def mark(kind: str, inner: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def field(instruction: str, result: str = "", inner: str = "") -> str:
    """A field in its long form."""
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark("begin", inner) + code + mark("separate") + (run(result) if result else "") + mark("end")


def named(name: str, inner: str) -> str:
    return f'<w:bookmarkStart w:id="1" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="1"/>'


def choice(entries: str) -> str:
    return "".join(f'<w:listEntry w:val="{entry}"/>' for entry in entries.split())


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (field("FORMCHECKBOX", inner='<w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData>'), "☒"),
        (field("FORMCHECKBOX", inner='<w:ffData><w:checkBox><w:checked w:val="0"/></w:checkBox></w:ffData>'), "☐"),
        (field("FORMDROPDOWN",
               inner=f'<w:ffData><w:ddList><w:result w:val="1"/>{choice("red green")}</w:ddList></w:ffData>'), "green"),
        (field("FORMTEXT", "typed"), "typed"),
        (field("FORMTEXT"), "_" * 12),
        (field(r"SYMBOL 252 \f Wingdings"), "✓"),
        (field("MACROBUTTON NoMacro Click here"), "Click here"),
        (field("MERGEFIELD Name"), "«Name»"),
        (field("SEQ Figure") + run(" ") + field("SEQ Figure"), "1 2"),
        (field(' QUOTE "said so" '), "said so"),
        (field("DATE", "3 May"), "3 May"),
        ('<w:fldSimple w:instr="AUTHOR">' + run("Ada") + "</w:fldSimple>", "Ada"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>a</w:t></w:r>', "α"),
        (field(r"IF 1 = 1 " + field("MERGEFIELD X", "x"), "yes"), "yes"),
    ],
)  # fmt: skip
def test_fields(reading: Reading, inside: str, words: str) -> None:
    draft = reading.of("docx", docx(f"<w:p>{run('a ')}{inside}{run(' b')}</w:p>"))
    assert text(draft) == f"a {words} b"
    assert codes(draft) == []


@pytest.mark.parametrize(
    ("instruction", "tex"),
    [
        (r"EQ \f(3,4)", r"\frac{3}{4}"),
        (r"EQ \r(3,x)", r"\sqrt[3]{x}"),
        (r"EQ \f(1,\r(,y))", r"\frac{1}{\sqrt{y}}"),
        (r"EQ \o(a,b)", "ab"),
    ],
)
def test_equation_fields_are_formulas(reading: Reading, instruction: str, tex: str) -> None:
    draft = reading.of("docx", docx(f"<w:p>{field(instruction)}</w:p>"))
    assert [node["c"][1] for node in walk(list(draft.blocks)) if node["t"] == "Math"] == [tex]


def test_a_reference_says_the_number_that_is_printed_and_leads_there(reading: Reading) -> None:
    target = styled("Price", num="1").replace(run("Price"), named("_Ref1", run("Price")))
    see = f"<w:p>{run('see ')}{field(chr(32) + 'REF _Ref1 ' + chr(92) + 'r ' + chr(92) + 'h', '7')}{run('.')}</w:p>"
    draft = reading.of("docx", word(styled("Seller", num="1") + target + see, {"1": level("Article %1.")}))
    assert text(draft) == "Article 1. Seller Article 2. Price see Article 2."
    assert [node["c"][2][0] for node in walk(list(draft.blocks)) if node["t"] == "Link"] == ["#_Ref1"]


def test_a_reference_to_a_page_is_a_link(reading: Reading) -> None:
    body = f"<w:p>{named('here', run('Here'))}</w:p><w:p>{run('page ')}{field('PAGEREF here', '9')}</w:p>"
    draft = reading.of("docx", docx(body))
    assert [node["c"][2][0] for node in walk(list(draft.blocks)) if node["t"] == "Link"] == ["#here"]
    gone = reading.of("docx", docx(f"<w:p>{run('page ')}{field('PAGEREF nowhere', '9')}</w:p>"))
    assert (text(gone), "Link" in str(gone.blocks)) == ("page 9", False)


def test_contents_lists_go_with_their_heading_and_a_note(reading: Reading) -> None:
    entries = (
        f"<w:p>{mark('begin')}<w:r><w:instrText>TOC</w:instrText></w:r>{mark('separate')}{run('First')}"
        f"<w:r><w:tab/></w:r>{field('PAGEREF x', '2')}</w:p><w:p>{run('Second 5')}</w:p>"
        f"<w:p>{mark('end')}{run('after')}</w:p>"
    )
    draft = reading.of("docx", docx(paragraph("Inhaltsverzeichnis") + entries + paragraph("First")))
    assert outline(draft.blocks) == "Para:after Para:First"
    assert codes(draft) == ["text-left-out"]
    written = styled("Chapter One\t3", "TOC1") + styled("Chapter One", "H")
    drafted = reading.of("docx", word(written, None, ("TOC1|toc 1", "H|heading 1")))
    assert drawn(list(drafted.blocks)) == "# Chapter One"


def test_hidden_words_are_left_out_and_named(reading: Reading) -> None:
    body = f"<w:p>{run('seen')}<w:r><w:rPr><w:rStyle w:val='H'/></w:rPr><w:t>secret</w:t></w:r></w:p>"
    given = "<w:style w:type='character' w:styleId='H'><w:rPr><w:vanish/></w:rPr></w:style>"
    data = docx(body, {"word/styles.xml": f"<w:styles {NAMES}>{given}</w:styles>"})
    draft = reading.of("docx", data)
    assert text(draft) == "seen"
    assert "secret" in draft.notices[0].text
    assert "secret" not in draft.words


def test_formulas_keep_what_nobody_knows_and_have_no_spaces_at_their_ends(reading: Reading) -> None:
    unknown = "<m:oMath><m:r><m:t>a=</m:t></m:r><m:new><m:r><m:t>9</m:t></m:r></m:new><m:r><m:t> </m:t></m:r></m:oMath>"
    draft = reading.of("docx", docx(f"<w:p>{run('x ')}{unknown}{run('y')}</w:p>"))
    assert [node["c"][1] for node in walk(list(draft.blocks)) if node["t"] == "Math"] == ["a = 9"]


def test_letters_of_symbol_fonts() -> None:
    found = [
        symbol(font, code)
        for font, code in (("Wingdings", 0xF0A7), ("Webdings", 0x61), ("Arial", 0x41), ("Symbol", 0xB3))
    ]
    assert found == ["▪", "✓", "A", "≥"]
    assert symbol("Wingdings", 0xFF) == ""
