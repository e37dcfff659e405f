"""Blocks to the lines of a manuscript. In: normal blocks (``normal``). Out: lines without line ends.

There is one blank line between blocks. Two neighbours that pandoc would read as one (lists of one kind) are separated
by an empty div, which is shown nowhere.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from octavo.languages.scripts import joins_without_space
from octavo.manuscript.escape import not_a_caption
from octavo.manuscript.identifiers import Identifiers
from octavo.manuscript.inlines import BREAKABLE, Setting, written
from octavo.manuscript.markers import marker
from octavo.model import Node
from octavo.tree import attributes, make, plain
from octavo.tree import nodes as tree

SEPARATOR = ["::: {}", ":::"]
_LISTS = frozenset({"BulletList", "OrderedList", "DefinitionList"})
_TASK_LIKE = ("[x]", "[X]", "[ ]")
_TASKS = {"☐": "[ ]", "☒": "[x]"}
_FENCE = re.compile(r"^ *(`{3,})", re.MULTILINE)
_SAFE_WORD = re.compile(r"[^\W\d_]{2}[^\s.):]*(?:\s|\Z)|[^\W\d_]{2,}[^\W_]*[-,;’]")
_SEPARATING = re.compile(r"[-=|:+ ]+\Z")


class Place(enum.Enum):
    """Where a run of inlines is; ``line``: behind a marker; ``cell``: of a pipe table; ``wrapped``: of a grid."""

    paragraph = enum.auto()
    wrapped = enum.auto()
    line = enum.auto()
    heading = enum.auto()
    cell = enum.auto()


class Writer:
    """One manuscript being written: its notes, identifiers and headings. ``width`` is None but within table cells."""

    def __init__(self, titles: Iterable[str], table: Callable[[Node, Writer], list[str]]) -> None:
        self._table_writer = table  # handed in: cells hold blocks, so the module of tables needs this one
        plain_setting = Setting(self._note_number, frozenset(titles))
        self._settings = {
            Place.paragraph: plain_setting,
            Place.wrapped: replace(plain_setting, breakable=True),
            Place.line: replace(plain_setting, in_line=True),
            Place.heading: replace(plain_setting, in_line=True, heading=True),
            Place.cell: replace(plain_setting, in_line=True, piped=True),
        }
        self.width: int | None = None
        self.hung = False  # within the first block of a list item, on its marker's line
        self.contained = 0
        self._identifiers = Identifiers()
        self._heading_marks: dict[int, str] = {}
        self._numbers: dict[int, int] = {}
        self._called: list[Node] = []

    def many(self, blocks: Sequence[Node]) -> list[str]:
        """Blocks of one container, a blank line between them."""
        lines: list[str] = []
        self.contained += 1
        for index, block in enumerate(blocks):
            before = blocks[index - 1] if index else None
            if before is not None:
                lines += ["", *self.between(before, block)] if lines[-1] else self.between(before, block)
            lines += self.one(block, before, blocks[index + 1] if index + 1 < len(blocks) else None)
        self.contained -= 1
        return lines

    def between(self, before: Node, block: Node) -> list[str]:
        """What must be between two neighbours besides the blank line."""
        if tree.kind(before) != tree.kind(block) or tree.kind(block) not in _LISTS:
            return []
        if tree.kind(block) == "OrderedList" and tree.numbering(before).delimiter != tree.numbering(block).delimiter:
            return []
        return [*SEPARATOR, ""]

    def one(self, block: Node, before: Node | None = None, after: Node | None = None) -> list[str]:
        """One block; its neighbours matter where a table could take a paragraph for its caption."""
        lines = _WRITERS[tree.kind(block)](self, block)
        near = [tree.kind(beside) for beside in (before, after) if beside]
        if tree.kind(block) in ("Para", "Plain") and "Table" in near:
            lines[0] = not_a_caption(lines[0])
        return lines

    def notes(self) -> list[str]:
        """The notes called since the last time, each after a blank line."""
        lines: list[str] = []
        while self._called:
            called, self._called = self._called, []
            for note in called:
                label = f"[^{self._numbers[id(note)]}]:"
                content = self.many(tree.blocks(note))
                if tree.kind(tree.blocks(note)[0]) in ("Para", "Plain"):
                    lines += ["", *_hung(content, label + " ", "    ")]
                else:
                    lines += ["", label, *_hung(content, "    ", "    ")]
        return lines

    def inlines(self, content: Sequence[Node], place: Place = Place.paragraph) -> str:
        """Inlines on one line, or on several where they break."""
        return written(content, self._settings[place])

    def _note_number(self, note: Node) -> int:
        if id(note) not in self._numbers:
            self._numbers[id(note)] = len(self._numbers) + 1
            self._called.append(note)
        return self._numbers[id(note)]

    def _paragraph(self, block: Node) -> list[str]:
        content = tree.inlines(block)
        if len(content) == 1 and tree.is_display(content[0]):
            return ["$$", *tree.text(content[0]).split("\n"), "$$"]
        if self.width is None:
            return self.inlines(content).split("\n")
        return wrapped(self.inlines(content, Place.wrapped), self.width)

    def _line_block(self, block: Node) -> list[str]:
        lines = []
        for content in tree.lines(block):
            line = self.inlines(content, Place.line)
            bare = line.lstrip("\xa0")
            line = " " * (len(line) - len(bare)) + bare
            lines.append(f"| {line}".rstrip(" ") if line else "|")
        if len(lines) > 1 and _SEPARATING.match(lines[1]) and len(lines[1]) > 2:
            lines[1] = re.sub(r"^\| *(?=[^ ])", r"\g<0>\\", lines[1])
        return lines

    def _code(self, block: Node) -> list[str]:
        attr, text = attributes.cleaned(tree.attributes_of(block)), tree.text(block)
        fence = "`" * max(3, 1 + max((len(run) for run in _FENCE.findall(text)), default=0))
        simple = not attr[0] and not attr[2] and len(attr[1]) == 1 and re.fullmatch(r"[a-z][a-z0-9_]*", attr[1][0])
        info = attr[1][0] if simple else attributes.written(attr)
        opening = f"{fence} {info}" if info.startswith("{") else fence + info
        return [opening, *text.split("\n"), fence]

    def _quote(self, block: Node) -> list[str]:
        return [f"> {line}" if line else ">" for line in self._narrower(tree.blocks(block), 2)]

    def _narrower(self, blocks: Sequence[Node], by: int) -> list[str]:
        width = self.width
        if width is not None:
            self.width = max(width - by, 8)
        lines = self.many(blocks)
        self.width = width
        return lines

    def _bullets(self, block: Node) -> list[str]:
        return self._list([(item, "- ") for item in tree.items(block)], tasks=True)

    def _ordered(self, block: Node) -> list[str]:
        (start, style, delimiter), items = tree.numbering(block), tree.items(block)
        markers = [marker(start + index, style, delimiter) for index in range(len(items))]
        return self._list(list(zip(items, markers, strict=True)))

    def _list(self, items: list[tuple[list[Node], str]], tasks: bool = False) -> list[str]:
        loose = any(tree.kind(child) == "Para" for item, _ in items for child in item)
        lines: list[str] = []
        for item, label in items:
            if loose and lines and lines[-1]:
                lines.append("")
            lines += self._item(item, label, tasks)
        return lines

    def _item(self, item: list[Node], marker: str, tasks: bool) -> list[str]:
        width = self.width
        if width is not None:
            self.width = max(width - len(marker), 8)
        lines: list[str] = []
        self.contained += 1
        for index, block in enumerate(item):
            before = item[index - 1] if index else None
            if before is not None and tree.kind(before) != "Plain":
                lines += ["", *self.between(before, block)] if lines[-1] else self.between(before, block)
            self.hung = not index
            task = _task(block) if tasks and not index else None
            if task is not None:
                mark, rest = task
                lines += self.one(make.tight([make.string("x"), make.space(), *rest]))
                lines[0] = mark + lines[0][1:]
            else:
                text = block if index else _no_task(block)
                lines += self.one(text, before, item[index + 1] if index + 1 < len(item) else None)
        self.hung = False
        self.contained -= 1
        self.width = width
        if lines and re.match(r"-(?: -)*(?: |$)", lines[0]) and marker == "- ":
            marker = "+ "  # not a rule of hyphens
        return _hung(lines, marker, " " * len(marker)) if lines else [marker.rstrip()]

    def _definitions(self, block: Node) -> list[str]:
        lines: list[str] = []
        for term, meanings in tree.definitions(block):
            loose = any(tree.kind(child) == "Para" for meaning in meanings for child in meaning)
            if lines and lines[-1]:
                lines.append("")
            lines += self.inlines(term).split("\n")
            for meaning in meanings:
                if loose and lines[-1]:
                    lines.append("")
                lines += _hung(self._narrower([_no_task(meaning[0]), *meaning[1:]], 4), ":   ", "    ")
        return lines

    def _header(self, block: Node) -> list[str]:
        level, content = tree.level(block), tree.inlines(block)
        marks = self._heading_marks.get(id(block))
        if marks is None:
            attr = attributes.cleaned(tree.attributes_of(block))
            if self._identifiers.implied(content, attr[0]):
                attr = ("", *attr[1:])
            marks = self._heading_marks[id(block)] = attributes.written(attr)
        text = self.inlines(content, Place.heading)
        return [" ".join(part for part in ("#" * level, text, marks) if part)]

    def _rule(self, _block: Node) -> list[str]:
        return ["* * *"] if self.contained else ["---"]  # within a container, hyphens may begin a list or a table

    def _div(self, block: Node) -> list[str]:
        inner = self.many(tree.blocks(block))
        depth = max((len(line) for line in inner if line.startswith(":::") and set(line) == {":"}), default=2)
        colons = ":" * (depth + 1)
        return [f"{colons} {attributes.of_div(attributes.cleaned(tree.attributes_of(block)))}", *inner, colons]

    def _figure(self, block: Node) -> list[str]:
        name, (_, caption) = tree.identifier(block), tree.caption(block)
        image = tree.inlines(tree.blocks(block)[0])[0]
        (_, classes, pairs), alt = tree.attributes_of(image), tree.inlines(image)
        if alt != tree.inlines(caption[0]):
            pairs = [["alt", plain.text_of(alt)], *[pair for pair in pairs if pair[0] != "alt"]]
        whole = make.image([name, classes, pairs], tree.inlines(caption[0]), tree.target(image))
        return self.inlines([whole]).split("\n")

    def _table(self, block: Node) -> list[str]:
        return self._table_writer(block, self)


def wrapped(markdown: str, width: int) -> list[str]:
    """A paragraph in lines of about ``width`` characters, broken where that reads as a space and begins no block."""
    lines = []
    for line in markdown.split("\n"):
        current = last = ""
        for word in line.split(BREAKABLE):
            full = bool(current) and len(current) + 1 + len(word) > width
            if full and _SAFE_WORD.match(word) and not any(joins_without_space(char, word) for char in last):
                lines.append(current)
                current = word
            else:
                current = f"{current} {word}" if current else word
            last = word
        lines.append(current)
    return lines


def _hung(lines: list[str], first: str, others: str) -> list[str]:
    return [(others if index else first) + line if line else ("" if index else first.rstrip())
            for index, line in enumerate(lines)]  # fmt: skip


def _task(block: Node) -> tuple[str, list[Node]] | None:
    content = tree.inlines(block) if tree.kind(block) in ("Plain", "Para") else []
    if len(content) > 2 and tree.kind(content[0]) == "Str" and tree.kind(content[1]) == "Space":
        mark = _TASKS.get(tree.text(content[0]))
        if mark:
            return mark, content[2:]
    return None


def _no_task(block: Node) -> Node:
    """Text at the beginning of an item that is ``[x]`` and shall stay so, in a span that says nothing."""
    content = tree.inlines(block) if tree.kind(block) in ("Plain", "Para") else []
    if not content or tree.kind(content[0]) != "Str":
        return block
    length = 1 if tree.text(content[0]) in ("[x]", "[X]") else 3
    if plain.text_of([node for node in content[:length] if tree.kind(node) in ("Str", "Space")]) not in _TASK_LIKE:
        return block
    return tree.with_inlines(block, [make.span(["", [], []], content[:length]), *content[length:]])


_WRITERS: dict[str, Callable[[Writer, Node], list[str]]] = {
    "Para": Writer._paragraph,
    "Plain": Writer._paragraph,
    "LineBlock": Writer._line_block,
    "CodeBlock": Writer._code,
    "BlockQuote": Writer._quote,
    "BulletList": Writer._bullets,
    "OrderedList": Writer._ordered,
    "DefinitionList": Writer._definitions,
    "Header": Writer._header,
    "HorizontalRule": Writer._rule,
    "Div": Writer._div,
    "Figure": Writer._figure,
    "Table": Writer._table,
}
