"""Pandoc's tree as Markdown can express it: the same words, one form for each thing.

``normalise(blocks)`` equals the result of writing blocks and reading them back. It keeps every word and changes:

- white space in strings is ``Space``; ``SoftBreak`` is ``Space``; none doubled, none at the edges of a paragraph,
  of emphasis and the like; quotation marks (``Quoted``) are characters; nested emphasis of one kind is one,
  neighbours of one kind join; super- and subscripts end at a space;
- raw nodes are code that people can see; spans and divs without attributes are their contents;
- a list is tight or loose as a whole; example lists are numbered lists; ``Plain`` outside lists and cells is ``Para``;
- tables have one body, no row heads and no attributes or alignment of single cells; an image alone is a figure;
- notes within notes are in parentheses; structures nested very deep are flattened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from octavo.manuscript.escape import reference_key
from octavo.manuscript.figures import figure, only_image, text_block
from octavo.manuscript.normal_inlines import Inlines
from octavo.manuscript.normal_tables import table
from octavo.manuscript.runs import one_line, one_paragraph, trimmed
from octavo.model import Node
from octavo.text.characters import without_forbidden
from octavo.tree import attributes, make, plain
from octavo.tree import nodes as tree

MAX_DEPTH = 40
"""Blocks within blocks; deeper ones become plain paragraphs."""
MAX_TABLES = 2
"""Tables within tables; each is laid out twice, so deeper ones become plain paragraphs too."""


def normalise(blocks: Sequence[Node]) -> list[Node]:
    """The blocks as the manuscript will say them."""
    return Blocks().many(blocks)


class Blocks:
    """One walk over a tree. ``noted`` tells that the walk is within a note; ``titles`` gathers the headings' names."""

    def __init__(self, depth: int = 0, noted: bool = False) -> None:
        self.depth = depth
        self.noted = noted
        self.inlines = Inlines(self._note, noted)
        self.titles: set[str] = set()
        self._tables = 0

    def many(self, blocks: Sequence[Node], tight: bool = False) -> list[Node]:
        """Blocks of one container; with ``tight``, ``Plain`` stays so."""
        if self.depth > MAX_DEPTH:
            return plain.paragraphs(blocks)
        self.depth += 1
        result: list[Node] = []
        for block in blocks:
            if tree.kind(block) == "Plain" and tight:
                result += self._paragraph(block, "Plain")
            else:
                result += self._one(block)
        self.depth -= 1
        return result

    def _one(self, block: Node) -> list[Node]:
        rule = _RULES.get(tree.kind(block))
        return rule(self, block) if rule else []

    def _note(self, blocks: Sequence[Node]) -> list[Node]:
        within = Blocks(self.depth, noted=True)
        within.titles = self.titles
        within._tables = self._tables
        return within.many(blocks)

    def _paragraph(self, block: Node, kind: str = "Para") -> list[Node]:
        return text_block(trimmed(self.inlines.many(tree.inlines(block))), kind)

    def _line_block(self, block: Node) -> list[Node]:
        lines = [trimmed(self.inlines.many(line)) for line in tree.lines(block)]
        split: list[list[Node]] = []
        for line in lines:
            start = 0
            for index, node in enumerate(line):
                if tree.kind(node) == "LineBreak":
                    split.append(one_line(line[start:index]))
                    start = index + 1
            split.append(one_line(line[start:]))
        split = [_indented(line) for line in split]
        split = [[] if not plain.text_of(line).strip() and _only_text(line) else line for line in split]
        return [make.of_kind("LineBlock", split)] if any(split) else []

    def _code(self, block: Node) -> list[Node]:
        attr, text = attributes.cleaned(tree.attributes_of(block)), tree.text(block)
        return [make.code_block(self._code_text(text), attr=_listed(attr))]

    def _raw(self, block: Node) -> list[Node]:
        language, text = tree.raw_format(block), tree.text(block)
        if not text.strip():
            return []
        attr = attributes.cleaned(["", [language], []])
        return [make.code_block(self._code_text(text), attr=_listed(attr))]

    def _code_text(self, text: str) -> str:
        lines = without_forbidden(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines = [line.expandtabs(4) if "\t" in line else line for line in lines]
        if self.noted or self.depth > 1:  # within a container, lines of nothing but spaces are empty
            lines = [line if line.strip(" ") else "" for line in lines]
        if self.noted:  # and pandoc reads several as one
            lines = [line for index, line in enumerate(lines) if line or index == 0 or lines[index - 1]]
        return "\n".join(lines)

    def _quote(self, block: Node) -> list[Node]:
        content = self.many(tree.blocks(block))
        return [make.of_kind("BlockQuote", content)] if content else []

    def _bullets(self, block: Node) -> list[Node]:
        items = self._items(tree.items(block))
        return [make.of_kind("BulletList", items)] if items else []

    def _ordered(self, block: Node) -> list[Node]:
        start, style, delimiter = tree.numbering(block)
        items = self._items(tree.items(block))
        if not items:
            return []
        kind, delim = _STYLES.get(style, style), _DELIMITERS.get(delimiter, delimiter)
        if style == "Example":
            delim = "TwoParens"
        start = min(max(start, 0), 999_999_999)
        last = start + len(items) - 1
        alphabetic, roman = kind.endswith("Alpha"), kind.endswith("Roman")
        if alphabetic and (start < 1 or start == _I or last > _Z):
            kind = "Decimal"
        if roman and (start < 1 or start in _ONE_LETTER or last > 3000):
            kind = "Decimal"
        return [make.of_kind("OrderedList", [[start, make.tagged(kind), make.tagged(delim)], items])]

    def _items(self, items: Sequence[Sequence[Node]]) -> list[list[Node]]:
        return _compact(_spaced([self.many(item, tight=True) for item in items]))

    def _definitions(self, block: Node) -> list[Node]:
        entries: list[tuple[list[Node], list[list[Node]]]] = []
        result: list[Node] = []
        for term, definitions in tree.definitions(block):
            name = one_line(self.inlines.many(term))
            meanings = [meaning for meaning in (self.many(item, tight=True) for item in definitions) if meaning]
            if name and meanings:
                entries.append((name, meanings))
                continue
            if entries:
                result.append(_definition_list(entries))
                entries = []
            if name:
                result += text_block(name, "Para")
            for meaning in meanings:
                result += [_loose(node) for node in meaning]
        return [*result, _definition_list(entries)] if entries else result

    def _header(self, block: Node) -> list[Node]:
        level, inlines = tree.level(block), one_line(self.inlines.many(tree.inlines(block)))
        attr = _listed(attributes.cleaned(tree.attributes_of(block)))
        if not inlines and not attr[0]:
            return []
        self.titles.add(reference_key(plain.text_of(inlines)))
        return [make.heading(min(max(level, 1), 6), attr, inlines)]

    def _rule(self, _block: Node) -> list[Node]:
        return [make.tagged("HorizontalRule")]

    def _div(self, block: Node) -> list[Node]:
        attr = attributes.cleaned(tree.attributes_of(block))
        content = self.many(tree.blocks(block))
        return content if attr == attributes.NONE else [make.div(_listed(attr), content)]

    def _figure(self, block: Node) -> list[Node]:
        attr = attributes.cleaned(tree.attributes_of(block))
        (_, caption), content = tree.caption(block), tree.blocks(block)
        image = only_image(content)
        words = self._as_inlines(caption)
        if image is not None:
            inner = self.inlines.many([image])
            if len(inner) == 1 and tree.kind(inner[0]) == "Image":
                if not words:
                    words = tree.inlines(inner[0])
                if words:
                    return [figure(_listed(attr), words, inner[0])]
        body = self.many(content)
        if words:
            body.append(make.div(["", ["caption"], []], text_block(words, "Para")))
        attr = (attr[0], tuple(dict.fromkeys(("figure", *attr[1]))), attr[2])
        return [make.div(_listed(attr), body)] if body else []

    def _as_inlines(self, blocks: Sequence[Node]) -> list[Node]:
        return one_paragraph(self.many(blocks))

    def _table(self, block: Node) -> list[Node]:
        if self._tables >= MAX_TABLES:
            return plain.paragraphs([block])
        self._tables += 1
        result = table(block, self.many, self._as_inlines, lambda words: text_block(words, "Para"))
        self._tables -= 1
        return result


def _indented(line: list[Node]) -> list[Node]:
    """A line of verse: a space after no-break spaces at its beginning is one of them."""
    if len(line) > 1 and tree.kind(line[1]) == "Space" and _is_indent(line[0]):
        rest = line[2:]
        text = tree.text(line[0]) + "\xa0"
        if rest and tree.kind(rest[0]) == "Str":
            return [make.string(text + tree.text(rest[0])), *rest[1:]]
        return [make.string(text), *rest]
    return line


def _is_indent(node: Node) -> bool:
    return tree.kind(node) == "Str" and not tree.text(node).strip("\xa0")


def _only_text(inlines: list[Node]) -> bool:
    return all(tree.kind(node) in ("Str", "Space") for node in inlines)


def _spaced(items: list[list[Node]]) -> list[list[Node]]:
    """Text before anything but a list has a blank line after it, so it is a paragraph."""
    return [
        [
            block if index + 1 == len(item) or _follows_closely(item[index + 1]) else _loose(block)
            for index, block in enumerate(item)
        ]
        for item in items
    ]


def _follows_closely(block: Node) -> bool:
    """A list may be right below the text of its item, but a lone hyphen would underline it as a heading."""
    return tree.kind(block) == "OrderedList" or (tree.kind(block) == "BulletList" and bool(tree.items(block)[0]))


def _compact(items: list[list[Node]]) -> list[list[Node]]:
    """Tight when no item holds a paragraph, or only the last one at its end; else loose. As pandoc reads lists."""
    paragraphs = [block for item in items for block in item if tree.kind(block) == "Para"]
    if not paragraphs:
        return items
    final = items[-1][-1:] if items else []
    if len(paragraphs) == 1 and final and tree.kind(final[0]) == "Para":
        return [*items[:-1], [*items[-1][:-1], make.tight(tree.inlines(final[0]))]]
    return [[_loose(block) for block in item] for item in items]


def _loose(block: Node) -> Node:
    return make.para(tree.inlines(block)) if tree.kind(block) == "Plain" else block


def _definition_list(entries: list[tuple[list[Node], list[list[Node]]]]) -> Node:
    """Tight or loose as a whole, like a list."""
    flat = iter(_compact(_spaced([meaning for _, meanings in entries for meaning in meanings])))
    return make.of_kind("DefinitionList", [[term, [next(flat) for _ in meanings]] for term, meanings in entries])


def _listed(attr: attributes.Attributes) -> list[object]:
    return [attr[0], list(attr[1]), [list(pair) for pair in attr[2]]]


_I, _Z = 9, 26
_ONE_LETTER = (5, 10, 50, 100, 500, 1000)  # a list that begins with one roman letter reads as lettered, but for "i"
_STYLES = {"DefaultStyle": "Decimal", "Example": "Decimal"}
_DELIMITERS = {"DefaultDelim": "Period"}
_RULES: dict[str, Callable[[Blocks, Node], list[Node]]] = {
    "Para": Blocks._paragraph,
    "Plain": Blocks._paragraph,
    "LineBlock": Blocks._line_block,
    "CodeBlock": Blocks._code,
    "RawBlock": Blocks._raw,
    "BlockQuote": Blocks._quote,
    "BulletList": Blocks._bullets,
    "OrderedList": Blocks._ordered,
    "DefinitionList": Blocks._definitions,
    "Header": Blocks._header,
    "HorizontalRule": Blocks._rule,
    "Div": Blocks._div,
    "Figure": Blocks._figure,
    "Table": Blocks._table,
}
