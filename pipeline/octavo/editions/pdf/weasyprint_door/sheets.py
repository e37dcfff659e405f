"""Laid-out pages: what other modules may read of them, and what WeasyPrint says while it makes them."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from octavo.editions.pdf.weasyprint_door.parts import PageOutline


@dataclass(frozen=True)
class Sheets:
    """Laid-out pages, with the log lines of their layout. What is inside ``pages``, only ``boxes`` knows.

    ``broken_off`` tells how the first page was broken off: ``page``, ``recto`` and so on, empty when it is just full.
    """

    document: Any
    log: tuple[str, ...] = ()
    broken_off: str = ""

    @property
    def pages(self) -> list[Any]:
        """WeasyPrint's page boxes, in order."""
        return [page._page_box for page in self.document.pages]

    @property
    def anchors(self) -> dict[str, int]:
        """The page (from 0) of each id."""
        found: dict[str, int] = {}
        for index, page in enumerate(self.document.pages):
            for name in page.anchors:
                found.setdefault(name, index)
        return found

    @property
    def outline(self) -> tuple[PageOutline, ...]:
        """The bookmarks of each page."""
        return tuple(PageOutline(tuple(page.bookmarks), page.height) for page in self.document.pages)

    def bookmarks(self, pages: Sequence[PageOutline]) -> Sequence[Any]:
        """The bookmarks of these pages as a tree, with their places as a PDF counts them."""
        found: Sequence[Any] = self.document.copy(list(pages)).make_bookmark_tree(0.75, transform_pages=True)
        return found


class _Ear(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(record.getMessage())


@contextmanager
def listening() -> Iterator[list[str]]:
    """Collect WeasyPrint's warnings instead of letting them reach the terminal."""
    lines: list[str] = []
    logger, ear = logging.getLogger("weasyprint"), _Ear(lines)
    propagate = logger.propagate
    logger.addHandler(ear)
    logger.propagate = False
    try:
        yield lines
    finally:
        logger.removeHandler(ear)
        logger.propagate = propagate
