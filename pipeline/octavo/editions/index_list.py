"""The index as nested lists with the numbers of printed pages, the same for every edition. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from octavo.body import INDEX, Body, IndexEntry, IndexPlace
from octavo.languages.index_words import IndexWords, first_letter, index_words
from octavo.model import PageMap

_IN_A_ROW = 3
"""So many pages one after another are said as a range."""


def index_section(body: Body, pages: PageMap | None) -> _Element:
    """The index with its heading; without pages the places of an entry are counted."""
    section = etree.Element("section", {"class": "o-indexed", "role": "doc-index", "aria-labelledby": INDEX})
    heading = etree.SubElement(section, "h2", {"id": INDEX, "data-label": body.index_title})
    heading.text = body.index_title
    lister = _Lister(_Pages(pages) if pages else None, index_words(body.metadata.lang), _names(body.index))
    letter = ""
    entries = etree.SubElement(section, "ul")
    for entry in body.index:
        item = lister.item(entries, entry)
        now = first_letter(entry.key, body.metadata.lang)
        if now != letter and (before := item.getprevious()) is not None:
            before.set("class", "o-letter")
        letter = now
    return section


def index_ids(body: Body) -> set[str]:
    """The ids to which the index leads."""
    return {place.id for first, last in _all_places(body.index) for place in (first, last) if place}


def index_texts(body: Body) -> Iterator[str]:
    """All words of the index, for the proof."""
    words = index_words(body.metadata.lang)
    yield from (body.index_title, words.see, words.also)
    stack = list(body.index)
    while stack:
        entry = stack.pop()
        yield from (entry.words, *entry.see, *entry.also)
        stack += entry.below


def _all_places(entries: Sequence[IndexEntry]) -> Iterator[tuple[IndexPlace, IndexPlace | None]]:
    for entry in entries:
        yield from entry.places
        yield from _all_places(entry.below)


def _names(entries: Sequence[IndexEntry]) -> dict[str, str]:
    """An id for each entry that another one leads to, by its words."""
    wanted: dict[str, None] = {}
    stack = list(entries)
    while stack:
        entry = stack.pop()
        wanted.update(dict.fromkeys((*entry.see, *entry.also)))
        stack += entry.below
    there = [entry.words for entry in entries if entry.words in wanted]
    return {words: f"{INDEX}-{number}" for number, words in enumerate(there, 1)}


class _Pages:
    """Finds the page of a place."""

    def __init__(self, pages: PageMap) -> None:
        self._starts = sorted((page.block, page.offset, page.index) for page in pages.pages if page.block is not None)
        self.labels = {page.index: page.label for page in pages.pages}

    def index(self, place: IndexPlace) -> int:
        """The page of a place, counted from 0; the first one for what comes before all."""
        at = bisect_right(self._starts, (place.block, place.offset, 1 << 40))
        return self._starts[at - 1][2] if at else self._starts[0][2] if self._starts else 0


@dataclass
class _Run:
    first: int
    last: int
    id: str
    is_range: bool = False


class _Lister:
    def __init__(self, pages: _Pages | None, words: IndexWords, names: dict[str, str]) -> None:
        self._pages, self._words, self._names = pages, words, names

    def item(self, entries: _Element, entry: IndexEntry, *, inner: bool = False) -> _Element:
        """Write an entry, with those below it; to these others do not lead."""
        item = etree.SubElement(entries, "li")
        if not inner and (name := self._names.get(entry.words)):
            item.set("id", name)
        _say(item, entry.words)
        for number, (label, ident) in enumerate(self._locators(entry)):
            _say(item, "\u2002" if not number else ", ")
            link = etree.SubElement(item, "a", {"href": f"#{ident}", "class": "o-locator"})
            link.text = label
        for word, others in ((self._words.see, entry.see), (self._words.also, entry.also)):
            if others:
                _say(item, ". " if len(item) or word == self._words.also else ", ")
                etree.SubElement(item, "em").text = word
                for number, other in enumerate(others):
                    _say(item, "; " if number else " ")
                    self._lead(item, other)
        if entry.below:
            below = etree.SubElement(item, "ul")
            for one in entry.below:
                self.item(below, one, inner=True)
        return item

    def _lead(self, item: _Element, other: str) -> None:
        if name := self._names.get(other):
            etree.SubElement(item, "a", {"href": f"#{name}", "class": "o-locator"}).text = other
        else:
            _say(item, other)

    def _locators(self, entry: IndexEntry) -> list[tuple[str, str]]:
        """The numbers to show, each with the id that it leads to."""
        if self._pages is None:
            return [(str(number), first.id) for number, (first, _) in enumerate(entry.places, 1)]
        pages = self._pages
        found = [
            _Run(pages.index(first), pages.index(last or first), first.id, last is not None)
            for first, last in entry.places
        ]
        runs: list[_Run] = []
        for run in sorted(found, key=lambda run: (run.first, -run.last)):
            if runs and run.last <= runs[-1].last:
                continue
            if runs and run.first <= runs[-1].last and (run.is_range or runs[-1].is_range):
                runs[-1].last = run.last
            else:
                runs.append(run)
        return [(self._label(run), run.id) for run in _in_a_row(runs)]

    def _label(self, run: _Run) -> str:
        labels = self._pages.labels if self._pages else {}
        first, last = labels.get(run.first, ""), labels.get(run.last, "")
        return first if first == last else f"{first}\u2013{last}"


def _in_a_row(runs: Sequence[_Run]) -> list[_Run]:
    """Single pages that follow one another, three or more, as a range."""
    done: list[_Run] = []
    at = 0
    while at < len(runs):
        end = at + 1
        while end < len(runs) and runs[end].first == runs[end - 1].last + 1 and not runs[end].is_range:
            end += 1
        if end - at >= _IN_A_ROW and not runs[at].is_range:
            done.append(_Run(runs[at].first, runs[end - 1].last, runs[at].id, is_range=True))
            at = end
        else:
            done.append(runs[at])
            at += 1
    return done


def _say(item: _Element, text: str) -> None:
    if len(item):
        item[-1].tail = (item[-1].tail or "") + text
    else:
        item.text = (item.text or "") + text
