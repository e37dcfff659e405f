"""Manuscript to body: one parse by pandoc, one walk by allow-list, one tree for all editions. Floor 2."""

from __future__ import annotations

import bisect
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from lxml import etree
from lxml.etree import _Element

from octavo.body import HEADINGS, Block, Body, Note, block_text
from octavo.body.blocks import write_blocks
from octavo.body.builder import Builder
from octavo.body.direction import settle_directions
from octavo.body.emphasis import settle_emphasis
from octavo.body.index import make_index, take_index_heading
from octavo.body.kinds import mark_kinds
from octavo.body.links import resolve_links
from octavo.body.numbers import number_what_is_named
from octavo.body.roles import is_named_a_book, settle_roles
from octavo.body.section_numbers import number_sections
from octavo.body.shape import (
    begins_with_title,
    form_of,
    level_headings,
    nest_sections,
    outline_of,
    title_heading,
    wants_contents,
)
from octavo.body.typography import with_type
from octavo.folders import WORKS
from octavo.languages.direction import decide
from octavo.languages.scripts import amount
from octavo.manuscript import MANUSCRIPT_FORMAT, split
from octavo.model import Manuscript, Metadata, Node, Notice, Origin, Picture, Place
from octavo.notices import Code
from octavo.pandoc import Pandoc, Parsed
from octavo.text.locating import locate
from octavo.text.tex import readable, with_tags_shown
from octavo.tree import make
from octavo.tree.nodes import blocks as blocks_of
from octavo.tree.nodes import identifier, is_display, kind, with_text
from octavo.tree.nodes import text as text_of
from octavo.tree.walk import walk

_OF_ONE_THING = frozenset([Code.link_removed, Code.citation_missing])
_FEW = 3
"""So many places of one and the same thing are each told."""


def compose(manuscript: Manuscript, metadata: Metadata, pandoc: Pandoc) -> Body:
    """Parse the manuscript and build the tree from which every edition is made.

    ``metadata`` is the manuscript's front matter, read and completed. Raises ``SeedError`` when pandoc cannot read
    the manuscript.
    """
    _, text, first_line = split(manuscript.text)
    place = Place(manuscript.path)
    parsed = pandoc.read(
        text,
        MANUSCRIPT_FORMAT,
        place=place,
        bibliography=_bibliography(manuscript, metadata),
        lang=metadata.lang,
        formulas=True,
    )
    nodes: list[Node] = number_what_is_named(parsed.document["blocks"], metadata)
    builder = Builder(
        pictures={picture.name: picture for picture in manuscript.pictures},
        formulas=_formulas(nodes, parsed, pandoc) if "$" in text else parsed.formulas,
        lang=metadata.lang,
        known_citations=_known(nodes) if manuscript.bibliography else None,
    )
    tree = etree.Element("div")
    write_blocks(builder, tree, nodes)
    title_id = _take_title(builder, tree, metadata.title)
    index_title = take_index_heading(builder.index, tree, metadata.lang)
    level_headings(tree)
    notes = _write_notes(builder)
    roots = (tree, *(note.tree for note in notes))
    begins = begins_with_title(tree, metadata.title)
    title_id = resolve_links(builder, roots, metadata.title, title_id, begins=begins)
    number_sections(builder, tree, metadata)
    nest_sections(tree)
    direction = _settle_looks(roots, metadata)
    metadata = with_type(roots, metadata)
    form, front, blocks, before = _settle(tree, notes, metadata)
    placed = _placed(blocks, manuscript, text, first_line)
    outline = outline_of(tree)
    return Body(
        metadata=metadata,
        form=form,
        tree=tree,
        notes=notes,
        blocks=placed,
        outline=outline,
        pictures=_used_pictures(manuscript, tree, notes, metadata),
        manuscript=hashlib.sha256(manuscript.text.encode()).hexdigest(),
        source=manuscript.text,
        path=manuscript.path,
        words=sum(amount(block.text) for block in blocks),
        direction=direction,
        contents=wants_contents(metadata.toc, outline),
        front=front,
        index=make_index(builder.index, tree, notes, metadata.lang),
        index_title=index_title,
        titled=not begins or form != "article",
        title_id=title_id,
        notices=_notices(builder, placed, before, place),
    )


