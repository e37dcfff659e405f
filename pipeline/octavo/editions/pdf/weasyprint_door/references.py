"""Caches the references to a PDF's pages while it is written.

For each tagged box WeasyPrint asks pydyf for the references to all pages, and pydyf makes them again each time: work
that grows with the square of a book's length.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def remembered_pages(pdf_class: Any) -> Iterator[None]:
    """Let ``pdf_class``, which is ``pydyf.PDF``, remember ``page_references`` until a page is added."""
    given = pdf_class.page_references
    held: tuple[Any, int, tuple[bytes, ...]] = (None, 0, ())

    def references(pdf: Any) -> tuple[bytes, ...]:
        nonlocal held
        kids = pdf.pages["Kids"]
        if held[0] is not pdf or held[1] != len(kids):
            held = (pdf, len(kids), given.fget(pdf))
        return held[2]

    pdf_class.page_references = property(references)
    try:
        yield
    finally:
        pdf_class.page_references = given
