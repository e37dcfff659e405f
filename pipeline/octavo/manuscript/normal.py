"""Pandoc's tree as Markdown can say it: the same words, one way to say each thing.

``normalise(blocks)`` is what one gets by writing blocks and reading them back. It keeps every word and changes:

- white space in strings is ``Space``; ``SoftBreak`` is ``Space``; none doubled, none at the edges of a paragraph,
  of emphasis and the like; quotation marks (``Quoted``) are characters; nested emphasis of one kind is one,
  neighbours of one kind join; super- and subscripts end at a space;
- raw nodes are code that people can see; spans and divs without attributes are their contents;
- a list is tight or loose as a whole; example lists are numbered lists; ``Plain`` outside lists and cells is ``Para``;
- tables have one body, no row heads and no attributes or alignment of single cells; an image alone is a figure;
- notes within notes stand in parentheses; what is nested deeper than a reader could follow is flat.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from octavo.manuscript.escape import reference_key
from octavo.manuscript.figures import figure, only_image, text_block
from octavo.manuscript.normal_inlines import Inlines
from octavo.manuscript.normal_tables import table
from octavo.manuscript.runs import one_line, one_paragraph, trimmed
from octavo.model import Node
from octavo.tree import attributes, plain

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
            if block["t"] == "Plain" and tight:
                result += self._paragraph(block, "Plain")
            else:
                result += self._one(block)
        self.depth -= 1
        return result

    def _one(self, block: Node) -> list[Node]:
        rule = _RULES.get(block["t"])
        return rule(self, block) if rule else []

    def _note(self, blocks: Sequence[Node]) -> list[Node]:
        within = Blocks(self.depth, noted=True)
        within.titles = self.titles
        within._tables = self._tables
        return within.many(blocks)

    def _paragraph(self, block: Node, kind: str = "Para") -> list[Node]:
        return text_block(trimmed(self.inlines.many(block["c"])), kind)

    def _line_block(self, block: Node) -> list[Node]:
        lines = [trimmed(self.inlines.many(line)) for line in block["c"]]
        split: list[list[Node]] = []
        for line in lines:
            start = 0
            for index, node in enumerate(line):
                if node["t"] == "LineBreak":
                    split.append(one_line(line[start:index]))
                    start = index + 1
            split.append(one_line(line[start:]))
        split = [_indented(line) for line in split]
        split = [[] if not plain.text_of(line).strip() and _only_text(line) else line for line in split]
        return [{"t": "LineBlock", "c": split}] if any(split) else []

    def _code(self, block: Node) -> list[Node]:
        attr, text = block["c"]
        attr = attributes.cleaned(attr)
        return [{"t": "CodeBlock", "c": [_listed(attr), self._code_text(text)]}]

    def _raw(self, block: Node) -> list[Node]:
        language, text = block["c"]
        if not text.strip():
            return []
        attr = attributes.cleaned(["", [language], []])
        return [{"t": "CodeBlock", "c": [_listed(attr), self._code_text(text)]}]

    def _code_text(self, text: str) -> str:
        lines = plain.fit(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines = [line.expandtabs(4) if "\t" in line else line for line in lines]
        if self.noted or self.depth > 1:  # within a container, lines of nothing but spaces are empty
            lines = [line if line.strip(" ") else "" for line in lines]
        if self.noted:  # and pandoc reads several as one
            lines = [line for index, line in enumerate(lines) if line or index == 0 or lines[index - 1]]
        return "\n".join(lines)

    def _quote(self, block: Node) -> list[Node]:
        content = self.many(block["c"])
        return [{"t": "BlockQuote", "c": content}] if content else []

    def _bullets(self, block: Node) -> list[Node]:
        items = self._items(block["c"])
        return [{"t": "BulletList", "c": items}] if items else []

    def _ordered(self, block: Node) -> list[Node]:
        (start, style, delimiter), content = block["c"]
        items = self._items(content)
        if not items:
            return []
        kind, delim = _STYLES.get(style["t"], style["t"]), _DELIMITERS.get(delimiter["t"], delimiter["t"])
        if style["t"] == "Example":
            delim = "TwoParens"
        start = min(max(start, 0), 999_999_999)
        last = start + len(items) - 1
        alphabetic, roman = kind.endswith("Alpha"), kind.endswith("Roman")
        if alphabetic and (start < 1 or start == _I or last > _Z):
            kind = "Decimal"
        if roman and (start < 1 or start in _ONE_LETTER or last > 3000):
            kind = "Decimal"
        return [{"t": "OrderedList", "c": [[start, {"t": kind}, {"t": delim}], items]}]

    def _items(self, items: Sequence[Sequence[Node]]) -> list[list[Node]]:
        return _compact(_spaced([self.many(item, tight=True) for item in items]))

    def _definitions(self, block: Node) -> list[Node]:
        entries: list[tuple[list[Node], list[list[Node]]]] = []
        result: list[Node] = []
        for term, definitions in block["c"]:
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
        level, attr, content = block["c"]
        inlines = one_line(self.inlines.many(content))
        attr = _listed(attributes.cleaned(attr))
        if not inlines and not attr[0]:
            return []
        self.titles.add(reference_key(plain.text_of(inlines)))
        return [{"t": "Header", "c": [min(max(level, 1), 6), attr, inlines]}]

    def _rule(self, _block: Node) -> list[Node]:
        return [{"t": "HorizontalRule"}]

    def _div(self, block: Node) -> list[Node]:
        attr = attributes.cleaned(block["c"][0])
        content = self.many(block["c"][1])
        return content if attr == attributes.NONE else [{"t": "Div", "c": [_listed(attr), content]}]

    def _figure(self, block: Node) -> list[Node]:
        attr, (_, caption), content = block["c"]
        attr = attributes.cleaned(attr)
        image = only_image(content)
        words = self._as_inlines(caption)
        if image is not None:
            inner = self.inlines.many([image])
            if len(inner) == 1 and inner[0]["t"] == "Image":
                if not words:
                    words = inner[0]["c"][1]
                if words:
                    return [figure(_listed(attr), words, inner[0])]
        body = self.many(content)
        if words:
            body.append({"t": "Div", "c": [["", ["caption"], []], text_block(words, "Para")]})
        attr = (attr[0], tuple(dict.fromkeys(("figure", *attr[1]))), attr[2])
        return [{"t": "Div", "c": [_listed(attr), body]}] if body else []

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
    if len(line) > 1 and line[1]["t"] == "Space" and line[0]["t"] == "Str" and not line[0]["c"].strip("\xa0"):
        rest = line[2:]
        text = line[0]["c"] + "\xa0"
        if rest and rest[0]["t"] == "Str":
            return [{"t": "Str", "c": text + rest[0]["c"]}, *rest[1:]]
        return [{"t": "Str", "c": text}, *rest]
    return line


def _only_text(inlines: list[Node]) -> bool:
    return all(node["t"] in ("Str", "Space") for node in inlines)


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
    """A list may stand right below the text of its item, but a lone hyphen would underline it as a heading."""
    return block["t"] == "OrderedList" or (block["t"] == "BulletList" and bool(block["c"][0]))


def _compact(items: list[list[Node]]) -> list[list[Node]]:
    """Tight when no item holds a paragraph, or only the last one at its end; else loose. As pandoc reads lists."""
    paragraphs = [block for item in items for block in item if block["t"] == "Para"]
    if not paragraphs:
        return items
    final = items[-1][-1:] if items else []
    if len(paragraphs) == 1 and final and final[0]["t"] == "Para":
        return [*items[:-1], [*items[-1][:-1], {"t": "Plain", "c": final[0]["c"]}]]
    return [[_loose(block) for block in item] for item in items]


def _loose(block: Node) -> Node:
    return {"t": "Para", "c": block["c"]} if block["t"] == "Plain" else block


def _definition_list(entries: list[tuple[list[Node], list[list[Node]]]]) -> Node:
    """Tight or loose as a whole, like a list."""
    flat = iter(_compact(_spaced([meaning for _, meanings in entries for meaning in meanings])))
    return {"t": "DefinitionList", "c": [[term, [next(flat) for _ in meanings]] for term, meanings in entries]}


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
