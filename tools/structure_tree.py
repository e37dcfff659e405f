"""A pandoc tree as a row of blocks with their words, for measuring.

In: blocks of a pandoc JSON tree. Out: `Piece`s in document order: what kind of block, its level, its words, and where
its lines break.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from tools.structure_gold import tokens

WRAPPERS = ("Emph", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Underline")
ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A block: its kind, its words in order, the offsets of words that begin a new line, and the level of a heading."""

    kind: str
    words: tuple[str, ...]
    breaks: tuple[int, ...] = ()
    level: int = 0


def plain(inlines: Sequence[dict[str, Any]]) -> str:
    """The text of inlines."""
    parts: list[str] = []
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            parts.append(str(content))
        elif kind in ("Space", "SoftBreak"):
            parts.append(" ")
        elif kind == "LineBreak":
            parts.append("\n")
        elif kind in WRAPPERS and content is not None:
            parts.append(plain(content))
        elif kind in ("Link", "Span", "Image", "Cite", "Quoted") and content is not None:
            parts.append(plain(content[1]))
        elif kind in ("Code", "Math") and content is not None:
            parts.append(str(content[1]))
    return "".join(parts)


def piece(kind: str, text: str, level: int = 0, mark: str = "") -> Piece:
    """A piece from text, with the mark of its item in front."""
    words: list[str] = tokens(mark)
    breaks: list[int] = []
    for number, line in enumerate(text.split("\n")):
        found = tokens(line)
        if number and words and found:
            breaks.append(len(words))
        words += found
    return Piece(kind, tuple(words), tuple(breaks), level)


def number_text(value: int, style: str) -> str:
    """The number an ordered list prints."""
    if "Alpha" in style:
        text = ""
        while value > 0:
            value, rest = divmod(value - 1, 26)
            text = chr(97 + rest) + text
        return text
    if "Roman" in style:
        text = ""
        for unit, sign in ROMAN:
            while value >= unit:
                text, value = text + sign, value - unit
        return text
    return str(value)


def pieces_of(blocks: Sequence[dict[str, Any]], quoted: bool = False) -> list[Piece]:
    """The pieces of a tree."""
    found: list[Piece] = []
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if content is None:
            continue
        if kind == "Header":
            found.append(piece("heading", plain(content[2]), content[0]))
        elif kind in ("Para", "Plain"):
            found.append(piece("quote" if quoted else "paragraph", plain(content)))
        elif kind == "LineBlock":
            found.append(piece("verse", "\n".join(plain(line) for line in content)))
        elif kind == "CodeBlock":
            found.append(piece("code", content[1]))
        elif kind == "BlockQuote":
            found += pieces_of(content, quoted=True)
        elif kind == "Div":
            found += pieces_of(content[1], quoted)
        elif kind == "Table":
            rows = [*content[3][1], *(row for body in content[4] for row in (*body[2], *body[3])), *content[5][1]]
            cells = [" ".join(plain(part["c"]) for part in cell[4]) for row in rows for cell in row[1]]
            found.append(piece("table", "\n".join(cells)))
        elif kind == "BulletList":
            for entry in content:
                found += item_pieces(entry, "")
        elif kind == "OrderedList":
            for offset, entry in enumerate(content[1]):
                found += item_pieces(entry, number_text(content[0][0] + offset, content[0][1]["t"]))
    return found


def item_pieces(blocks: Sequence[dict[str, Any]], mark: str) -> list[Piece]:
    """The pieces of a list item: its first paragraph is the item, the rest follows."""
    inner = pieces_of(blocks)
    number = tuple(tokens(mark))
    if not inner or inner[0].kind not in ("paragraph", "quote"):
        return [Piece("item", number), *inner] if number else inner
    first = inner[0]
    return [
        replace(first, kind="item", words=number + first.words, breaks=tuple(b + len(number) for b in first.breaks)),
        *inner[1:],
    ]
