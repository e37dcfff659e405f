"""Turns video, audio and frames into links, and relative addresses into full ones. Changes the tree it is given."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from lxml import etree

from octavo.readers.web.visible_text import HOLE, text_of
from octavo.readers.web.votes import words_of
from octavo.readers.xml_tree import Element, remove
from octavo.tree.elements import HEADINGS

_PLAYED = ("iframe", "video", "audio", "object", "embed")
_UNSEEN = re.compile(
    r"googletagmanager|doubleclick|googlesyndication|recaptcha|facebook\.com/(?:plugins|tr)|platform\.twitter\.com/widgets"
    r"|amazon-adsystem|scorecardresearch",
    re.IGNORECASE,
)
_IN_LINE = ("p", "span", "a", "em", "strong", "b", "i", *HEADINGS, "li", "td", "figcaption")


def link_media(root: Element, base: str) -> int:
    """Put a link in the place of each film, sound and frame; say how many words meant for other browsers went.

    ``base`` is what relative addresses start from; empty if unknown.
    """
    lost = 0
    for node in list(root.iter(*_PLAYED)):
        if node.getparent() is None or node.get("srcdoc") is not None:
            continue
        address = _absolute(_source(node), base)
        if not address:
            continue
        inside = next((up for up in node.iterancestors("video", "audio", "object")), None)
        if inside is not None and _source(inside):
            continue  # the same again, for older browsers
        if _is_unseen(node, address):
            remove(node)
            continue
        if any(inner.get(HOLE) for inner in node.iter()):
            # An author's own words are in it: they stay, below the link.
            shell = etree.Element("div")
            shell.extend(list(node))
            node.addnext(shell)
            shell.tail, node.tail = node.tail, None
            _put_link(node, address)
            continue
        lost += len(words_of(text_of(node)))
        _put_link(node, address)
    return lost


def resolve_links(root: Element, base: str) -> None:
    """Links that start from the page's own address lead there from everywhere; those within the page stay so."""
    if not base:
        return
    own = base.partition("#")[0]
    for node in root.iter("a"):
        target = (node.get("href") or "").strip()
        if not target or target.startswith("#"):
            continue
        full = _absolute(target, base)
        if full.startswith(f"{own}#"):
            node.set("href", full[len(own) :])
        elif full:
            node.set("href", full)


def _source(node: Element) -> str:
    """The address of what an element plays."""
    names = ("data", "src") if node.tag == "object" else ("src", "data-src", "data-lazy-src")
    own = next((node.get(name) for name in names if (node.get(name) or "").strip() not in ("", "about:blank")), None)
    if not own:
        own = next((inner.get("src") for inner in node.iter("source") if inner.get("src")), "")
    return (own or "").strip()


def _absolute(address: str, base: str) -> str:
    if address.startswith("//"):
        address = f"https:{address}"
    try:
        full = urljoin(base, address) if base else address
        return full if urlsplit(full).scheme in ("http", "https") and urlsplit(full).hostname else ""
    except ValueError:
        return ""


def _place(address: str) -> str:
    """What a link without words is called: the name of the file, or of the site."""
    parts = urlsplit(address)
    name = parts.path.rpartition("/")[2]
    return name if re.fullmatch(r"[\w-]{1,40}\.\w{2,4}", name) else (parts.hostname or address).removeprefix("www.")


def _is_unseen(node: Element, address: str) -> bool:
    small = any(re.fullmatch(r"\s*[01](?:px)?\s*", node.get(side) or "") for side in ("width", "height"))
    return small or bool(_UNSEEN.search(address))


def _put_link(node: Element, address: str) -> None:
    words = " ".join((node.get("title") or node.get("aria-label") or "").split()) or _place(address)
    made = etree.Element("a", href=address)
    made.text = words
    parent = node.getparent()
    if parent is None:
        return
    if parent.tag == "a":
        made.tag = "span"
        made.attrib.clear()
    if parent.tag in _IN_LINE:
        made.tail = node.tail
    else:
        line = etree.Element("p")
        line.append(made)
        made, line.tail = line, node.tail
    node.tail = None
    parent.replace(node, made)
