"""The metadata of the package document (EPUB 3.3, section 5.5), as plain values."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from pathlib import PurePosixPath

from octavo.editions.epub.package import Meta
from octavo.editions.epub.text import clean
from octavo.metadata.dates import date_of
from octavo.metadata.fields import values_for
from octavo.metadata.isbn import isbn_of
from octavo.metadata.values import NUMBERED
from octavo.model import Level, Metadata, Notice
from octavo.notices import Code

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "tag:octavo,2026:publication")
"""The identifiers of publications that have none of their own are names in this space."""

LONG_TEXT = 20_000
LONG_LINE = 1_000
_APART = frozenset({"dc:title", "dc:language", "dc:identifier", "series"})
_LONG = frozenset({"dc:rights", "dc:description"})
_ROLE = re.compile(r"[a-z]{3}")
_SCHEMES = {"isbn": "15", "doi": "06"}  # ONIX code list 5


def identifier(metadata: Metadata, path: str) -> tuple[str, str]:
    """The unique identifier and its kind: ``isbn``, ``doi``, ``uri`` or ``text`` as given, else ``uuid``.

    Without one in the metadata it is made of the publication's slug alone, so that it outlives every change of the
    text: an e-reader then keeps the reader's place and notes.
    """
    given = clean(metadata.identifier, LONG_LINE)
    if isbn := isbn_of(given):
        return f"urn:isbn:{isbn}", "isbn"
    doi = re.fullmatch(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*|urn:doi:)?(10\.\d{4,9}/\S+)", given, re.IGNORECASE)
    if doi:
        return f"https://doi.org/{doi[1]}", "doi"
    number = re.fullmatch(r"(?:urn:uuid:)?([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})", given, re.IGNORECASE)
    if number:
        return f"urn:uuid:{number[1].lower()}", "uuid"
    if given and not given.lower().startswith("urn:uuid:"):
        return given, "uri" if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:\S+$", given) else "text"
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, PurePosixPath(path.replace(chr(92), '/')).stem)}", "uuid"


def describe(
    metadata: Metadata, title: str, lang: str, ident: tuple[str, str]
) -> tuple[tuple[Meta, ...], tuple[Notice, ...]]:
    """The elements of the package's metadata except the unique identifier itself, and what could not be used."""
    told = [Meta("dc:title", title, {"id": "title"}), _refine("title", "title-type", "main")]
    notices: list[Notice] = []
    subtitle = clean(metadata.subtitle, LONG_LINE)
    if subtitle:
        told += [Meta("dc:title", subtitle, {"id": "subtitle"}), _refine("subtitle", "title-type", "subtitle")]
    told.append(Meta("dc:language", lang))
    if ident[1] in _SCHEMES:
        told.append(_refine("id", "identifier-type", _SCHEMES[ident[1]], "onix:codelist5"))
    told += _people(metadata)
    date = date_of(metadata.date)
    if metadata.date.strip() and not date:
        notices.append(
            Notice(
                Code.metadata_ignored,
                f"the date {clean(metadata.date, 60)!r} is shown on the title page, but e-readers cannot sort by it",
                hint="write it as 2026-11-22",
                level=Level.info,
            )
        )
    said = {
        tag: [clean(text, LONG_TEXT if tag in _LONG else LONG_LINE) for text in texts] for tag, texts in _rows(metadata)
    }
    said["dc:date"] = [date]
    if not any(said.get("dc:description", ())):
        said["dc:description"] = [clean(metadata.abstract, LONG_TEXT)]
    told += [Meta(tag, text) for tag, texts in said.items() for text in dict.fromkeys(texts) if text]
    return (*told, *_series(metadata)), tuple(notices)


def _rows(metadata: Metadata) -> Iterator[tuple[str, list[str]]]:
    """Each plain element with its texts; those that need attributes are written by functions of their own."""
    said: dict[str, list[str]] = {}
    for tag, texts in values_for(metadata, "epub"):
        if tag not in _APART:
            said.setdefault(tag, []).extend(texts)
    yield from said.items()


def _people(metadata: Metadata) -> list[Meta]:
    """Authors as creators, everybody else as contributors with a MARC relator code."""
    told: list[Meta] = []
    for number, person in enumerate(metadata.contributors, 1):
        name = clean(person.name, LONG_LINE)
        if not name:
            continue
        ident = f"person-{number}"
        told.append(Meta("dc:creator" if person.role == "aut" else "dc:contributor", name, {"id": ident}))
        if _ROLE.fullmatch(person.role):
            told.append(_refine(ident, "role", person.role, "marc:relators"))
        file_as = clean(person.file_as, LONG_LINE)
        if file_as:
            told.append(_refine(ident, "file-as", file_as))
    return told


def _series(metadata: Metadata) -> list[Meta]:
    series = clean(metadata.series, LONG_LINE)
    if not series:
        return []
    told = [
        Meta("meta", series, {"property": "belongs-to-collection", "id": "series"}),
        _refine("series", "collection-type", "series"),
    ]
    position = clean(metadata.series_position)
    if NUMBERED.fullmatch(position):
        told.append(_refine("series", "group-position", position))
    return told


def _refine(ident: str, name: str, text: str, scheme: str = "") -> Meta:
    attributes = {"refines": f"#{ident}", "property": name}
    return Meta("meta", text, {**attributes, "scheme": scheme} if scheme else attributes)
