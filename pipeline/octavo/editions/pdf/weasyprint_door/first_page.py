"""Where a layout begins: on which page of a book. Without this WeasyPrint begins each layout on page 1."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def begun_behind(layout: Any, pages: int, contexts: list[Any] | None = None) -> Iterator[None]:
    """Let WeasyPrint, by its package ``layout``, begin behind so many pages: their numbers and sides count on.

    So do the pages of which it tells while it works. ``contexts``, where it is given, gets the context of each layout
    that begins.
    """
    begin = layout.initialize_page_maker

    def begun(context: Any, root_box: Any) -> None:
        begin(context, root_box)
        if contexts is not None:
            contexts.append(context)
        if pages:
            resume_at, following, right, (quotes, _, _, groups), state = context.page_maker[0]
            counted = (quotes, {"pages": [0], "page": [pages]}, [{"pages", "page"}], groups)
            context.page_maker[0] = resume_at, following, right ^ bool(pages % 2), counted, state

    def counted(record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple) and record.args and isinstance(record.args[-1], int):
            record.args = (*record.args[:-1], record.args[-1] + pages)
        return True

    layout.initialize_page_maker = begun
    layout.PROGRESS_LOGGER.addFilter(counted)
    try:
        yield
    finally:
        layout.initialize_page_maker = begin
        layout.PROGRESS_LOGGER.removeFilter(counted)


def break_behind_first_page(context: Any) -> str:
    """How a finished layout broke off its first page: ``page``, ``recto`` and so on; empty without a forced break."""
    if len(context.page_maker) < 2 or context.page_maker[1][0] is None:
        return ""
    kind = str(context.page_maker[1][1]["break"])
    return "" if kind == "any" else kind
