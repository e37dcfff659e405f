"""Layers of plain data in, one ``Metadata`` out. No I/O.

A layer is what somebody wrote in one place (``octavo.toml``, the document's own properties, front matter, a sidecar,
the command line), as ``parse_yaml`` or a reader gives it: a mapping from Pandoc's keys to strings, lists and
mappings. Later layers win. Nothing in a layer can do harm: keys that make other programs run or fetch something are
left aside with a notice, values are text and stay as they were typed, without characters that no file may hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from octavo.metadata.fields import ROLES, Field, Shape, by_name
from octavo.metadata.values import (
    ADDRESS,
    FALSE,
    MAX_TEXT,
    as_list,
    as_plain,
    as_text,
    clean,
    is_cut,
    language_tag,
    shown,
)
from octavo.model import Contributor, Metadata, Notice, Place
from octavo.notices import Code

Where = Place | None | Callable[[str], Place | None]
"""Where keys are, for the notices: one place for all, or a function from a key to its place."""
Layer = tuple[Mapping[str, Any], Where]
"""What one place says: keys and values as they were written, and where."""

_OTHERS = frozenset({"contributor", "contributors", "creator"})
_BY_NAME = by_name()
REFUSED = re.compile(
    r"header-includes|include-.+|css|stylesheet|templates?|(?:lua-)?filters?|metadata-files?|defaults|pdf-engine.*"
    r"|resource-path|data-dir|extract-media|epub-.+|mathjax|katex|math|html-math-method|highlight.+|syntax-definitions?"
    r"|citation-abbreviations|reference-(?:doc|location)|embed-resources|self-contained|standalone|request-headers"
    r"|variables|(?:in|out)put-files?|to|from|writer|reader|log-file|preamble|before-body|after-body|scripts?|head"
    r"|(?:math|CJKmain)font|fontfamily|trace|ipynb-output"
)
"""Keys that elsewhere load files, run programs or put code into pages. Octavo has no use for them."""

_RELATOR = re.compile(r"[a-z]{3}", re.ASCII)
_TRUE = frozenset({"true", "yes", "on"})
_MAX_PEOPLE = 500
NAMES_OF_PEOPLE = ("name", "text", "literal")
"""The keys under which the name of a person may be."""


def to_metadata(*layers: Layer) -> tuple[Metadata, tuple[Notice, ...]]:
    """Merge the layers, the later over the earlier, and say what could not be used.

    A key counts as set by the last layer in which it has a value. What a key means is in ``metadata.fields``.
    """
    notices: list[Notice] = []
    found: dict[str, Any] = {}
    people: dict[str, tuple[Contributor, ...]] = {}
    extra: dict[str, Any] = {}
    for data, place in layers:
        named: dict[str, tuple[Contributor, ...]] = {}
        for key, value in data.items():
            where = place(str(key)) if callable(place) else place
            _take(str(key), value, where, (found, named, extra, notices))
        people.update(named)
    contributors = tuple(person for role in people.values() for person in role)[:_MAX_PEOPLE]
    return (
        Metadata(**found, contributors=contributors, extra=extra),
        tuple(notices),
    )


def _take(
    key: str,
    value: Any,
    place: Place | None,
    into: tuple[dict[str, Any], dict[str, tuple[Contributor, ...]], dict[str, Any], list[Notice]],
) -> None:
    found, people, extra, notices = into
    name = key.strip().lower().replace("_", "-")

    def ignored(why: str, hint: str = "") -> None:
        notices.append(Notice(Code.metadata_ignored, f"{shown(key)}: {why}", place, hint))

    if name in _BY_NAME and is_cut(value):
        ignored(f"only the first {MAX_TEXT} characters of it are used", "write the rest into the text")
    if name in ROLES and isinstance(value, (list, tuple)) and len(value) > _MAX_PEOPLE:
        ignored(f"only the first {_MAX_PEOPLE} names are used", "write the others into the text")
    if REFUSED.fullmatch(name):
        ignored("this key has no effect in Octavo and was left out", "remove it from the metadata")
    elif value is None or (isinstance(value, str) and not value.strip()):
        return
    elif name in ROLES:
        if persons := _people(value, ROLES[name]):
            for person in persons:
                home = person.role if name in _OTHERS else ROLES[name]
                people[home] = (*people.get(home, ()), person)
        else:
            ignored("no name was found in it", "write a name, or name: and role:")
    elif (row := _BY_NAME.get(name)) is None or row.shape is Shape.elsewhere:
        if row and row.choices and as_text(value, long=False).lower() not in row.choices:
            ignored(*_wrong(row, as_text(value, long=False)))
            return
        extra[clean(key)] = as_plain(value)
    elif isinstance(taken := _value(row, value), str) and not taken:
        ignored(*_wrong(row, as_text(value, long=False)))
    elif taken is not None:
        if row.key == "series" and isinstance(value, Mapping) and (position := value.get("position")):
            found["series_position"] = as_text(position, long=False)
        if row.attribute:
            found[row.attribute] = taken
        else:
            extra[row.key] = taken


def _is_name(item: tuple[Any, Any]) -> bool:
    """Whether the only key of a mapping is somebody's name, and not a key that nobody knows."""
    key, value = item
    return isinstance(value, Mapping) or str(key) != str(key).lower()


