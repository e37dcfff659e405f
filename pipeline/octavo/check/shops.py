"""Files for print shops read back and compared with the shop's preset: sizes, margins, fonts, inks, boxes.

The document information of a file names the preset, which has the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw

from octavo.check.inventories.judge import Findings
from octavo.check.inventories.proof import Row
from octavo.check.pdf import read_pdf
from octavo.check.sheets import compare_print
from octavo.editions.pdf.inks.finish import PAPER, SHOP
from octavo.editions.print_shop.presets import Preset, presets
from octavo.metadata.isbn import isbn_of, thirteen_figures
from octavo.papersizes import POINT, Paper
from octavo.text import words

_EXACT = 0.1
_PLAY = 0.3
"""Millimetres that signs may reach into a margin: italics overhang, marks of lists hang."""
_OPERATORS = "rg RG g G k K cs CS sc SC scn SCN q Q Tj TJ ' \" Do gs"
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_BLACK = (0.0, 0.0, 0.0, 1.0)

Box = tuple[float, float, float, float]


@dataclass
class File:
    """What a file for a print shop holds: boxes of its pages, the extent of their words, and what does not belong.

    ``filled`` tells of each page whether a picture reaches all its edges.
    """

    media: list[Box] = field(default_factory=list)
    trims: list[Box] = field(default_factory=list)
    words: list[tuple[float, float] | None] = field(default_factory=list)
    filled: list[bool] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    inks: set[tuple[float, ...]] = field(default_factory=set)
    shop: str = ""
    paper: str = ""


def read_file(data: bytes) -> File:
    """Read a file for a print shop. What no shop takes is in ``odd``."""
    file = File()
    try:
        _read(data, file)
    except (pypdfium2.PdfiumError, pikepdf.PdfError, ValueError, KeyError, AttributeError, TypeError) as error:
        file.odd.append(f"it cannot be read: {error}")
    return file


def _read(data: bytes, file: File) -> None:
    with pikepdf.open(BytesIO(data)) as pdf:
        info = pdf.docinfo
        file.shop, file.paper = str(info.get(f"/{SHOP}", "")), str(info.get(f"/{PAPER}", ""))
        if "/AF" in pdf.Root or pdf.attachments:
            file.odd.append("a file is attached")
        intents = [str(intent.get("/S", "")) for intent in pdf.Root.get("/OutputIntents", ())]
        if intents != ["/GTS_PDFX"] or "/GTS_PDFXVersion" not in info:
            file.odd.append("it has no output intent for PDF/X")
        for number, page in enumerate(pdf.pages, 1):
            file.media.append(_box(page.obj.get("/MediaBox")))
            file.trims.append(_box(page.obj.get("/TrimBox")))
            if "/Annots" in page.obj:
                file.odd.append(f"page {number} has links")
            file.odd += [f"page {number}: {odd}" for odd in _painted(page.obj, file.inks)]
    document = pypdfium2.PdfDocument(data)
    for page, media in zip(document, file.media, strict=True):
        file.words.append(_extent(page))
        file.filled.append(_is_filled(page, media))
    document.close()


def _box(value: Any) -> Box:
    left, bottom, right, top = (float(part) * POINT for part in value) if value is not None else (0, 0, 0, 0)
    return (left, bottom, right, top)


def _extent(page: Any) -> tuple[float, float] | None:
    text = page.get_textpage()
    found = [text.get_rect(number) for number in range(text.count_rects())]
    if not found:
        return None
    return min(one[0] for one in found) * POINT, max(one[2] for one in found) * POINT


def _is_filled(page: Any, media: Box) -> bool:
    pictures = page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM))
    bounds = (tuple(float(edge) * POINT for edge in picture.get_bounds()) for picture in pictures)
    return any(
        left < media[0] + _EXACT and low < media[1] + _EXACT and right > media[2] - _EXACT and top > media[3] - _EXACT
        for left, low, right, top in bounds
    )


def _painted(holder: Any, inks: set[tuple[float, ...]]) -> Iterator[str]:
    """What no press can print in the streams of a page or a form: colours of screens, transparency, loose fonts."""
    resources = holder.get("/Resources", {})
    for font in resources.get("/Font", {}).values():
        if not _is_embedded(font):
            yield f"the font {font.get('/BaseFont', '')} is not embedded"
    for state in resources.get("/ExtGState", {}).values():
        if (
            float(state.get("/ca", 1)) != 1
            or float(state.get("/CA", 1)) != 1
            or str(state.get("/SMask", "/None")) != "/None"
        ):
            yield "something is transparent"
    if "/Group" in holder:
        yield "something is transparent"
    patterns = [pattern.get("/Shading", {}) for pattern in resources.get("/Pattern", {}).values()]
    for shading in (*resources.get("/Shading", {}).values(), *patterns):
        if str(shading.get("/ColorSpace", "/DeviceCMYK")) not in ("/DeviceGray", "/DeviceCMYK"):
            yield "a colour is not in inks"
    for item in resources.get("/XObject", {}).values():
        if str(item.get("/Subtype")) == "/Image":
            if str(item.get("/ColorSpace")) not in ("/DeviceGray", "/DeviceCMYK"):
                yield "a picture is neither grey nor in four inks"
        elif str(item.get("/Subtype")) == "/Form":
            yield from _painted(item, inks)
    yield from _coloured(holder, inks)


def _coloured(holder: Any, inks: set[tuple[float, ...]]) -> Iterator[str]:
    fill: tuple[float, ...] = _BLACK
    kept: list[tuple[float, ...]] = []
    for entry in pikepdf.parse_content_stream(holder, _OPERATORS):
        operands, name = entry.operands, str(entry.operator)
        is_pattern = name in ("scn", "SCN") and isinstance(operands[-1], pikepdf.Name)  # its colours were looked at
        if name in ("rg", "RG", "sc", "SC", "scn", "SCN") and not is_pattern:
            yield "a colour is not in inks"
            return
        if name == "k":
            fill = tuple(round(float(part), 3) for part in operands)
        elif name == "g":
            fill = (0.0, 0.0, 0.0, round(1 - float(operands[0]), 3))
        elif name == "q":
            kept.append(fill)
        elif name == "Q" and kept:
            fill = kept.pop()
        elif name in _SHOWS:
            inks.add(fill)


def _is_embedded(font: Any) -> bool:
    inner = font.get("/DescendantFonts", [font])[0]
    described = inner.get("/FontDescriptor", {})
    return (
        any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        or str(font.get("/Subtype")) == "/Type3"
    )


def prove_interior(found: Findings, data: bytes, source: bytes) -> None:
    """The words of the inside, and everything that its shop asks for."""
    del source
    compare_print(found, read_pdf(data))
    file = read_file(data)
    rules = _rules(found, file)
    if rules is None:
        return
    if file.paper != "colour" and file.inks - {_BLACK}:
        file.odd.append("text is not in full black alone")
    file.odd += _sizes(file, rules)
    _tell(found, file)


def _sizes(file: File, rules: Preset) -> Iterator[str]:
    pages = len(file.media)
    first = file.trims[0]
    paper = Paper(first[2] - first[0], first[3] - first[1])
    if reason := rules.why_not(paper, pages):
        yield reason
    if pages % rules.multiple:
        yield f"{pages} pages are no multiple of {rules.multiple}"
    gutter = rules.gutter(pages)
    for number, (media, trim, reach) in enumerate(zip(file.media, file.trims, file.words, strict=True)):
        if abs(trim[2] - trim[0] - paper.width) > _EXACT or abs(trim[3] - trim[1] - paper.height) > _EXACT:
            yield f"page {number + 1} has another size"
        bleed = rules.bleed if file.filled[number] else 0
        if any(abs(abs(one - other) - bleed) > _EXACT for one, other in zip(media, trim, strict=True)):
            yield f"page {number + 1} has not the bleed of {bleed:g} mm on all sides that is wanted"
        if reach is None:
            continue
        left, right = reach[0] - trim[0], trim[2] - reach[1]
        inner, outer = (right, left) if number % 2 else (left, right)
        if inner < gutter - _PLAY:
            yield f"page {number + 1} has an inner margin of {inner:.1f} mm; {pages} pages want {gutter:g} mm"
        if outer < rules.margin - _PLAY:
            yield f"page {number + 1} has an outer margin of {outer:.1f} mm; {rules.margin:g} mm are asked for"


def prove_wrap(found: Findings, data: bytes, source: bytes) -> None:
    """The measures of the cover against the pages of the inside, its inks, and the words on it."""
    file, inside = read_file(data), read_file(source)
    rules = _rules(found, file)
    if rules is None or not inside.trims:
        return
    trim, sheet, cut = inside.trims[0], file.media[0], file.trims[0]
    spine = rules.spine_width(len(inside.media), file.paper)
    width, height = trim[2] - trim[0], trim[3] - trim[1]
    wanted = (2 * width + spine + 2 * rules.bleed, height + 2 * rules.bleed)
    for name, is_wide, want in zip(("wide", "high"), (sheet[2], sheet[3]), wanted, strict=True):
        if abs(is_wide - want) > _EXACT:
            file.odd.append(f"the sheet is {is_wide:.2f} mm {name}; {want:.2f} mm are wanted")
    if any(abs(abs(one - other) - rules.bleed) > _EXACT for one, other in zip(sheet, cut, strict=True)):
        file.odd.append(f"the bleed is not {rules.bleed:g} mm")
    said = words(" ".join(read_pdf(data).pages))
    metadata = found.text.body.metadata
    for text in (metadata.title, *metadata.authors) if not metadata.cover_image else ():
        if missing := [word for word in words(text) if word not in said]:
            found.fault("words", "missing", " ".join(missing))
    if (isbn := thirteen_figures(isbn_of(metadata.identifier))) and isbn not in "".join(said):
        found.fault("words", "missing", isbn)
    _tell(found, file)


def _rules(found: Findings, file: File) -> Preset | None:
    rules = presets().get(file.shop) if file.media else None
    if rules is None or file.paper not in rules.spine:
        found.fault("file", "wrong", f"it does not say for which print shop it is: {file.shop} {file.paper}".strip())
        return None
    return rules


def _tell(found: Findings, file: File) -> None:
    odd = list(dict.fromkeys(file.odd))
    for said in odd[:20]:
        found.fault("file", "wrong", said)
    found.rows.append(Row("pages for the shop", len(file.media), len(odd)))
