"""Unknown keys: notices with their line and the key that was probably meant. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from octavo.metadata.fields import ROLES, by_name
from octavo.metadata.merging import NAMES_OF_PEOPLE, REFUSED, is_role
from octavo.metadata.values import NUMBERED, shown
from octavo.model import Level, Notice, Place
from octavo.notices import Code
from octavo.text.key_lines import line_inside, line_of

_KNOWN = tuple(by_name())
_ALIKE = 0.8
"""How alike two words are of which one is the other misspelt, from 0 to 1."""
_SHORTEST = 3
"""Letters that a word must have before another one counts as its misspelling."""

_OF_OTHERS = frozenset(
    "format description-meta author-meta title-meta publishdate published publish drafts comment"
    " bibliography-style languages chapter dates ms.author resources".split()
)
"""Keys that other tools know and that look like ours."""
_OF_PEOPLE = (*NAMES_OF_PEOPLE, "given", "family", "role", "file-as")
_POSITIONS = tuple(name for name, row in by_name().items() if row.key == "series-position")
_OF_PEOPLE_ELSEWHERE = frozenset({"roles", "note", "nameparsed", "lname", "fname"})


def unknown_keys(
    keys: Collection[str], text: str, place: Place, *, foreign: bool = False, also: Collection[str] = ()
) -> tuple[Notice, ...]:
    """A notice for each key that is in no row of the table of fields, nor in ``also``.

    ``text`` is what was written at ``place``, to find the line of each. Given a mapping, the values are looked at too:
    people have keys of their own. ``foreign`` says that it was written for
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
    if isinstance(keys, Mapping):
        found += _of_people(keys, text, place, foreign=foreign)
        found += _of_positions(keys, text, place)
    if strange:
        said = f"keys that Octavo has no use for: {shown(', '.join(strange))}"
        found.append(Notice(Code.unknown_key, said, line_of(strange[0], text, place), "", Level.info))
    return tuple(found)


def _of_positions(data: Mapping[str, Any], text: str, place: Place) -> Iterator[Notice]:
    """A notice for a place in a series that is no number."""
    for key, value in data.items():
        if key in _POSITIONS and isinstance(value, str) and value.strip() and not NUMBERED.fullmatch(value.strip()):
            said = f"{shown(key)}: “{shown(value)}” is no number: it is printed, but e-readers do not get it"
            hint = "write a number such as 3 or 2.1"
            yield Notice(Code.metadata_ignored, said, line_of(key, text, place), hint)


def _of_people(data: Mapping[str, Any], text: str, place: Place, *, foreign: bool) -> Iterator[Notice]:
    """A notice for each misspelt key of a person, and for each role that is not known."""
    for key, value in data.items():
        if key.strip().lower() not in ROLES:
            continue
        for person in value if isinstance(value, (list, tuple)) else [value]:
            if not isinstance(person, Mapping) or not any(person.get(name) for name in _OF_PEOPLE):
                continue  # a person without a name is told where names are read
            for inner in person:
                name = str(inner).strip().lower().replace("_", "-")
                near = [] if name in {*_OF_PEOPLE, *_OF_PEOPLE_ELSEWHERE} else _alike(name, _OF_PEOPLE, 0.7)
                if near and len(name) >= _SHORTEST and near[0] not in person:
                    said = f"{shown(key)}: {shown(str(inner))}: this key is not known"
                    where = line_inside(key, str(inner), "", text, place)
                    yield Notice(Code.unknown_key, said, where, f"did you mean {near[0]}?")
            role = person.get("role")
            if isinstance(role, str) and role.strip() and not is_role(role):
                near = _alike(role.strip().lower(), tuple(ROLES))
                if near or not foreign:
                    said = f"{shown(key)}: “{shown(role)}” is no role that is known"
                    known = f"roles are {', '.join(ROLES)}, or a code such as edt"
                    hint = f"did you mean {near[0]}?" if near else known
                    yield Notice(Code.metadata_ignored, said, line_inside(key, "role", role, text, place), hint)


def _alike(name: str, known: Collection[str], likeness: float = _ALIKE) -> list[str]:
    """The key that was perhaps meant: one that is much alike, or has the same letters in another order."""
    swapped = (key for key in known if sorted(key) == sorted(name))
    return [*difflib.get_close_matches(name, known, 1, likeness), *swapped][:1]
