"""Bodies written by hand: HTML snippets with their blocks numbered as ``compose`` does it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.etree import _Element
from octavo.body import Block, Body, Heading, Note, block_text, is_note_call
from octavo.body.shape import wants_contents
from octavo.editions import Job
from octavo.languages.direction import decide
from octavo.model import Contributor, Metadata, Options, Picture, Place
from octavo.themes import Theme, load

THEMES = Path(__file__).parents[2] / "templates" / "themes"
HOLDERS = (
    "p",
    "pre",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "caption",
    "figcaption",
    "figure",
    "hr",
    "dt",
    "dd",
    "li",
    "td",
    "th",
)
INLINE = ("em", "strong", "code", "a", "span", "br", "math", "sub", "sup", "img", "del")
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


def theme() -> Theme:
    """The theme that ships."""
    return load("octavo", [THEMES])


def make_body(html: str, notes: str = "", **facts: Any) -> Body:
    """Number the blocks of a snippet.

    ``notes`` holds ``aside`` elements; ``facts`` are fields of ``Metadata``, or ``form``, ``front`` and ``pictures``.
    """
    form, pictures, front = facts.pop("form", "article"), facts.pop("pictures", ()), facts.pop("front", 0)
    facts = {"title": "A Title", "lang": "en", "contributors": (Contributor("Ann Author"),), **facts}
    tree = etree.fromstring(f"<div>{html}</div>")
    asides = list(etree.fromstring(f"<div>{notes}</div>"))
    blocks: list[Block] = []
    for part in (tree, *asides):
        for node in part.iter(*HOLDERS):
            if holds_text(node):
                number = len(blocks)
                node.set("data-b", str(number))
                place = Place("seed.txt", 10 + number)
                blocks.append(Block(number, node.tag, block_text(node), number + 1, place))
    outline: list[Heading] = []
    for node in tree.iter("h2", "h3", "h4", "h5", "h6"):
        node.set("id", node.get("id") or f"h-{len(outline)}")
        number = int(node.get("data-b", ""))
        outline.append(Heading(int(node.tag[1]), node.get("id", ""), blocks[number].text, number))
    found = tuple(Note(at, aside.get("id", ""), f"fnref-{at}", aside) for at, aside in enumerate(asides, start=1))
    metadata = Metadata(**facts)
    return Body(
        metadata=metadata,
        direction=decide(metadata.dir, metadata.lang, ""),
        contents=wants_contents(metadata.toc, tuple(outline)),
        form=form,
        front=front,
        tree=tree,
        notes=found,
        blocks=tuple(blocks),
        outline=tuple(outline),
        pictures={name: Picture(name, PIXEL, "image/png", 200, 100) for name in pictures},
        manuscript=hashlib.sha256(html.encode()).hexdigest(),
        source=html,
        path="out/a/a.md",
        words=sum(len(block.text.split()) for block in blocks),
    )


def holds_text(node: _Element) -> bool:
    """Whether a block is one that gets a number."""
    if node.tag in ("p", "pre", "h2", "h3", "h4", "h5", "h6", "figure", "hr", "dt", "caption", "figcaption"):
        return True
    return bool((node.text or "").strip()) or (len(node) > 0 and node[0].tag in INLINE)


def job(body: Body, **options: Any) -> Job:
    """A job with the theme that ships."""
    return Job(body, theme(), Options(**{"epoch": 1_000_000_000, **options}))


def sentences(count: int, seed: int = 0) -> str:
    """Text of so many sentences, each told apart by a number in words' clothing."""
    words = "every morning the river carried small boats past an old considerable neighbourhood towards the sea".split()
    made = []
    for at in range(count):
        turn = (at * 7 + seed) % len(words)
        made.append(" ".join(words[turn:] + words[:turn]).capitalize() + f" number {seed + at}.")
    return " ".join(made)


def calls(tree: _Element) -> list[_Element]:
    """The calls of notes in a tree."""
    return [node for node in tree.iter("a") if is_note_call(node)]
