"""Alter an edition again and again, and count what the proof finds."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from octavo.body import Body
from octavo.check import Standing, check_publication, styles_of
from octavo.editions import Job
from octavo.editions.table import EDITIONS
from octavo.model import Options, PageMap
from octavo.themes import Theme

from tests.check.mutations.files import BOOK, PAGE, Change
from tests.check.mutations.sheets import SHEETS

CHANGES: dict[str, Mapping[str, Change]] = {"pdf": SHEETS, "epub": BOOK, "html": PAGE}


@dataclass
class Counts:
    """How many alterations of each kind were found and missed."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """All alterations."""
        return self.found.total() + self.missed.total()

    def sentence(self, name: str) -> str:
        """The counts in one line."""
        missed = "; ".join(f"{kind} ({times})" for kind, times in self.missed.most_common())
        return f"{name}: {self.found.total()} of {self.total} found" + (f"; missed: {missed}" if missed else "")


def altered(name: str, data: bytes, rng: random.Random, times: int) -> Iterator[tuple[str, bytes]]:
    """So many alterations of an edition, of all kinds in turn, those in random order."""
    kinds: list[str] = []
    barren: set[str] = set()
    while times > 0:
        if not kinds:
            kinds = [kind for kind in CHANGES[name] if kind not in barren]
            rng.shuffle(kinds)
        kind = kinds.pop()
        new = CHANGES[name][kind](data, rng)
        if new is None or new == data:
            barren.add(kind)
            continue
        yield kind, new
        times -= 1


@dataclass(frozen=True)
class Made:
    """Editions as they were made, and what they are compared with."""

    editions: Mapping[str, bytes]
    body: Body
    pages: PageMap
    styles: Mapping[str, str]

    def is_whole(self, name: str, data: bytes) -> bool:
        """Whether the proof finds nothing wrong with an edition, without any record of what was built."""
        standing = Standing("seed", {name: data}, pages=self.pages, styles=self.styles)
        return next(edition for edition in check_publication(standing, self.body).editions if edition.name == name).ok


def made_of(body: Body, theme: Theme) -> Made:
    """The editions of a document on small pages."""
    options = Options(epoch=1_700_000_000, papersize="a6")
    pdf = EDITIONS["pdf"].make(Job(body, theme, options))
    assert pdf.pages is not None
    others = {name: EDITIONS[name].make(Job(body, theme, options, pdf.pages)).data for name in ("epub", "html")}
    return Made({"pdf": pdf.data, **others}, body, pdf.pages, styles_of(theme, body))


def count(name: str, made: Made, rng: random.Random, times: int) -> Counts:
    """Alter an edition, and count what is found."""
    counts = Counts()
    assert made.is_whole(name, made.editions[name])
    for kind, new in altered(name, made.editions[name], rng, times):
        (counts.missed if made.is_whole(name, new) else counts.found)[kind] += 1
    return counts
