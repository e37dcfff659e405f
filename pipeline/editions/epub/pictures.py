"""The pictures that the text shows, as files of the EPUB under safe names and true types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from lxml import etree
from lxml.etree import _Element

from pipeline.editions.epub.chapters import Chapter
from pipeline.editions.epub.package import File
from pipeline.editions.epub.text import file_stem
from pipeline.model import Notice, Picture
from pipeline.notices import Code

FOLDER = "images/"
SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}
"""The core media types for pictures (EPUB 3.3, section 3.2): every reading system shows these."""


def media_type(data: bytes) -> str:
    """The type that the bytes show, or nothing when it is not one that every reading system knows."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return "image/svg+xml" if _svg(data) is not None else ""


def moves(data: bytes, kind: str) -> bool:
    """Whether a picture may move or flash: nobody has looked at it, so it cannot be called harmless."""
    if kind == "image/gif":
        return data.count(b"\x21\xf9\x04") > 1  # graphic control extensions: one for each frame
    if kind == "image/png":
        return b"acTL" in data[:4096]
    if kind == "image/webp":
        return b"ANIM" in data[:64]
    if kind == "image/svg+xml":
        return b"<animate" in data or b"animation" in data or b"<set" in data
    return False


def place(chapters: Iterable[Chapter], pictures: Mapping[str, Picture]) -> tuple[tuple[File, ...], tuple[Notice, ...]]:
    """The files of all pictures that the chapters show, whose addresses are set to them.

    A picture that was not handed in, or that reading systems need not know, is replaced by its words, with a notice.
    """
    files: dict[str, File] = {}
    lost: dict[str, None] = {}
    for chapter in chapters:
        for block in chain(chapter.blocks, chapter.notes):
            for image in list(block.iter("img")):
                given = image.get("src", "").removeprefix(FOLDER)
                if given not in files and given not in lost:
                    made = _file(pictures.get(given))
                    if made is None:
                        lost[given] = None
                    else:
                        files[given] = made
                if given in files:
                    image.set("src", f"../{files[given].name}")
                else:
                    _put_words(image)
    notices = tuple(
        Notice(
            Code.picture_left_out,
            f"The EPUB shows the words for the picture {name}: e-readers need not know its kind",
            hint="save it as PNG, JPEG or SVG",
        )
        for name in lost
    )
    return tuple(files.values()), notices


def _file(picture: Picture | None) -> File | None:
    kind = media_type(picture.data) if picture else ""
    if picture is None or not kind:
        return None
    base = picture.name.rsplit(".", 1)[0] if "." in picture.name else picture.name
    stem = file_stem(picture.name) if file_stem(base) != base else base
    return File(f"picture-{stem}-{SUFFIXES[kind]}", f"{FOLDER}{stem}.{SUFFIXES[kind]}", kind, picture.data)


def _svg(data: bytes) -> _Element | None:
    """The root of an SVG document, read without following anything it names."""
    if b"<svg" not in data[:4096] or b"<!ENTITY" in data:
        return None
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        return None
    return root if root.tag == "{http://www.w3.org/2000/svg}svg" else None


def _put_words(image: _Element) -> None:
    words = image.get("alt", "")
    image.tag = "span"
    image.attrib.clear()
    image.set("class", "picture")
    image.text = f"[{words}]" if words else None
