"""RTF, Word files with macros, documents inside documents, unusual prefixes."""

from __future__ import annotations

import io
import zipfile

import pytest
from octavo.errors import SeedError
from octavo.model import Place
from octavo.readers.seeds.sniffing import sniff

from tests.readers.packages import RELATIONS, archive, docx, paragraph, run
from tests.readers.support import Reading, codes, outline, text
from tests.readers.word import drawn, styled, word

FRONT = ("Title|Title", "Subtitle|Subtitle")

CHUNK = '<w:altChunk r:id="c1"/>'


def test_rtf(reading: Reading) -> None:
    data = rb"{\rtf1\ansi{\info{\title Minutes}{\author Ada}}\pard {\b Bold} caf\'e9\par next{\footnote note}\par}"
    assert sniff(data, "", Place("x.rtf")) == "rtf"
    draft = reading.of("rtf", data)
    assert text(draft) == "Bold café next note"
    assert draft.metadata == {"title": "Minutes", "author": "Ada"}
    assert codes(draft) == []
    assert codes(reading.of("rtf", rb"{\rtf1 a{\pict\pngblip 00}}")) == ["picture-left-out"]


def test_an_old_document_says_what_to_type() -> None:
    with pytest.raises(SeedError) as caught:
        sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "", Place("x.doc"))
    assert "soffice --headless --convert-to docx" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "inner"),
    [
        ("sub.docx", docx(paragraph("inner words"))),
        ("sub.html", b"<html><head><title>T</title></head><body><p>inner <b>words</b></p></body></html>"),
        ("sub.txt", b"inner words"),
    ],
)
def test_documents_inside_come_along(reading: Reading, name: str, inner: bytes) -> None:
    relation = f'<Relationship Id="c1" Type="{RELATIONS}/aFChunk" Target="{name}"/>'
    draft = reading.of("docx", docx(paragraph("a") + CHUNK + paragraph("b"), {f"word/{name}": inner}, relation))
    assert outline(draft.blocks) == "Para:a Para:inner_words Para:b"
    assert codes(draft) == ["text-kept"]


def test_documents_inside_that_cannot_be_read_are_named(reading: Reading) -> None:
    relation = f'<Relationship Id="c1" Type="{RELATIONS}/aFChunk" Target="sub.rtf"/>'
    draft = reading.of("docx", docx(paragraph("a") + CHUNK, {"word/sub.rtf": b"{\\rtf1 x}"}, relation))
    assert codes(draft) == ["text-left-out"]
    assert "sub.rtf" in draft.notices[0].text


def test_other_prefixes_and_macros(reading: Reading) -> None:
    with zipfile.ZipFile(io.BytesIO(docx(paragraph("words"), {"word/vbaProject.bin": b"x"}))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    main = parts["word/document.xml"].replace(b"xmlns:w=", b"xmlns:ns0=").replace(b"<w:", b"<ns0:")
    parts["word/document.xml"] = main.replace(b"</w:", b"</ns0:")
    draft = reading.of("docx", archive(parts))
    assert (text(draft), codes(draft)) == ("words", ["active-content"])


def test_a_title_in_two_paragraphs_and_one_further_down(reading: Reading) -> None:
    blank = styled("", "Title")
    body = styled("Annual report", "Title") + styled("of the ponds", "Title") + blank + styled("One", "Subtitle")
    draft = reading.of(
        "docx", word(body + styled("Two", "Subtitle") + paragraph("a") + styled("Late", "Title"), given=FRONT)
    )
    assert (draft.metadata["title"], draft.metadata["subtitle"]) == ("Annual report of the ponds", "One Two")
    assert drawn(list(draft.blocks)) == "a\n# Late"
    assert codes(draft) == []


def test_words_in_controls_within_cells(reading: Reading) -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('inner')}</w:sdtContent></w:sdt>"
    cell = f"<w:tc><w:p>{run('Cell: ')}{control}</w:p></w:tc>"
    around = f"<w:sdt><w:sdtPr/><w:sdtContent><w:tc>{paragraph('whole')}</w:tc></w:sdtContent></w:sdt>"
    draft = reading.of("docx", docx(paragraph("a") + f"<w:tbl><w:tr>{cell}{around}</w:tr></w:tbl>"))
    assert text(draft) == "a Cell: inner whole"
    assert codes(draft) == []
