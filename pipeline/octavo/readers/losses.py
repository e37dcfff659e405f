"""Which words of a source are not among the blocks made of it? Texts in, a notice out. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from octavo.model import Node, Notice, Place
from octavo.notices import Code
from octavo.text import compare, words
from octavo.tree import nodes as tree
from octavo.tree.walk import plain, rewrite

_SHOWN = 12


def account(source: str, blocks: Sequence[Node], place: Place, more: str = "") -> tuple[str, tuple[Notice, ...]]:
    """The text that the manuscript must hold, and a notice that names the words which did not come along.

    ``source`` is the text as somebody other than pandoc read it; ``more`` is text that stands elsewhere (a title).
    """
    got = plain(list(blocks))
    lost = missing_words(source, f"{more}\n{got}")
    if not lost:
        return source, ()
    rest = len(lost) - _SHOWN
    named = " ".join(lost[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
    return plain(without_citations(blocks)), (
        Notice(Code.text_left_out, f"words that could not be brought along: {named}", place),
    )


def without_citations(blocks: Sequence[Node]) -> list[Node]:
    """The blocks as the words of a source are counted: a citation becomes other words later."""
    return rewrite(list(blocks), inlines=lambda nodes: [node for node in nodes if tree.kind(node) != "Cite"])


def missing_words(source: str, got: str) -> list[str]:
    """The words of one text that another lacks, in order.

    Words that are joined or divided differently are not lost, nor are words that stand elsewhere, as notes and
    captions do.
    """
    expected, there = words(source), words(got)
    if expected == there:
        return []
    fewer = Counter(expected)
    fewer.subtract(there)
    return [word for run in compare(expected, there).missing for word in run.words if fewer[word] > 0]
