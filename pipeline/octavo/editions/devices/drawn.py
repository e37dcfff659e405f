"""Formulas as pictures, for e-readers that do not show MathML: each drawn black on white, with its TeX as its words."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from itertools import chain
from xml.etree.ElementTree import Element, SubElement

import pypdfium2
from lxml import etree
from lxml.etree import _Element

from octavo.editions.epub.chapters import Chapter
from octavo.editions.epub.engines.in_one_line import say_in_one_line
from octavo.editions.epub.package import File
from octavo.editions.pdf.formulas import Drawing, draw
from octavo.editions.pdf.weasyprint_door.weasy import PICTURE, engine
from octavo.errors import EditionError
from octavo.themes import Theme

CLASS = "o-formula"
PIXELS = 48
"""Pixels for one em: sharp at 300 dots an inch and a size of text of 11 points."""
WIDEST = 2000
SIZE = 1.06
_POINTS = 0.75


def draw_formulas(chapters: Sequence[Chapter], theme: Theme) -> tuple[File, ...]:
    """Replace every formula of the chapters, in place, by a picture. Gives the files of the pictures.

    What cannot be drawn is written in one line. Raises ``EditionError`` when the pictures cannot be made.
    """
    drawings: dict[str, Drawing] = {}
    for block in chain.from_iterable((*chapter.blocks, *chapter.notes) for chapter in chapters):
        for formula in list(block.iter("math")):
            drawing = draw(formula)
            if drawing is None:
                _put(formula, _words_for(formula))
                continue
            name = f"formula-{hashlib.sha256(drawing.svg).hexdigest()[:16]}"
            drawings[name] = drawing
            _put(formula, _picture_for(formula, name, drawing))
        for line in block.iter("p"):
            if line.get("class") == "formula o-wide":
                line.set("class", "formula")
                del line.attrib["tabindex"]
    pictures = _pictures(list(drawings.values()), theme) if drawings else []
    return tuple(
        File(name, f"images/{name}.png", "image/png", data) for name, data in zip(drawings, pictures, strict=True)
    )


def _picture_for(formula: _Element, name: str, drawing: Drawing) -> _Element:
    image = etree.Element("img", {"class": _class_of(formula), "src": f"../images/{name}.png"})
    image.set("alt", formula.get("alttext") or "…")
    image.set("style", f"width:{drawing.width * SIZE:.3f}em;height:auto;vertical-align:{-drawing.depth * SIZE:.3f}em")
    return image


def _words_for(formula: _Element) -> _Element:
    said = {"class": _class_of(formula), "role": "math", "aria-label": formula.get("alttext") or "…"}
    span = etree.Element("span", said)
    say_in_one_line([formula])
    span.text = "".join(map(str, formula.itertext()))
    return span


def _class_of(formula: _Element) -> str:
    return f"{CLASS} o-display" if formula.get("display") == "block" else CLASS


def _put(formula: _Element, new: _Element) -> None:
    parent = formula.getparent()
    if parent is not None:
        new.tail = formula.tail
        parent.replace(formula, new)


def _pictures(drawings: Sequence[Drawing], theme: Theme) -> list[bytes]:
    """All drawings as PNG. They are laid out as the pages of one PDF, which costs less than a PDF for each."""
    html = Element("html", lang="und")
    body = SubElement(html, "body")
    rules = ["html, body, div { margin: 0; padding: 0 } img { display: block }"]
    files = {}
    for number, drawing in enumerate(drawings):
        scale = min(PIXELS, WIDEST / max(drawing.width, drawing.height, 0.01))
        width, height = max(drawing.width * scale, 1), max(drawing.height * scale, 1)
        size = f"width: {width:.2f}px; height: {height:.2f}px"
        rules.append(f"@page f{number} {{ size: {width:.2f}px {height:.2f}px; margin: 0 }}")
        box = SubElement(body, "div", style=f"page: f{number}; overflow: hidden; {size}")
        SubElement(box, "img", src=f"{PICTURE}f{number}.svg", alt="", style=size)
        files[f"f{number}.svg"] = (drawing.svg.replace(b"INK", b"#000000"), "image/svg+xml")
    press = engine(theme)
    sheets = press.lay_out(html, "\n".join(rules), files)
    pdf, _ = press.write([sheets], lambda _document, _pdf: None, b"formulas")
    pictures = list(_pages_of(pdf))
    if len(pictures) != len(drawings):
        raise EditionError(f"{len(drawings)} formulas were to be drawn, and {len(pictures)} came out")
    return pictures


def _pages_of(pdf: bytes) -> Iterable[bytes]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            out = io.BytesIO()
            page.render(scale=1 / _POINTS, grayscale=True).to_pil().save(out, "PNG", optimize=True)
            yield out.getvalue()
    finally:
        document.close()
