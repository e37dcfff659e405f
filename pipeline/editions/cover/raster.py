"""The first page of a PDF as a PNG of few colours. The one door to pdfium and Pillow's writer for covers."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image

from pipeline.errors import EditionError

COLOURS = 80
"""Enough for flat areas and their soft edges, and a fraction of the bytes of full colour."""


def rasterize(pdf: bytes, width: int, height: int) -> bytes:
    """The first page, ``width`` by ``height`` pixels. Raises ``EditionError`` when pdfium cannot read it."""
    try:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            picture = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
        finally:
            document.close()
        if picture.size != (width, height):
            picture = picture.resize((width, height))
        few = picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        out = io.BytesIO()
        few.save(out, "PNG", compress_level=6)
    except (pypdfium2.PdfiumError, OSError, ValueError) as error:
        raise EditionError(f"The cover could not be drawn: {error}") from error
    return out.getvalue()
