"""Quotation marks, dashes and dots amid Chinese and Japanese: as wide as the characters.

Unicode has one code for the narrow marks of Latin text and for these; the neighbouring characters decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from octavo.languages.scripts import TIGHT_RUN
from octavo.languages.writing import of_language

WIDE = "o-wide"
_TIGHT = TIGHT_RUN.pattern.removesuffix("+")
_SIGNS = re.compile(rf"(?<={_TIGHT})[“”‘’—…·⋯]+|[“”‘’—…·⋯]+(?={_TIGHT})")
_OPENING, _CLOSING = "“‘", "”’"
_CLOSED = frozenset("，。、；：？！）」』】》〉〕｝…—")
_CODE = ("pre", "code")
_BREAK = "\u200b"


def has_wide_signs(lang: str) -> bool:
    """Whether a document is in a language whose signs are as wide as its characters."""
    return of_language(lang) in ("Hans", "Hant", "Hani", "Jpan")


def widen_signs(root: _Element) -> None:
    """Put such signs into a ``span`` of their own, in place. Doing it twice changes nothing more."""
    for node in list(root.iter()):
        code = node.tag in _CODE
        if node.text and not code and node.get("class") != WIDE and _SIGNS.search(node.text):
            node.text, spans = _split(node.text)
            node[0:0] = spans
        around = node.getparent()
        if node.tail and around is not None and around.tag not in _CODE and _SIGNS.search(node.tail):
            node.tail, spans = _split(node.tail)
            at = around.index(node) + 1
            around[at:at] = spans


def _split(text: str) -> tuple[str, list[_Element]]:
    spans: list[_Element] = []
    first, at = "", 0
    for found in _SIGNS.finditer(text):
        before = text[at : found.start()]
        if spans:
            spans[-1].tail = before
        else:
            first = before
        span = etree.Element("span", {"class": WIDE})
        span.text = "".join(_with_breaks(text, found))
        spans.append(span)
        at = found.end()
    if spans:
        spans[-1].tail = text[at:]
    return first, spans


def _with_breaks(text: str, found: re.Match[str]) -> Iterator[str]:
    """A line may end before an opening quotation mark and behind a closing one, but with no sign alone."""
    for place in range(found.start(), found.end()):
        char, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
        if char in _OPENING and TIGHT_RUN.match(before or "x") and before not in "（「『【《〈〔｛":
            yield _BREAK
        yield char
        if char in _CLOSING and TIGHT_RUN.match(after or "x") and after not in _CLOSED:
            yield _BREAK
