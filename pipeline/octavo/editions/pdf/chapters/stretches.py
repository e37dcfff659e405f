"""A book's text cut into stretches that are laid out alone: whole chapters, each of which opens a page. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from octavo.languages.scripts import amount

LEAST = 3_000
"""Words of a stretch: shorter chapters share one with their neighbours, because each layout costs a little."""

PART = "part"
"""The class of a section of the body whose sections are chapters."""


@dataclass
class _Chapter:
    """A chapter with what follows it on the same page, within its ``part`` or None."""

    part: _Element | None
    nodes: list[_Element]
    words: int


def cut(tree: _Element, *, within_parts: bool, least: int) -> list[_Element]:
    """Cut the text's tree before sections that open a page, where ``least`` words are reached; the tree is used up.

    Each stretch is a tree like the whole one. ``within_parts`` tells that the sections of a part open pages too: then
    a part may be cut, and each of its stretches is in a ``section`` like the part's.
    """
    groups: list[list[_Chapter]] = []
    count = 0
    for chapter in list(_chapters(tree, within_parts=within_parts)):
        if not groups or count >= least:
            groups.append([])
            count = 0
        groups[-1].append(chapter)
        count += chapter.words
    first, tree.text = tree.text, None
    made = [_built(tree, chapters) for chapters in groups]
    if made:
        made[0].text = first
    return made or [tree]


def words_of(tree: _Element) -> int:
    """About how many words a tree has."""
    return sum(amount(str(text)) for text in tree.itertext())


def opens_part(tree: _Element) -> bool:
    """Whether a stretch begins with a part's own heading, and not amid its chapters."""
    first = next((child for child in tree if child.tag == "section"), None)
    return first is not None and first.get("class") == PART and len(first) > 0 and first[0].tag == "h2"


def _chapters(tree: _Element, *, within_parts: bool) -> Iterator[_Chapter]:
    nodes: list[_Element] = []
    for child in tree:
        is_section = child.tag == "section"
        if is_section and any(node.tag == "section" for node in nodes):
            yield from _opened(nodes, within_parts=within_parts)
            nodes = []
        nodes.append(child)
    if nodes:
        yield from _opened(nodes, within_parts=within_parts)


def _opened(nodes: list[_Element], *, within_parts: bool) -> Iterator[_Chapter]:
    """A section with what is around it; a part by its sections."""
    part = nodes[0]
    inner = [child for child in part if child.tag == "section"]
    alone = len(nodes) == 1 and part.get("class") == PART and not (part.text or "").strip()
    if not within_parts or not alone or len(inner) < 2:
        yield _Chapter(None, nodes, sum(map(words_of, nodes)))
        return
    held: list[_Element] = []
    for child in part:
        if child.tag == "section" and any(node.tag == "section" for node in held):
            yield _Chapter(part, held, sum(map(words_of, held)))
            held = []
        held.append(child)
    yield _Chapter(part, held, sum(map(words_of, held)))


def _built(tree: _Element, chapters: Sequence[_Chapter]) -> _Element:
    root = etree.Element(tree.tag, _attributes(tree))
    around: tuple[_Element | None, _Element] = (None, root)
    for chapter in chapters:
        if chapter.part is None:
            around = (None, root)
        elif around[0] is not chapter.part:
            around = (chapter.part, etree.SubElement(root, chapter.part.tag, _attributes(chapter.part)))
        around[1].extend(chapter.nodes)
    return root


def _attributes(node: _Element) -> dict[str, str]:
    return {str(key): str(value) for key, value in node.attrib.items()}
