"""A document with one of everything, its body, and its real editions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import pytest
from octavo import themes
from octavo.body import Body
from octavo.body.compose import compose
from octavo.check import Text
from octavo.editions import Job
from octavo.editions.table import EDITIONS
from octavo.manuscript import split
from octavo.metadata import parse_yaml, to_metadata
from octavo.model import Manuscript, Options, Origin, PageMap, Picture, Place
from octavo.pandoc import Pandoc

from tests.check.samples import EVERYTHING, PIXEL

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("pdf", "epub", "html")


@pytest.fixture(scope="session")
def pandoc() -> Iterator[Pandoc]:
    with Pandoc() as running:
        yield running


@pytest.fixture(scope="session")
def body_of(pandoc: Pandoc) -> Callable[..., Body]:
    """Make the body of a manuscript; its lines come from the same lines of ``seed.md``."""

    def make(text: str, pictures: Sequence[Picture] = (PIXEL,)) -> Body:
        front, _, _ = split(text)
        data, _ = parse_yaml(front, Place("seed.md", 2)) if front else ({}, ())
        metadata, _ = to_metadata((data, Place("seed.md")))
        lines = range(1, text.count("\n") + 2)
        origins = tuple(Origin(line, Place("seeds/seed.md", line)) for line in lines)
        return compose(Manuscript(text, "out/seed/seed.md", origins, tuple(pictures)), metadata, pandoc)

    return make


@pytest.fixture(scope="session")
def everything(body_of: Callable[..., Body]) -> Body:
    return body_of(EVERYTHING)


@pytest.fixture(scope="session")
def text(everything: Body) -> Text:
    return Text.of(everything)


@lru_cache(maxsize=1)
def theme() -> themes.Theme:
    return themes.load("octavo", [ROOT / "templates" / "themes"])


def made(name: str, body: Body, pages: PageMap | None = None, **options: object) -> bytes:
    """One real edition."""
    chosen = Options(epoch=1_700_000_000, **options)  # type: ignore[arg-type]  # the tests' own few options
    return EDITIONS[name].make(Job(body, theme(), chosen, pages)).data


@pytest.fixture(scope="session")
def editions(everything: Body) -> dict[str, bytes]:
    """The real editions of ``everything``, the EPUB and the HTML with the PDF's pages."""
    pdf = EDITIONS["pdf"].make(Job(everything, theme(), Options(epoch=1_700_000_000)))
    return {"pdf": pdf.data, **{name: made(name, everything, pdf.pages) for name in ("epub", "html")}}
