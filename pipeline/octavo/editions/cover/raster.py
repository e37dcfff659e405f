"""The first page of a PDF as a JPEG. The only module that uses pdfium and Pillow's writer for covers."""

from __future__ import annotations

import io

import pypdfium2

from octavo.errors import EditionError

QUALITIES = (82, 60, 35)
"""The first leaves flat areas and edges clean; the others are for sheets that are full of small type."""
LARGEST_FILE = 290_000


def rasterize(pdf: bytes, width: int, height: int) -> bytes:
    """The first page, ``width`` by ``height`` pixels. Raises ``EditionError`` when pdfium cannot read it."""
    try:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            # With an unused fourth byte Pillow takes the pixels as they are, where they are.
            picture = page.render(scale=width / page.get_width(), rev_byteorder=True, prefer_bgrx=True).to_pil()
        finally:
            document.close()
        if picture.size != (width, height):
            picture = picture.resize((width, height))
        for quality in QUALITIES:
            out = io.BytesIO()
            picture.save(out, "JPEG", quality=quality, subsampling="4:4:4", optimize=True)
            if out.tell() <= LARGEST_FILE:
                break
    except (pypdfium2.PdfiumError, OSError, ValueError) as error:
        raise EditionError(f"the cover could not be drawn: {error}") from error
    return out.getvalue()