def is_role(word: str) -> bool:
    """Whether a word says what somebody did for a publication: one of our keys, or a MARC relator code."""
    return (word := word.strip().lower()) in ROLES or _RELATOR.fullmatch(word) is not None


def _value(row: Field, value: Any) -> Any:
    """A value in the shape of its row: None when nothing was said, an empty string when it cannot be used."""
    word = as_text(value, long=False)
    if row.shape is Shape.language:
        return language_tag(word)
    if row.shape is Shape.choice:
        return row.choices.get(word.lower(), "")
    if row.shape is Shape.truth:
        return word.lower() in _TRUE if word.lower() in _TRUE | FALSE else ""
    if row.shape is Shape.levels:
        return int(word) if word in tuple("123456") else ""
    if row.shape is Shape.address:
        return word if ADDRESS.fullmatch(word) else ""
    if row.shape in (Shape.words, Shape.files):
        return as_list(value) or None
    return as_text(value, long=row.shape is Shape.paragraphs) or None


def _wrong(row: Field, word: str) -> tuple[str, str]:
    """What is wrong with a value that cannot be used, and the cure."""
    if row.shape is Shape.language:
        return f"{shown(word)} is no language tag", "write a tag such as en, de or pt-BR"
    if row.shape is Shape.truth:
        return "the value is neither true nor false", f"write {row.key}: true or {row.key}: false"
    if row.shape is Shape.elsewhere:
        meant = ", ".join(dict.fromkeys(row.choices.values()))
        return f"“{shown(word)}” is not known here", f"{row.key} can be: {meant}"
    why, _, hint = row.hint.partition("|")
    return why, hint


def _people(value: Any, role: str) -> tuple[Contributor, ...]:
    """People as Pandoc writes them: a name, a list of names, or mappings with name (or text), role and file-as."""
    entries = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    persons = []
    for entry in entries[:_MAX_PEOPLE]:
        if isinstance(entry, Mapping):
            plain = {str(k).strip().lower(): v for k, v in entry.items()}
            given = next((plain[k] for k in NAMES_OF_PEOPLE if plain.get(k)), "")
            if isinstance(given, Mapping):
                given = " ".join(as_text(given.get(k), long=False) for k in ("given", "family"))
            elif not given and (plain.get("given") or plain.get("family")):
                given = " ".join(as_text(plain.get(k), long=False) for k in ("given", "family"))
            if not given and len(plain) == 1 and _is_name(*entry.items()):
                given = next(iter(entry))
            name, file_as = as_text(given, long=False), as_text(plain.get("file-as"), long=False)
            code = as_text(plain.get("role"), long=False).lower()
            code = ROLES.get(code, code if is_role(code) else role)
        else:
            name, file_as, code = as_text(entry, long=False), "", role
        if name:
            persons.append(Contributor(name, code, file_as))
    return tuple(persons)
