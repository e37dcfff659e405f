"""Unknown keys: notices with their line and the key that was probably meant. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from octavo.metadata.fields import by_name
from octavo.metadata.merging import REFUSED
from octavo.metadata.values import shown
from octavo.model import Level, Notice, Place
from octavo.notices import Code
from octavo.text.key_lines import line_of

_KNOWN = tuple(by_name())
_ALIKE = 0.8
"""How alike two words are of which one is the other misspelt, from 0 to 1."""
_SHORTEST = 3
"""Letters that a word must have before another one counts as its misspelling."""

_OF_OTHERS = frozenset(
    "format description-meta author-meta title-meta publishdate published publish drafts comment"
    " bibliography-style languages chapter dates ms.author".split()
)
"""Keys that other tools know and that look like ours."""


def unknown_keys(
    keys: Collection[str], text: str, place: Place, *, foreign: bool = False, also: Collection[str] = ()
) -> tuple[Notice, ...]:
    """A notice for each key that is in no row of the table of fields, nor in ``also``.

    ``text`` is what was written at ``place``, to find the line of each. ``foreign`` says that it was written for
    other programs too (front matter): a key that is no misspelling is then a note in one notice, not a warning.
    """
    found: list[Notice] = []
    strange: list[str] = []
    for key in keys:
        name = key.strip().lower().replace("_", "-")
        if name in _KNOWN or name in also or REFUSED.fullmatch(name):
            continue
        own = len(name) >= _SHORTEST and not (foreign and name in _OF_OTHERS)
        near = _alike(name, (*_KNOWN, *also)) if own else []
        if near:
            said = f"{shown(key)}: this key is not known"
            found.append(Notice(Code.unknown_key, said, line_of(key, text, place), f"did you mean {near[0]}?"))
        elif foreign:
            strange.append(key)
        else:
            said = f"{shown(key)}: this key is not known; it shows nowhere"
            hint = "the page on settings lists the keys; remove it, or leave it as a remark"
            found.append(Notice(Code.unknown_key, said, line_of(key, text, place), hint))
    if strange:
        said = f"keys that Octavo has no use for: {shown(', '.join(strange))}"
        found.append(Notice(Code.unknown_key, said, line_of(strange[0], text, place), "", Level.info))
    return tuple(found)


def _alike(name: str, known: Collection[str]) -> list[str]:
    """The key that was perhaps meant: one that is much alike, or has the same letters in another order."""
    swapped = (key for key in known if sorted(key) == sorted(name))
    return [*difflib.get_close_matches(name, known, 1, _ALIKE), *swapped][:1]
