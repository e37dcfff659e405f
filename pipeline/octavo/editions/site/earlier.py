"""Earlier names of pages and headings: who kept one finds the text also after its heading was changed. Pure.

What the last edition was called comes from the record, which anybody may have written: only names of files and of
headings are taken from it, and each leads to a page of this site.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from octavo.editions.site.leaves import INDEX, SEARCH, Leaf
from octavo.folders import is_name

_MOST = 2_000
_LONGEST = 200
_ALIKE = 0.3
"""A page is another under a new name when so many of its paragraphs are the same."""


@dataclass(frozen=True)
class Earlier:
    """Names that are in use no more: of pages, and of headings, each with the one of today."""

    pages: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Page:
    name: str
    said: frozenset[str]
    ids: tuple[str, ...]


def earlier_names(leaves: Sequence[Leaf], remembered: Mapping[str, Any]) -> Earlier:
    """The earlier names that lead to these pages."""
    before = _pages(remembered.get("pages"))
    now = [_Page(leaf.name, frozenset(leaf.said), leaf.ids) for leaf in leaves]
    here = {page.name: page for page in now}
    moved = _moved(before, now)
    for old, there in _pairs(remembered.get("moved")).items():
        moved.setdefault(old, moved.get(there, there if there in here else INDEX))
    moved = {old: there for old, there in moved.items() if _is_page(old) and old not in here}
    known = {name for page in now for name in page.ids}
    headings: dict[str, str] = {}
    for page in before:
        today = here.get(moved.get(page.name, page.name))
        if today is not None:
            headings |= _renamed(page.ids, today.ids)
    for old, name in _pairs(remembered.get("headings")).items():
        headings.setdefault(old, headings.get(name, name))
    headings = {old: name for old, name in headings.items() if old not in known and name in known}
    return Earlier(dict(sorted(moved.items())[:_MOST]), dict(sorted(headings.items())[:_MOST]))


def to_remember(leaves: Sequence[Leaf], earlier: Earlier) -> dict[str, Any]:
    """What the next edition must know of this one."""
    return {
        "pages": [[leaf.name, list(leaf.said), list(leaf.ids)] for leaf in leaves],
        "moved": dict(earlier.pages),
        "headings": dict(earlier.headings),
    }


def _moved(before: Sequence[_Page], now: Sequence[_Page]) -> dict[str, str]:
    """What each page that is gone is called today: the one of the same paragraphs, else that in its place."""
    here, old = {page.name for page in now}, {page.name for page in before}
    found: dict[str, str] = {}
    for page in before:
        for among in ([one for one in now if one.name not in old], now) if page.name not in here else ():
            likest = max(among, key=lambda one: _likeness(page, one), default=None)
            if likest is not None and _likeness(page, likest) >= _ALIKE:
                found[page.name] = likest.name
                break
    told = [page.name for page in before if page.name in here or page.name not in found]
    new = [page.name for page in now if page.name in old or page.name not in found.values()]
    for kind, a, b, c, d in SequenceMatcher(None, told, new, autojunk=False).get_opcodes():
        if kind == "replace" and b - a == d - c:
            found.update(zip(told[a:b], new[c:d], strict=True))
    return {page.name: found.get(page.name, INDEX) for page in before if page.name not in here}


def _likeness(one: _Page, other: _Page) -> float:
    least = min(len(one.said), len(other.said))
    return len(one.said & other.said) / least if least else 0.0


def _renamed(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """The headings of a page that have another name than before, in the same places."""
    found: dict[str, str] = {}
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "replace" and b - a == d - c:
            found.update(zip(old[a:b], new[c:d], strict=True))
    return found


def _pages(told: Any) -> list[_Page]:
    rows = told if isinstance(told, list) else []
    found: dict[str, _Page] = {}
    for row in rows[:_MOST]:
        if isinstance(row, list) and len(row) == 3 and _is_page(row[0]):
            found[row[0]] = _Page(row[0], frozenset(_words(row[1])), _words(row[2]))
    return list(found.values())


def _words(told: Any) -> tuple[str, ...]:
    return tuple(word for word in told[:_MOST] if _is_word(word)) if isinstance(told, list) else ()


def _pairs(told: Any) -> dict[str, str]:
    pairs = list(told.items())[:_MOST] if isinstance(told, dict) else []
    return {old: now for old, now in pairs if _is_word(old) and _is_word(now)}


def _is_word(word: Any) -> bool:
    """Whether this can be a name: printable, without spaces, of no great length."""
    return (
        isinstance(word, str) and 0 < len(word) <= _LONGEST and word.isprintable() and not set(word) & set(" \"'<>&/")
    )


def _is_page(name: Any) -> bool:
    """Whether this can be the earlier name of a page."""
    return _is_word(name) and is_name(name) and name.endswith(".html") and name not in (INDEX, SEARCH)
