"""State shared by the block and inline converters: numbers, identifiers, notes, notices. Floor 2."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml.etree import _Element

from octavo.body import allow
from octavo.body.index import PREFIX, Mark, read_mark
from octavo.model import Level, Node, Picture
from octavo.notices import Code

DEEPEST = 40
"""Lists, quotations and divisions nest this deep; what is nested deeper is laid flat at this depth."""


@dataclass
class PendingNote:
    """A note whose call has been written and whose text is still to come."""

    number: int
    blocks: list[Node]


@dataclass
class Builder:
    """The state of one body while its tree is made; lives for one call of ``compose``."""

    pictures: Mapping[str, Picture]
    formulas: Mapping[str, str]
    lang: str
    known_citations: frozenset[str] | None = None
    ids: allow.Identifiers = field(default_factory=allow.Identifiers)
    pending: list[PendingNote] = field(default_factory=list)
    noticed: list[tuple[Code, str, str, int | None, Level]] = field(default_factory=list)
    links: list[tuple[_Element, str]] = field(default_factory=list)
    sections: list[tuple[_Element, bool]] = field(default_factory=list)
    """Links to sections, which show a section's number where there is one; whether they show it alone."""
    unnumbered: set[str] = field(default_factory=set)
    """Headings that shall have no number."""
    index: list[Mark] = field(default_factory=list)
    """What is marked for the index."""
    blocks: int = 0
    depth: int = 0
    current: int | None = None

    def number(self, element: _Element) -> _Element:
        """Give the element the next block number and return it."""
        element.set("data-b", str(self.blocks))
        self.current = self.blocks
        self.blocks += 1
        return element

    def notice(self, code: Code, text: str, hint: str = "", level: Level = Level.warning) -> None:
        """Remember a notice; its place is found when the blocks' lines are known."""
        self.noticed.append((code, text, hint, self.current, level))

    def mark(self, parent: _Element, words: str, pairs: Mapping[str, str]) -> None:
        """Put what the index leads to before the ``words`` that a span with these attributes marks."""
        ident = f"{PREFIX}{len(self.index) + 1}"
        if (mark := read_mark(ident, allow.text(pairs.get("entry", "")), words, pairs)) is not None:
            self.index.append(mark)
            child(parent, "span", id=ident)

    def call_note(self, blocks: list[Node]) -> int:
        """Register a note and return its number."""
        number = len(self.pending) + 1
        self.pending.append(PendingNote(number, blocks))
        return number


def child(parent: _Element, tag: str, **attributes: str) -> _Element:
    """A new last child. ``class_`` is written for ``class``."""
    return etree.SubElement(parent, tag, {name.rstrip("_"): value for name, value in attributes.items()})


def add_text(parent: _Element, value: str) -> None:
    """Append text after everything that is in the element already."""
    if not value:
        return
    value = allow.text(value)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + value
    else:
        parent.text = (parent.text or "") + value


def set_attributes(builder: Builder, element: _Element, attr: list[Any], *, identify: bool = True) -> bool:
    """Copy what the lists allow of a pandoc attribute; whether anything was kept."""
    identifier, class_names, pairs = attr
    kept = False
    if identifier and identify:
        element.set("id", builder.ids.take(identifier))
        kept = True
    names = allow.classes(class_names)
    if names:
        element.set("class", " ".join(names))
        kept = True
    known = 0
    for key, value in pairs:
        checked = {"lang": allow.language, "dir": allow.direction}.get(key, lambda _: "")(value)
        if checked:
            element.set(key, checked)
            kept = True
        known += bool(checked) or key in ("width", "height", "alt", "startFrom", "style")
    if len(pairs) > known:
        odd = sorted({key for key, value in pairs if key not in ("lang", "dir", "width", "height", "alt")})
        if odd:
            builder.notice(Code.attribute_removed, f"attributes left out: {', '.join(odd)[:80]}", level=Level.info)
    return kept


Write = Callable[[Builder, _Element, list[Node]], None]
