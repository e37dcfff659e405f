"""Emphasis in scripts without italics: which words, decided once for every edition. Floor 2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml.etree import _Element

from octavo.languages.writing import is_upright

UPRIGHT = "upright"


def settle_emphasis(roots: Iterable[_Element]) -> None:
    """Give ``em`` the class ``upright`` where its letters have no slanted form, in place.

    A machine would slant them all the same, and readers of Chinese, Arabic or Hebrew know no such letters. Each
    edition shows these words in its own way.
    """
    for root in roots:
        for node in root.iter("em"):
            if is_upright("".join(_words(node))):
                node.set("class", UPRIGHT)


def _words(node: _Element) -> Iterator[str]:
    """The text of an element without code, which is set in a face of its own."""
    for part in node.iter():
        if part.tag != "code":
            yield part.text or ""
        if part is not node:
            yield part.tail or ""
