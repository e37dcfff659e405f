"""The HTML edition read back, by the parser of Python's standard library."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from octavo.check.inventory import Collector, Inventory, plain


@dataclass
class Page:
    """What a page of HTML holds: its text, its head, its own links and what might act."""

    inventory: Inventory
    title: str = ""
    authors: list[str] = field(default_factory=list)
    lang: str | None = None
    listed: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Passes on the main part of the page to a collector, and notes what the head says."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.collector = Collector()
        self.page = Page(self.collector.inventory)
        self._depth = 0  # within main
        self._title: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "main":
            self._depth += 1
        if self._depth:
            self.collector.start(tag, attributes)
            return
        if attributes.get("id"):
            self.page.inventory.ids[attributes["id"] or ""] += 1
        if tag == "html":
            self.page.lang = attributes.get("lang")
        elif tag == "title":
            self._title = []
        elif tag == "meta" and attributes.get("name") == "author":
            self.page.authors.append(attributes.get("content") or "")
        elif tag == "a":
            self.page.listed.append(attributes.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if self._depth:
            self.collector.end(tag)
            self._depth -= tag == "main"
        elif tag == "title" and self._title is not None:
            self.page.title = plain("".join(self._title))
            self._title = None

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.collector.text(data)
        elif self._title is not None:
            self._title.append(data)


def read_html(data: bytes) -> Page:
    """Read a page. Never raises: what cannot be read is missing in the inventory."""
    reader = _Reader()
    reader.feed(data.decode("utf-8", "replace"))
    reader.close()
    reader.collector.finish()
    return reader.page
