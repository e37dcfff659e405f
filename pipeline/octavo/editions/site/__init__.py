"""The site: the book as many pages of HTML, with a search that needs no request. Floor 3.

In: what the HTML edition is made of. Out: a page for each chapter, an index with the contents, a page that searches all
of them, and a page for every name that a chapter had before. Each is a file by itself, under the same policy as the
one page of the HTML edition: it fetches nothing, and opened from a disk it works as it does on a server.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lxml.etree import _Element

from octavo.body import Heading, numbered
from octavo.editions import Job
from octavo.editions.html import contents, shell, tree
from octavo.editions.html.page import beside_text, opening_of, say_language, write_page
from octavo.editions.html.policy import READING
from octavo.editions.html.write import child, element, say
from octavo.editions.site.earlier import earlier_names, to_remember
from octavo.editions.site.leaves import (
    INDEX,
    SEARCH,
    Leaf,
    add_earlier_names,
    homes_of,
    leaves_of,
    name_blocks,
    rewire,
)
from octavo.editions.site.moved import moved_page
from octavo.editions.site.searching import FINDING, held_text, search_parts, search_title
from octavo.languages.screen_words import screen_words
from octavo.model import Made, PageStart
from octavo.pagemap import mark


def make(job: Job) -> Made:
    """Make the site. Raises ``SettingsError`` for a theme and ``EditionError`` for a page map that does not fit."""
    site = _Site(job)
    earlier = earlier_names(site.leaves, job.remembered)
    for leaf in site.leaves:
        add_earlier_names(leaf, [(old, now) for old, now in earlier.headings.items() if now in leaf.ids])
    titles = {leaf.name: leaf.title for leaf in site.leaves}
    further = [(leaf.name, site.page(at)) for at, leaf in enumerate(site.leaves) if at]
    further.append((SEARCH, site.search()))
    further += [(old, moved_page(job.body, now, titles[now])) for old, now in earlier.pages.items()]
    return Made(site.page(0), further=tuple(further), remembered=to_remember(site.leaves, earlier))


class _Site:
    """The pages of one site, and what they share."""

    def __init__(self, job: Job) -> None:
        self.job, self.body = job, job.body
        body, labels = job.body, job.body.labels
        text, notes = body.copy_tree(), body.copy_notes()
        starts = [page for page in (job.pages.pages if job.pages else ()) if page.block is not None]
        self._markers = tree.Markers(labels, starts)
        self._pages: tuple[PageStart, ...] = mark(text, notes, job.pages, self._markers) if job.pages else ()
        roots = (text, *(note.tree for note in notes))
        self._names = name_blocks(roots)
        self._of_notes = {number for note in notes for number in numbered(note.tree)}
        counts = tree.Counts()
        for part in roots:
            tree.prepare(part, body.pictures, labels, counts)
        tree.landmarks(text, body.form)
        self.leaves = leaves_of(body, text, notes, job.pages)
        self._homes = homes_of(self.leaves)
        rewire(self.leaves, self._homes)
        self._held = held_text(body, self.leaves, self._names, self._homes, job.pages)

    def page(self, at: int) -> bytes:
        """The page of one leaf; the first is the index, with the title and the contents of all."""
        leaf, body = self.leaves[at], self.body
        box = element("div")
        box.extend(leaf.blocks)
        tree.draw_late(box)
        parts = {
            "skip": [shell.skip_link(body.labels)],
            "lists": self._beside(leaf),
            "title": shell.title_block(body) if at == 0 else self._title(),
            "text": list(box),
            "notes": [tree.endnotes(tuple(leaf.notes), body.labels)] if leaf.notes else [],
            "colophon": self._ways(at) if at else [*self._index(), *self._ways(at), *shell.colophon(body.metadata)],
        }
        metadata = body.metadata
        if at:  # a chapter is described by its own words
            title = (
                f"{leaf.title} – {metadata.title}" if leaf.title and metadata.title else leaf.title or metadata.title
            )
            metadata = replace(metadata, title=title, description="", abstract="")
        texts = [
            block.text for block in body.blocks if block.kind == "p" and (not at or self._is_on(block.number, leaf))
        ]
        return write_page(self.job, parts, metadata, opening_of(texts), file=leaf.name if at else "")

    def _is_on(self, number: int, leaf: Leaf) -> bool:
        name = self._names.get(number, "")
        return self._homes.get(name) == leaf.name and number not in self._of_notes

    def search(self) -> bytes:
        """The page that searches all others; it holds their text."""
        body, words = self.body, screen_words(self.body.metadata.lang)
        parts = {
            "skip": [shell.skip_link(body.labels)],
            "lists": self._beside(None),
            "title": search_title(body),
            "text": search_parts(body),
        }
        title = f"{words.all_pages} – {body.metadata.title}".removesuffix(" – ")
        metadata = replace(body.metadata, title=title, description="", abstract="")
        return write_page(self.job, parts, metadata, "", file=SEARCH, scripts=(READING, FINDING), further=[self._held])

    def _beside(self, leaf: Leaf | None) -> list[_Element]:
        """The lists beside the text: chapters with the sections of this page, printed pages, search and tools."""
        body, words = self.body, screen_words(self.body.metadata.lang)
        lists = []
        if len(self.leaves) == 1 and body.contents:
            lists.append(contents.contents(body, body.labels, self._address(leaf)))
        elif leaf is not self.leaves[0]:
            lists.append(self._contents(leaf))
        if len(self._pages) > 1:
            where = self._address(leaf)
            lists.append(contents.page_list(self._pages, self._markers.ids, body.labels, words, where))
        more = []
        if leaf is not None:
            line = element("search", class_="o-all", aria_label=words.all_pages)
            child(line, "a", words.search, href=SEARCH, rel="search", title=words.all_pages)
            more.append(line)
        return beside_text(body, lists, *more)

    def _index(self) -> list[_Element]:
        """The contents of all pages, open below the title."""
        if len(self.leaves) == 1:
            return []
        nav = self._contents(self.leaves[0])
        nav.set("class", "o-contents o-index")
        nav[0].set("open", "")
        return beside_text(self.body, [nav])[:1]

    def _contents(self, leaf: Leaf | None) -> _Element:
        tops = {one.ids[0] for one in self.leaves[1:] if one.ids}
        here = set(leaf.ids) if leaf else set()
        every = leaf is self.leaves[0]
        listed = [entry for entry in self.body.listed if entry.id in tops or self._is_listed(entry, here, every=every)]
        nav = contents.contents(self.body, self.body.labels, self._chapter(leaf), listed)
        for link in nav.iter("a"):
            if leaf is not None and link.get("href") == leaf.name:
                link.set("aria-current", "page")
        return nav

    def _is_listed(self, entry: Heading, here: set[str], *, every: bool) -> bool:
        return (every or entry.id in here) and entry in contents.shown(self.body.listed)

    def _chapter(self, leaf: Leaf | None) -> contents.Address:
        """Where a heading is: the page that it opens, or its place in one."""
        tops = {one.ids[0]: one.name for one in self.leaves[1:] if one.ids}
        where = self._address(leaf)
        return lambda name: tops.get(name) or where(name)

    def _address(self, leaf: Leaf | None) -> contents.Address:
        def where(name: str) -> str:
            home = self._homes.get(name, INDEX)
            return f"#{name}" if leaf is not None and home == leaf.name else f"{home}#{name}"

        return where

    def _title(self) -> list[_Element]:
        """The title of the book above a chapter, with the way to its index."""
        heading, body = element("h1", class_="o-of"), self.body
        say(child(heading, "a", href=INDEX), body.metadata.title or "…", body.turned(body.metadata.title))
        return [heading]

    def _ways(self, at: int) -> list[_Element]:
        """The ways to the pages before and after this one."""
        body, words = self.body, screen_words(self.body.metadata.lang)
        near: Sequence[tuple[str, str, int]] = (("prev", words.previous, at - 1), ("next", words.next, at + 1))
        nav = element("nav", class_="o-turn", aria_label=f"{words.previous}, {words.next}")
        for rel, told, there in near:
            if not 0 <= there < len(self.leaves):
                continue
            other = self.leaves[there]
            link = child(nav, "a", href=other.name, rel=rel)
            say_language(child(link, "span", told), body, words)
            link[-1].tail = " "
            title = other.title or body.metadata.title or "…"
            child(link, "strong", title, lang=body.metadata.lang or "und", dir="auto")
        say_language(nav, body, words)
        return [nav] if len(nav) else []
