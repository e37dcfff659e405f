"""The recognised blocks as pandoc's tree (the JSON of pandoc 3.9's API 1.23).

In: `TextBlock`s. Out: pandoc blocks as plain dictionaries, each top-level one with its seed line. Words go into
`Str`s as they stand, cut at ASCII blanks only: whoever writes the manuscript escapes them, so no character of the
text can act as markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from octavo.readers.plain_text.lines.values import TextBlock

Pandoc = dict[str, Any]
BLANK = re.compile(r"[ \t\n\v\f\r]+")
NO_ATTR: list[Any] = ["", [], []]
STYLES = {
    "decimal": "Decimal",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "": "DefaultStyle",
}
DELIMITERS = {"period": "Period", "one-paren": "OneParen", "two-parens": "TwoParens", "": "DefaultDelim"}


def inlines(text: str) -> list[Pandoc]:
    """Words and spaces of one line of text."""
    found: list[Pandoc] = []
    for word in BLANK.split(text):
        if word:
            if found:
                found.append({"t": "Space"})
            found.append({"t": "Str", "c": word})
    return found


def rows(lines: Sequence[str]) -> list[Pandoc]:
    """Several lines kept apart by line breaks."""
    found: list[Pandoc] = []
    for line in lines:
        words = inlines(line)
        if words and found:
            found.append({"t": "LineBreak"})
        found.extend(words)
    return found


def block(source: TextBlock) -> list[Pandoc]:
    """The pandoc blocks of one block: usually one; a list whose numbers jump becomes several."""
    kind = source.kind
    if kind == "heading":
        return [{"t": "Header", "c": [source.level, NO_ATTR, rows(source.lines)]}]
    if kind == "quote":
        return [{"t": "BlockQuote", "c": [made for child in source.children for made in block(child)]}]
    if kind in ("verse", "mail", "furniture"):
        return [{"t": "LineBlock", "c": [inlines(line) for line in source.lines]}]
    if kind in ("code", "table"):
        return [{"t": "CodeBlock", "c": [NO_ATTR, "\n".join(source.lines)]}]
    if kind == "list":
        return lists(source)
    return [{"t": "Para", "c": rows(source.lines)}]


def lists(source: TextBlock) -> list[Pandoc]:
    """A bullet list, or one ordered list for each stretch of consecutive numbers."""
    if not source.numbering:
        return [{"t": "BulletList", "c": [item(child, is_loose(source)) for child in source.children]}]
    made: list[Pandoc] = []
    stretch: list[TextBlock] = []
    for child in (*source.children, None):
        if stretch and (child is None or child.ordinal != stretch[-1].ordinal + 1):
            attributes = [stretch[0].ordinal, {"t": STYLES[source.numbering]}, {"t": DELIMITERS[source.delimiter]}]
            made.append({"t": "OrderedList", "c": [attributes, [item(one, is_loose(source)) for one in stretch]]})
            stretch = []
        if child is not None:
            stretch.append(child)
    return made


def is_loose(source: TextBlock) -> bool:
    """Whether any item holds more than one paragraph: then all are set as paragraphs."""
    return any(sum(block.kind == "paragraph" for block in child.children) > 1 for child in source.children)


def item(source: TextBlock, loose: bool) -> list[Pandoc]:
    """The blocks of one item; a single paragraph is set tight."""
    made = [one for child in source.children for one in block(child)]
    if not loose:
        return [{"t": "Plain", "c": one["c"]} if one["t"] == "Para" else one for one in made]
    return made


def to_pandoc(blocks: Sequence[TextBlock]) -> list[tuple[Pandoc, int]]:
    """Pandoc blocks with the seed line each begins at."""
    return [(made, source.line) for source in blocks for made in block(source)]
