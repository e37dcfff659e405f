"""Small bodies for the tests, made from HTML by hand: the shape is that of docs/architecture.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from lxml import html
from lxml.etree import _Element
from octavo.body import Block, Body, Heading, Note, block_text, text_runs
from octavo.body.shape import wants_contents
from octavo.editions import Job
from octavo.languages.direction import decide
from octavo.model import Contributor, Metadata, Notice, Options, PageMap, PageStart, Picture
from octavo.themes import Theme, load

THEMES = Path(__file__).resolve().parents[2] / "templates" / "themes"
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
TEXT_TAGS = (*HEADINGS, "p", "li", "dt", "dd", "td", "th", "pre", "caption", "figcaption", "figure", "hr")
METADATA = Metadata(
    title="The Weather in the Valley",
    subtitle="Notes of three winters",
    contributors=(Contributor("Ada Example", "aut", "Example, Ada"), Contributor("Grace Sample", "trl")),
    lang="en",
    date="2026-11-22",
)


@lru_cache
def theme() -> Theme:
    return load("octavo", [THEMES])


def body(
    source: str,
    notes: Sequence[str] = (),
    metadata: Metadata = METADATA,
    form: str = "article",
    pictures: Sequence[Picture] = (),
    notices: Sequence[Notice] = (),
    path: str = "out/valley/valley.md",
) -> Body:
    """A body of the tree ``source`` and the insides of its notes."""
    tree = html.fragment_fromstring(f"<div>{source}</div>")
    asides = []
    for number, inside in enumerate(notes, 1):
        aside = html.fragment_fromstring(f'<aside id="fn-{number}">{inside}</aside>')
        asides.append(Note(number, f"fn-{number}", f"fnref-{number}", aside))
    blocks: list[Block] = []
    outline: list[Heading] = []
    for element in (e for root in (tree, *(note.tree for note in asides)) for e in root.iter(*TEXT_TAGS)):
        if element.tag in ("li", "dd", "td", "th") and not any(run.text.strip() for run in text_runs(element)):
            continue
        element.set("data-b", str(len(blocks)))
        blocks.append(Block(len(blocks), str(element.tag), block_text(element)))
        if element.tag in HEADINGS:
            outline.append(Heading(int(element.tag[1]), element.get("id", ""), block_text(element), len(blocks) - 1))
    return Body(
        metadata=metadata,
        form=form,
        direction=decide(metadata.dir, metadata.lang, ""),
        contents=wants_contents(metadata.toc, tuple(outline)),
        tree=_plain(tree),
        notes=tuple(asides),
        blocks=tuple(blocks),
        outline=tuple(outline),
        pictures={picture.name: picture for picture in pictures},
        manuscript="0" * 64,
        source="",
        path=path,
        notices=tuple(notices),
    )


def _plain(tree: _Element) -> _Element:
    """Without the white space between blocks, which the body does not have either."""
    for element in tree.iter(
        "div", "section", "ul", "ol", "dl", "table", "thead", "tbody", "tr", "figure", "blockquote"
    ):
        if element.text and not element.text.strip():
            element.text = None
        for child in element:
            if child.tail and not child.tail.strip():
                child.tail = None
    return tree


def job(made: Body, pages: PageMap | None = None, options: Options | None = None) -> Job:
    return Job(made, theme(), options or Options(epoch=1_795_305_600), pages)


def page_map(*starts: tuple[str, int | None, int]) -> PageMap:
    pages = tuple(PageStart(index, *start) for index, start in enumerate(starts))
    return PageMap("0" * 64, "a4", "octavo", pages)


def chapters(number: int, words: int, heading: str = "Chapter") -> str:
    """A long body: sections with a few paragraphs each."""
    line = "The valley lay under snow and nobody spoke of the road. "
    parts: list[str] = []
    for at in range(1, number + 1):
        paragraphs = f"<p>{line * 8}</p>" * max(1, words // 88)
        parts.append(f'<section><h2 id="{heading.lower()}-{at}">{heading} {at}</h2>{paragraphs}</section>')
    return "".join(parts)


Pictures = Mapping[str, Picture]
