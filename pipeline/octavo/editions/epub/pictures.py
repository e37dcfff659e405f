"""The pictures that the text shows, as files of the EPUB."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from lxml.etree import _Element

from octavo.editions.epub.chapters import Chapter
from octavo.editions.epub.package import File
from octavo.editions.epub.text import file_stem
from octavo.model import Notice, Picture
from octavo.notices import Code
from octavo.pictures.scaled import scaled

FOLDER = "images/"
TALLEST = 89
"""Hundredths of a screen's height that a picture may take, a little less than the style sheet allows."""
SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}
"""The core media types for pictures (EPUB 3.3, section 3.2): every reading system shows these."""


def moves(data: bytes, kind: str) -> bool:
    """Whether a picture may move or flash: without a human check it cannot be called harmless."""
    if kind == "image/gif":
        return data.count(b"\x21\xf9\x04") > 1  # graphic control extensions: one for each frame
    if kind == "image/png":
        return b"acTL" in data[:4096]
    if kind == "image/webp":
        return b"ANIM" in data[:64]
    return kind == "image/svg+xml" and any(word in data for word in (b"<animate", b"animation", b"<set"))


def place(chapters: Iterable[Chapter], pictures: Mapping[str, Picture]) -> tuple[tuple[File, ...], tuple[Notice, ...]]:
    """The files of all pictures that the chapters show, whose addresses are set to them.

    A picture that was not handed in, or that reading systems need not know, is replaced by its words, with a notice.
    """
    files: dict[str, File | None] = {}
    for chapter in chapters:
        for block in chain(chapter.blocks, chapter.notes):
            for image in list(block.iter("img")):
                given = image.get("src", "").removeprefix(FOLDER)
                if given not in files:
                    files[given] = _file(pictures.get(given))
                file = files[given]
                if file is not None:
                    image.set("src", f"../{file.name}")
                    _size(image, pictures[given])
                else:
                    _put_words(image)
    notices = tuple(
        Notice(
            Code.picture_left_out,
            f"the EPUB shows the alternative text instead of the picture {name}: not every e-reader knows its format",
            hint="save it as PNG, JPEG or SVG",
        )
        for name, file in files.items()
        if file is None
    )
    return tuple(file for file in files.values() if file is not None), notices


def _size(image: _Element, picture: Picture) -> None:
    """Says how large a picture is shown so that no e-reader can stretch it: one side, and the other follows.

    Its own size is in its file. Attributes for both sides would stay when a reading system limits one of them.
    """
    for side in ("width", "height"):
        if side in image.attrib:
            del image.attrib[side]
    said = dict(part.split(":", 1) for part in image.get("style", "").split(";") if ":" in part)
    if picture.media_type == "image/svg+xml" and not said and picture.width:
        said["width"] = f"{picture.width}px"  # a drawing may have no size of its own
    if said:
        said = {"width": "auto", "height": "auto", **said}
    parent = image.getparent()
    alone = parent is not None and parent.tag == "figure"
    share = said["width"] if said.get("width", "")[-1:] == "%" and said["height"] == "auto" else ""
    if picture.width and picture.height and (alone or share):
        most = share if share and picture.height > picture.width else "100%"
        if most != "100%":  # a tall one whose height a reading system limits must be free to become narrower
            said["width"] = "auto"
        said["max-width"] = f"min({most},{TALLEST * picture.width / picture.height:.4g}vh)"
    if said:
        image.set("style", ";".join(f"{name}:{value}" for name, value in said.items()))


def _file(picture: Picture | None) -> File | None:
    if picture is None or picture.media_type not in SUFFIXES:
        return None
    suffix = SUFFIXES[picture.media_type]
    stem, _, end = picture.name.rpartition(".")
    if end != suffix or file_stem(stem) != stem:  # not a name that we would have given: make one that is its own
        stem = file_stem(f"{picture.name}/")
    data = scaled(picture.data, picture.media_type, picture.width, picture.height)
    return File(f"picture-{stem}-{suffix}", f"{FOLDER}{stem}.{suffix}", picture.media_type, data)


def _put_words(image: _Element) -> None:
    words = image.get("alt", "")
    image.tag = "span"
    image.attrib.clear()
    image.set("class", "o-picture")
    image.text = f"[{words}]" if words else None
