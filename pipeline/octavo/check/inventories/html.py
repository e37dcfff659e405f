"""The HTML edition read back, by the parser of Python's standard library."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from octavo.check.inventories.held import Inventory, Link
from octavo.check.inventories.inventory import BLOCKS, VOID, Collector, plain
from octavo.editions.html.policy import READING, policies


@dataclass
class Page:
    """What a page of HTML holds: its text, its head, and what might act.

    ``listed`` are the links outside of the text, ``around`` the words there; ``said`` is what the head says of the
    page, by name; ``style`` are its rules. ``ways`` lead to other pages, by what they say of them (``next``), ``held``
    is data for a script, by the name of its element. ``told`` is what it tells other sites: names and values.
    """

    inventory: Inventory
    title: str = ""
    authors: list[str] = field(default_factory=list)
    lang: str | None = None
    direction: str = ""
    listed: list[Link] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)
    style: str = ""
    ways: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    told: list[tuple[str, str]] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)


# Elements whose end may be left out (HTML, section 13.1.2.4): which open ones an element ends when it begins.
_CELLS, _ROWS = ("td", "th"), ("td", "th", "tr")
_ENDS: dict[str, tuple[str, ...]] = {
    "li": ("li",),
    **dict.fromkeys(("dt", "dd"), ("dt", "dd")),
    **dict.fromkeys(("td", "th"), _CELLS),
    "tr": _ROWS,
    **dict.fromkeys(("thead", "tbody", "tfoot"), (*_ROWS, "thead", "tbody", "tfoot", "colgroup")),
}


_NOTE = re.compile(r"fn-\d+")
_ACTING = frozenset(("iframe", "object", "embed", "base", "frame", "link", "template"))
_TECHNICAL = frozenset(("viewport", "generator", "color-scheme", "referrer"))


class _Reader(HTMLParser):
    """Passes on the main part of the page to a collector, and notes what the head says."""

    def __init__(self, collector: Collector, scripts: Sequence[str], notes: Collector | None) -> None:
        super().__init__(convert_charrefs=True)
        self.collector = self._text = collector
        self._notes = notes or collector
        self._within = 0  # how many elements are open around the notes
        self._allowed = [*scripts]
        self.page = Page(self.collector.inventory)
        self._open: list[str] = []  # from main on
        self._title: list[str] | None = None
        self._script: list[str] | None = None
        self._policies: list[str] = []
        self._scripts: list[str] = []
        self._holds = ""
        self._pictures = False
        self._style: list[str] | None = None
        self._link: tuple[str, list[str]] | None = None
        self._note = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(reversed(attrs))  # of two of a name, browsers obey the first
        self._pictures = self._pictures or tag == "img"
        if tag == "time":  # no document has any
            self.page.said.append((tag, attributes.get("datetime") or ""))
        if tag == "main" or self._open:
            ended = ("p",) if tag in BLOCKS else ()
            while self._open and self._open[-1] in (*_ENDS.get(tag, ()), *ended):
                self.collector.end(self._open.pop())
            self._watch_notes(tag, attributes)
            if attributes.get("role") == "doc-endnotes" and self._notes is not self._text:
                self.collector, self._within = self._notes, len(self._open)
            self.collector.start(tag, attributes)
            if tag not in VOID:
                self._open.append(tag)
            return
        self._watch(tag, attributes)
        if attributes.get("id"):
            self.page.inventory.ids[attributes["id"] or ""] += 1
        if tag == "html":
            self.page.lang = attributes.get("lang")
            self.page.direction = attributes.get("dir") or ""
        elif tag == "title":
            self._title = []
        elif tag == "style":
            self._style = []
        elif tag == "meta" and attributes.get("name") == "author":
            self.page.authors.append(attributes.get("content") or "")
        elif tag == "meta" and (name := attributes.get("name") or "") and name not in _TECHNICAL:
            self.page.said.append((name, attributes.get("content") or ""))
        elif tag == "a":
            self._link = (attributes.get("href") or "", [])
            if attributes.get("rel"):
                self.page.ways[attributes["rel"] or ""] = attributes.get("href") or ""

    def _watch_notes(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Notes are items of a numbered list, and the way back from each leads to its call."""
        if tag == "li" and _NOTE.fullmatch(attributes.get("id") or ""):
            self._note = attributes.get("id") or ""
            if self._open[-1:] != ["ol"]:
                self.page.odd.append("its notes have no numbers")
            return
        way = f"#{self._note.replace('fn', 'fnref', 1)}"
        if "o-back" in (attributes.get("class") or "").split() and attributes.get("href") != way:
            self.page.odd.append(f"the way back from a note leads elsewhere: {self._note}")

    def _watch(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Note what might act around the text: a page has one script, and a policy that lets no other run."""
        if tag == "script":
            self._script = []
        kind = (attributes.get("http-equiv") or "").lower()
        if kind == "content-security-policy":
            self._policies.append(attributes.get("content") or "")
        if self._holds:
            self.page.odd.append(f"its data holds <{tag}>")
        if tag == "template" and set(attributes) == {"id"}:
            self._holds = attributes["id"] or ""
            return
        if tag == "meta" and "property" in attributes:
            self.page.told.append((attributes["property"] or "", attributes.get("content") or ""))
        if tag == "link" and set(attributes) == {"rel", "href"} and attributes["rel"] in ("canonical", "icon"):
            self.page.told.append((attributes["rel"] or "", attributes["href"] or ""))
            self._pictures = self._pictures or attributes["rel"] == "icon"
            return
        acts = tag in _ACTING or kind == "refresh"
        fetches = any(re.match(r"(?:\w+:)?//", attributes.get(name) or "") for name in ("src", "srcset"))
        if acts or fetches or any(name.startswith("on") for name in attributes):
            self.page.odd.append(f"it holds what might act or fetch: <{tag}>")

    def end(self) -> None:
        """The page ends, and with it what was left open."""
        while self._open:
            self.handle_endtag(self._open[-1])
        self._text.finish()
        self._notes.finish()

    def judge(self) -> None:
        """Tell whether the page's policies are those of a page with these contents, word for word."""
        wanted = policies(*self._scripts, pictures=self._pictures)
        if self._scripts and self._scripts != self._allowed:
            self.page.odd.append("it holds a script that is not Octavo's")
        if tuple(self._policies) != wanted:
            self.page.odd.append("its policy is not the one that keeps it from loading or running anything")

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            while tag in self._open:
                last = self._open.pop()
                self.collector.end(last)
                if len(self._open) <= self._within:
                    self.collector = self._text
                if last == tag:
                    break
        elif tag == "script" and self._script is not None:
            self._scripts.append("".join(self._script))
            self._script = None
        elif tag == "template":
            self._holds = ""
        elif tag == "a" and self._link is not None:
            self.page.listed.append(Link(self._link[0], plain("".join(self._link[1]))))
            self._link = None
        elif tag == "style" and self._style is not None:
            self.page.style += "".join(self._style)
            self._style = None
        elif tag == "title" and self._title is not None:
            self.page.title = plain("".join(self._title))
            self._title = None

    def handle_data(self, data: str) -> None:
        if self._open:
            self.collector.text(data)
        elif self._holds:
            self.page.held[self._holds] = self.page.held.get(self._holds, "") + data
        elif self._script is not None:
            self._script.append(data)
        elif self._style is not None:
            self._style.append(data)
        elif self._title is not None:
            self._title.append(data)
        elif data.strip():
            self.page.around.append(data)
            if self._link is not None:
                self._link[1].append(data)


def read_html(
    data: bytes,
    collector: Collector | None = None,
    scripts: Sequence[str] = (READING,),
    notes: Collector | None = None,
) -> Page:
    """Read a page that may have these scripts. Never raises: what cannot be read is missing in the inventory.

    ``collector`` has heard the pages before it, where the text is on several, and ``notes`` hears of their notes.
    """
    reader = _Reader(collector or Collector(), scripts, notes)
    reader.feed(data.decode("utf-8", "replace"))
    reader.close()
    reader.end()
    reader.judge()
    return reader.page
