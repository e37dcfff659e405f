"""The text cut into the pages of a site: a page for each chapter, named after its heading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from lxml.etree import _Element

from octavo.body import HEADINGS, Body, Note
from octavo.body import INDEX as WORDS
from octavo.editions.epub.chapters import split
from octavo.editions.epub.text import file_stem
from octavo.editions.html.write import element
from octavo.editions.index_list import index_section
from octavo.model import PageMap

INDEX, SEARCH = "index.html", "search.html"
_SAID = 16
"""So many digests of its paragraphs tell a page from another after both their names have changed."""


@dataclass
class Leaf:
    """One page of the site, while it is made.

    ``name`` is its file, ``title`` the words of its heading (empty for the first page), ``blocks`` its part of the
    text. ``notes`` are called in it. ``ids`` are the names of its headings, ``said`` short digests of its paragraphs.
    """

    name: str
    title: str
    blocks: list[_Element]
    notes: list[Note] = field(default_factory=list)
    ids: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    def nodes(self) -> Iterator[_Element]:
        """Every element of its text and notes."""
        return chain.from_iterable(part.iter() for part in (*self.blocks, *(note.tree for note in self.notes)))


def leaves_of(body: Body, tree: _Element, notes: Sequence[Note], pages: PageMap | None = None) -> list[Leaf]:
    """The pages in reading order, made of the nodes of ``tree``, which is emptied; the first one is the index.

    Each note is on the page that calls it. The index with the numbers of ``pages`` is the last page, or the end of the
    only one.
    """
    leaves: list[Leaf] = []
    taken = {INDEX, SEARCH}
    for chapter in split(tree, body.outline, body.form, body.labels.references, body.front):
        ids = [node.get("id", "") for block in chapter.blocks for node in block.iter(*HEADINGS) if node.get("id")]
        own = next((name for block in chapter.blocks for name in [*ids, block.get("id")] if name), "references")
        name = _free(own, taken) if leaves else INDEX
        taken.add(name)
        leaves.append(Leaf(name, chapter.title, chapter.blocks, ids=tuple(ids), said=_digests(chapter.blocks)))
    homes = {node.get("id"): leaf for leaf in leaves for node in leaf.nodes() if node.get("id")}
    for note in notes:
        homes.get(note.call, leaves[0]).notes.append(note)
    if body.index:
        section = index_section(body, pages)
        if len(leaves) == 1:
            leaves[0].blocks.append(section)
            leaves[0].ids += (WORDS,)
        else:
            leaves.append(Leaf(_free("word-index", taken), body.index_title, [section], ids=(WORDS,)))
    return leaves


def _free(ident: str, taken: set[str]) -> str:
    while (name := f"{file_stem(ident)}.html") in taken:
        ident += "_"
    return name


def _digests(blocks: Iterable[_Element]) -> tuple[str, ...]:
    """The smallest digests of its paragraphs: two texts that have much in common have many of them in common."""
    texts = {" ".join("".join(map(str, node.itertext())).split()) for block in blocks for node in block.iter("p", "li")}
    found = sorted(hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12] for text in texts if text)
    return tuple(found[:_SAID])


def homes_of(leaves: Iterable[Leaf]) -> dict[str, str]:
    """The page of every name that a link can lead to."""
    return {str(node.get("id")): leaf.name for leaf in leaves for node in leaf.nodes() if node.get("id")}


def rewire(leaves: Iterable[Leaf], homes: dict[str, str]) -> None:
    """Give every link to another page that page's name."""
    for leaf in leaves:
        for node in leaf.nodes():
            href = node.get("href", "") if node.tag == "a" else ""
            there = homes.get(href[1:]) if href.startswith("#") else None
            if there is not None and there != leaf.name:
                node.set("href", f"{there}{href}")


def name_blocks(roots: Iterable[_Element]) -> dict[int, str]:
    """Give each numbered block a name by which a search leads to it; the names by the block's number."""
    names: dict[int, str] = {}
    for root in roots:
        for node in root.iter():
            if number := node.get("data-b"):
                if not node.get("id"):
                    node.set("id", f"b-{number}")
                names[int(number)] = str(node.get("id"))
    return names


def add_earlier_names(leaf: Leaf, earlier: Iterable[tuple[str, str]]) -> None:
    """Let links find headings by the names that they had before: pairs of the old name and the one of today."""
    there = {node.get("id"): node for node in leaf.nodes() if node.get("id")}
    for old, now in earlier:
        if old not in there and now in there:
            mark = element("span", id=old)
            mark.tail, there[now].text = there[now].text, None
            there[now].insert(0, mark)
