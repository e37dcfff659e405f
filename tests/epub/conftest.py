"""Covers are drawn once for all tests of the EPUB: they have tests of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from octavo.editions import cover
from octavo.editions.cover import Cover
from octavo.model import Metadata
from octavo.themes import Theme


@pytest.fixture(scope="session", autouse=True)
def one_cover() -> Iterator[None]:
    """The first cover of all stands for every other."""
    first: list[Cover] = []
    really_draw = cover.draw

    def draw(metadata: Metadata, theme: Theme, slug: str, size: tuple[int, int] = cover.SHOWN) -> Cover:
        if size != cover.SHOWN:
            return really_draw(Metadata(title="A cover"), theme, "a-cover", size)
        if not first:
            first.append(really_draw(Metadata(title="A cover"), theme, "a-cover"))
        return first[0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cover, "draw", draw)
        yield
