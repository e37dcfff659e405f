"""Layers of plain data in, one ``Metadata`` out. No I/O.

A layer is what somebody wrote in one place (``octavo.toml``, the document's own properties, front matter, a sidecar,
the command line), as ``parse_yaml`` or a reader gives it: a mapping from Pandoc's keys to strings, lists and
mappings. Later layers win. Nothing in a layer can do harm: keys that make other programs run or fetch something are
left aside with a notice, values are text and stay as they were typed, without characters that no file may hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from octavo.metadata.values import as_list, as_plain, as_text, clean, language_tag, shown
from octavo.model import Contributor, Metadata, Notice, Place
from octavo.notices import Code

Layer = tuple[Mapping[str, Any], Place | None]
"""What one place says: keys and values as they were written, and where, for the notices."""

ROLES = {
    "author": "aut",
    "authors": "aut",
    "creator": "aut",
    "contributor": "ctb",
    "contributors": "ctb",
    "editor": "edt",
    "editors": "edt",
    "translator": "trl",
    "translators": "trl",
    "illustrator": "ill",
    "photographer": "pht",
    "narrator": "nrt",
    "designer": "dsr",
    "compiler": "com",
    "foreword": "aui",
    "introduction": "aui",
    "afterword": "aft",
}
"""Keys that name people, and the MARC relator code each stands for."""

_OTHERS = frozenset({"contributor", "contributors", "creator"})
_TEXTS = {
    "title": "title",
    "subtitle": "subtitle",
    "date": "date",
    "identifier": "identifier",
    "isbn": "identifier",
    "publisher": "publisher",
    "rights": "rights",
    "copyright": "rights",
    "license": "rights",
    "series": "series",
    "belongs-to-collection": "series",
    "series-position": "series_position",
    "series-index": "series_position",
    "group-position": "series_position",
    "description": "description",
    "abstract": "abstract",
    "cover-image": "cover_image",
    "papersize": "papersize",
    "paper": "papersize",
}
_LISTS = {"subject": "subject", "subjects": "subject", "keywords": "keywords", "tags": "keywords"}
_LANGUAGE = ("lang", "language")
_LONG = frozenset({"description", "abstract", "rights"})
_FORMS = {
    "article": "article",
    "scrartcl": "article",
    "book": "book",
    "report": "book",
    "memoir": "book",
    "scrbook": "book",
    "scrreprt": "book",
}
REFUSED = re.compile(
    r"header-includes|include-.+|css|stylesheet|templates?|(?:lua-)?filters?|metadata-files?|defaults|pdf-engine.*"
    r"|resource-path|data-dir|extract-media|epub-.+|mathjax|katex|math|html-math-method|highlight.+|syntax-definitions?"
    r"|csl|citation-abbreviations|reference-(?:doc|location)|embed-resources|self-contained|standalone|request-headers"
    r"|variables|(?:in|out)put-files?|to|from|writer|reader|log-file|preamble|before-body|after-body|scripts?|head"
    r"|(?:main|sans|mono|math)font|fontfamily|trace|ipynb-output"
)
"""Keys that elsewhere load files, run programs or put code into pages. Octavo has no use for them."""

_RELATOR = re.compile(r"[a-z]{3}", re.ASCII)
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})
_MAX_PEOPLE = 500


def to_metadata(*layers: Layer) -> tuple[Metadata, tuple[Notice, ...]]:
    """Merge the layers, the later over the earlier, and say what could not be used.

    A key counts as set by the last layer in which it has a value. ``title_given`` becomes true for a title from any
    layer; whoever puts a title of his own making into a layer resets it.
    """
    notices: list[Notice] = []
    found: dict[str, Any] = {}
    people: dict[str, tuple[Contributor, ...]] = {}
    extra: dict[str, Any] = {}
    for data, place in layers:
        named: dict[str, tuple[Contributor, ...]] = {}
        for key, value in data.items():
            _take(str(key), value, place, (found, named, extra, notices))
        people.update(named)
    contributors = tuple(person for role in people.values() for person in role)[:_MAX_PEOPLE]
    return (
        Metadata(**found, contributors=contributors, title_given=bool(found.get("title")), extra=extra),
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

    if REFUSED.fullmatch(name):
        ignored("this key is of no use here and was left aside", "remove it from the metadata")
    elif value is None or (isinstance(value, str) and not value.strip()):
        return
    elif name in ROLES:
        if persons := _people(value, ROLES[name]):
            for person in persons:
                home = person.role if name in _OTHERS else ROLES[name]
                people[home] = (*people.get(home, ()), person)
        else:
            ignored("no name was found in it", "write a name, or name: and role:")
    elif name in _LANGUAGE:
        tag = language_tag(as_text(value, long=False))
        if tag:
            found["lang"] = tag
        else:
            ignored(f"{shown(as_text(value, long=False))} is no language tag", "write a tag such as en, de or pt-BR")
    elif name in _TEXTS:
        if name == "belongs-to-collection" or name == "series":
            position = value.get("position") if isinstance(value, Mapping) else None
            if position:
                found["series_position"] = as_text(position, long=False)
        if words := as_text(value, long=name in _LONG):
            found[_TEXTS[name]] = words
    elif name in _LISTS:
        if words_list := as_list(value):
            found[_LISTS[name]] = words_list
    else:
        _take_choice(name, key, value, found, extra, ignored)


def _take_choice(name: str, key: str, value: Any, found: dict[str, Any], extra: dict[str, Any], ignored: Any) -> None:
    """Keys with few possible values, and keys that Octavo does not know."""
    word = as_text(value, long=False).lower()
    if name == "dir":
        if word in ("ltr", "rtl"):
            found["dir"] = word
        else:
            ignored("the direction is neither ltr nor rtl", "write dir: ltr or dir: rtl")
    elif name in ("toc", "table-of-contents"):
        if word in _TRUE or word in _FALSE:
            found["toc"] = word in _TRUE
        else:
            ignored("the value is neither true nor false", "write toc: true or toc: false")
    elif name == "bibliography":
        found["bibliography"] = as_list(value)
    elif name in ("form", "documentclass"):
        if word in _FORMS:
            found["form"] = _FORMS[word]
        else:
            ignored("the form is neither article nor book", "write form: article or form: book")
    else:
        extra[clean(key)] = as_plain(value)


def _people(value: Any, role: str) -> tuple[Contributor, ...]:
    """People as Pandoc writes them: a name, a list of names, or mappings with name (or text), role and file-as."""
    entries = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    persons = []
    for entry in entries[:_MAX_PEOPLE]:
        if isinstance(entry, Mapping):
            plain = {str(k).strip().lower(): v for k, v in entry.items()}
            given = next((plain[k] for k in ("name", "text", "literal") if plain.get(k)), "")
            if isinstance(given, Mapping):
                given = " ".join(as_text(given.get(k), long=False) for k in ("given", "family"))
            elif not given and (plain.get("given") or plain.get("family")):
                given = " ".join(as_text(plain.get(k), long=False) for k in ("given", "family"))
            if not given and len(plain) == 1:
                given = next(iter(entry))
            name, file_as = as_text(given, long=False), as_text(plain.get("file-as"), long=False)
            code = as_text(plain.get("role"), long=False).lower()
            code = ROLES.get(code, code if _RELATOR.fullmatch(code) else role)
        else:
            name, file_as, code = as_text(entry, long=False), "", role
        if name:
            persons.append(Contributor(name, code, file_as))
    return tuple(persons)
