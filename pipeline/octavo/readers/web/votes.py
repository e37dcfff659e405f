"""Which blocks of a page belong to its main text, by the votes of two extractors. Does not change the tree.

trafilatura returns text, which is aligned with the page's own; readability returns elements, which have numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree, html

from octavo.readers.web.visible_text import BLOCK_SHELLS, BLOCKS, GONE
from octavo.readers.xml_tree import Element
from octavo.text.align import gaps

_MARK = "data-octavo-number"
_WORD = re.compile(r"\w+")
_FAR_LESS = 0.4
"""One extractor that finds less than this share of what the other finds has lost its way; it is asked for more."""


@dataclass
class Block:
    """Words that are together in one element, no other block between them."""

    home: Element
    words: list[str]
    linked: int
    """How many of them are in links."""
    voted: bool = False
    doubtful: bool = False
    """Only one extractor, the more generous one, takes them for main text."""


def words_of(text: str) -> list[str]:
    """The words of a text, without case."""
    return [word.casefold() for word in _WORD.findall(text)]


def blocks_of(body: Element) -> list[Block]:
    """The blocks of words below an element, in order."""
    found: list[Block] = []
    parts: list[str] = []
    linked: list[str] = []
    homes = [body]
    links = 0

    def close() -> None:
        if words := words_of("".join(parts)):
            found.append(Block(homes[-1], words, min(len(words), len(words_of("".join(linked))))))
        parts.clear()
        linked.clear()

    def say(text: str | None) -> None:
        parts.append(text or "")
        linked.append((text or "") if links else " ")

    for event, node in etree.iterwalk(body, events=("start", "end")):
        block = node.tag in BLOCKS or node.tag in BLOCK_SHELLS
        link = node.tag == "a" and node.get("href") is not None
        if event == "start":
            if block:
                close()
                homes.append(node)
            links += link
            say(" " if node.tag in ("br", "img") else "")
            say("" if node.tag in GONE else node.text)
        else:
            if block:
                close()
                homes.pop()
            links -= link
            if node is not body:
                say(node.tail)
    close()
    return found


def vote(body: Element, blocks: list[Block]) -> None:
    """Mark the blocks that belong to the main text."""
    root = body.getroottree().getroot()
    for number, node in enumerate(body.iter()):
        node.set(_MARK, str(number))
    page = html.tostring(root, encoding="unicode")
    chosen = _readability(page)
    strict = _shares(blocks, _trafilatura(page, precise=True))
    by_text = sum(len(block.words) for block, share in zip(blocks, strict, strict=True) if share > 0.5)
    by_tree = sum(len(block.words) for block in blocks if block.home.get(_MARK) in chosen)
    if by_text < _FAR_LESS * by_tree:
        strict = _shares(blocks, _trafilatura(page, precise=False))
    # trafilatura gives a line that comes again only once.
    taken = {tuple(block.words) for block, share in zip(blocks, strict, strict=True) if share > 0.5}
    for block, share in zip(blocks, strict, strict=True):
        generous = block.home.get(_MARK) in chosen
        block.voted = share > 0.5 or (generous and tuple(block.words) in taken)
        block.doubtful = generous and not block.voted
    for node in body.iter():
        node.attrib.pop(_MARK, "")


def _shares(blocks: list[Block], text: str) -> list[float]:
    """Which share of each block's words is, in order, in a text."""
    page = [word for block in blocks for word in block.words]
    there = [True] * len(page)
    for start, end, _, _ in gaps(page, words_of(text)):
        there[start:end] = [False] * (end - start)
    shares: list[float] = []
    at = 0
    for block in blocks:
        end = at + len(block.words)
        shares.append(sum(there[at:end]) / (end - at))
        at = end
    return shares


def _trafilatura(page: str, *, precise: bool) -> str:
    """What trafilatura takes for the main text; empty if it cannot say."""
    import trafilatura  # takes most of a second to import, and many pages hold nothing but their text

    try:
        found: str | None = trafilatura.extract(
            page, favor_precision=precise, favor_recall=not precise, include_tables=True, include_comments=False
        )
    except Exception:  # noqa: BLE001 - whatever goes wrong in there, the other extractor and the page's marks decide
        return ""
    return found or ""


def _readability(page: str) -> frozenset[str]:
    """The numbers of the elements that readability takes for the article; none if it cannot say."""
    import readability

    try:
        summary = html.fragment_fromstring(readability.Document(page).summary(html_partial=True), create_parent="div")
    except Exception:  # noqa: BLE001 - whatever goes wrong in there, the other extractor and the page's marks decide
        return frozenset()
    return frozenset(node.get(_MARK) or "" for node in summary.iter()) - {""}
