"""Quotation marks and no-break spaces by the rules of each passage's language. Floor 2.

Decided once, in the body, so that all editions agree. Code, formulas and addresses stay as they are; so does
everything where the document says ``smart: false``.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from lxml.etree import _Element

from octavo.body import BLOCK_TAGS, is_note_call
from octavo.languages.quotes import turned
from octavo.languages.spaces import addresses, unbroken
from octavo.languages.writing import scripts_in
from octavo.model import Metadata

_OBJECT = "\ufffc"
_KEPT = frozenset(("code", "pre", "kbd", "samp"))
_SKIPPED = frozenset(("code-title",))
_SAMPLE = 400
_NO_WORDS = "zxx"
"""The language of what is no language (ISO 639)."""


def set_type(roots: Iterable[_Element], lang: str) -> None:
    """Set the quotation marks and spaces of all numbered blocks, in place. Doing it again changes nothing."""
    for root in roots:
        stack = [(root, lang)]
        while stack:
            node, around = stack.pop()
            own = node.get("lang") or (_guessed(node) if node.get("dir") else around)
            if node.get("data-b") and node.tag != "pre" and node.get("class") not in _SKIPPED:
                _set_block(node, own)
            stack.extend((child, own) for child in node)


def set_words(text: str, lang: str) -> str:
    """A title or another text outside the tree, set in the same way."""
    edits = _edits(text, [(0, lang)])
    for place in sorted(edits, reverse=True):
        text = text[:place] + edits[place] + text[place + 1 :]
    return text


def with_type(roots: Iterable[_Element], metadata: Metadata) -> Metadata:
    """Set a whole document, unless its author wants none of it; return the metadata with its title set likewise."""
    if metadata.smart is False:
        return metadata
    set_type(roots, metadata.lang)
    title, subtitle, abstract = (
        set_words(text, metadata.lang) for text in (metadata.title, metadata.subtitle, metadata.abstract)
    )
    return dataclasses.replace(metadata, title=title, subtitle=subtitle, abstract=abstract)


@dataclass
class _Run:
    """A stretch of text: where it is, its language, whether it must stay."""

    node: _Element | None
    tail: bool
    text: str
    lang: str
    kept: bool = False


def _set_block(block: _Element, lang: str) -> None:
    runs = _runs(block, lang)
    text = "".join(_OBJECT * len(run.text) if run.kept else run.text for run in runs)
    if len(text) < 2:
        return
    starts: list[int] = []
    length = 0
    for run in runs:
        starts.append(length)
        length += len(run.text)
    edits = _edits(text, [(start, run.lang) for start, run in zip(starts, runs, strict=True)])
    for place in sorted(edits, reverse=True):
        run = runs[bisect_right(starts, place) - 1]
        at = place - starts[bisect_right(starts, place) - 1]
        run.text = run.text[:at] + edits[place] + run.text[at + 1 :]
    if edits:
        for run in runs:
            if run.node is not None and not run.kept:
                if run.tail:
                    run.node.tail = run.text
                else:
                    run.node.text = run.text


def _runs(block: _Element, lang: str) -> list[_Run]:
    """The text of a block in reading order. A picture or a formula counts as one character, a note's call as none."""
    found: list[_Run] = []
    stack: list[tuple[_Element, bool, str, bool]] = [(block, False, lang, False)]
    while stack:
        node, tail, around, kept = stack.pop()
        if tail:
            if node.tail:
                found.append(_Run(node, True, node.tail, around, kept))
            continue
        own, still = around, kept
        if node is not block:
            stack.append((node, True, around, kept))
            if not isinstance(node.tag, str) or node.tag in BLOCK_TAGS or is_note_call(node):
                continue
            if node.tag in ("math", "img", "br"):
                found.append(_Run(None, False, "\n" if node.tag == "br" else _OBJECT, around, True))
                if node.tag == "br":
                    found[-1].kept = False
                continue
            own = node.get("lang") or (_guessed(node) if node.get("dir") else around)
            still = kept or node.tag in _KEPT or own == _NO_WORDS or _shows_address(node)
        if node.text:
            found.append(_Run(node, False, node.text, own, still))
        stack.extend((child, False, own, still) for child in reversed(node))
    return found


def _guessed(node: _Element) -> str:
    """The language whose marks suit words that run against the text around them and name no language."""
    script, _ = next(iter(scripts_in("".join(map(str, node.itertext()))[:_SAMPLE]).most_common(1)), ("", 0))
    return {"Arab": "ar", "Hebr": "he"}.get(script, "en")


def _shows_address(node: _Element) -> bool:
    """Whether a link's words are where it leads."""
    return node.tag == "a" and "/" in (node.text or "") and (node.text or "") in node.get("href", "")


def _edits(text: str, langs: list[tuple[int, str]]) -> dict[int, str]:
    """The replacements: for the place of a character, its new text."""
    for start, end in addresses(text):
        text = text[:start] + _OBJECT * (end - start) + text[end:]
    starts = [start for start, _ in langs]
    found: dict[int, str] = {}
    ends = [*starts[1:], len(text)]
    passages = groupby(zip(langs, ends, strict=True), key=lambda one: one[0][1])
    for lang, parts in passages:
        places = [(begin, end) for (begin, _), end in parts]
        begin, end = places[0][0], places[-1][1]
        for first, last, space in unbroken(text[begin:end], lang):
            _replace(found, text, begin + first, begin + last, space)
    marks = turned(text, lambda place: langs[bisect_right(starts, place) - 1][1]) if '"' in text or "'" in text else {}
    for place, mark in marks.items():
        found[place] = found.get(place, text[place]).replace(text[place], mark)
    return found


def _replace(found: dict[int, str], text: str, start: int, end: int, space: str) -> None:
    """Note one change of spaces. A space where none stood is put before the character behind it."""
    if any(place in found for place in range(start, end)):
        return
    if start == end:
        if start < len(text):
            found[start] = space + text[start]
        return
    found[start] = space
    for place in range(start + 1, end):
        found[place] = ""
