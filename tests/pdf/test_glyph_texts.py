"""What glyphs say in a PDF: each its own character, never a syllable met by chance nor a twin."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from octavo.editions.pdf.weasyprint_door.glyph_texts import GlyphTexts, letters, readable_glyphs

KA, TA, SIGN, WIDE_SIGN, JOINED, VIRAMA = 1, 2, 3, 4, 5, 6


@pytest.fixture(scope="module")
def file() -> bytes:
    names = [".notdef", "ka", "ta", "sign", "sign.wide", "ka_ta", "virama"]
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x915: "ka", 0x924: "ta", 0x93F: "sign", 0x94D: "virama"})
    builder.setupGlyf(dict.fromkeys(names, FontBuilder(1000).font.get("glyf") or _empty()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost()
    addOpenTypeFeaturesFromString(
        builder.font, "feature pres { sub sign by sign.wide; } pres; feature akhn { sub ka virama ta by ka_ta; } akhn;"
    )
    data = io.BytesIO()
    builder.save(data)
    return data.getvalue()


def _empty() -> object:
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    return Glyph()


def test_forms_and_joined_letters_say_what_they_replace(file: bytes) -> None:
    assert letters(file, 0) == {KA: "क", TA: "त", SIGN: "ि", VIRAMA: "्", WIDE_SIGN: "ि", JOINED: "क्त"}


def test_a_syllable_that_comes_first_does_not_stay_with_its_letter(file: bytes) -> None:
    texts = GlyphTexts(SimpleNamespace(file_content=file, index=0))
    texts[WIDE_SIGN] = ""  # as the engine has it for ति: nothing for the sign, all for the letter
    texts[TA] = "ति"
    texts[JOINED] = "क्ति"
    assert texts == {WIDE_SIGN: "ि", TA: "त", JOINED: "क्त"}


def test_other_scripts_are_left_to_the_engine() -> None:
    texts = GlyphTexts(SimpleNamespace(file_content=b"", index=0))
    texts[7] = "ffi"
    assert texts == {7: "ffi"}


def test_of_twins_the_glyph_tells_the_usual_one_and_a_line_of_the_other_tells_its_text() -> None:
    class Font:
        def __init__(self) -> None:
            self.to_unicode: dict[int, str] = {}

    def draw(stream: SimpleNamespace, box: SimpleNamespace) -> str:
        stream.stream.append(b"<0009> Tj")
        return str(box.text)

    fonts, drawing = SimpleNamespace(Font=Font), SimpleNamespace(draw_first_line=draw)
    stream = SimpleNamespace(stream=[])
    with readable_glyphs(fonts, drawing):
        font = fonts.Font()
        for text in ("\u2f00", "\u4e00"):  # the radical and the ideograph of one
            font.to_unicode[9] = text
            assert drawing.draw_first_line(stream, SimpleNamespace(text=text)) == text
    assert font.to_unicode == {9: "\u4e00"}
    told = [b"/Span <</ActualText <feff2f00>>> BDC", b"<0009> Tj", b"EMC", b"<0009> Tj"]
    assert stream.stream == told
    assert drawing.draw_first_line is draw
