"""The HTML edition: one page in one file that asks the network for nothing. Floor 3.

In: the body, a theme and, where the PDF was laid out, its page map. Out: HTML as bytes, the same for the same input.
Nothing here reads the document's folder, and nothing that the document brings can run: the tree comes through the
body's allow-list, and the page's own content security policy forbids the rest.
"""

from __future__ import annotations

from lxml.etree import _Element

from octavo.body import Body
from octavo.editions import Job
from octavo.editions.fonts.formulas import formula_rules
from octavo.editions.html import contents, shell, tree
from octavo.editions.html.fonts import font_rules, font_stacks
from octavo.editions.html.policy import READING, policies
from octavo.editions.html.scripts import rules_for_script, values_for_script
from octavo.editions.html.tools import reading_tools
from octavo.editions.html.write import normalise, serialise
from octavo.languages.direction import LTR
from octavo.languages.labels import Labels
from octavo.languages.screen_words import screen_words
from octavo.model import Made, PageStart
from octavo.pagemap import mark
from octavo.themes import Theme

_OPENING = 200  # characters of the text that describe a page which nobody has described


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

    page = shell.read_shell(job.theme.holder("screen.html"))
    _say_language(page, body)
    lists = _lists(job, pages, markers, labels)
    own = metadata.lang.lower().split("-")[0]
    for part in lists if own != labels.lang else ():
        part.set("lang", labels.lang)
    said = screen_words(metadata.lang)
    lists.append(reading_tools(said))
    if own != said.lang:
        lists[-1].set("lang", said.lang)
        if body.direction != LTR:
            lists[-1].set("dir", LTR)
    shell.fill(
        page,
        {
            "skip": [shell.skip_link(labels)],
            "lists": lists,
            "title": shell.title_block(body),
            "text": list(text),
            "notes": [tree.endnotes(notes, labels)] if notes else [],
            "colophon": shell.colophon(metadata),
        },
    )
    normalise(page)
    style = font_rules(job.theme, page) + style_rules(job.theme, body) + formula_rules(page)
    rules = policies(READING, pictures=page.find(".//img") is not None)
    shell.head(page, metadata, _opening(job), style, READING, rules)
    return Made(data=serialise(page))


def style_rules(theme: Theme, body: Body) -> str:
    """The rules of style of a page, without its fonts."""
    stacks = font_stacks(theme)
    return theme.stylesheet("screen", **values_for_script(stacks, body)) + rules_for_script(stacks, body)


def _say_language(page: _Element, body: Body) -> None:
    page.set("lang", body.metadata.lang or "und")  # an empty one would be right too, but no checker believes it
    if body.direction != LTR:
        page.set("dir", body.direction)


def _lists(job: Job, pages: tuple[PageStart, ...], markers: tree.Markers, labels: Labels) -> list[_Element]:
    lists = []
    if job.body.contents:
        lists.append(contents.contents(job.body, labels))
    if len(pages) > 1:  # a list of one page leads nowhere
        lists.append(contents.page_list(pages, markers.ids, labels, screen_words(job.body.metadata.lang)))
    return lists


def _opening(job: Job) -> str:
    words = ""
    for block in job.body.blocks:
        if block.kind == "p":
            words = f"{words} {block.text}".strip()
            if len(words) > _OPENING:
                break
    return words
