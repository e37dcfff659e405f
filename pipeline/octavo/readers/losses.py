"""Finds the words of a source that are missing in its blocks. Texts in, a notice out. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from octavo.model import Node, Notice, Place
from octavo.notices import Code
from octavo.text import compare, words
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import plain, rewrite, walk

_SHOWN = 12
_LONGEST = 60  # letters of a word that is named


def account(source: str, blocks: Sequence[Node], place: Place, more: str = "") -> tuple[str, tuple[Notice, ...]]:
    """The text that the manuscript must hold, and a notice that names the words which are missing.

    ``source`` is the text as somebody other than pandoc read it; ``more`` is text that is elsewhere (a title).
    """
    got = plain(rewrite(list(blocks), inlines=_citations_apart), formulas=False)
    formulas = " ".join(tree.text(node) for node in walk(list(blocks)) if tree.kind(node) == "Math")
    lost = missing_words(source, f"{more}\n{got}\n{formulas}")
    if not lost:
        return source, ()
    rest = len(lost) - _SHOWN
    first = (word if len(word) <= _LONGEST else f"{word[:_LONGEST]}…" for word in lost[:_SHOWN])
    named = " ".join(first) + (f" and {rest} more" if rest > 0 else "")
    return counted(blocks), (Notice(Code.text_left_out, f"words that are not in the manuscript: {named}", place),)


def counted(blocks: Sequence[Node]) -> str:
    """The words of blocks as those of a source are counted: citations become others later, formulas are no words."""
    return plain(rewrite(list(blocks), blocks=_said_once, inlines=_without_citations), formulas=False)


def _citations_apart(nodes: list[Node]) -> list[Node]:
    """Citations with spaces around them: the letter right behind one ("Figure 3b") is a word of its own."""
    if not any(tree.kind(node) == "Cite" for node in nodes):
        return nodes
    apart: list[Node] = []
    for node in nodes:
        apart += [make.space(), node, make.space()] if tree.kind(node) == "Cite" else [node]
    return apart


def _without_citations(nodes: list[Node]) -> list[Node]:
    return [node for node in nodes if tree.kind(node) != "Cite"]


def _said_once(nodes: list[Node]) -> list[Node]:
    """Figures whose caption describes the picture too, as pandoc makes them, without that description."""
    for node in nodes:
        if tree.kind(node) == "Figure":
            caption = plain(tree.caption(node)[1]).split()
            for image in walk(tree.blocks(node)):
                if tree.kind(image) == "Image" and plain(tree.inlines(image)).split() == caption:
                    tree.inlines(image).clear()
    return nodes


def missing_words(source: str, got: str) -> list[str]:
    """The words of one text that another lacks, in order.

    Words that are joined or divided differently are not lost, nor are words that are elsewhere, as notes and
    captions do.
    """
    expected, there = words(source), words(got)
    if expected == there:
        return []
    fewer = Counter(expected)
    fewer.subtract(there)
    return [word for run in compare(expected, there).missing for word in run.words if fewer[word] > 0]
