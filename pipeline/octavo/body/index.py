"""The index: marks in the text gathered into entries, in the order of the language. Floor 2.

A mark says its entry as LaTeX's ``makeindex`` has it: ``a!b`` puts b below a, ``key@words`` sorts words by key,
``|see{c}`` and ``|seealso{c}`` lead elsewhere, ``|(`` and ``|)`` begin and end a range; ``"`` takes the next sign as
it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element

from octavo.body import HEADINGS, IndexEntry, IndexPlace, Note, block_text, text_runs
from octavo.languages.index_words import index_words, sort_key

PREFIX = "ix-"
"""How the identifiers of all marks begin; documents cannot have such."""
_DEEPEST = 3
_COMMAND = re.compile(r"\\[A-Za-z]+\s*\{([^{}]*)\}")
_LEADS = re.compile(r"(see(?:also)?)\s*\{(.*)\}", re.DOTALL)


@dataclass(frozen=True)
class Mark:
    """One mark: its identifier, the entry's words from the highest level down, each with its key, and what it says."""

    ident: str
    path: tuple[tuple[str, str], ...]
    see: str = ""
    also: str = ""
    range: str = ""


def read_mark(ident: str, entry: str, words: str, pairs: Mapping[str, str]) -> Mark | None:
    """What a mark says; ``words`` are those that it marks, ``pairs`` its attributes. None when it says nothing."""
    said, behind = _parted(entry or words, "|")[0], "|".join(_parted(entry, "|")[1:])
    path = []
    for level in _parted(said, "!")[:_DEEPEST]:
        key, *shown = _parted(level, "@")
        text = _plain("@".join(shown) if shown else key)
        if text:
            path.append((_plain(key), text))
    leads = _LEADS.fullmatch(behind.strip())
    see = _plain(leads[2]) if leads and leads[1] == "see" else _plain(pairs.get("see", ""))
    also = _plain(leads[2]) if leads and leads[1] == "seealso" else _plain(pairs.get("seealso", ""))
    of_range = behind.strip()[:1] if behind.strip()[:1] in ("(", ")") else ""
    return Mark(ident, tuple(path), see, also, of_range) if path else None


def _parted(text: str, sign: str) -> list[str]:
    """A text cut at a sign, but not where ``"`` comes before it or braces are around it."""
    parts, depth, at = [""], 0, 0
    while at < len(text):
        if text[at] == '"' and at + 1 < len(text):
            parts[-1] += text[at : at + 2]
            at += 2
            continue
        depth += (text[at] == "{") - (text[at] == "}")
        if text[at] == sign and depth <= 0:
            parts.append("")
        else:
            parts[-1] += text[at]
        at += 1
    return parts


def _plain(text: str) -> str:
    """The words alone: without commands of TeX, braces, and the sign that protects others."""
    while _COMMAND.search(text):
        text = _COMMAND.sub(r"\1", text)
    text = re.sub(r'"(.)', r"\1", text).replace("~", "\u00a0")
    return " ".join(re.sub(r"[{}]", "", text).replace("\\,", " ").replace("\\", "").split())


@dataclass
class _Growing:
    words: str
    key: str
    places: list[tuple[IndexPlace, IndexPlace | None]] = field(default_factory=list)
    see: dict[str, None] = field(default_factory=dict)
    also: dict[str, None] = field(default_factory=dict)
    below: dict[str, _Growing] = field(default_factory=dict)


def make_index(marks: Sequence[Mark], tree: _Element, notes: Sequence[Note], lang: str) -> tuple[IndexEntry, ...]:
    """The entries of the marks that are in a numbered tree and its notes, sorted."""
    places = _places(tree, notes)
    top = _Growing("", "")
    opened: dict[tuple[str, ...], int] = {}
    for mark in marks:
        entry = top
        for key, words in mark.path:
            entry = entry.below.setdefault(words, _Growing(words, key))
        entry.see.update({mark.see: None} if mark.see else {})
        entry.also.update({mark.also: None} if mark.also else {})
        place = places.get(mark.ident)
        if place is None or mark.see or mark.also:
            continue
        name = tuple(words for _, words in mark.path)
        if mark.range == ")" and name in opened:
            at = opened.pop(name)
            entry.places[at] = (entry.places[at][0], place)
            continue
        if mark.range == "(":
            opened[name] = len(entry.places)
        entry.places.append((place, None))
    return _sorted(top, lang)


def take_index_heading(marks: Sequence[Mark], tree: _Element, lang: str) -> str:
    """Take out a heading under which a text leaves room for its index, and give the index's title."""
    title = index_words(lang).title
    if not marks:
        return title
    for heading in reversed(list(tree.iterchildren(*HEADINGS))):
        following = heading.getnext()
        words = " ".join(block_text(heading).split())
        if words.casefold() in (title.casefold(), "index") and (following is None or following.tag in HEADINGS):
            tree.remove(heading)
            return words
    return title


def _sorted(entry: _Growing, lang: str) -> tuple[IndexEntry, ...]:
    found = sorted(entry.below.values(), key=lambda one: sort_key(one.key, lang))
    return tuple(
        IndexEntry(one.words, one.key, tuple(one.places), tuple(one.see), tuple(one.also), _sorted(one, lang))
        for one in found
    )


def _places(tree: _Element, notes: Sequence[Note]) -> dict[str, IndexPlace]:
    """Where each mark stands: block and characters before it; one in a note, where the note is called."""
    found: dict[str, IndexPlace] = {}
    calls = {call.get("id"): call for call in tree.iter("a") if call.get("class") == "noteref"}
    for node in tree.iter("span"):
        if (node.get("id") or "").startswith(PREFIX):
            found[node.get("id", "")] = _place(node.get("id", ""), node)
    for note in notes:
        for node in note.tree.iter("span"):
            if (node.get("id") or "").startswith(PREFIX):
                found[node.get("id", "")] = _place(node.get("id", ""), calls.get(note.call, node))
    return found


def _place(ident: str, node: _Element) -> IndexPlace:
    block: _Element | None = node
    while block is not None and block.get("data-b") is None:
        block = block.getparent()
    if block is None:
        return IndexPlace(ident, 0, 0)
    order = {element: at for at, element in enumerate(block.iter())}
    above = set(node.iterancestors())
    offset = 0
    for run in text_runs(block):
        if order[run.node] >= order[node] or (run.tail and run.node in above):
            break
        offset = run.offset + len(run.text)
    return IndexPlace(ident, int(block.get("data-b", "0")), offset)
