"""The body: the manuscript parsed once, as an HTML tree with numbered blocks. Floor 2.

``compose`` (in ``octavo.body.compose``) makes it; every edition works on its own copy (``Body.copy_tree``). The
shape of the tree is described in ``docs/architecture.md`` under "The body's tree" and checked by tests.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from octavo.languages.direction import stands_out
from octavo.languages.labels import Labels, labels_for
from octavo.model import Metadata, Notice, Picture, Place
from octavo.tree import elements

HEADINGS = elements.HEADINGS[1:]
"""Elements of headings within a body: the ``h1`` is the document's title, which each edition writes."""
BLOCK_TAGS = elements.names(
    "p headings ul ol li dl dt dd blockquote pre table caption thead tbody tfoot tr th td colgroup col "
    "figure figcaption hr div section aside"
)
"""Elements that end the text of the block around them."""


@dataclass(frozen=True)
class Block:
    """A numbered block: what it is (its tag), its plain text, its manuscript line and its place in the seed."""

    number: int
    kind: str
    text: str
    line: int = 0
    place: Place | None = None


@dataclass(frozen=True)
class Heading:
    """An entry of the outline. ``level`` is that of the HTML element: 2 for the manuscript's ``#``."""

    level: int
    id: str
    text: str
    block: int


@dataclass(frozen=True)
class Note:
    """A footnote: its number, the id of its text (``fn-3``), of its call (``fnref-3``), and an ``aside`` of blocks."""

    number: int
    id: str
    call: str
    tree: _Element


@dataclass(frozen=True)
class IndexPlace:
    """Where an entry of the index leads: an id in the text, its block, and the characters of the block before it."""

    id: str
    block: int
    offset: int


@dataclass(frozen=True)
class IndexEntry:
    """An entry of the index: its words, what it is sorted by, its places, each with the end of a range or None.

    Other entries to ``see`` instead or ``also``, and the entries ``below`` it.
    """

    words: str
    key: str
    places: tuple[tuple[IndexPlace, IndexPlace | None], ...] = ()
    see: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    below: tuple[IndexEntry, ...] = ()


INDEX = "octavo-index"
"""The identifier of the index in every edition."""


@dataclass(frozen=True)
class Body:
    """What every edition is made of.

    ``form`` is ``article`` or ``book``. ``tree`` is a ``div`` without attributes; ``notes`` are apart from it in the
    order of their calls. ``manuscript`` is the SHA-256 of the manuscript's text, ``source`` that text itself.
    ``direction`` is ``ltr`` or ``rtl``; ``contents`` tells whether there is a list of contents.
    ``titled`` is false for an article that begins with a heading in the title's words: no edition says them twice.
    ``front`` is how many of the tree's first children come before the text of a book, on pages with Roman numbers.
    ``index`` has its entries in their order.
    ``title_id`` is the identifier of the title in every edition when a link leads to it, else empty.
    """

    metadata: Metadata
    form: str
    tree: _Element
    notes: tuple[Note, ...]
    blocks: tuple[Block, ...]
    outline: tuple[Heading, ...]
    pictures: Mapping[str, Picture]
    manuscript: str
    source: str
    path: str
    words: int = 0
    direction: str = "ltr"
    contents: bool = False
    titled: bool = True
    front: int = 0
    index: tuple[IndexEntry, ...] = ()
    index_title: str = ""
    title_id: str = ""
    notices: tuple[Notice, ...] = field(default=())

    @property
    def labels(self) -> Labels:
        """The words that Octavo adds, in the language of the document."""
        return labels_for(self.metadata.lang)

    @property
    def listed(self) -> tuple[Heading, ...]:
        """The headings that a list of contents names."""
        deepest = self.metadata.toc_depth
        found = tuple(entry for entry in self.outline if not deepest or entry.level <= deepest + 1)
        return (*found, Heading(2, INDEX, self.index_title, -1)) if self.index else found

    def turned(self, words: str) -> str:
        """The direction of words outside the tree (a title, a name); empty when it is that of the document."""
        return stands_out(words, self.direction)

    def copy_tree(self) -> _Element:
        """A deep copy of the tree, for an edition to change."""
        return copy.deepcopy(self.tree)

    def copy_notes(self) -> tuple[Note, ...]:
        """Deep copies of the notes, for an edition to change."""
        return tuple(Note(n.number, n.id, n.call, copy.deepcopy(n.tree)) for n in self.notes)


@dataclass(frozen=True)
class TextRun:
    """A stretch of a block's text: the node that holds it (``tail`` tells which side) and its offset in the block."""

    node: _Element
    tail: bool
    text: str
    offset: int


def text_runs(block: _Element) -> Iterator[TextRun]:
    """The text of one numbered block, run by run, in reading order.

    Calls of notes, formulas and pictures hold no text of the block; nested blocks are blocks of their own; ``br``
    counts as one newline (a run whose text is a newline, on the ``br`` itself). Offsets count characters. The page
    map, the markers of pages and the proof all count by this one rule.
    """
    offset = 0
    stack: list[tuple[_Element, bool]] = [(block, False)]
    while stack:
        node, tail = stack.pop()
        if tail:
            if node.tail:
                yield TextRun(node, True, node.tail, offset)
                offset += len(node.tail)
            continue
        tag = node.tag
        if node is not block:
            stack.append((node, True))
            if not isinstance(tag, str) or tag in BLOCK_TAGS or tag in ("math", "img") or is_note_call(node):
                continue
            if tag == "br":
                yield TextRun(node, False, "\n", offset)
                offset += 1
                continue
        if node.text:
            yield TextRun(node, False, node.text, offset)
            offset += len(node.text)
        stack.extend((child, False) for child in reversed(node))


def block_text(block: _Element) -> str:
    """The plain text of one numbered block, by the rule of ``text_runs``."""
    return "".join(run.text for run in text_runs(block))


def is_note_call(node: _Element) -> bool:
    """Whether an element is the call of a footnote."""
    return node.tag == "a" and node.get("class") == "noteref"


def numbered(tree: _Element) -> dict[int, _Element]:
    """Every numbered element of a tree (or of a note) by its number."""
    return {int(node.get("data-b", "")): node for node in tree.iter() if node.get("data-b")}
