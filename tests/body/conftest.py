"""One pandoc for all tests of the body."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from octavo.body import Body
from octavo.body.compose import compose
from octavo.model import Manuscript, Metadata, Picture
from octavo.pandoc import Pandoc

Compose = Callable[..., Body]


@pytest.fixture(scope="session")
def pandoc() -> Iterator[Pandoc]:
    with Pandoc() as running:
        yield running


@pytest.fixture
def body_of(pandoc: Pandoc) -> Compose:
    def make(text: str, *, title: str = "Title", lang: str = "en", bib: str = "", **told: object) -> Body:
        picture = Picture("a.png", b"data", "image/png", 40, 30)
        works = (("refs.bib", bib.encode()),) if bib else ()
        manuscript = Manuscript(text, "out/x/x.md", (), (picture,), works)
        return compose(manuscript, Metadata(title=title, lang=lang, **told), pandoc)  # type: ignore[arg-type]  # as the test says

    return make
