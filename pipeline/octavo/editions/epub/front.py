"""The cover and the title page, made of the metadata."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element

from octavo.body import Body
from octavo.editions.epub.semantics import name
from octavo.editions.epub.text import clean
from octavo.languages.labels import Labels
from octavo.metadata import shown
from octavo.model import Metadata

LONG_NAME = 1_000
AUTHORS_SHOWN = 12


def cover(metadata: Metadata, title: str, picture: str, labels: Labels) -> _Element:
    """The page that shows the cover. ``picture`` is the address of the image."""
    section = etree.Element("section")
    section.set("class", "o-cover")
    name(section, "cover", "")
    image = etree.SubElement(section, "img", src=picture, alt=cover_text(metadata, title, labels))
    image.set("role", "doc-cover")
    return section


def cover_text(metadata: Metadata, title: str, labels: Labels) -> str:
    """The cover in words, for those who do not see it."""
    authors = [clean(author, 200) for author in metadata.authors[:AUTHORS_SHOWN]]
    return clean(f"{labels.cover}: {', '.join([title, *filter(None, authors)])}", 500)


def title_block(body: Body, title: str, alone: bool) -> _Element:
    """The title page (``alone``), or the head of a text that follows on the same page and may begin with the title."""
    section = etree.Element("section" if alone else "header")
    section.set("class", "o-titlepage" if alone else "o-title")
    if alone:
        name(section, "titlepage", "")
    if alone or body.titled:
        heading = etree.SubElement(section, "h1", {"id": body.title_id} if body.title_id else {})
        say(heading, title, body)
        name(heading, "title", "")
    seen = shown(body.metadata)
    subtitle = clean(seen.subtitle, LONG_NAME)
    if subtitle:
        line = _line(section, "o-subtitle", subtitle, body)
        name(line, "subtitle", "doc-subtitle")
    authors = [clean(author, LONG_NAME) for author in seen.authors]
    for author in filter(None, authors):
        _line(section, "o-author", author, body)
    for names in seen.credits:
        if who := clean(names, LONG_NAME):
            _line(section, "o-contributor", who, body)
    for said in (*seen.page, *seen.head, *(seen.imprint if alone else ())):
        if text := clean(said.text, LONG_NAME):
            _line(section, f"o-{said.key}", text, body)
    abstract = [clean(part) for part in seen.abstract]
    if any(abstract):
        box = etree.SubElement(section, "div")
        box.set("class", "o-abstract")
        name(box, "abstract", "doc-abstract")
        for part in filter(None, abstract):
            say(etree.SubElement(box, "p"), part, body)
    return section


def say(element: _Element, text: str, body: Body) -> None:
    """Write words into an element; those that run the other way into a ``span``, so that the element keeps its side."""
    if turned := body.turned(text):
        element = etree.SubElement(element, "span", dir=turned)
    element.text = text


def _line(parent: _Element, css_class: str, text: str, body: Body) -> _Element:
    line = etree.SubElement(parent, "p")
    line.set("class", css_class)
    say(line, text, body)
    return line
