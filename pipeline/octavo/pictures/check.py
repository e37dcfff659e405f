"""Is this a picture, and may it come along? Bytes in, a picture or ``LeftOut`` with the reason out. No I/O."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.files import Limits
from octavo.pictures.drawing import looks_like_svg, safe_svg

if TYPE_CHECKING:
    from PIL import Image

_KEPT = {"PNG": ("image/png", ".png"), "JPEG": ("image/jpeg", ".jpg"), "GIF": ("image/gif", ".gif"),
         "WEBP": ("image/webp", ".webp")}  # fmt: skip
_REMADE = ("BMP", "TIFF", "AVIF", "JPEG2000", "PPM", "ICO", "DIB", "TGA", "MPO")
_NAMED = (
    (b"\xd7\xcd\xc6\x9a", "a Windows metafile"),
    (b"\x01\x00\x09\x00", "a Windows metafile"),
    (b"%!PS", "a PostScript drawing"),
    (b"%PDF", "a PDF"),
    (b"8BPS", "a Photoshop file"),
)


class LeftOut(Exception):  # noqa: N818 - it is an answer rather than an error: the picture stays behind, the text goes on
    """Why a picture does not come along, in words that end a sentence: "is broken", "is a PDF"."""


@dataclass(frozen=True)
class Checked:
    """A picture that may come along: bytes, media type, ending of its name, size in CSS pixels (0: unknown)."""

    data: bytes
    media_type: str
    suffix: str
    width: int = 0
    height: int = 0


def check_picture(data: bytes, limits: Limits) -> Checked:
    """Check a picture by its content, and remake it as PNG where e-readers or printers could not show it.

    Raises ``LeftOut``.
    """
    if not data:
        raise LeftOut("is empty")
    if len(data) > limits.picture_bytes:
        raise LeftOut(f"is larger than {limits.picture_bytes / 1e6:.0f} MB")
    if looks_like_svg(data):
        drawing = safe_svg(data)
        if drawing is None:
            raise LeftOut("is a drawing that cannot be read")
        return Checked(drawing.data, "image/svg+xml", ".svg", drawing.width, drawing.height)
    for mark, name in _NAMED:
        if data.startswith(mark):
            raise LeftOut(f"is {name}, which cannot be shown; save it as PNG or SVG")
    if data[:4] == b"\x01\0\0\0" and data[40:44] == b" EMF":
        raise LeftOut("is a Windows metafile, which cannot be shown; save it as PNG or SVG")
    return _raster(data, limits)


def _raster(data: bytes, limits: Limits) -> Checked:
    from PIL import Image, ImageFile, UnidentifiedImageError  # most seeds have no picture

    # The layout engine tells Pillow, for the whole process, to take pictures that are not whole.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the size is checked below, and odd metadata harms nobody
        try:
            Image.init()
            known = [name for name in (*_KEPT, *_REMADE) if name in Image.OPEN]
            with Image.open(io.BytesIO(data), formats=known) as image:
                width, height = image.size
                if width * height > limits.picture_pixels:
                    raise LeftOut(f"has {width} x {height} pixels, too many")
                kind = image.format or ""
                image.load()
                if kind in _KEPT and not (kind == "JPEG" and image.mode not in ("L", "RGB")):
                    return Checked(data, *_KEPT[kind], width, height)
                return Checked(_as_png(image), "image/png", ".png", width, height)
        except LeftOut:
            raise
        except Image.DecompressionBombError:
            raise LeftOut("has too many pixels") from None
        except UnidentifiedImageError:
            raise LeftOut("is not a picture") from None
        except Exception:  # noqa: BLE001 - decoders meet hostile bytes with any exception there is
            raise LeftOut("is broken") from None


def _as_png(image: Image.Image) -> bytes:
    """The first frame as PNG, without the metadata of the original."""
    plain = image if image.mode in ("1", "L", "LA", "RGB", "RGBA") else None
    if plain is None:
        plain = image.convert("RGBA" if "A" in image.mode or "transparency" in image.info else "RGB")
    out = io.BytesIO()
    plain.save(out, "PNG", optimize=False)
    return out.getvalue()
