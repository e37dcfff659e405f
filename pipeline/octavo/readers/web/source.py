"""Repairs a web page's source before it is parsed, where parsers would lose text. Pure.

Only a lenient HTML parser can read the result; the visible text is the same.
"""

from __future__ import annotations

import html
import re

from octavo.readers.web.visible_text import BLOCK_SHELLS, BLOCKS
from octavo.text.closing import replace_closed

_SUBSET = re.compile(r"\A(\s*(?:<\?xml[^>]*>\s*)?<!DOCTYPE[^>\[]*)\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
_ENDS = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_END_CDATA = re.compile(r"\]\]>")
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
_ATTRIBUTE = r"(?:\s++[^\s\"'<>/=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'<>]++))?+)"
_PIECE = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<unseen>script|style|template|title|svg|math)\b[^>]*>.*?(?:</(?P=unseen)\s*>|\Z)"
    # Any tag that is well written; of others only what is short, or a quotation mark too many would cost the square.
    rf"|</?(?P<tag>[A-Za-z][\w:-]*)(?:{_ATTRIBUTE}*+\s*+/?>"
    r"|(?:[^<>\"']++|\"[^\"]{0,500}\"|'[^']{0,500}'){0,60}+>)|<[!?][^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_MOST = 500
"""So many attributes of one tag are read: a parser compares each of them with all before it."""
_CROWDED = re.compile(rf"(<[A-Za-z][\w:-]*+{_ATTRIBUTE}{{{_MOST}}}+){_ATTRIBUTE}++(\s*+/?>)")


def settled(page: str) -> str:
    """A page in which nothing hides the rest of it, and nothing is nested beyond what parsers keep."""
    page = _SUBSET.sub(r"\1>", page)
    page = replace_closed(_CDATA, _END_CDATA, lambda found: found[1].replace("&", "&amp;").replace("<", "&lt;"), page)
    page = (_EMPTY if _XHTML.search(page[:4096]) else _SWALLOWS).sub(r"<\1\2></\1>", page)
    return _ENDS.sub(" ", _shallow(_CROWDED.sub(r"\1\2", page)))


def seen_words(page: str) -> str:
    """The text of a page by a reading that knows nothing of how elements may nest, in time linear in its length."""
    return html.unescape(_PIECE.sub(_apart, page))


def _apart(found: re.Match[str]) -> str:
    tag = (found["tag"] or "").lower()
    return "" if tag and tag not in BLOCKS and tag not in BLOCK_SHELLS and tag not in _APART else " "


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
