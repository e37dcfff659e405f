"""Which pages of two PDFs do not look alike. Floor 4."""

from __future__ import annotations

import pypdfium2

from octavo.errors import EditionError
from octavo.publishing.questions.changes.values import Sheets

_SCALE = 60 / 72  # sixty dots to the inch: a changed letter changes the grey of its dots
_LARGEST = 5_000
"""Points of the longer side of a page that is drawn: A0 has 3,370."""


def to_print_again(earlier: bytes, later: bytes) -> Sheets:
    """The pages of the later PDF that differ from the page at the same place in the earlier one.

    Raises ``EditionError`` for a PDF that cannot be read.
    """
    try:
        old, new = pypdfium2.PdfDocument(earlier), pypdfium2.PdfDocument(later)
        try:
            pages = tuple(
                index + 1 for index in range(len(new)) if index >= len(old) or not _look_alike(old[index], new[index])
            )
            sheets = tuple(sorted({(page + 1) // 2 for page in pages}))
            return Sheets(pages, sheets, len(new))
        finally:
            old.close()
            new.close()
    except pypdfium2.PdfiumError as error:
        raise EditionError(f"a PDF cannot be drawn: {error}") from None


def _look_alike(one: pypdfium2.PdfPage, other: pypdfium2.PdfPage) -> bool:
    size = one.get_size()
    if size != other.get_size():
        return False
    scale = min(_SCALE, _LARGEST / max(*size, 1))
    return _drawn(one, scale) == _drawn(other, scale)


def _drawn(page: pypdfium2.PdfPage, scale: float) -> bytes:
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        return bytes(bitmap.buffer)
    finally:
        bitmap.close()
        page.close()
