"""Lists of marked paragraphs: numbers, marks and nesting as the word processor prints them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from octavo.model import Node
from octavo.readers.office.marks import ListPlace, Marks, without_marks
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import plain, rewrite, walk

_BLANK = "_" * 24
_NEAR = 60
"""Twentieths of a point by which the edges of two paragraphs may differ and still be one edge."""


@dataclass
class _Open:
    """A list that may get more items."""

    place: ListPlace
    items: list[list[Node]] = field(default_factory=list)

    @property
    def node(self) -> Node:
        items = _blanks(self.items)
        if all(not item or _is_short(item) for item in items):
            items = [tree.tightened(item) for item in items]
        if not self.place.style:
            return make.bullet_list(items)
        count = tree.Numbering(self.place.number, self.place.style, self.place.delimiter)
        return make.ordered_list(count, items)

    def takes(self, place: ListPlace) -> bool:
        """Whether a paragraph is the next item of this list."""
        mine = self.place
        if (place.style, place.delimiter, place.family) != (mine.style, mine.delimiter, mine.family):
            return False
        return not place.style or place.number == mine.number + len(self.items)


def with_lists(blocks: list[Node], marks: Marks) -> list[Node]:
    """Blocks in which the marked paragraphs became lists."""
    return rewrite(blocks, blocks=lambda nodes: _lists(nodes, marks))


def _lists(nodes: list[Node], marks: Marks) -> list[Node]:
    if not any(marks.of(node) for node in nodes):
        return nodes
    done: list[Node] = []
    stack: list[_Open] = []

    def close(keep: int = 0) -> None:
        while len(stack) > keep:
            built = stack.pop().node
            (stack[-1].items[-1] if stack else done).append(built)

    for node in nodes:
        facts = marks.of(node)
        if facts is None or (facts.item is None and not facts.left) or tree.kind(node) == "Header":
            close()
            done.append(node)
            continue
        if facts.item is None:
            # A paragraph without number that is under an item's text goes on with the item.
            close(sum(1 for level in stack if 0 < level.place.left <= facts.left + _NEAR))
            (stack[-1].items[-1] if stack else done).append(node)
            continue
        close(_kept(stack, facts.item))
        if facts.item.typed:
            (stack[-1].items[-1] if stack else done).append(node)
            continue
        if stack and stack[-1].place.level == facts.item.level and stack[-1].place.family == facts.item.family:
            if not stack[-1].takes(facts.item):
                close(len(stack) - 1)
                stack.append(_Open(facts.item))
        elif not (stack and stack[-1].takes(facts.item) and stack[-1].place.left == facts.item.left):
            stack.append(_Open(facts.item))
        stack[-1].items.append([node])
    close()
    return done


def _kept(stack: list[_Open], place: ListPlace) -> int:
    """How many of the open lists a paragraph is in."""
    for at, level in enumerate(stack):
        mine = level.place
        if mine.family == place.family:
            if mine.level > place.level or (mine.level == place.level and place.typed):
                return at
            if mine.level == place.level:
                return at + 1
        elif not place.left or mine.left + _NEAR >= place.left:
            return at
    return len(stack)


def _blanks(items: list[list[Node]]) -> list[list[Node]]:
    """Items without words: several are lines to write on, one at the end is a slip of the hand."""
    empty = [not _has_words(item) for item in items]
    if sum(empty) == 1 and empty[-1] and len(items) > 1:
        return items[:-1]
    return [[make.para([make.string(_BLANK)])] if bare else item for item, bare in zip(items, empty, strict=True)]


def _has_words(item: list[Node]) -> bool:
    return bool(plain(without_marks(item)).strip()) or any(
        tree.kind(node) in ("Image", "Math", "Table", "HorizontalRule") for node in walk(item)
    )


def _is_short(item: list[Node]) -> bool:
    """Whether an item is one paragraph, with or without lists below it."""
    return tree.kind(item[0]) == "Para" and all(tree.kind(node) in ("OrderedList", "BulletList") for node in item[1:])
