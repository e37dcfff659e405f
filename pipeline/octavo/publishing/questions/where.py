"""From a page, or from some words, back to the lines they come from. Floor 4; runs inside a worker.

Reads the publication in ``out/`` and its seed; writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from octavo import pagemap
from octavo.body import Block, Body
from octavo.body.compose import compose
from octavo.errors import EditionError, OctavoError, UsageError
from octavo.files import read_file
from octavo.model import PageMap, PageStart, Place
from octavo.pandoc import Pandoc
from octavo.publishing.choose_manuscript import choose
from octavo.publishing.recipe import metadata_of
from octavo.publishing.results.folder import pages_of
from octavo.publishing.values.task import Task
from octavo.readers.decoding import decode
from octavo.text import words, words_of
from octavo.text.locating import locate

CONTEXT = 60
"""Characters of the text that are shown."""


@dataclass(frozen=True)
class Question:
    """Where a page begins (``page``: its label), or where some words are (``text``)."""

    task: Task
    page: str = ""
    text: str = ""

    @property
    def reads(self) -> tuple[str, ...]:
        """The folders the worker may read."""
        return self.task.reads


@dataclass(frozen=True)
class Spot:
    """A place in the publication: in the seed, in the manuscript, on the page, and the text there."""

    seed: Place | None
    manuscript: Place
    page: str
    text: str


def where(question: Question, pandoc: Pandoc) -> tuple[Spot, ...]:
    """The spots asked for. Raises ``UsageError`` for a page or words that are not there."""
    task = question.task
    pages = pages_of(Path(task.folder))
    manuscript = choose(task, pandoc).manuscript
    body = compose(manuscript, metadata_of(manuscript, task)[1], pandoc)
    if pages is not None and pages.manuscript != body.manuscript:
        pages = None
    if question.page:
        return (_page(question.page, pages, body, task),)
    return _words(question.text, pages, body, task)


def _page(label: str, pages: PageMap | None, body: Body, task: Task) -> Spot:
    if pages is None:
        raise EditionError(
            "the pages are not known", Place(task.folder), f"make the PDF first: octavo build {task.seed.slug}"
        )
    start = next((page for page in pages.pages if page.label == label), None)
    if start is None:
        known = [page.label for page in pages.pages]
        hint = f"the pages are {known[0]} to {known[-1]}" if known else ""
        raise UsageError(f"there is no page “{label}”", Place(task.folder), hint)
    if start.block is None:
        raise UsageError(f"page {label} has no text of the document", Place(task.folder), "try the next page")
    return _spot(body.blocks[start.block], start.offset, start, body, task)


def _words(text: str, pages: PageMap | None, body: Body, task: Task) -> tuple[Spot, ...]:
    wanted = words(text)
    if not wanted:
        raise UsageError("say some words to look for", hint='for example --text "some words"')
    held = words_of(block.text for block in body.blocks)
    found = []
    for at in range(len(held.words) - len(wanted) + 1):
        if held.words[at : at + len(wanted)] == wanted:
            block = body.blocks[held.segment(at)]
            offset = _offset(block, text)
            page = pagemap.page_of(pages, block.number, offset) if pages else None
            found.append(_spot(block, offset, page, body, task))
    if not found:
        raise UsageError(f"“{text}” is not in the document", Place(task.folder), "look for fewer words")
    return tuple(dict.fromkeys(found))


def _offset(block: Block, text: str) -> int:
    """Where in the block the words begin, as near as plain searching tells."""
    at = block.text.casefold().find(text.casefold())
    return max(at, 0)


def _spot(block: Block, offset: int, page: PageStart | None, body: Body, task: Task) -> Spot:
    ahead = block.text[offset:]
    line = block.line
    if offset and ahead.strip():
        line = locate([ahead], "\n".join(body.source.split("\n")[block.line - 1 :]), block.line)[0]
    return Spot(
        seed=_seed_line(block, ahead, task),
        manuscript=Place(body.path, line or None),
        page=page.label if page else "",
        text=" ".join(ahead.split())[:CONTEXT],
    )


def _seed_line(block: Block, ahead: str, task: Task) -> Place | None:
    """The seed's line of the very words, searched from the line on which their block begins."""
    place = block.place
    if (
        place is None
        or place.line is None
        or not ahead.strip()
        or Path(place.path).suffix.lower() in (".docx", ".docm", ".dotx", ".odt", ".ott", ".rtf")
    ):
        return place
    try:
        text = decode(read_file(place.path, task.settings.limits.seed_bytes), place).text
    except OctavoError:
        return place
    lines = text.replace("\f", "\n").split("\n")[place.line - 1 :]
    return Place(place.path, locate([ahead], "\n".join(lines), place.line)[0])
