"""A web page's source before it is parsed: what parsers stumble over, and lose text by, is set right. Pure.

The result may only be parsed as HTML by a lenient parser; it says the same to a reader.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from pipeline.readers.web_text import BLOCK_SHELLS, BLOCKS

_SUBSET = re.compile(r"\A(\s*(?:<\?xml[^>]*>\s*)?<!DOCTYPE[^>\[]*)\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
_ENDS = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_XHTML = re.compile(r"\A\s*<\?xml\s|<html[^>]*\sxmlns\s*=", re.IGNORECASE)
_SWALLOWS = re.compile(
    r"<(script|style|title|textarea|iframe|xmp|noframes|noscript|noembed|plaintext)(\s[^<>]*?)?/>", re.IGNORECASE
)
_EMPTY = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)[\s/>])([A-Za-z][\w:-]*)(\s[^<>]*?)?/>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr frame".split(" "))
_MAX_DEPTH = 150
_APART = frozenset(
    [
        "br",
        "hr",
        "img",
        "input",
        "svg",
        "math",
        "body",
        "option",
        "noscript",
        "title",
        "xmp",
        "listing",
        "plaintext",
        "textarea",
    ]
)
_UNSEEN = frozenset(["script", "style", "template", "title", "svg", "math"])


def settled(page: str) -> str:
    """A page in which nothing hides the rest of it, and nothing is nested beyond what parsers keep."""
    page = _SUBSET.sub(r"\1>", page)
    page = _CDATA.sub(lambda found: found[1].replace("&", "&amp;").replace("<", "&lt;"), page)
    page = (_EMPTY if _XHTML.search(page[:4096]) else _SWALLOWS).sub(r"<\1\2></\1>", page)
    return _ENDS.sub(" ", _shallow(page))


def seen_words(page: str) -> str:
    """The text of a page as Python's own parser sees it, which knows nothing of how elements may nest."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "".join(reader.parts)


def _shallow(page: str) -> str:
    """Leave out tags that open deeper than parsers keep: they would lose what is inside."""
    depth = deepest = 0
    for found in _TAG.finditer(page):
        depth += -1 if found[1] else found[2].lower() not in _VOID
        depth = max(depth, 0)
        deepest = max(deepest, depth)
    if deepest <= _MAX_DEPTH:
        return page
    open_tags: list[str] = []

    def kept(found: re.Match[str]) -> str:
        name = found[2].lower()
        if name in _VOID:
            return found[0]
        if not found[1]:
            open_tags.append(name)
            return found[0] if len(open_tags) <= _MAX_DEPTH else " "
        if name not in open_tags[-_MAX_DEPTH:]:
            return found[0] if len(open_tags) <= _MAX_DEPTH else " "
        shown = len(open_tags) <= _MAX_DEPTH
        while open_tags and open_tags.pop() != name:
            shown = len(open_tags) <= _MAX_DEPTH
        return found[0] if shown else " "

    return _TAG.sub(kept, page)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base's name
        if tag in _UNSEEN:
            self._unseen.append(tag)
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the same
        self._part(tag)

    def _part(self, tag: str) -> None:
        if tag in BLOCKS or tag in BLOCK_SHELLS or tag in _APART:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)
