"""Pictures on a page, by a digest of what they show; read by PDFium, and by Pillow from the manuscript's pictures."""

from __future__ import annotations

import ctypes
import hashlib
from io import BytesIO
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image

from octavo.editions.pdf.figures import printable
from octavo.model import Picture

_MOST_PIXELS = 24_000_000
"""Larger pictures would take more memory than a worker has: they are not compared."""
_PLAIN = ("1", "L", "LA", "P", "RGB", "RGBA")


def digest_of(item: Any) -> str:
    """The digest of a picture on a page: of a JPEG's bytes, of all others' pixels; nothing for one too large."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(item, width, height)
    if width.value * height.value > _MOST_PIXELS:
        return ""
    get = pdfium.FPDFImageObj_GetImageDataRaw if _is_jpeg(item) else pdfium.FPDFImageObj_GetImageDataDecoded
    size = get(item, None, 0)
    buffer = ctypes.create_string_buffer(size)
    get(item, buffer, size)
    return hashlib.sha256(memoryview(buffer)[:size]).hexdigest()


def _is_jpeg(item: Any) -> bool:
    name = ctypes.create_string_buffer(32)
    for place in range(pdfium.FPDFImageObj_GetImageFilterCount(item)):
        pdfium.FPDFImageObj_GetImageFilter(item, place, name, 32)
        if name.value == b"DCTDecode":
            return True
    return False


def digests_for(picture: Picture) -> frozenset[str]:
    """The digests that a picture of the manuscript may have on a page; none for one that cannot be told by them."""
    if not picture.data:
        return frozenset()
    data = printable(picture)
    if picture.media_type == "image/jpeg":
        return frozenset((hashlib.sha256(data).hexdigest(),))
    try:
        with Image.open(BytesIO(data)) as opened:
            if opened.mode not in _PLAIN or opened.width * opened.height > _MOST_PIXELS:
                return frozenset()
            shown: Image.Image = opened.convert("RGBA") if "transparency" in opened.info else opened
            grey = shown.mode in ("L", "LA")
            return frozenset((hashlib.sha256(shown.convert("L" if grey else "RGB").tobytes()).hexdigest(),))
    except (OSError, ValueError, Image.DecompressionBombError):
        return frozenset()
