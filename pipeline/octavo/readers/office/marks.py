"""Facts about paragraphs that pandoc does not pass on, passed through it as a mark at the paragraph's beginning.

The mark is a number between two characters that no text may hold (Unicode's noncharacters). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from octavo.model import Node
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import map_text, rewrite, words_to_inlines

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
TAB = "\ufdd2"
"""A tab between words."""
_NOTE, _BEGIN, END = "\ufdd3", "\ufdd4", "\ufdd5"
KINDS = ("Underline", "SmallCaps", "Strikeout")
"""Pandoc's inlines that a mark may stand for."""
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_ANY = re.compile(f"[{_OPEN}{_NOTE}{_BEGIN}]\\d*{_CLOSE}?|[{_CLOSE}{END}]")
_INNER = re.compile(f"([{_NOTE}{_BEGIN}]\\d+{_CLOSE}|{END})")


@dataclass(frozen=True)
class ListPlace:
    """A paragraph that is an item of a list, or is at the place of one.

    ``style`` and ``delimiter`` are pandoc's; a bullet has none, and an item whose label is in its text is
    ``typed``. ``left`` is where its text begins, in twentieths of a point.
    """

    level: int
    number: int = 1
    style: str = ""
    delimiter: str = ""
    family: str = ""
    left: int = 0
    typed: bool = False


@dataclass(frozen=True)
class Facts:
    """What is known of a paragraph: its place in a list, how it is set, what is before it.

    ``block`` is the number of a block that was set apart and belongs here; ``begins`` is before such a block.
    """

    item: ListPlace | None = None
    align: str = ""
    page_break: bool = False
    code: str | None = None
    left: int = 0
    tabbed: bool = False
    rule: bool = False
    block: int = -1
    begins: int = -1

    @property
    def telling(self) -> bool:
        """Whether there is anything to carry."""
        return self != Facts()


@dataclass
class Marks:
    """The facts given out so far, by number."""

    facts: list[Facts] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    apart: int = 0

    def remark(self, words: str) -> str:
        """A mark for a note that says these words."""
        self.said.append(words)
        return f"{_NOTE}{len(self.said) - 1}{_CLOSE}"

    def language(self, text: str, tag: str) -> str:
        """Text in another language, between marks."""
        return f"{self.begin(tag)}{text}{END}"

    def begin(self, what: str) -> str:
        """The mark before words in a language (its tag) or of one of ``KINDS``; ``END`` is behind them."""
        self.said.append(what)
        return f"{_BEGIN}{len(self.said) - 1}{_CLOSE}"

    def text(self, facts: Facts) -> str:
        """The mark for these facts."""
        self.facts.append(facts)
        return f"{_OPEN}{len(self.facts) - 1}{_CLOSE}"

    def of(self, block: Node) -> Facts | None:
        """What is known of a block, if its text begins with a mark."""
        if tree.kind(block) in ("Para", "Plain", "Header"):
            found = _MARK.match(_opening(tree.inlines(block)))
            if found and int(found[1]) < len(self.facts):
                return self.facts[int(found[1])]
        return None


def without_marks(value: Any) -> Any:
    """A copy of a tree whose text has no marks."""
    return _emptied(map_text(value, lambda text: _ANY.sub("", text) if _ANY.search(text) else text))


def gathered(blocks: list[Node], marks: Marks) -> list[Node]:
    """Blocks that were set apart at the end of the document, back at their places."""
    if not marks.apart:
        return blocks
    apart: dict[int, list[Node]] = {}
    rest: list[Node] = []
    current: int | None = None
    for node in blocks:
        facts = marks.of(node)
        if facts is not None and facts.begins != -1:
            current = facts.begins
        elif current is None:
            rest.append(node)
        else:
            apart.setdefault(current, []).append(node)

    def change(nodes: list[Node]) -> list[Node]:
        done: list[Node] = []
        for node in nodes:
            facts = marks.of(node)
            placed = facts is not None and facts.block >= 0
            done += rewrite(apart.pop(facts.block, []), blocks=change) if placed and facts is not None else [node]
        return done

    done: list[Node] = rewrite(rest, blocks=change)
    return [*done, *(node for nodes in apart.values() for node in nodes)]


