"""DOCX and ODT: packages are checked first, and what pandoc passes over is brought back."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from octavo.errors import SeedError
from octavo.files import Limits
from octavo.model import Place
from octavo.readers.office.package import open_package
from octavo.tree.walk import walk

from tests.pictures.test_pictures import picture
from tests.readers.packages import NAMES, RELATIONS, archive, docx, odt, paragraph, run
from tests.readers.support import Reading, codes, outline, text

P, R = paragraph, run
HERE = Place("x.docx")


def notes(kind: str, words: str) -> str:
    return f'<w:{kind}s {NAMES}><w:{kind} w:id="1"><w:p>{R(words)}</w:p></w:{kind}></w:{kind}s>'


def box(words: str) -> str:
    return f"<w:txbxContent>{P(words)}</w:txbxContent>"


def cells(*words: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{P(word)}</w:tc>" for word in words) + "</w:tr>"


@pytest.mark.parametrize(
    ("body", "more", "words", "code"),
    [
        (P("# not *stars* 1986. &amp;amp; $x$"), {}, "# not *stars* 1986. &amp; $x$", None),
        (f"<w:p>{R('a')}<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box('boxed')}</wps:txbx></w:drawing>"
         f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box('boxed')}</v:textbox></w:pict></mc:Fallback>"
         f"</mc:AlternateContent></w:r>{R('b')}</w:p>", {}, "ab boxed", "text-kept"),
        (f"<w:p><w:ins w:author='a'>{R('undated')}</w:ins><w:del w:author='a'><w:r><w:delText>gone</w:delText></w:r>"
         f"</w:del>"
         f"<w:moveTo w:author='a'>{R(' moved')}</w:moveTo></w:p>", {}, "undated moved", "text-left-out text-kept"),
        (f"<w:p><w:fldSimple w:instr='x'>{R('field')}</w:fldSimple><w:smartTag>{R(' smart')}</w:smartTag></w:p>", {},
         "field smart", None),
        ("<w:p><w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby>"
         "</w:r></w:p>", {}, "漢(kan)", "text-kept"),
        (f"<w:tbl>{cells('a', 'b')}{cells('c', 'd', 'surplus')}</w:tbl>", {}, "a b c d surplus", "text-kept"),
        (f"<w:p>{R('x')}<w:r><w:footnoteReference w:id='1'/></w:r></w:p>",
         {"word/footnotes.xml": notes("footnote", "n")}, "x n", None),
        (P("x"), {"word/footnotes.xml": notes("footnote", "uncalled")}, "x uncalled", "text-kept"),
        (f"<w:p>{R('x')}<w:r><w:endnoteReference w:id='1'/></w:r></w:p>", {"word/endnotes.xml": notes("endnote", "e")},
         "x e", None),
        (P("x"), {"word/comments.xml": notes("comment", "remark")}, "x", "text-left-out"),
        (P("x"), {"word/header1.xml": f"<w:hdr {NAMES}>{P('head')}</w:hdr>"}, "x", "text-left-out"),
        (f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>{P('x')}", {}, "x", "text-left-out"),
        ("<w:p><w:r><w:drawing><wp:docPr descr='told'/><a:blip r:link='r9'/></w:drawing></w:r></w:p>", {}, "told",
         "text-kept"),
        (f"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
         f"<w:sdtContent>{P('Chapter 1 ... 7')}</w:sdtContent></w:sdt>{P('x')}", {}, "x", "text-left-out"),
        ("<w:p><m:oMath><m:r><m:t>y=2</m:t></m:r></m:oMath></w:p>", {}, "y = 2", None),
        ("<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
         "<w:r><w:instrText> INCLUDETEXT \"/etc/passwd\" </w:instrText></w:r>"
         f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{R('result')}</w:p>{P('tail')}", {}, "result tail", None),
    ],
)  # fmt: skip
def test_docx(reading: Reading, body: str, more: dict[str, str | bytes], words: str, code: str | None) -> None:
    draft = reading.of("docx", docx(body, more))
    assert text(draft) == words
    assert codes(draft) == (code or "").split()


@pytest.mark.parametrize(
    ("body", "words", "code"),
    [
        ("<text:h text:outline-level='2'>H</text:h><text:p>a<text:s text:c='2'/>b<text:tab/>c</text:p>",
         "H a b c", None),
        ("<text:p>a<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>b</text:p>",
         "ab boxed", "text-kept"),
        ("<text:p>a<draw:custom-shape><text:p>shape</text:p></draw:custom-shape></text:p>", "a shape", "text-kept"),
        ("<text:p>a<office:annotation><text:p>remark</text:p></office:annotation>b</text:p>", "ab", "text-left-out"),
        ("<text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion></text:tracked-changes>"
         "<text:p>kept</text:p>", "kept", "text-left-out"),
        ("<text:p>x<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>n</text:p></text:note-body>"
         "</text:note></text:p>", "x n", None),
        ("<text:p><text:date>2020</text:date> <text:user-defined>field</text:user-defined></text:p>",
         "2020 field", None),
        ("<text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby></text:p>",
         "漢(kan)", None),
        ("<text:numbered-paragraph><text:p>numbered</text:p></text:numbered-paragraph>", "numbered", None),
        ("<text:table-of-content><text:index-body><text:p>Entry 3</text:p></text:index-body></text:table-of-content>"
         "<text:p>x</text:p>", "x", "text-left-out"),
        ("<text:bibliography><text:index-body><text:p>Doe 1999</text:p></text:index-body></text:bibliography>",
         "Doe 1999", None),
        ("<text:section><text:list><text:list-item><text:p>i</text:p></text:list-item></text:list></text:section>", "i",
         None),
        ("<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"
         "<table:table-row><table:table-cell><text:p>b</text:p></table:table-cell><table:table-cell><text:p>surplus</text:p>"
         "</table:table-cell></table:table-row></table:table>", "a b surplus", None),
    ],
)  # fmt: skip
def test_odt(reading: Reading, body: str, words: str, code: str | None) -> None:
    draft = reading.of("odt", odt(body))
    assert text(draft) == words
    assert codes(draft) == ([code] if code else [])


def test_pictures_come_out_of_the_package(reading: Reading) -> None:
    body = (
        "<w:p><w:r><w:drawing><wp:inline><wp:extent cx='9525' cy='9525'/><wp:docPr id='1' name='n' descr='told'/>"
        "<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed='p1'/></pic:blipFill></pic:pic>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    relation = f'<Relationship Id="p1" Type="{RELATIONS}/image" Target="media/image1.png"/>'
    drafts = [reading.of("docx", docx(body, {"word/media/image1.png": data}, relation)) for data in (picture(), b"no")]
    targets = [[node["c"][2][0] for node in walk(list(draft.blocks)) if node["t"] == "Image"] for draft in drafts]
    assert targets == [["images/image1.png"], []]
    assert codes(drafts[1]) == ["picture-left-out"]
    frame = "<text:p><draw:frame><draw:image xlink:href='{}'/><svg:desc>told</svg:desc></draw:frame></text:p>"
    alone = [node for node in walk(list(drafts[0].blocks)) if node["t"] in ("Image", "Figure")]
    assert [(node["t"], node["c"][1]) for node in alone] == [("Image", [])], "what stands for a picture is no caption"
    assert ["alt", "told"] in alone[0]["c"][0][2]
    inside = reading.of("odt", odt(frame.format("Pictures/a.png"), {"Pictures/a.png": picture()}))
    outside = reading.of("odt", odt(frame.format("file:///etc/passwd")))
    assert [node["c"][2][0] for node in walk(list(inside.blocks)) if node["t"] == "Image"] == ["images/a.png"]
    assert (text(outside), codes(outside)) == ("told", ["picture-left-out"])


def test_properties(reading: Reading) -> None:
    core = (
        '<x:coreProperties xmlns:x="urn:x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title>'
        "<dc:creator>A</dc:creator><dc:language>de-DE</dc:language></x:coreProperties>"
    )
    assert reading.of("docx", docx(P("x"), {"docProps/core.xml": core})).metadata == {
        "title": "T",
        "author": "A",
        "lang": "de-DE",
    }


def test_the_strict_form_of_the_standard(reading: Reading) -> None:
    strict = docx(P("words"))
    with zipfile.ZipFile(io.BytesIO(strict)) as package:
        parts = {
            name: package.read(name)
            .replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            .replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"
            )
            for name in package.namelist()
        }
    assert text(reading.of("docx", archive(parts))) == "words"


def test_entities_are_refused(reading: Reading) -> None:
    bomb = "<!DOCTYPE d [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;'>]>"
    for kind, data in (("docx", docx(P("&b;"), doctype=bomb)), ("odt", odt("<text:p>&b;</text:p>", doctype=bomb))):
        with pytest.raises(SeedError, match="document type"):
            reading.of(kind, data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 not really", "not whole"),
        (archive({"x.txt": "x"}), "no text document"),
        (docx(P("x"))[:-200], "not whole"),
        (docx("<w:p>"), "well-formed"),
        (archive({"../x": "x"}), "leads out"),
        (archive({"/x": "x"}), "leads out"),
        (archive({"word/document.xml": "x", "WORD/document.xml": "y"}), "twice"),
        (archive({"word/document.xml": b"\0" * (20 << 20)}), "unpacks to"),
    ],
)
def test_packages_are_checked(reading: Reading, data: bytes, message: str) -> None:
    with pytest.raises(SeedError, match=message) as caught:
        reading.of("docx", data)
    assert caught.value.hint
    assert caught.value.place


def test_damage_is_found() -> None:
    data = bytearray(archive({"a.xml": "<a/>" * 50}, compressed=False))
    data[data.index(b"<a/>")] ^= 1
    package = open_package(bytes(data), HERE, Limits())
    with pytest.raises(SeedError, match="damaged"):
        package.read("a.xml")


def test_an_entry_that_lies_about_its_size() -> None:
    data = bytearray(archive({"a.xml": b"\0" * (8 << 20)}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    package = open_package(bytes(data), HERE, Limits())
    with pytest.raises(SeedError, match="damaged"):
        package.read("a.xml")


def test_limits() -> None:
    many = archive({f"{n}.xml": "x" for n in range(30)})
    with pytest.raises(SeedError, match="30 parts"):
        open_package(many, HERE, Limits(package_entries=20))
    with pytest.raises(SeedError, match="too much"):
        open_package(many, HERE, Limits(package_bytes=20))


def test_headings_and_lists(reading: Reading) -> None:
    styles = (
        f'<w:styles {NAMES}><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>'
    )

    def styled(style: str, words: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{R(words)}</w:p>'

    draft = reading.of(
        "docx", docx(styled("Title", "Own") + styled("H1", "Head") + P("text"), {"word/styles.xml": styles})
    )
    assert outline(draft.blocks) == "Header1:Head Para:text"
    assert draft.metadata == {"title": "Own"}
    assert "text-left-out" not in codes(draft)


def test_a_damaged_look_is_no_damaged_document(reading: Reading) -> None:
    assert text(reading.of("docx", docx(paragraph("words"), {"word/theme/theme1.xml": "<a"}))) == "words"