def _formulas(nodes: list[Node], parsed: Parsed, pandoc: Pandoc) -> Mapping[str, str]:
    """MathML of every formula. Those that pandoc could not read, or not whole, are asked for in its own commands."""
    wanted: dict[str, Node] = {}
    for node in walk(nodes):
        if kind(node) == "Math" and ((key := _key(node)) not in parsed.formulas or "\\tag" in key):
            wanted[key] = with_text(node, readable(with_tags_shown(text_of(node))))
    if not wanted:
        return parsed.formulas
    asked = {**parsed.document, "meta": {}, "blocks": [make.tight(list(wanted.values()))]}
    found = pandoc.read(json.dumps(asked), "json", formulas=True).formulas
    return {**parsed.formulas, **{key: found[_key(node)] for key, node in wanted.items() if _key(node) in found}}


def _key(formula: Node) -> str:
    """What the MathML of a formula is kept by."""
    return ("D" if is_display(formula) else "I") + text_of(formula)


def _settle_looks(roots: Sequence[_Element], metadata: Metadata) -> str:
    """Decide how text and notes run, where nothing slants, who speaks and who writes; gives the direction."""
    direction = decide(metadata.dir, metadata.lang, _beginning(roots[0]))
    settle_directions(roots, direction)
    settle_emphasis(roots)
    mark_kinds(roots[0], metadata.lang)
    return direction


def _settle(
    tree: _Element, notes: tuple[Note, ...], metadata: Metadata
) -> tuple[str, int, tuple[Block, ...], dict[int, int]]:
    """Decide the form and the parts of a book, and number the blocks: form, front, blocks, and their numbers before."""
    blocks, before = _number_again(tree, notes)
    words = sum(amount(block.text) for block in blocks)
    form = form_of(metadata.form, words, outline_of(tree), named=is_named_a_book(tree))
    front, fewer = settle_roles(tree) if form == "book" else (0, False)
    if fewer:
        blocks, again = _number_again(tree, notes)
        before = {number: again[now] for number, now in before.items() if now in again}
    return form, front, blocks, before


def seed_place(origins: Sequence[Origin], line: int) -> Place | None:
    """The place in a seed of a manuscript line: that of the last known line at or before it."""
    index = bisect.bisect_right(origins, line, key=lambda origin: origin.line) - 1
    return origins[index].place if index >= 0 and line else None


def _placed(blocks: Sequence[Block], manuscript: Manuscript, text: str, first_line: int) -> tuple[Block, ...]:
    """The blocks with their lines in the manuscript and their places in the seed."""
    lines = locate([block.text for block in blocks], text, first_line)
    return tuple(
        Block(block.number, block.kind, block.text, line, seed_place(manuscript.origins, line))
        for block, line in zip(blocks, lines, strict=True)
    )


def _beginning(tree: _Element, most: int = 20_000) -> str:
    """The first words of a text: enough to tell how it runs."""
    parts: list[str] = []
    length = 0
    for text in tree.itertext():
        parts.append(str(text))
        length += len(parts[-1])
        if length > most:
            break
    return "".join(parts)


def _bibliography(manuscript: Manuscript, metadata: Metadata) -> list[tuple[str, str]]:
    """The works for pandoc, and the keys of those that are listed although no place cites them."""
    works = [
        (kind, data.decode("utf-8", "replace"))
        for name, data in manuscript.bibliography
        if (kind := WORKS.get(name[name.rfind(".") :].lower()))
    ]
    keys = re.findall(r"@\{?([^\s,;{}]+)", str(metadata.extra.get("nocite", "")))
    return [*works, ("nocite", " ".join(keys))] if works and keys else works


