"""The search of a site: its page, and the text of all pages within it, so that it works without any request."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from importlib import resources

from lxml.etree import _Element

from octavo.body import Body, numbered
from octavo.editions.html.page import say_language
from octavo.editions.html.write import child, element, say
from octavo.editions.site.leaves import Leaf
from octavo.languages.screen_words import screen_words
from octavo.model import PageMap
from octavo.pagemap import page_of

FINDING = resources.files(__package__).joinpath("finding.js").read_text("utf-8").strip()
"""The script of the page."""
_SPACE = re.compile(r"\s")
HELD = "octavo-held"
"""The name of the element that holds the text."""


def held_text(body: Body, leaves: Sequence[Leaf], names: Mapping[int, str], homes: Mapping[str, str],
              pages: PageMap | None) -> _Element:  # fmt: skip
    """The text of all blocks as data: of each its page in the site, its name there, its printed page, and its words.

    Where a printed page begins within, a fifth value says after how many characters.
    """
    files = {leaf.name: at for at, leaf in enumerate(leaves)}
    called = _calling_blocks(body)
    turns: dict[int, list[list[object]]] = {}
    for start in pages.pages if pages else ():
        if start.block is not None and start.offset:
            turns.setdefault(start.block, []).append([start.offset, start.label])
    rows: list[list[object]] = []
    for block in body.blocks:
        name = names.get(block.number, "")
        if not block.text.strip() or name not in homes:
            continue
        page = page_of(pages, called.get(block.number, block.number)) if pages else None
        rows.append([files[homes[name]], name, page.label if page else "", _SPACE.sub(" ", block.text)])
        if turned := turns.get(block.number):
            rows[-1].append(turned)
    titles = [[leaf.name, leaf.title or body.metadata.title] for leaf in leaves]
    data = json.dumps({"pages": titles, "blocks": rows}, ensure_ascii=False, separators=(",", ":"))
    return element("template", data, id=HELD)  # a script that holds data is one to the Nu checker, which then warns


def _calling_blocks(body: Body) -> dict[int, int]:
    """The block that calls a note, by each block of the note: they are on the same printed page."""
    calls = {str(node.get("id")): node for node in body.tree.iter("a") if node.get("id")}
    found = {}
    for note in body.notes:
        call = calls.get(note.call)
        around = (node for node in call.iterancestors() if node.get("data-b")) if call is not None else iter(())
        block = next((int(node.get("data-b", "")) for node in around), None)
        if block is not None:
            found.update(dict.fromkeys(numbered(note.tree), block))
    return found


def search_parts(body: Body) -> list[_Element]:
    """The contents of the page: a field, how many places were found, and a list that the script fills."""
    words = screen_words(body.metadata.lang)
    box = element("search", class_="o-finder", aria_label=words.all_pages)
    line = child(box, "p", hidden="")
    label = child(line, "label", f"{words.search} ")
    child(label, "input", type="search", id="octavo-wanted", autocomplete="off", spellcheck="false")
    child(box, "p", id="octavo-told", role="status", data_nothing=words.nothing, data_page=body.labels.page_short)
    child(box, "noscript", words.needs_script)
    hits = element("ol", class_="o-hits", id="octavo-hits")
    say_language(box, body, words)
    return [box, hits]


def search_title(body: Body) -> list[_Element]:
    """The heading of the page, and the way back to the index."""
    words = screen_words(body.metadata.lang)
    line = element("p", class_="o-of")
    say(child(line, "a", href="index.html"), body.metadata.title or "…", body.turned(body.metadata.title))
    heading = element("h1", words.all_pages)
    say_language(heading, body, words)
    return [line, heading]
