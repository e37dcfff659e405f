"""The wrap cover of a book for a print shop: back, spine and front on one sheet, with bleed all around. Floor 3.

The width of the spine is the thickness of all pages. Its text runs downwards, and is left out if the shop does not
allow it. The back has the description and the bar code of the ISBN, or a white space for the shop's bar code.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, SubElement

from octavo.editions import Job
from octavo.editions.cover.colours import Palette, palette
from octavo.editions.cover.pattern import COLUMNS, pattern
from octavo.editions.pdf.inks import printed
from octavo.editions.pdf.inks.finish import finisher
from octavo.editions.pdf.weasyprint_door.weasy import PICTURE, engine, notdef, private_name
from octavo.editions.print_shop.ean13 import bar_code
from octavo.editions.print_shop.presets import Preset, preset
from octavo.errors import EditionError
from octavo.languages.direction import RTL
from octavo.metadata.isbn import isbn_of, thirteen_figures
from octavo.model import Level, Made, Notice, Place
from octavo.notices import Code
from octavo.papersizes import POINT, Paper, parse_papersize

_SAFE = 10.0
"""Millimetres between words and the edges of a side of the cover."""
_BLURB = 1200
_ROWS = 3


@dataclass(frozen=True)
class Sheet:
    """The measures of a wrap cover in millimetres. ``leftwards``: the front is at the left of the spine."""

    trim: Paper
    spine: float
    bleed: float
    leftwards: bool = False

    @property
    def width(self) -> float:
        """Of the whole sheet."""
        return 2 * self.trim.width + self.spine + 2 * self.bleed

    @property
    def height(self) -> float:
        """Of the whole sheet."""
        return self.trim.height + 2 * self.bleed

    def side(self, *, front: bool) -> float:
        """Where the front or the back begins at its left, without its bleed."""
        return self.bleed + (self.trim.width + self.spine if front is not self.leftwards else 0)


def make(job: Job) -> Made:
    """Make the cover for the inside in ``job.source``. Raises ``EditionError`` when a character cannot be set."""
    rules = preset(job.options.print_shop)
    pages = count_pages(job.source)
    sheet = Sheet(
        parse_papersize(job.options.papersize),
        rules.spine_width(pages, job.options.print_paper),
        rules.bleed,
        job.body.direction == RTL,
    )
    files, notices = _pictures(job, sheet)
    machine = engine(job.theme)
    page, css = _page(job, rules, sheet, pages, files), _css(job, sheet, _colours(job))
    laid = machine.lay_out(page, css, files, Place(job.body.path))
    if len(laid.pages) != 1:
        raise EditionError("the words do not fit on the cover", Place(job.body.path), "shorten title or description")
    colour = finisher(rules.key, job.options.print_paper, colour=True, bleed=sheet.bleed, leftwards=sheet.leftwards)
    identifier = hashlib.md5(repr((job.body.manuscript, job.options)).encode(), usedforsecurity=False).digest()
    data, log = machine.write([laid], colour, identifier, Place(job.body.path), rules.standard)
    for char in notdef(log):
        raise EditionError(f"no font has the character {char!r} of the cover", Place(job.body.path))
    if not rules.exact:
        said = f"the spine of {sheet.spine:.1f} mm is calculated for paper of usual thickness"
        hint = f"compare it with the template that {rules.name} gives for {pages} pages"
        notices.append(Notice(Code.layout, said, Place(job.body.path), hint, Level.info))
    return Made(data, tuple(notices), page_count=1)


def count_pages(interior: bytes) -> int:
    """How many pages the inside has."""
    import pikepdf

    with pikepdf.open(BytesIO(interior)) as pdf:
        return len(pdf.pages)


def _colours(job: Job) -> Palette:
    digest = hashlib.sha256(_seed(job).encode("utf-8", "replace")).digest()
    return palette(int.from_bytes(digest[:4], "big"))


def _seed(job: Job) -> str:
    return job.body.path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _pictures(job: Job, sheet: Sheet) -> tuple[dict[str, tuple[bytes, str]], list[Notice]]:
    """The ornament or the chosen picture, and the bar code when there is an ISBN."""
    files: dict[str, tuple[bytes, str]] = {}
    notices = []
    chosen = job.body.pictures.get(job.body.metadata.cover_image.removeprefix("images/"))
    if chosen is not None and chosen.media_type != "image/svg+xml":
        data, kind, coarse = printed(chosen.data, sheet.trim.width + sheet.bleed, colour=True)
        files["front"] = (data, kind)
        if coarse:
            said = "the picture of the cover has too few dots to be sharp in print"
            notices.append(Notice(Code.layout, said, Place(job.body.path), "use a larger one: 300 dots per inch"))
    else:
        files["pattern.svg"] = (pattern(_seed(job), _colours(job), _ROWS).encode(), "image/svg+xml")
    if isbn := thirteen_figures(isbn_of(job.body.metadata.identifier)):
        files["isbn.svg"] = (bar_code(isbn, private_name("Source Sans 3")).encode(), "image/svg+xml")
    elif job.body.metadata.identifier.lower().startswith("isbn"):
        said = f"“{job.body.metadata.identifier[:40]}” is no valid ISBN; the cover has white room for a bar code"
        notices.append(Notice(Code.metadata_ignored, said, Place(job.body.path)))
    return files, notices


def _css(job: Job, sheet: Sheet, colours: Palette) -> str:
    def stack(role: str) -> str:
        family = next((face.family for face in job.theme.fonts if face.role == role), "")
        return f'"{private_name(family)}", ' if family else ""

    wide, high, bleed, trim = sheet.width, sheet.height, sheet.bleed, sheet.trim
    front, back = sheet.side(front=True), sheet.side(front=False)
    title = max(18.0, min(trim.width / 4, 900 / max(len(job.body.metadata.title), 12)))
    side = f"top: {bleed + _SAFE:g}mm; width: {trim.width - 2 * _SAFE:g}mm"
    return f"""
