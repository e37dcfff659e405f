"""A font made on the fly for characters that no font can have: a frame with the code point's digits in it.

In: the code points and the bytes of a font to take the digits from. Out: the bytes of a TrueType font whose character
map keeps the real code points, so that the text of the PDF stays what it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

_EM = 1000


def standin_font(codes: Iterable[int], digits: bytes) -> bytes:
    """Make a font with one framed glyph for each code point."""
    wanted = sorted(set(codes))
    glyphs: dict[str, Any] = {".notdef": TTGlyphPen(None).glyph()}
    metrics = {".notdef": (600, 0)}
    with TTFont(BytesIO(digits), lazy=True) as source:
        shapes, cmap, em = source.getGlyphSet(), source.getBestCmap(), source["head"].unitsPerEm
        for code in wanted:
            text = f"{code:04X}"
            text = text if len(text) == 4 else text.zfill(6)
            columns = len(text) // 2
            width = 120 + 230 * columns
            pen = TTGlyphPen(None)
            _frame(pen, 40, -180, width - 40, 780, 30)
            for at, digit in enumerate(text):
                x, y = 60 + 230 * (at % columns) + 10, 350 if at < columns else -100
                scale = 0.42 * _EM / em
                shapes[cmap[ord(digit)]].draw(TransformPen(pen, (scale, 0, 0, scale, x, y)))
            name = f"u{code:06X}"
            glyphs[name], metrics[name] = pen.glyph(), (width, 40)
    return _build(glyphs, metrics, {code: f"u{code:06X}" for code in wanted})


def _frame(pen: TTGlyphPen, left: int, bottom: int, right: int, top: int, line: int) -> None:
    """Draw a frame: the outline one way round, its inside the other."""
    _box(pen, [(left, bottom), (left, top), (right, top), (right, bottom)])
    inner = (left + line, bottom + line, right - line, top - line)
    _box(pen, [(inner[0], inner[1]), (inner[2], inner[1]), (inner[2], inner[3]), (inner[0], inner[3])])


def _box(pen: TTGlyphPen, points: list[tuple[int, int]]) -> None:
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def mark_font(glyph: str, code: int, source: bytes) -> bytes:
    """Make a font with one glyph: that of the character ``glyph`` of another font, at another code point."""
    with TTFont(BytesIO(source), lazy=True) as font:
        shapes, name, em = font.getGlyphSet(), font.getBestCmap()[ord(glyph)], font["head"].unitsPerEm
        pen = TTGlyphPen(None)
        scale = _EM / em
        shapes[name].draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        width = round(shapes[name].width * scale)
    glyphs = {".notdef": TTGlyphPen(None).glyph(), "mark": pen.glyph()}
    return _build(glyphs, {".notdef": (width, 0), "mark": (width, 0)}, {code: "mark"})


def _build(glyphs: dict[str, Any], metrics: dict[str, tuple[int, int]], cmap: dict[int, str]) -> bytes:
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(cmap)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.setupNameTable({"familyName": "Octavo Signs", "styleName": "Regular"})
    builder.updateHead(created=0, modified=0)
    out = BytesIO()
    builder.font.recalcTimestamp = False
    builder.save(out)
    return out.getvalue()
