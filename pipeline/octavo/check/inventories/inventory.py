"""What a text holds, in reading order: the one form in which the body and every edition are compared. Pure.

A ``Collector`` is told of elements and text one after another, by whatever parser reads an edition, and writes the
``Inventory``. What an edition adds on its own (lists of contents, marks of pages, ways back from notes) is left out by
the roles that assistive technology knows it by.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from lxml.etree import _Element

from octavo.check.inventories.acts import acts
from octavo.check.inventories.held import Inventory, Link, Segment
from octavo.check.inventories.list_marks import Marks
from octavo.check.inventories.looks import Shown, told
from octavo.check.inventories.trail import Look, Trail
from octavo.text.folding import character_count
from octavo.tree.elements import HEADINGS, names

BLOCKS = names(
    "address article aside blockquote body caption dd details div dl dt figcaption figure footer form headings "
    "header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_KINDS = {
    **dict.fromkeys(HEADINGS, "heading"),
    "li": "item",
    **dict.fromkeys(("td", "th"), "cell"),
    "dt": "term",
    "dd": "definition",
    "caption": "caption",
    "figcaption": "caption",
    "pre": "code",
}
_COUNTED = {"li": "items", "td": "cells", "th": "cells", "tr": "rows", "table": "tables", "dt": "terms", "dd": "terms"}
_SILENT = frozenset("head script style template noscript nav math svg".split())
_NOTE = re.compile(r"fn-\d+")
# What an edition adds on its own, by the role that tells a reader so.
_OWN_ROLES = frozenset(("doc-backlink", "doc-pagebreak", "doc-toc", "doc-pagelist", "doc-cover"))
_LOOKS = names("br em strong del sub sup blockquote thead ul ol dl headings pre")
_AROUND = frozenset("ul ol dl blockquote".split())  # a medium may set a note as a list of its own
_TEXT, _FRONT, _OWN = "text", "front", "own"
_HEARD = frozenset(("noteref", "o-back"))  # calls of notes and ways back, of which the words are kept


class Collector:
    """Writes an inventory from a stream of elements and text."""

    def __init__(
        self, tidy: Callable[[str], str] | None = None, direction: str = "", trail: Trail | None = None
    ) -> None:
        self.inventory = Inventory()
        self._trail = trail
        self._tidy = tidy or plain
        self._stack: list[tuple[str, str, str]] = []  # the tag, and the kind and region around it
        self._kind = "text"
        self._region = _TEXT
        self._directions = [direction]
        self._block: int | None = None
        self._pieces: list[str] = []
        self._links: list[tuple[int, str, list[str]]] = []  # depth, address, words
        self._silent = 0
        self._marks = Marks(self.inventory.marks)
        self._letters: Counter[str] = Counter()  # of each region so far
        self._raw: list[str] | None = None
        self._heard: list[str] = []  # what is said inside of something silent
        self._hears = ""

    def start(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """An element begins. ``tag`` is its local name in small letters."""
        if self._silent:
            self._silent += tag not in VOID
            if self._hears and attributes.get("class") != "koboSpan":
                self._heard.append(f"<{tag}>")
            return
        if tag in BLOCKS:
            self._flush()
        self.inventory.odd += acts(tag, attributes)
        if attributes.get("data-b"):
            self._block = int(attributes["data-b"] or 0)
        name = attributes.get("id") or ""
        if name:
            self.inventory.ids[name] += 1
        silent = self._one(tag, attributes)
        if tag in VOID:
            return
        if silent:
            self._silent = 1
            if self._region not in (_FRONT, _OWN):
                classes = {*(attributes.get("class") or "").split()}
                self._hears = tag if tag == "math" else "".join(classes & _HEARD)
            return
        self._stack.append((tag, self._kind, self._region))
        if self._trail:
            self._trail.start(tag, attributes)
        self._directions.append(attributes.get("dir") or self._directions[-1])
        self._kind = "cell" if (self._kind, tag) == ("cell", "li") else _KINDS.get(tag, self._kind)
        if tag in ("li", "aside", "div") and _NOTE.fullmatch(name):
            self._kind, self._region = "text", name
            self.inventory.notes.setdefault(name, [])
        elif self._region == _TEXT:
            self._region = _region(tag, attributes)
        if self._region == _OWN:
            odd = [name for name in ("start", "type", "value", "reversed", "style", "dir") if name in attributes]
            self.inventory.odd += [f'<{tag} {name}="{attributes[name]}">' for name in odd]
            self.inventory.odd += [f"<{tag}> {said}" for said in told(tag, attributes) if said.startswith("class ")]
            self.inventory.spoken += [attributes["lang"] or ""] if "lang" in attributes else []
        elif self._region != _FRONT:
            self._marks.start(tag, attributes)
            self._look(tag)
            self._attributes(tag, attributes)
            if tag == "pre":
                self._raw = []
            if tag in _COUNTED and self._region != name:
                self.inventory.counts[_COUNTED[tag]] += 1
            if tag in HEADINGS:
                self.inventory.levels.append(int(tag[1]))

    def _look(self, tag: str) -> None:
        bare = tag.lstrip("/")
        if bare in _LOOKS and (self._region == _TEXT or bare not in _AROUND) and self._region not in (_FRONT, _OWN):
            self.inventory.looks.append(f"{tag} at {self._letters[self._region]} of {self._region}")

    def _attributes(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        where = f"at {self._letters[self._region]} of {self._region}"
        self.inventory.looks += [f"{said} {where}" for said in told(tag, attributes)]

    def _one(self, tag: str, attributes: Mapping[str, str | None]) -> bool:
        """Note what an element says by itself; true when what is inside it does not belong to the text."""
        found = self.inventory
        role = attributes.get("role")
        classes = (attributes.get("class") or "").split()
        if role in _OWN_ROLES or "o-back" in classes:
            if tag == "a" and _NOTE.fullmatch(self._region):
                found.ways_back[self._region] = (_identifier(attributes.get("href")), "")
            elif role == "doc-pagebreak":
                found.pages.append(attributes.get("data-page") or attributes.get("aria-label") or "")
            return True
        if tag == "br":
            self.text("\n")
            self._look(tag)
        elif tag == "hr":
            found.counts["breaks"] += 1
        elif self._region in (_FRONT, _OWN):
            pass
        elif "o-formula" in classes:  # one that is drawn, or written in one line
            self._described(found.formulas, attributes.get("alt") or attributes.get("aria-label"))
            found.drawings += [attributes.get("src") or ""] if tag == "img" else []
            self._attributes("math", {"display": "block" if "o-display" in classes else None})
            return True
        elif tag == "img":
            found.sources.append(attributes.get("src") or "")
            found.sizes.append(Shown.of(attributes))
            self._attributes(tag, attributes)
            self._described(found.pictures, attributes.get("alt"))
        elif tag == "math":
            self._described(found.formulas, attributes.get("alttext"))
            self._attributes(tag, attributes)
        elif tag == "a" and attributes.get("href") is not None:
            if "noteref" in classes:
                found.looks.append(f"call at {self._letters[self._region]} of {self._region}")
                found.calls.append(_identifier(attributes.get("href")))
                return True
            self._links.append((len(self._stack), attributes["href"] or "", []))
        return tag in _SILENT

    def _described(self, row: list[str], words: str | None) -> None:
        said = plain(words or "")
        row.append(said)
        if said:
            self.inventory.described.append(said)
            self.inventory.of_text += self._region not in self.inventory.notes
            self.inventory.redrawn += [said] * any(name == "thead" for name, _, _ in self._stack)

    def drawn(self, kind: str, words: str) -> None:
        """Add a picture or a formula, with the words that describe it."""
        if not self._silent and self._region not in (_FRONT, _OWN):
            self._described(self.inventory.formulas if kind == "formula" else self.inventory.pictures, words)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in VOID:
            return
        if self._silent:
            self._silent -= 1
            if not self._silent and self._hears:
                self._hear()
            return
        if tag in BLOCKS:
            self._flush()
        if not self._stack:
            return
        if tag in ("blockquote", "em", "strong", "del", "sub", "sup"):
            self._look(f"/{tag}")
        if tag == "pre" and self._raw is not None:
            self.inventory.code.append("".join(self._raw).strip("\n"))
            self._raw = None
        self._marks.end(tag)
        if self._trail:
            self._trail.end()
        _, self._kind, self._region = self._stack.pop()
        self._directions.pop()
        if self._links and self._links[-1][0] == len(self._stack):
            _, address, words = self._links.pop()
            self.inventory.links.append(Link(address, plain("".join(words))))
            self.inventory.relinked += [address] * any(name == "thead" for name, _, _ in self._stack)

    def _hear(self) -> None:
        """Keep what was said inside: of a formula its signs, of the call of a note and of the way back its number."""
        said = "".join("".join(self._heard).split())
        if self._hears == "o-back":
            self.inventory.ways_back[self._region] = (*self.inventory.ways_back.get(self._region, ("",))[:1], said)
        else:
            (self.inventory.signs if self._hears == "math" else self.inventory.called).append(said)
        self._heard, self._hears = [], ""

    def text(self, text: str, looks: Sequence[tuple[str, Look]] = ()) -> None:
        """Text follows; ``looks`` are its pieces with how a page shows them."""
        if self._hears:
            self._heard.append(text)
        if self._marks.takes(text):
            return
        if not self._silent:
            if self._trail:
                for piece, look in looks or ((text, None),):
                    self._trail.text(piece, look)
            self._letters[self._region] += character_count(text)
            if self._raw is not None:
                self._raw.append(text)
            self._pieces.append(text)
            if self._links:
                self._links[-1][2].append(text)

    def _flush(self) -> None:
        if not self._pieces:
            return
        if self._trail:
            self._trail.stop(self._region)
        text = self._tidy("".join(self._pieces))
        self._pieces.clear()
        if not text or self._region == _OWN:
            self.inventory.around += [text] if text else []
            return
        segment = Segment(self._kind, text, self._block, self._directions[-1] == "rtl")
        if self._region == _TEXT:
            self.inventory.segments.append(segment)
        elif self._region == _FRONT:
            self.inventory.front.append(segment)
        else:
            self.inventory.notes[self._region].append(segment)
        if any(tag in ("thead", "caption") for tag, _, _ in self._stack):
            self.inventory.repeated.append(text)

    def finish(self) -> Inventory:
        """Give the inventory."""
        self._flush()
        return self.inventory


def _region(tag: str, attributes: Mapping[str, str | None]) -> str:
    """The part of an edition that an element opens: the text goes on, or something of the edition's own begins."""
    if tag == "header" or "o-titlepage" in (attributes.get("class") or "").split():
        return _FRONT
    if tag == "footer" or attributes.get("role") in ("doc-endnotes", "doc-index"):
        return _OWN
    return _TEXT


def _identifier(address: str | None) -> str:
    return (address or "").rpartition("#")[2]


def plain(text: str) -> str:
    """Text in normal form C with every stretch of white space as one space, none at the ends."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def walk(root: _Element, collector: Collector) -> None:
    """Tell a collector of a tree, in reading order; namespaces are left aside."""
    stack: list[tuple[_Element, bool]] = [(root, False)]
    while stack:
        node, done = stack.pop()
        tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
        if tag and not done:
            collector.start(tag, cast("Mapping[str, str | None]", node.attrib))
            if node.text:
                collector.text(node.text)
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node))
            continue
        if tag:
            collector.end(tag)
        if node.tail and node is not root:
            collector.text(node.tail)
