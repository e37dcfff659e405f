"""What hyphenation does to the words of a language, by the dictionaries that the layout engine uses."""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element

from octavo.languages.joints import apart, is_joined
from octavo.languages.writing import of_language

_SHORT_WORDS = frozenset(("Arab", "Hebr", "Syrc", "Hans", "Hant", "Hani", "Jpan", "Kore", "Yiii"))
_UNSPACED = frozenset(("Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Java", "Bali"))
RESPELLING = ("ca", "hu")
"""Languages whose hyphenation changes letters."""


def fills_lines(lang: str) -> bool:
    """Whether lines of a language can be filled to one width.

    Its words can be divided, or they are short (Arabic, Hebrew), or every sign is a word of its own (Chinese). Scripts
    that put no spaces between words (Thai) have too few places where a line can grow.
    """
    from pyphen import language_fallback  # type: ignore[import-untyped]  # it has no type hints

    if of_language(lang) in _UNSPACED:
        return False
    return of_language(lang) in _SHORT_WORDS or language_fallback(lang) is not None


def respells(lang: str) -> Callable[[str], bool] | None:
    """For a language in which divided words may be written otherwise: which words are. None for all others."""
    from pyphen import Pyphen, language_fallback

    found = language_fallback(lang)
    if found is None or found.split("_")[0] not in RESPELLING:
        return None
    dictionary = Pyphen(lang=found)
    return lambda word: any(position.data for position in dictionary.positions(word))


def part_joints(root: _Element, lang: str) -> None:
    """Keep letters apart where two parts of a German word meet, in place, also in passages of other texts."""
    from pyphen import Pyphen

    stack, dictionary = [(root, lang)], None
    while stack:
        node, around = stack.pop()
        own = node.get("lang") or around
        german = is_joined(own) and node.tag not in ("pre", "code", "math")
        for child in node:
            if child.tail and german and "f" in child.tail:
                dictionary = dictionary or Pyphen(lang="de_DE")
                child.tail = apart(child.tail, dictionary.positions)
            if isinstance(child.tag, str):
                stack.append((child, own))
        if node.text and german and "f" in node.text:
            dictionary = dictionary or Pyphen(lang="de_DE")
            node.text = apart(node.text, dictionary.positions)
