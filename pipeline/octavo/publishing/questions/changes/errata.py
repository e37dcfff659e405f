"""An errata page of what changed, as a manuscript: which words to correct where, and where pages are now. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from octavo.languages.errata_words import ErrataWords, errata_words
from octavo.manuscript import join, write_markdown
from octavo.metadata import to_yaml
from octavo.model import Metadata, Node
from octavo.publishing.questions.changes.values import Change, Changes
from octavo.tree.make import header, of_kind, para, simple_table, space, string

_AROUND = 4
"""Words that are shown before and behind those that differ."""
Cell = list[Node]


def errata(found: Changes, metadata: Metadata) -> str:
    """The manuscript of the errata of a publication."""
    words = errata_words(metadata.lang)
    blocks: list[Node] = []
    rows = [row for change in found.changes for row in _rows(change, words)]
    if rows:
        heads = [_said(words.page), _said(words.instead), _said(words.read)]
        blocks.append(simple_table(("AlignLeft", "AlignLeft", "AlignLeft"), [heads, *rows], 1))
    ranges = page_ranges(found.moves)
    if any(old != new for old, new in ranges):
        blocks.append(header(1, _said(words.pages)))
        heads = [_said(words.earlier), _said(words.now)]
        lines = [[_said(old), _said(new)] for old, new in ranges]
        blocks.append(simple_table(("AlignLeft", "AlignLeft"), [heads, *lines], 1))
    if found.sheets and found.sheets.pages:
        blocks.append(para(_said(f"{words.reprint}: {ranges_of(found.sheets.pages)} / {found.sheets.of}")))
    title = f"{words.errata}: {metadata.title}" if metadata.title else words.errata
    of = Metadata(title=title, contributors=metadata.contributors, lang=metadata.lang, toc=False, smart=False,
                  extra={"dialect": "pandoc"})  # fmt: skip
    return join(to_yaml(of), write_markdown(blocks).text)


def _rows(change: Change, words: ErrataWords) -> Iterator[list[Cell]]:
    page = change.old_page or change.new_page
    if change.old_page and change.new_page and change.old_page != change.new_page:
        page = f"{change.old_page} → {change.new_page}"
    if change.what == "added":
        yield [_said(page), _note(words.added), _said(change.after)]
    elif change.what == "removed":
        yield [_said(page), _said(change.before), _note(words.left_out)]
    elif change.what == "moved":
        yield [_said(page), _said(_opening(change.after)), _note(f"{words.moved} {change.new_page}".rstrip())]
    elif change.before.split() == change.after.split():
        yield [_said(page), _said(_opening(change.after)), _note(words.same)]
    else:
        for one, other in _differing(change.before.split(), change.after.split()):
            yield [_said(page), one, other]


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Cell, Cell]]:
    """For each place in which words differ, how it was and how it is, with the words around."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for group in matcher.get_grouped_opcodes(_AROUND):
        one: list[tuple[str, bool]] = []
        other: list[tuple[str, bool]] = []
        for kind, a, b, c, d in group:
            one += [(word, kind != "equal") for word in old[a:b]]
            other += [(word, kind != "equal") for word in new[c:d]]
        first, last = group[0], group[-1]
        yield (_marked(one, first[1] > 0, last[2] < len(old)), _marked(other, first[3] > 0, last[4] < len(new)))


def _marked(words: Sequence[tuple[str, bool]], before: bool, behind: bool) -> Cell:
    """Words, those that differ in strong type; an ellipsis where the text goes on."""
    cell: Cell = [string("…"), space()] if before else []
    for differs, run in groupby(words, key=lambda word: word[1]):
        said = _said(" ".join(word for word, _ in run))
        cell += [of_kind("Strong", said)] if differs else said
        cell.append(space())
    return [*cell, string("…")] if behind else cell[:-1]


def _said(text: str) -> Cell:
    cell: Cell = []
    for word in text.split():
        cell += [space(), string(word)] if cell else [string(word)]
    return cell


def _note(text: str) -> Cell:
    return [of_kind("Emph", _said(f"({text})"))]


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= 2 * _AROUND else f"{' '.join(words[: 2 * _AROUND])} …"


def page_ranges(moves: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Where each page is now, pages that moved alike in one line: ``("1 – 203", "1 – 203")``."""
    rows = list(enumerate((old, new) for old, new in moves if new))
    found = []
    for _, group in groupby(rows, key=lambda row: _shift(*row[1])):
        pairs = [pair for _, pair in group]
        (old, new), (last, there) = pairs[0], pairs[-1]
        found.append((old, new) if len(pairs) == 1 else (f"{old} – {last}", f"{new} – {there}"))
    return found


def _shift(old: str, new: str) -> object:
    """How far a page moved; for labels that are no numbers, the two of them."""
    if old.isdecimal() and new.isdecimal():
        return int(new) - int(old)
    return (old == new) or (old, new)


def ranges_of(numbers: Sequence[int]) -> str:
    """Numbers as ``3, 5-8``."""
    parts = []
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        parts.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return ",".join(parts)
