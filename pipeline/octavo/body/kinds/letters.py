"""Letters: who writes, when, to whom, and how it begins and ends. Floor 2.

A letter is a row of paragraphs between a salutation and a closing in the words of their language: a division
``letter``, a quotation, or a whole text. Short lines before the salutation say where and when it was written
(``p class="dateline"``) or to whom (``recipient``); ``salutation``, ``closing`` and ``signature`` are what they say.
No word changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.etree import _Element

from octavo.body.kinds.letter_words import closing, salutation

_BEFORE = 4
"""So many paragraphs may come before a salutation."""
_AT_END = 4
"""A closing is among so many paragraphs at the end."""
_LINE, _ENDING = 44, 90
"""Letters in a line of an address or a signature, and in a closing."""
_DATE = re.compile(r"\b\d{1,2}\b.*\b(?:1[5-9]|20)\d\d\b|\b(?:1[5-9]|20)\d\d\b.*\b\d{1,2}\b|\b(?:1[5-9]|20)\d\d\b")


def mark_letters(tree: _Element, lang: str) -> None:
    """Mark the parts of letters, in place."""
    holders = [tree, *tree.iter("section", "blockquote", "div")]
    for holder in holders:
        paragraphs = [child for child in holder if child.tag == "p"]
        if len(paragraphs) > 2:
            _mark(paragraphs, lang, is_said="letter" in (holder.get("class") or "").split())


def _mark(paragraphs: Sequence[_Element], lang: str, *, is_said: bool) -> None:
    texts = ["\n".join(_lines(node)) for node in paragraphs]
    greets, ends = salutation(lang), closing(lang)
    begin = next((at for at, text in enumerate(texts[: _BEFORE + 1]) if greets.match(text)), None)
    last = range(max(0 if begin is None else begin + 1, len(texts) - _AT_END), len(texts))
    closes = (at for at in last if len(texts[at]) <= _ENDING and ends.match(texts[at]) and _are_short(texts[at + 1 :]))
    end = next(closes, None)
    if not is_said and (begin is None or end is None or not _are_short(texts[:begin])):
        return
    if begin is not None:
        _name(paragraphs[begin], "salutation")
        quoted = _mark_quoted(paragraphs[begin])
        dated = False
        for node, text in zip(paragraphs[:begin], texts[:begin], strict=True):
            is_date = bool(_DATE.search(text))
            after = dated or any(before in quoted for before in node.itersiblings("blockquote", preceding=True))
            dated = dated or is_date
            _name(node, "recipient" if after and not is_date else "dateline")
    if end is not None:
        _name(paragraphs[end], "closing")
        for node in paragraphs[end + 1 :]:
            _name(node, "signature")


def _mark_quoted(greeting: _Element) -> list[_Element]:
    """Short lines at the right before a salutation, which bare text has as quotations, are dates or places."""
    found = []
    for before in greeting.itersiblings("blockquote", preceding=True):
        if len(before) == 1 and before[0].tag == "p" and _are_short(["\n".join(_lines(before[0]))]):
            _name(before[0], "dateline")
            found.append(before)
    return found


def _lines(node: _Element) -> list[str]:
    """The lines of a paragraph, as its author ended them."""
    lines = [node.text or ""]
    for part in node.iterdescendants():
        if part.tag == "br":
            lines.append("")
        else:
            lines[-1] += part.text or ""
        lines[-1] += part.tail or ""
    return [" ".join(line.split()) for line in lines]


def _are_short(texts: Sequence[str]) -> bool:
    return all(len(line) <= _LINE for text in texts for line in text.split("\n"))


def _name(node: _Element, name: str) -> None:
    """Give a paragraph its class; verse and the like keep what they are."""
    if node.get("class") in (None, "address", "verse"):
        node.set("class", name)