def _known(nodes: list[Node]) -> frozenset[str]:
    """The keys that citeproc resolved: each has an entry in the list of references at the end."""
    found: set[str] = set()
    for node in nodes:
        if kind(node) == "Div" and identifier(node) == "refs":
            found.update(identifier(entry).removeprefix("ref-") for entry in blocks_of(node) if kind(entry) == "Div")
    return frozenset(found)


def _take_title(builder: Builder, tree: _Element, title: str) -> str:
    """Let a heading that is the title said again become the title; gives its identifier, empty when there is none."""
    heading = title_heading(tree, title)
    if heading is None:
        return ""
    _become_title(builder, tree, heading)
    return heading.get("id", "")


def _become_title(builder: Builder, tree: _Element, heading: _Element) -> None:
    """Take the title's heading out of the tree: each edition sets the title from the metadata.

    A call of a note in it moves to the start of what follows, so that no note is lost.
    """
    calls = heading.findall(".//a[@class='noteref']")
    following = heading.getnext()
    tree.remove(heading)
    if not calls:
        return
    if following is None or following.tag != "p":
        following = etree.Element("p")
        tree.insert(0, builder.number(following))
    for call in reversed(calls):
        call.tail = following.text if call is calls[-1] else None
        following.insert(0, call)
    following.text = None


def _write_notes(builder: Builder) -> tuple[Note, ...]:
    """The notes' own trees; a note within a note joins the end of the row."""
    notes: list[Note] = []
    while len(notes) < len(builder.pending):
        pending = builder.pending[len(notes)]
        aside = etree.Element("aside", {"id": f"fn-{pending.number}"})
        write_blocks(builder, aside, pending.blocks)
        for heading in aside.iter(*HEADINGS):
            heading.tag = "p"
            heading.attrib.pop("data-level", "")
        notes.append(Note(pending.number, f"fn-{pending.number}", f"fnref-{pending.number}", aside))
    return tuple(notes)


def _number_again(tree: _Element, notes: tuple[Note, ...]) -> tuple[tuple[Block, ...], dict[int, int]]:
    """Number the blocks without gaps, in reading order, notes last; say what each holds, and its number before."""
    blocks: list[Block] = []
    before: dict[int, int] = {}
    for root in (tree, *(note.tree for note in notes)):
        for node in root.iter():
            if node.get("data-b"):
                before[int(node.get("data-b", "0"))] = len(blocks)
                node.set("data-b", str(len(blocks)))
                blocks.append(Block(len(blocks), str(node.tag), block_text(node)))
    return tuple(blocks), before


def _used_pictures(
    manuscript: Manuscript, tree: _Element, notes: tuple[Note, ...], metadata: Metadata
) -> dict[str, Picture]:
    used = {
        image.get("src", "").removeprefix("images/")
        for root in (tree, *(note.tree for note in notes))
        for image in root.iter("img")
    }
    used.add(metadata.cover_image.removeprefix("images/"))
    return {picture.name: picture for picture in manuscript.pictures if picture.name in used}


def _notices(
    builder: Builder, blocks: tuple[Block, ...], before: dict[int, int], manuscript: Place
) -> tuple[Notice, ...]:
    found: dict[Notice, None] = {}
    for code, text, hint, number, level in builder.noticed:
        block = blocks[before[number]] if number in before else None
        place = (block.place or Place(manuscript.path, block.line or None)) if block else manuscript
        found[Notice(code.value, text, place, hint, level)] = None
    return _told_once(found)


def _told_once(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices, but one that says the same word for word of several places is told of the first, with the number.

    Each page of a book may have a link to one file that the book does not hold.
    """
    pairs = [(notice, replace(notice, place=None)) for notice in notices]
    counts = Counter(same for notice, same in pairs if notice.code in _OF_ONE_THING)
    told: list[Notice] = []
    done: set[Notice] = set()
    for notice, same in pairs:
        if counts[same] <= _FEW:
            told.append(notice)
        elif same not in done:
            done.add(same)
            told.append(replace(notice, text=f"{notice.text} (the same in {counts[same] - 1} other places)"))
    return tuple(told)
