"""The files of the package: documents wrapped in their pages, and what the navigation needs to know of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from lxml import etree
from lxml.etree import _Element

from octavo.editions.cover import Cover
from octavo.editions.epub import front, xhtml
from octavo.editions.epub.chapters import Chapter
from octavo.editions.epub.package import TEXT, XHTML_TYPE, Entry, File, Landmark
from octavo.editions.epub.text import clean
from octavo.languages.labels import Labels
from octavo.languages.part_names import ENDNOTES, INDEX, PART, ROLES, WITHOUT_HEADING
from octavo.model import Metadata

NAV = "nav.xhtml"
CONTENTS = "contents.xhtml"
COVER = "cover.xhtml"
LONG_PAGE_TITLE = 300
_LED_TO = frozenset({*ROLES, "index"}) - {"bibliography"}
"""What a reading system offers by name, the first of each kind; works that are cited have a rule of their own."""
_OLD_NAMES = {
    "cover": "cover",
    "titlepage": "title-page",
    "toc": "toc",
    "bodymatter": "text",
    **{name: name for name in ("dedication", "epigraph", "foreword", "preface", "glossary", "colophon")},
    "acknowledgments": "acknowledgements",
    "index": "index",
    "bibliography": "bibliography",
    "endnotes": "notes",
}


def cover_files(cover: Cover, metadata: Metadata, around: xhtml.Page, words: Labels) -> tuple[File, File]:
    """The picture of the cover and the page that shows it."""
    suffix = cover.media_type.split("/")[1].split("+")[0].replace("jpeg", "jpg")
    image = File("cover-image", f"images/cover-image.{suffix}", cover.media_type, cover.data, ("cover-image",))
    section = front.cover(metadata, around.title, image.name, words)
    page = replace(around, title=words.cover, body_type="cover", body_class="o-cover")
    data, properties = xhtml.document(page, [section])
    return image, File("cover", COVER, XHTML_TYPE, data, properties, linear=True)


def chapter_file(chapter: Chapter, around: xhtml.Page) -> File:
    """The document of a chapter, with its notes at the end."""
    division = chapter.kind.division
    page = replace(
        around,
        title=clean(chapter.title, LONG_PAGE_TITLE) or around.title,
        body_type=division,
        body_class="o-part" if chapter.kind == PART else "",
        up="../" if chapter.name.startswith(TEXT) else "",
    )
    blocks = list(chapter.blocks)
    if chapter.kind == ENDNOTES:
        blocks[0].extend(chapter.notes)
    elif chapter.notes:
        shelf = etree.Element("div")
        shelf.set("class", "o-notes")
        shelf.extend(chapter.notes)
        blocks.append(shelf)
    data, properties = xhtml.document(page, blocks)
    return File(f"text-{chapter.stem}", chapter.name, XHTML_TYPE, data, properties, linear=True)


def nav_file(blocks: Sequence[_Element], around: xhtml.Page, words: Labels) -> File:
    """The navigation document. It is no page of the book, since some e-readers print all its lists as text."""
    page = replace(around, title=words.contents, body_type="frontmatter", body_class="o-contents")
    data, properties = xhtml.document(page, blocks)
    return File("nav", NAV, XHTML_TYPE, data, ("nav", *properties))


def contents_file(contents: _Element, around: xhtml.Page, words: Labels) -> File:
    """The table of contents as a page of the book."""
    page = replace(around, title=words.contents, body_type="frontmatter", body_class="o-contents")
    data, properties = xhtml.document(page, [contents])
    return File("contents", CONTENTS, XHTML_TYPE, data, properties, linear=True)


def landmarks(
    chapters: Sequence[Chapter], words: Labels, with_contents: bool, with_cover: bool = True
) -> list[Landmark]:
    """The places that a reading system offers by name, as far as this book has them."""
    marks = [Landmark("cover", words.cover, COVER)] if with_cover else []
    start = chapters[0]
    if len(chapters) > 1:
        marks.append(Landmark("titlepage", words.title_page, chapters[0].name))
        start = next((c for c in chapters[1:] if c.kind.division == "bodymatter"), chapters[1])
    named = {c.kind.epub_type: c for c in reversed(chapters[1:]) if c.kind.epub_type in _LED_TO and c.title}
    before = [c for c in named.values() if c.kind.division == "frontmatter"]
    marks += [_mark(chapter) for chapter in chapters if chapter in before]
    if with_contents:  # only what the book itself shows may be led to
        marks.append(Landmark("toc", words.contents, f"{CONTENTS}#toc"))
    marks.append(Landmark("bodymatter", words.beginning, start.name))
    marks += [_mark(c) for c in chapters if c in named.values() and c not in before]
    works = (_place_of_works(chapter) for chapter in chapters)
    marks += [Landmark("bibliography", words.references, href) for href in works if href][:1]
    marks += [Landmark("endnotes", words.notes, chapter.name) for chapter in chapters if chapter.kind == ENDNOTES]
    return marks


def _mark(chapter: Chapter) -> Landmark:
    return Landmark(chapter.kind.epub_type, clean(chapter.title, LONG_PAGE_TITLE), chapter.name)


def _place_of_works(chapter: Chapter) -> str:
    """Where the list of cited works begins in a chapter: the first thing in it that has a name."""
    for block in chapter.blocks:
        for section in block.iter("section"):
            if section.get("role") == "doc-bibliography":
                first = next((element.get("id") for element in section.iter() if element.get("id")), None)
                ident = section.get("aria-labelledby") or first
                return f"{chapter.name}#{ident}" if ident and section is not chapter.blocks[0] else chapter.name
    return ""


def guide(marks: Sequence[Landmark]) -> tuple[Landmark, ...]:
    """The landmarks that reading systems of before EPUB 3 know, by their names (OPF 2.0.1, section 2.6)."""
    return tuple(Landmark(_OLD_NAMES[mark.kind], mark.title, mark.href) for mark in marks if mark.kind in _OLD_NAMES)


def without_heading(chapters: Sequence[Chapter]) -> list[Entry]:
    """Chapters that the outline does not know: a list of works without a heading."""
    return [
        Entry(chapter.title, chapter.name)
        for chapter in chapters[1:]
        if chapter.kind.epub_type not in WITHOUT_HEADING
        and chapter.blocks
        and (chapter.kind == INDEX or not (len(chapter.blocks[0]) and chapter.blocks[0][0].get("id")))
    ]


def reading_order(chapters: Sequence[Chapter]) -> dict[str, int]:
    """Every place that can be led to (``text/one.xhtml#id``), numbered in the order of reading."""
    places: dict[str, int] = {}
    for chapter in chapters:
        places[chapter.name] = len(places)
        for block in chain(chapter.blocks, chapter.notes):
            for element in block.iter():
                ident = element.get("id")
                if ident:
                    places[f"{chapter.name}#{ident}"] = len(places)
    return places
