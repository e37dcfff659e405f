"""The EPUB edition: the body's tree as one EPUB 3.3 file for e-readers.

``make`` is the recipe. Every step is a module of this package; ``container`` alone knows EbookLib.
"""

from __future__ import annotations

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
from octavo.editions.epub.chapters import split
from octavo.editions.epub.container import pack
from octavo.editions.epub.metadata import describe, identifier
from octavo.editions.epub.ncx import ncx
from octavo.editions.epub.package import Entry, File, Package
from octavo.editions.epub.scripts import sheet_for_script
from octavo.editions.epub.text import clean, language
from octavo.languages.part_names import BY_CLASS
from octavo.model import Made

LONG_TITLE = 1_000


def make(job: Job) -> Made:
    """The EPUB of a body, with the printed pages marked when the job brings them. Raises ``EditionError``."""
    body, metadata = job.body, job.body.metadata
    lang = language(metadata.lang)
    words = body.labels
    slug = PurePosixPath(body.path).stem
    title = clean(metadata.title, LONG_TITLE) or clean(slug) or "…"
    around = xhtml.Page(title, lang, body.direction)

    tree, footnotes = body.copy_tree(), body.copy_notes()
    pages.mark_pages(tree, footnotes, job.pages)
    chapters = split(tree, body.outline, body.form, words.references)
    notes.place(chapters, footnotes, words)
    images, lost = pictures.place(chapters, body.pictures)
    files = links.targets(chapters)
    if body.title_id:
        files[body.title_id] = chapters[0].name
    links.rewire(chapters, files)
    for chapter in chapters:
        semantics.annotate(chapter, words)
    page_list = pages.page_list(chapters)
    facts = accessibility.measure(chapters, images, body.notices, len(page_list), lang)
    alone = len(chapters) > 1 and not chapters[0].blocks
    first_entry = Entry(words.title_page if alone else title, chapters[0].name)
    entries = navigation.contents(body.outline, files, first_entry, without_heading(chapters))
    with_contents = _shows_contents(body, len(chapters))
    order = reading_order(chapters)
    marks = landmarks(chapters, words, with_contents)
    nav = nav_file(navigation.navigation(entries, marks, page_list, body), around, words)
    shown = [contents_file(navigation.shown(entries, body), around, words)] if with_contents else []
    block = front.title_block(body, title, alone)
    if alone:
        chapters[0].kind = BY_CLASS["frontmatter"]
    if len(block):
        chapters[0].blocks.insert(0, block)

    ident = identifier(metadata, body.path)
    told, ignored = describe(metadata, title, lang, ident)
    source = _page_source(job, title)
    certifier = clean(str(metadata.extra.get("certified-by") or ""), LONG_TITLE)
    first, *rest = (chapter_file(chapter, around) for chapter in chapters)
    sheet = sheet_for_script(job.theme, metadata.lang, body.direction) + (formulas.RULES if facts.formulas else "")
    package = Package(
        identifier=ident[0],
        title=title,
        lang=lang,
        metadata=(*told, *accessibility.statements(facts, source, certifier)),
        files=(
            *cover_files(cover_of(metadata, job.theme, body.pictures, slug), metadata, around, words),
            *((first, *shown) if alone else (*shown, first)),
            *rest,
            nav,
            *images,
            *((formulas.font_file(),) if facts.formulas else ()),
            File("style", xhtml.STYLE, "text/css", sheet.encode()),
            File("ncx", "toc.ncx", "application/x-dtbncx+xml", ncx(ident[0], title, lang, entries, page_list, order)),
        ),
        guide=guide(marks),
        direction=around.direction,
        epoch=job.options.epoch,
    )
    return Made(pack(package), notices=(*lost, *ignored))


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