@page {{ size: {wide:.4f}mm {high:.4f}mm; margin: 0; background: {colours.ground} }}
html, body, p, h1 {{ margin: 0; padding: 0 }}
body {{ font-family: {stack("text")}serif; font-size: 10.5pt; line-height: 1.4; color: {colours.text} }}
div, img.o-front {{ position: absolute }}
.o-front {{ left: {0 if sheet.leftwards else front:g}mm; top: 0; width: {trim.width + bleed:g}mm }}
img.o-whole {{ height: {high:g}mm; object-fit: cover }}
.o-words {{ left: {front + _SAFE:g}mm; {side} }}
.o-below {{ top: {bleed + _ROWS * (trim.width + bleed) / COLUMNS + _SAFE:g}mm }}
h1 {{ font-size: {title:.1f}pt; line-height: 1.1; font-weight: 700; hyphens: manual; text-wrap: balance }}
.o-authors {{ font: 600 13pt/1.3 {stack("sans")}sans-serif; color: {colours.accent}; margin-bottom: 5mm }}
.o-subtitle {{ font-style: italic; font-size: 13pt; color: {colours.soft}; margin-top: 4mm }}
.o-blurb {{ left: {back + _SAFE:g}mm; {side}; hyphens: auto }}
.o-blurb p + p {{ text-indent: 1.3em }}
.o-code {{ background: white; right: {wide - back - trim.width + 6.4:g}mm; bottom: {bleed + 6.4:g}mm }}
.o-code img {{ width: 100%; height: 100%; object-fit: contain }}
.o-spine {{ transform-origin: 0 0; transform: rotate(90deg); top: {bleed + _SAFE:g}mm;
  width: {trim.height - 2 * _SAFE:g}mm; white-space: nowrap; font-family: {stack("sans")}sans-serif }}
.o-spine span {{ float: right; color: {colours.accent} }}
"""


def _page(job: Job, rules: Preset, sheet: Sheet, pages: int, files: dict[str, tuple[bytes, str]]) -> Element:
    metadata = job.body.metadata
    html = Element("html", lang=metadata.lang or "und", dir=job.body.direction)
    head = SubElement(html, "head")
    SubElement(head, "title").text = metadata.title
    moment = _moment(job.options.epoch)
    for name in ("dcterms.created", "dcterms.modified"):
        SubElement(head, "meta", {"name": name, "content": moment})
    body = SubElement(html, "body")
    if "front" in files:
        SubElement(body, "img", {"class": "o-front o-whole", "src": f"{PICTURE}front", "alt": ""})
    else:
        SubElement(body, "img", {"class": "o-front", "src": f"{PICTURE}pattern.svg", "alt": ""})
        words = SubElement(body, "div", {"class": "o-words o-below"})
        for tag, name, text in (
            ("p", "o-authors", ", ".join(metadata.authors)),
            ("h1", "o-title", metadata.title),
            ("p", "o-subtitle", metadata.subtitle),
        ):
            if text:
                SubElement(words, tag, {"class": name}).text = text
    blurb = SubElement(body, "div", {"class": "o-blurb"})
    for part in _blurb(job):
        SubElement(blurb, "p").text = part
    wide, high = rules.barcode
    code = SubElement(body, "div", {"class": "o-code", "style": f"width:{wide:g}mm;height:{high:g}mm"})
    if "isbn.svg" in files:
        SubElement(code, "img", {"src": f"{PICTURE}isbn.svg", "alt": ""})
    if pages >= rules.spine_words_from and (room := sheet.spine - 2 * rules.spine_clearance) >= 2:
        _spine(body, job, sheet, room)
    return html


def _spine(body: Element, job: Job, sheet: Sheet, room: float) -> None:
    """The words of the spine, which run down it: title and authors, no higher than the room."""
    length = sheet.trim.height - 2 * _SAFE
    authors = ", ".join(job.body.metadata.authors)
    letters = len(job.body.metadata.title) + len(authors) + 4
    size = min(room / 1.2, length / (letters * 0.5), 7.0)
    left = sheet.bleed + sheet.trim.width + sheet.spine / 2 + size * 0.6
    style = f"left:{left:.3f}mm;font-size:{size / POINT:.2f}pt;line-height:1.2"
    line = SubElement(body, "div", {"class": "o-spine", "style": style})
    if authors:
        SubElement(line, "span").text = authors
        line[0].tail = job.body.metadata.title
    else:
        line.text = job.body.metadata.title


def _blurb(job: Job) -> list[str]:
    """What the back says: the description, cut at a word when it is long."""
    found = job.body.metadata.description
    parts = [found] if isinstance(found, str) else [*found]
    kept, left = [], _BLURB
    for part in (" ".join(str(part).split()) for part in parts):
        if part and left > 0:
            kept.append(part if len(part) <= left else part[:left].rsplit(" ", 1)[0] + " …")
            left -= len(part)
    return kept


def _moment(epoch: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
