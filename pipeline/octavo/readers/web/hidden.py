"""Removes parts of a web page that are invisible or only useful on the site. Changes the tree it is given.

Only parts with clear marks are removed here; ``votes`` decides about the others.
"""

from __future__ import annotations

import re
from collections import Counter

from octavo.readers.web.parts import marks
from octavo.readers.web.visible_text import BLOCKS, text_of
from octavo.readers.web.votes import words_of
from octavo.readers.xml_tree import Element, remove, unwrap
from octavo.tree.elements import HEADINGS

_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_FOR_EARS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader-?(?:text|only)|a11y-hidden)(?:$|\s)", re.IGNORECASE
)
_HIDING = frozenset(["hidden", "d-none", "is-hidden", "u-hidden", "ng-hide", "display-none"])
_FOR_SITE = (
    (
        "parts not meant for print",
        re.compile(r"(?:^|\s)(?:no-?print|d-print-none|print:hidden)(?:$|\s)", re.IGNORECASE),
    ),
    ("edit links", re.compile(r"(?:^|\s)(?:mw-)?editsection(?:$|\s)", re.IGNORECASE)),
    ("categories", re.compile(r"(?:^|\s)(?:catlinks|mw-hidden-catlinks)(?:$|\s)", re.IGNORECASE)),
    (
        "links within the site",
        re.compile(
            r"(?:^|\s)(?:mw-jump-link|skip-?link|skip-to-content|mw-jump|siteSub|jump-to-nav)(?:$|\s)", re.IGNORECASE
        ),
    ),
)
_CONTENTS = re.compile(r"(?:^|[-_\s])(?:toc|table-?of-?contents|page-?contents)(?:$|[-_\s])", re.IGNORECASE)
_MOST = 0.5
"""A part with more of the page's words than this is no hidden part: a script was to show it."""
_FEWEST = 3
_LABEL = 4
_TURN = re.compile(
    r"[«‹←⟵⇐◀<\s]*(?:(?:previous|prev|next|back|forward|up|zurück|vorherige|vor|weiter|nächste|précédente?|suivante?"
    r"|anterior|siguiente|próximo|precedente|successivo|vorige|volgende|föregående|nästa|назад|вперёд|далее|предыдущая"
    r"|следующая|上一[页頁章篇]|下一[页頁章篇]|前へ|次へ|السابق|التالي)"
    r"(?:\s+(?:page|chapter|post|article|section|part|topic|seite|kapitel|artikel))?)?[»›→⟶⇒▶>\s]*",
    re.IGNORECASE,
)
"""What a link that turns to another page of the site says."""


def remove_hidden(root: Element) -> dict[str, int]:
    """Remove what is invisible or only useful on the site; return how many words of each kind were removed."""
    gone: Counter[str] = Counter()
    body = root.find("body")
    if body is None:
        return {}
    most = _MOST * len(words_of(text_of(body)))
    _noscript(body, gone)
    stack = list(body)
    while stack:
        node = stack.pop()
        kind = "hidden parts" if _is_hidden(node) else _serves(node)
        if kind and (words := len(words_of(text_of(node)))) <= most:
            gone[kind] += words
            remove(node)
        else:
            stack.extend(node)
    _contents_lists(body, gone)
    _page_turners(body, gone)
    return {kind: words for kind, words in gone.items() if words}


def _is_in(node: Element, body: Element) -> bool:
    return node is not body and node.getroottree().getroot() is body.getroottree().getroot()


def _is_hidden(node: Element) -> bool:
    if node.tag in ("template", "math", "svg"):
        return node.tag == "template"
    if node.tag == "dialog":
        return node.get("open") is None
    if node.get("hidden") is not None and node.get("hidden") != "until-found":
        return True
    if node.get("aria-hidden") == "true":
        return node.tag != "img" and (next(node.iter("img"), None) is None or bool(text_of(node).strip()))
    return _is_hidden_by_name(node) or bool(
        _STYLE.search(node.get("style") or "") or _FOR_EARS.search(node.get("class") or "")
    )


