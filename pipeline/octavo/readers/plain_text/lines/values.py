"""The input and output types of the recogniser, without rules or I/O.

In: nothing. Out: the named types of the package. Everything is frozen, so a recognition can be given to another
worker as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "heading", "paragraph", "list", "item", "quote", "verse", "code", "table", "rule", "mail", "furniture", "grid",
    "row", "cell", "number",
]  # fmt: skip
Layout = Literal["flat", "blank", "wrapped"]
Numbering = Literal["", "decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"]
Delimiter = Literal["", "period", "one-paren", "two-parens"]


@dataclass(frozen=True, slots=True)
class Override:
    """What a person says a line is: `key` is a 1-based line number or the text of the line, `role` its role."""

    key: int | str
    role: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know; the reader of text seeds turns it into a notice."""

    code: str
    text: str
    line: int | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A line that was taken out of the text, and what it is: a page number, a running head, a library's licence."""

    line: int
    text: str
    what: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a line that is not a plain paragraph became, how sure that is, and why in words."""

    line: int
    text: str
    role: str
    confidence: float
    reasons: tuple[str, ...] = ()
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of the document.

    `lines` holds the words: one entry for running text, one per kept line for verse, code, tables, mail and stacked
    headings. A grid is a table of rows of cells (a cell of kind ``number`` is at the right); its ``level`` is 1
    when its first row is a head. A list has items as `children`, an item has blocks; `ordinal`, `numbering` and
    `delimiter` belong to numbered lists and items.
    """

    kind: Kind
    line: int
    lines: tuple[str, ...] = ()
    level: int = 0
    children: tuple[TextBlock, ...] = ()
    ordinal: int = 0
    numbering: Numbering = ""
    delimiter: Delimiter = ""


@dataclass(frozen=True, slots=True)
class Habits:
    """How this document is written, seen before any line is decided.

    `wide_gaps` tells that some marks are far from their text while list marks are close: columns of a table.
    ``packed`` tells that paragraphs of a wrapped text have no blank lines between them,
    or that a line may follow its heading without one.
    """

    layout: Layout
    width: int
    base_indent: int
    language: str
    script: str
    median_length: int
    indented_paragraphs: bool = False
    wide_gaps: bool = False
    packed: bool = False
    bullets: Mapping[str, int] = field(default_factory=dict)
    heading_looks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """The whole answer: the blocks, each decision with its reasons, the document's habits and the findings.

    ``taken`` are the lines that belong to the carrier and were taken out, ``about`` is what a library says of the book.
    """

    blocks: tuple[TextBlock, ...]
    decisions: tuple[Decision, ...]
    habits: Habits
    findings: tuple[Finding, ...]
    title: str | None = None
    taken: tuple[Taken, ...] = ()
    about: Mapping[str, object] = field(default_factory=dict)
    from_library: bool = False
