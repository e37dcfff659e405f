"""The HTML edition: one page in one file that needs no network. Floor 3.

In: the body, a theme and, where the PDF was laid out, its page map. Out: HTML as bytes, the same for the same input.
Nothing here reads the document's folder, and nothing that the document brings can run: the tree comes through the
body's allow-list, and the page's own content security policy forbids the rest.
"""

from __future__ import annotations

from octavo.editions import Job
from octavo.editions.html import contents, shell, tree
from octavo.editions.html.page import beside_text, opening_of, style_rules, write_page
from octavo.editions.index_list import index_section
from octavo.languages.screen_words import screen_words
from octavo.model import Made
from octavo.pagemap import mark

__all__ = ["make", "style_rules"]


def make(job: Job) -> Made:
    """Make the page. Raises ``SettingsError`` for a theme and ``EditionError`` for a page map that does not fit."""
    body, metadata = job.body, job.body.metadata
    labels = body.labels
    text, notes = body.copy_tree(), body.copy_notes()
    starts = [page for page in (job.pages.pages if job.pages else ()) if page.block is not None]
    markers = tree.Markers(labels, starts)
    pages = mark(text, notes, job.pages, markers) if job.pages else ()

    counts = tree.Counts()
    for part in (text, *(note.tree for note in notes)):
        tree.prepare(part, body.pictures, labels, counts)
    tree.landmarks(text, body.form)
    tree.draw_late(text)

    lists = []
    if body.contents:
        lists.append(contents.contents(body, labels))
    if len(pages) > 1:  # a list of one page leads nowhere
        lists.append(contents.page_list(pages, markers.ids, labels, screen_words(metadata.lang)))
    parts = {
        "skip": [shell.skip_link(labels)],
        "lists": beside_text(body, lists),
        "title": shell.title_block(body),
        "text": [*text, *([index_section(body, job.pages)] if body.index else [])],
        "notes": [tree.endnotes(notes, labels)] if notes else [],
        "colophon": shell.colophon(metadata),
    }
    opening = opening_of([block.text for block in body.blocks if block.kind == "p"])
    return Made(data=write_page(job, parts, metadata, opening))
