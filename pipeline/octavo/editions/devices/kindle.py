"""The edition for Kindle: an EPUB as Amazon's publishing guidelines ask for it.

Send to Kindle and Kindle Direct Publishing take it as it is. The cover is a picture of 1600 by 2560 pixels that the
package names, and no page; formulas are pictures; there is no font and no picture in a format that Kindle does not
know; the table of contents is there as a page, as NCX and in the guide.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from octavo.editions import Job
from octavo.editions.cover import cover_of, draw
from octavo.editions.devices.drawn import draw_formulas
from octavo.editions.epub import compose
from octavo.editions.epub.chapters import Chapter
from octavo.editions.epub.container import pack
from octavo.editions.epub.package import File, Meta, Package
from octavo.errors import EditionError
from octavo.model import Made

COVER_SIZE = (1600, 2560)
LARGEST = 5_000_000
"""Bytes that a picture may have."""
KNOWN = frozenset(("image/jpeg", "image/png", "image/gif", "image/svg+xml"))
_QUALITY = 88


def make(job: Job) -> Made:
    """The EPUB for Kindle of a body. Raises ``EditionError``."""

    def prepare(chapters: Sequence[Chapter]) -> tuple[File, ...]:
        return draw_formulas(chapters, job.theme)

    package, notices = compose(job, prepare, with_cover=False)
    return Made(pack(_for_kindle(package, _cover(job))), notices=notices)


def _for_kindle(package: Package, cover: bytes) -> Package:
    renamed = {file.name: _new_name(file) for file in package.files}
    files = [_known(file, renamed) for file in package.files]
    image = File("cover-image", "images/cover-image.jpg", "image/jpeg", cover, ("cover-image",))
    named = Meta("meta", "", {"name": "cover", "content": "cover-image"})  # where Kindle looks for it
    return replace(package, files=(image, *files), metadata=(*package.metadata, named))


def _new_name(file: File) -> str:
    return str(PurePosixPath(file.name).with_suffix(".png")) if file.media_type == "image/webp" else file.name


def _known(file: File, renamed: dict[str, str]) -> File:
    """The file in a format that Kindle knows, and with the new names of those that it was not in."""
    if file.media_type == "image/webp":
        return replace(file, name=renamed[file.name], media_type="image/png", data=_as_png(file.data))
    changed = {old: new for old, new in renamed.items() if old != new}
    if file.media_type != "application/xhtml+xml" or not changed:
        return file
    data = file.data
    for old, new in changed.items():
        data = data.replace(f'src="../{old}"'.encode(), f'src="../{new}"'.encode())
    return replace(file, data=data)


def _as_png(data: bytes) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(data)) as picture:
        picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _cover(job: Job) -> bytes:
    """The cover as a JPEG of the size that Amazon asks for; a picture of another shape is set on its own colour."""
    slug = PurePosixPath(job.body.path).stem
    cover = cover_of(job.body.metadata, job.theme, job.body.pictures, slug)
    if cover.media_type == "image/svg+xml" or not job.body.metadata.cover_image:
        return draw(job.body.metadata, job.theme, slug, COVER_SIZE).data
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(cover.data)) as picture:
            plain = picture.convert("RGBA")
            white = Image.new("RGBA", plain.size, "white")
            white.alpha_composite(plain)
            whole = white.convert("RGB")
            corner = whole.resize((1, 1), box=(0, 0, min(8, whole.width), min(8, whole.height))).tobytes()
            out = io.BytesIO()
            ImageOps.pad(whole, COVER_SIZE, color=tuple(corner)).save(out, "JPEG", quality=_QUALITY, optimize=True)
    except (OSError, ValueError) as error:
        raise EditionError(f"the cover could not be made: {error}", hint="save it as JPEG") from error
    return out.getvalue()