def with_remarks(blocks: list[Node], marks: Marks) -> list[Node]:
    """Blocks in which marks of remarks became notes, those of languages spans, and those of ``KINDS`` such inlines."""
    if not marks.said:
        return blocks

    def inlines(nodes: list[Node]) -> list[Node]:
        if not any(tree.kind(node) == "Str" and _INNER.search(tree.text(node)) for node in nodes):
            return nodes
        done: list[Node] = []
        open_lists: list[list[Node]] = [done]
        for node in nodes:
            pieces = [piece for piece in _INNER.split(tree.text(node)) if piece] if tree.kind(node) == "Str" else [""]
            for piece in pieces:
                if piece[:1] == _NOTE:
                    words = words_to_inlines(marks.said[int(piece[1:-1])])
                    open_lists[-1].append(make.note([make.para(words)]))
                elif piece[:1] == _BEGIN:
                    open_lists.append(_opened(open_lists[-1], marks.said[int(piece[1:-1])]))
                elif piece == END:
                    del open_lists[max(len(open_lists) - 1, 1) :]
                else:
                    open_lists[-1].append(make.string(piece) if piece else node)
        return done

    return rewrite(blocks, inlines=inlines)


def _opened(done: list[Node], what: str) -> list[Node]:
    """The contents of a new inline of this kind or in this language, or of the one that it goes on."""
    attributes: list[Any] = ["", [], [["lang", what]]]
    node = None if what in KINDS else _joined(done, attributes)
    if node is None:
        node = make.of_kind(what, []) if what in KINDS else make.span(attributes, [])
        done.append(node)
    return tree.inlines(node)


def _joined(done: list[Node], attributes: list[Any]) -> Node | None:
    """The span in the same language that ends just here, if there is one; a space between joins it too."""
    at = len(done) - 1
    space = at > 0 and tree.kind(done[at]) in ("Space", "SoftBreak")
    before = done[at - 1 if space else at] if done else None
    if before is None or tree.kind(before) != "Span" or tree.attributes_of(before) != attributes:
        return None
    if space:
        tree.inlines(before).append(done.pop())
    return before


def unmarked(text: str) -> str:
    """Text without marks."""
    return _ANY.sub("", text).replace(TAB, " ")


def without_forged(texts: Iterable[Any]) -> None:
    """Take characters that could be mistaken for marks out of the text of elements."""
    for node in texts:
        for mark in (_OPEN, _CLOSE, TAB, _NOTE, _BEGIN, END):
            if node.text and mark in node.text:
                node.text = node.text.replace(mark, "\ufffd")
            if node.tail and mark in node.tail:
                node.tail = node.tail.replace(mark, "\ufffd")


def _opening(inlines: list[Node]) -> str:
    """The first word of a paragraph, however deep it is."""
    nodes = inlines
    for _ in range(20):
        if not nodes:
            return ""
        first = nodes[0]
        if tree.kind(first) == "Str":
            return tree.text(first)
        if tree.kind(first) in ("Span", "Link", "Quoted"):
            nodes = tree.inlines(first)
            if not nodes:
                nodes = inlines[1:]
                inlines = nodes
        elif tree.kind(first) in ("Emph", "Strong", "Underline", "Strikeout", "SmallCaps"):
            nodes = tree.inlines(first)
        else:
            return ""
    return ""


def _emptied(value: Any) -> Any:
    """A tree without the empty words that marks leave."""
    if isinstance(value, list):
        return [_emptied(inner) for inner in value if not (isinstance(inner, dict) and inner == make.string(""))]
    if isinstance(value, dict):
        return {key: _emptied(inner) for key, inner in value.items()}
    return value
