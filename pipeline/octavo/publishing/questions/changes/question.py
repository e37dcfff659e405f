"""Compare an earlier edition with a later one. Floor 4; runs inside a worker, writes nothing."""

from __future__ import annotations

import dataclasses

from octavo.body import Body
from octavo.body.compose import compose
from octavo.model import Manuscript, PageMap
from octavo.pandoc import Pandoc
from octavo.publishing.questions.changes.matching import Pair, matched
from octavo.publishing.questions.changes.pages import Located, manuscript_of, moves, pages_in_pdf
from octavo.publishing.questions.changes.sheets import to_print_again
from octavo.publishing.questions.changes.values import Change, Changes, Edition, Question
from octavo.publishing.recipe import metadata_of
from octavo.publishing.values.task import Task


def changes(question: Question, pandoc: Pandoc) -> Changes:
    """What changed. Raises ``EditionError`` for an earlier PDF of another program, ``SeedError`` for a manuscript."""
    earlier, later, task = question.earlier, question.later, question.task
    if not earlier.manuscript and earlier.pdf:
        earlier = dataclasses.replace(earlier, manuscript=manuscript_of(earlier.pdf, earlier.name))
    if not earlier.complete:  # its pictures are not known: where names agree, take them for the same
        earlier = dataclasses.replace(earlier, pictures=later.pictures, bibliography=later.bibliography)
    old, new = _body(earlier, task, pandoc), _body(later, task, pandoc)
    old_pages, new_pages = _pages(earlier, old), _pages(later, new)
    before, after = Located(old, old_pages), Located(new, new_pages)
    pairs = matched(old, new, pictures=earlier.complete)
    told = tuple(_change(pair, old, new, before, after) for pair in pairs if not pair.same)
    where = moves(old, new, pairs, old_pages, after) if old_pages and new_pages else []
    sheets = to_print_again(earlier.pdf, later.pdf) if earlier.pdf and later.pdf else None
    return Changes(told, tuple(where), sheets, new.metadata)


def _body(edition: Edition, task: Task, pandoc: Pandoc) -> Body:
    text = Manuscript(edition.manuscript, edition.name, edition.origins, edition.pictures, edition.bibliography)
    return compose(text, metadata_of(text, task)[1], pandoc)


def _pages(edition: Edition, body: Body) -> PageMap | None:
    """The page map that was written down for this very text, else the one that the PDF shows."""
    if edition.pages is not None and edition.pages.manuscript == body.manuscript:
        return edition.pages
    return pages_in_pdf(edition.pdf, body) if edition.pdf else None


def _change(pair: Pair, old: Body, new: Body, before: Located, after: Located) -> Change:
    gone = old.blocks[pair.old] if pair.old >= 0 else None
    come = new.blocks[pair.new] if pair.new >= 0 else None
    what = "moved" if pair.moved else "removed" if come is None else "added" if gone is None else "changed"
    return Change(
        what=what,
        kind=(come or gone or new.blocks[0]).kind,
        before=gone.text if gone else "",
        after=come.text if come else "",
        old_page=before.page(pair.old),
        new_page=after.page(pair.new),
        old_line=gone.line if gone else 0,
        new_line=come.line if come else 0,
        seed=come.place if come else None,
    )
