"""Laid-out pages: what other modules may read of them."""

from __future__ import annotations

from collections.abc import Sequence
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
