"""The EPUB edition: the body's tree as one EPUB 3.3 file for e-readers.

``make`` is the recipe. Every step is a module of this package; ``container`` alone knows EbookLib.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from octavo.body import Body
from octavo.editions import Job
from octavo.editions.cover import cover_of
from octavo.editions.epub import (
    accessibility,
    formulas,
    front,
    links,
    navigation,
    notes,
    pages,
    pictures,
    semantics,
    xhtml,
)
from octavo.editions.epub.assembly import (
    chapter_file,
    contents_file,
    cover_files,
    guide,
    landmarks,
    nav_file,
    reading_order,
    without_heading,
)
from octavo.editions.epub.chapters import Chapter, free_name, split
from octavo.editions.epub.container import pack
from octavo.editions.epub.metadata import describe, identifier
from octavo.editions.epub.ncx import ncx
from octavo.editions.epub.package import Entry, File, Package, PageEntry
from octavo.editions.epub.scripts import sheet_for_script
from octavo.editions.epub.text import clean, language
from octavo.editions.index_list import index_section
from octavo.languages.part_names import BY_CLASS, INDEX, WITHOUT_HEADING
from octavo.model import Made, Notice

LONG_TITLE = 1_000


@dataclass(frozen=True)
class Text:
    """The text as chapters, while it is being made: the files of its pictures, where every id stands, its pages."""

    chapters: list[Chapter]
    images: tuple[File, ...]
    files: dict[str, str]
    page_list: tuple[PageEntry, ...]
    lost: tuple[Notice, ...]


def make(job: Job) -> Made:
    """The EPUB of a body, with the printed pages marked when the job brings them. Raises ``EditionError``."""
    package, notices = compose(job)
    return Made(pack(package), notices=notices)


def compose(
    job: Job, prepare: Callable[[Sequence[Chapter]], tuple[File, ...]] | None = None, *, with_cover: bool = True
) -> tuple[Package, tuple[Notice, ...]]:
    """The publication before it is packed, and what could not be used.

    ``prepare`` may change the finished chapters for certain e-readers, and gives the files that they show then;
    ``with_cover`` makes the cover a page of the book. Raises ``EditionError``.
    """
    body, metadata, words = job.body, job.body.metadata, job.body.labels
    lang = language(metadata.lang)
    title = clean(metadata.title, LONG_TITLE) or clean(PurePosixPath(body.path).stem) or "…"
    around = xhtml.Page(title, lang, body.direction)
    text = _text(job)
    chapters = text.chapters
    images = (*text.images, *(prepare(chapters) if prepare else ()))
    facts = accessibility.measure(chapters, images, body.notices, len(text.page_list), lang)
    alone = len(chapters) > 1 and not chapters[0].blocks
    first_entry = Entry(words.title_page if alone else title, chapters[0].name)
    entries = navigation.contents(body.outline, text.files, first_entry, without_heading(chapters))
    with_contents = _shows_contents(body, len(chapters))
    order = reading_order(chapters)
    marks = landmarks(chapters, words, with_contents, with_cover)
    nav = nav_file(navigation.navigation(entries, marks, text.page_list, body), around, words)
    shown = [contents_file(navigation.shown(entries, body), around, words)] if with_contents else []
    _put_title(chapters[0], body, title, alone)

    ident = identifier(metadata, body.path)
    told, ignored = describe(metadata, title, lang, ident)
    certifier = clean(str(metadata.extra.get("certified-by") or ""), LONG_TITLE)
    first, *rest = (chapter_file(chapter, around) for chapter in chapters)
    early = sum(chapter.kind.epub_type in WITHOUT_HEADING for chapter in chapters[1:]) if alone else 0
    sheet = sheet_for_script(job.theme, metadata.lang, body.direction) + (formulas.RULES if facts.formulas else "")
    old = ncx(ident[0], title, lang, entries, text.page_list, order)
    package = Package(
        identifier=ident[0],
        title=title,
        lang=lang,
        metadata=(*told, *accessibility.statements(facts, _page_source(job, title), certifier)),
        files=(
            *(_cover(job, around) if with_cover else ()),
            *((first, *rest[:early], *shown) if alone else (*shown, first)),
            *rest[early:],
            nav,
            *images,
            *((formulas.font_file(),) if facts.formulas else ()),
            File("style", xhtml.STYLE, "text/css", sheet.encode()),
            File("ncx", "toc.ncx", "application/x-dtbncx+xml", old),
        ),
        guide=guide(marks),
        direction=around.direction,
        epoch=job.options.epoch,
    )
    return package, (*text.lost, *ignored)


def _text(job: Job) -> Text:
    """The body cut into chapters, with its notes, pictures, pages and links in their places."""
    body, words = job.body, job.body.labels
    tree, footnotes = body.copy_tree(), body.copy_notes()
    pages.mark_pages(tree, footnotes, job.pages)
    chapters = split(tree, body.outline, body.form, words.references, body.front)
    if body.index:
        section = index_section(body, job.pages)
        chapters.append(Chapter(free_name("index", {c.name for c in chapters}), body.index_title, INDEX, [section]))
    notes.place(chapters, footnotes, words)
    images, lost = pictures.place(chapters, body.pictures)
    files = links.targets(chapters)
    if body.title_id:
        files[body.title_id] = chapters[0].name
    links.rewire(chapters, files)
    for chapter in chapters:
        semantics.annotate(chapter, words)
    return Text(chapters, images, files, pages.page_list(chapters), lost)


def _cover(job: Job, around: xhtml.Page) -> tuple[File, ...]:
    """The picture of the cover and its page."""
    metadata, slug = job.body.metadata, PurePosixPath(job.body.path).stem
    return cover_files(cover_of(metadata, job.theme, job.body.pictures, slug), metadata, around, job.body.labels)


def _put_title(chapter: Chapter, body: Body, title: str, alone: bool) -> None:
    """The title page, or the head of the text, comes first in the first chapter."""
    block = front.title_block(body, title, alone)
    if alone:
        chapter.kind = BY_CLASS["frontmatter"]
    if len(block):
        chapter.blocks.insert(0, block)


def _shows_contents(body: Body, chapters: int) -> bool:
    """Whether the table of contents is a page of the book.

    A short article in one flow has it in the reading system's menu only, unless somebody asks for it.
    """
    return body.contents and (chapters > 1 or body.metadata.toc is True)


def _page_source(job: Job, title: str) -> str:
    """The edition whose pages are marked, in words that tell it from others: title, paper and theme."""
    if job.pages is None:
        return ""
    return clean(f"{title}, PDF edition by Octavo, paper {job.pages.paper}, theme {job.pages.theme}")
