"""From a finished tree to the bytes of an HTML file. Nothing here depends on the tree's contents."""

from __future__ import annotations

import re
import unicodedata

from lxml import etree
from lxml.etree import _Element

from octavo.text.characters import fit_for_files

_LINE_END = re.compile("\r\n?|\x85")
# Characters that normalisation would replace by another: ideographs and signs kept for old character sets. To change
# them would lose what the author chose, so only letters and their marks are joined.
_KEPT = re.compile("([\u2126\u212a\u212b\u2329\u232a\uf900-\ufaff\U0002f800-\U0002fa1f])")


def normalise(root: _Element) -> None:
    """Letters and their marks in one character where there is one (NFC), line ends as LF, forbidden characters shown.

    The same letters, as the Web wants them (Character Model for the World Wide Web, section 3.2).
    """
    for node in root.iter():
        if node.text:
            node.text = _clean(node.text)
        if node.tail:
            node.tail = _clean(node.tail)
        for name, value in ((str(name), str(value)) for name, value in node.attrib.items()):
            if not (value.isascii() and value.isprintable()):
                node.set(name, _clean(value))


def _clean(text: str) -> str:
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = "".join(
            part if _KEPT.fullmatch(part) else unicodedata.normalize("NFC", part) for part in _KEPT.split(text)
        )
    return fit_for_files(_LINE_END.sub("\n", text))


def serialise(root: _Element) -> bytes:
    """The document as HTML (UTF-8, with its doctype and a line break at the end).

    lxml's HTML method writes void elements without an end, never shortens empty ones, and leaves style and script as
    they are. A page holds its pictures: as a text it would take four bytes for each letter of theirs.
    """
    return b"".join((b"<!doctype html>\n", etree.tostring(root, method="html", encoding="utf-8"), b"\n"))


def element(tag: str, text: str = "", **attributes: str) -> _Element:
    """A new element; ``class_`` and ``for_`` stand for ``class`` and ``for``, ``aria_label`` for ``aria-label``."""
    names = (name.rstrip("_").replace("_", "-") for name in attributes)
    made = etree.Element(tag, dict(zip(names, map(_clean, attributes.values()), strict=True)))
    made.text = _clean(text) or None
    return made


def say(parent: _Element, words: str, direction: str) -> _Element:
    """Write words into an empty element; foreign ones into a ``span`` with their direction. Gives the element back."""
    if direction:
        child(parent, "span", words, dir=direction)
    else:
        parent.text = _clean(words)
    return parent


def child(parent: _Element, tag: str, text: str = "", **attributes: str) -> _Element:
    """A new last child; the names of the attributes are written as for ``element``."""
    made = element(tag, text, **attributes)
    parent.append(made)
    return made
