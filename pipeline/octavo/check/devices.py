"""EPUBs for e-readers of one maker, held against what the maker asks for. Rules give what is wrong with a file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import chain

from lxml import etree
from lxml.etree import _Element

from octavo.body import Body
from octavo.check.inventories.epub import DAMAGED, Book
from octavo.editions.devices.kindle import COVER_SIZE, KNOWN, LARGEST
from octavo.editions.devices.kobo import COLUMNS, INNER, SPAN
from octavo.editions.pdf.formulas import draw
from octavo.model import Picture
from octavo.pictures.scaled import scaled_size

_XHTML = "{http://www.w3.org/1999/xhtml}"
_OPF = "{http://www.idpf.org/2007/opf}"
_SPAN_NAME = re.compile(r"kobo\.[1-9]\d*\.[1-9]\d*")
_LIKE = 0.04
"""By so much the sides of a drawn formula may differ from those of its drawing: whole pixels."""
_OF_PIXELS = frozenset(("image/jpeg", "image/png", "image/webp"))
_SMALL, _FAINT = (48, 48), 3.0
"""The size at which a scaled picture is laid beside the other, and by how much of 255 a colour may differ there."""
_SILENT = frozenset(("math", "svg", "head", "script", "style"))


def kindle_rules(data: bytes, book: Book, body: Body) -> Iterator[str]:
    """What Amazon's publishing guidelines ask of a book, as far as a file tells it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            package = etree.fromstring(archive.read("EPUB/content.opf"))
            yield from _kindle_package(archive, package)
            yield from _kindle_pages(archive, package)
            yield from _drawn_formulas(archive, book, body)
    except DAMAGED as error:
        yield f"it cannot be read: {error}"


def _kindle_package(archive: zipfile.ZipFile, package: _Element) -> Iterator[str]:
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    named = [meta.get("content") for meta in package.iter(f"{_OPF}meta") if meta.get("name") == "cover"]
    cover = items.get(named[0]) if len(named) == 1 else None
    if cover is None or "cover-image" not in cover.get("properties", ""):
        yield "the package does not name the picture of the cover"
    elif cover.get("media-type") != "image/jpeg" or _size(archive.read(f"EPUB/{cover.get('href')}")) != COVER_SIZE:
        yield f"the cover is no JPEG of {COVER_SIZE[0]} x {COVER_SIZE[1]} pixels"
    guide = {entry.get("type"): entry.get("href", "") for entry in package.iter(f"{_OPF}reference")}
    if "text" not in guide:
        yield "the guide does not say where the text begins"
    if "contents.xhtml" in {item.get("href") for item in items.values()} and not guide.get("toc"):
        yield "the guide does not lead to the table of contents"
    if not any(item.get("media-type") == "application/x-dtbncx+xml" for item in items.values()):
        yield "there is no NCX"
    for item in items.values():
        kind, href = item.get("media-type", ""), item.get("href", "")
        if kind.startswith("font/") or "javascript" in kind:
            yield f"{href} has no place in a book for Kindle"
        elif kind.startswith("image/") and kind not in KNOWN:
            yield f"{href} is in a format that Kindle does not know"
        elif kind.startswith("image/") and archive.getinfo(f"EPUB/{href}").file_size > LARGEST:
            yield f"{href} is larger than {LARGEST / 1e6:.0f} MB"


def _kindle_pages(archive: zipfile.ZipFile, package: _Element) -> Iterator[str]:
    for href, root in _documents(archive, package):
        if any(True for _ in root.iter("{*}math", "{*}script", "{*}svg")):
            yield f"{href} holds what Kindle may not show"
        if any("cover-image." in image.get("src", "") for image in root.iter(f"{_XHTML}img")):
            yield f"{href} shows the cover a second time"


def _drawn_formulas(archive: zipfile.ZipFile, book: Book, body: Body) -> Iterator[str]:
    """Each formula is a picture of the shape of its drawing, with ink on it."""
    formulas = chain(body.tree.iter("math"), *(note.tree.iter("math") for note in body.notes))
    drawings = [drawing for drawing in map(draw, formulas) if drawing is not None]
    if len(drawings) != len(book.drawings):
        yield f"{len(book.drawings)} formulas are drawn instead of {len(drawings)}"
        return
    for drawing, path in zip(drawings, book.drawings, strict=True):
        width, height = _size(archive.read(path))
        wanted = drawing.width / max(drawing.height, 0.01)
        if abs(width / max(height, 1) / wanted - 1) > _LIKE + 2 / max(min(width, height), 1):
            yield f"{path} has another shape than its formula"
        elif not _has_ink(archive.read(path)):
            yield f"{path} is blank"