def _is_hidden_by_name(node: Element) -> bool:
    """Names that the common style sheets hide by; "hidden md:block" is shown on wide screens."""
    names = (node.get("class") or "").split()
    return any(name in _HIDING for name in names) and not any(
        ":" in name or name.startswith("d-") for name in names if name not in _HIDING
    )


def _serves(node: Element) -> str:
    said = marks(node)
    return next((kind for kind, pattern in _FOR_SITE if pattern.search(said)), "") if said.strip() else ""


def _noscript(body: Element, gone: Counter[str]) -> None:
    """What stands for a script: its picture once, its asking for JavaScript never."""
    for node in list(body.iter("noscript")):
        pictures = list(node.iter("img"))
        text = text_of(node)
        if not pictures and re.search("javascript", text, re.IGNORECASE):
            gone["hidden parts"] += len(words_of(text))
            remove(node)
        elif pictures and not words_of(text_of(node)):
            _one_picture(node, pictures[0])


def _one_picture(node: Element, picture: Element) -> None:
    """The lazy picture before takes the source that it lacks; without one, the picture itself stays."""
    before = node.getprevious()
    lazy = None if before is None else before if before.tag == "img" else next(before.iter("img"), None)
    if (picture.get("width") or "2").strip() in ("0", "1") or (picture.get("height") or "2").strip() in ("0", "1"):
        remove(node)
    elif lazy is None:
        unwrap(node)
    else:
        if picture.get("src") and not any(
            lazy.get(name) for name in ("data-src", "data-original", "srcset", "data-srcset")
        ):
            lazy.set("data-src", picture.get("src", ""))
        remove(node)


def _page_turners(body: Element, gone: Counter[str]) -> None:
    """Links to the page before and the one after, where they are by themselves."""
    links = [node for node in body.iter("a") if not (node.get("href") or "#").startswith("#")]
    turners = {node for node in links if (text := text_of(node)).strip() and _TURN.fullmatch(text)}
    for node in turners:
        home = node.getparent()
        if home is None:
            continue
        beside = [home.text or "" if not home.index(node) else "", node.tail or ""]
        near = [other for other in (node.getprevious(), node.getnext()) if other is not None]
        beside += [other.tail or "" for other in near[:1] if other is node.getprevious()]
        neighbours = all(other in turners or other.tag in BLOCKS or other.tag == "br" for other in near)
        if neighbours and not any(char.isalnum() for text in beside for char in text):
            gone["links within the site"] += len(words_of(text_of(node)))
            remove(node)


def _contents_lists(body: Element, gone: Counter[str]) -> None:
    """A page's own list of its headings: every edition makes one."""
    ids = {node.get("id") or node.get("name") for head in body.iter(*HEADINGS) for node in head.iter()}
    ids |= {
        up.get("id") for head in body.iter(*HEADINGS) for up in [head.getparent()] if up is not None and up[0] is head
    }
    for node in list(body.iter("ul", "ol", "div", "nav", "details", "section", "aside", "table")):
        if not _is_in(node, body) or node.getparent() is None:
            continue
        named = bool(_CONTENTS.search(marks(node))) or node.get("role") == "doc-toc"
        if not named and node.tag not in ("ul", "ol"):
            continue
        links = list(node.iter("a"))
        inside = [link for link in links if (link.get("href") or "").startswith("#")]
        linked = sum(len(words_of(text_of(link))) for link in inside)
        words = len(words_of(text_of(node)))
        heads = [link for link in inside if (link.get("href") or "#")[1:] in ids]
        beside = words - linked  # a label in the list's own box is a few words, however short the list
        if (
            (linked < 0.7 * words and not (named and beside <= _LABEL))
            or len(inside) < len(links)
            or len(heads) < (1 if named else _FEWEST)
        ):
            continue
        if not named and len(heads) < 0.8 * len(inside):
            continue
        before = node.getprevious()
        if (
            before is not None
            and before.tag in (*HEADINGS, "p")
            and not (before.tail or "").strip()
            and len(words_of(text_of(before))) <= (_FEWEST if before.tag != "p" else _LABEL)
        ):
            gone["contents lists"] += len(words_of(text_of(before)))
            remove(before)
        gone["contents lists"] += words
        remove(node)
