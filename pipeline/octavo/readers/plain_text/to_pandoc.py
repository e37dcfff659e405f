"""The recognised blocks as pandoc's tree (the JSON of pandoc 3.9's API 1.23).

In: `TextBlock`s. Out: pandoc blocks as plain dictionaries, each top-level one with its seed line. Words go into
`Str`s unchanged, split at ASCII blanks only. The manuscript's writer escapes them, so no character of the text can act
as markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.model import Node
from octavo.readers.plain_text.lines.values import TextBlock
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.nodes import Numbering

BLANK = re.compile(r"[ \t\n\v\f\r]+")
STYLES = {
    "decimal": "Decimal",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "": "DefaultStyle",
}
DELIMITERS = {"period": "Period", "one-paren": "OneParen", "two-parens": "TwoParens", "": "DefaultDelim"}


def inlines(text: str) -> list[Node]:
    """Words and spaces of one line of text."""
    found: list[Node] = []
    for word in BLANK.split(text):
        if word:
            if found:
                found.append(make.space())
            found.append(make.string(word))
    return found


def rows(lines: Sequence[str]) -> list[Node]:
    """Several lines kept apart by line breaks."""
    found: list[Node] = []
    for line in lines:
        words = inlines(line)
        if words and found:
            found.append(make.line_break())
        found.extend(words)
    return found


def block(source: TextBlock) -> list[Node]:
    """The pandoc blocks of one block: usually one; a list whose numbers jump becomes several."""
    kind = source.kind
    if kind == "heading":
        return [make.header(source.level, rows(source.lines))]
    if kind == "quote":
        return [make.quotation(made for child in source.children for made in block(child))]
    if kind in ("verse", "mail", "furniture"):
        return [make.line_block(inlines(line) for line in source.lines)]
    if kind == "grid":
        return [table(source)]
    if kind in ("code", "table"):
        return [make.code_block("\n".join(source.lines))]
    if kind == "list":
        return lists(source)
    return [make.para(rows(source.lines))]


def table(source: TextBlock) -> Node:
    """A table of cells; its first row is the head where it names the columns, numbers are at the right."""
    cells = [[one.lines[0] for one in row.children] for row in source.children]
    right = source.children[-1].children
    aligned = ["AlignRight" if one.kind == "number" else "AlignLeft" for one in right]
    return make.simple_table(aligned, [[inlines(text) for text in row] for row in cells], source.level)


def lists(source: TextBlock) -> list[Node]:
    """A bullet list, or one ordered list for each stretch of consecutive numbers."""
    if not source.numbering:
        return [make.bullet_list(item(child, is_loose(source)) for child in source.children)]
    made: list[Node] = []
    stretch: list[TextBlock] = []
    for child in (*source.children, None):
        if stretch and (child is None or child.ordinal != stretch[-1].ordinal + 1):
            count = Numbering(stretch[0].ordinal, STYLES[source.numbering], DELIMITERS[source.delimiter])
            made.append(make.ordered_list(count, [item(one, is_loose(source)) for one in stretch]))
            stretch = []
        if child is not None:
            stretch.append(child)
    return made


def is_loose(source: TextBlock) -> bool:
    """Whether any item holds more than one paragraph: then all are set as paragraphs."""
    return any(sum(block.kind == "paragraph" for block in child.children) > 1 for child in source.children)


def item(source: TextBlock, loose: bool) -> list[Node]:
    """The blocks of one item; a single paragraph is set tight."""
    made = [one for child in source.children for one in block(child)]
    return made if loose else tree.tightened(made)


def to_pandoc(blocks: Sequence[TextBlock]) -> list[tuple[Node, int]]:
    """Pandoc blocks with the seed line each begins at."""
    return [(made, source.line) for source in blocks for made in block(source)]