def same_pictures(data: bytes, book: Book, expected: Sequence[tuple[Picture | None, str]]) -> None:
    """A picture that was only scaled or put into another format is the same: it gets the digest of the other.

    ``expected`` are the pictures of the body with their digests, in the order of the text.
    """
    if len(expected) != len(book.pictures) or len(expected) != len(book.shown):
        return
    other = [at for at, (picture, digest) in enumerate(expected) if picture and digest != book.pictures[at]]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for at in other:
                picture, digest = expected[at]
                if (
                    picture is not None
                    and picture.media_type in _OF_PIXELS
                    and _alike(archive.read(book.shown[at]), picture)
                ):
                    book.pictures[at] = digest
    except DAMAGED:
        return  # told where the book is read


def _alike(data: bytes, picture: Picture) -> bool:
    """Whether a picture is another, in another format or no larger than e-readers need it."""
    from PIL import Image, ImageChops, ImageStat

    with Image.open(io.BytesIO(data)) as small, Image.open(io.BytesIO(picture.data)) as whole:
        if small.size == whole.size:
            return small.convert("RGBA").tobytes() == whole.convert("RGBA").tobytes()
        if small.size != scaled_size(*whole.size):
            return False
        one, two = (image.convert("RGBA").resize(_SMALL, Image.Resampling.BOX) for image in (small, whole))
        return max(ImageStat.Stat(ImageChops.difference(one, two)).mean) < _FAINT


def kobo_rules(data: bytes) -> Iterator[str]:
    """What Kobo's program needs: every word in a numbered span, and its two boxes around the text of each page."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for href, root in _documents(archive, etree.fromstring(archive.read("EPUB/content.opf"))):
                yield from _numbered(href, root)
    except DAMAGED as error:
        yield f"it cannot be read: {error}"


def _numbered(href: str, root: _Element) -> Iterator[str]:
    body = root.find(f"{_XHTML}body")
    boxes = [] if body is None else [box.get("id") for box in body.iterfind(f"{_XHTML}div")]
    inner = None if body is None else body.find(f"{_XHTML}div/{_XHTML}div")
    if body is None or boxes != [COLUMNS] or len(body) != 1 or inner is None or inner.get("id") != INNER:
        yield f"{href} has not the boxes of a KEPUB"
        return
    names = [span.get("id", "") for span in body.iter(f"{_XHTML}span") if span.get("class") == SPAN]
    if len(set(names)) != len(names) or not all(map(_SPAN_NAME.fullmatch, names)):
        yield f"{href} has spans without a number of their own"
    numbers = [tuple(map(int, name.split(".")[1:])) for name in names if _SPAN_NAME.fullmatch(name)]
    if numbers != sorted(numbers):
        yield f"the numbers of {href} do not rise"
    for node in body.iter(etree.Element):
        around = [node, *node.iterancestors()]
        if {str(parent.tag).rpartition("}")[2] for parent in around} & _SILENT:
            continue
        held = any(parent.get("class") == SPAN for parent in around)
        behind = any(parent.get("class") == SPAN for parent in around[1:])
        if ((node.text or "").strip() and not held) or ((node.tail or "").strip() and not behind):
            yield f"{href} has words outside of the spans: {(node.text or node.tail or '').strip()[:40]}"
            return


def _documents(archive: zipfile.ZipFile, package: _Element) -> Iterator[tuple[str, _Element]]:
    files = {item.get("id"): item.get("href", "") for item in package.iter(f"{_OPF}item")}
    for ref in package.iter(f"{_OPF}itemref"):
        href = files[ref.get("idref")]
        yield href, etree.fromstring(archive.read(f"EPUB/{href}"))


def _size(data: bytes) -> tuple[int, int]:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        return picture.size


def _has_ink(data: bytes) -> bool:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        return picture.convert("L").getextrema()[0] < 128  # type: ignore[operator]  # of one band, two numbers
