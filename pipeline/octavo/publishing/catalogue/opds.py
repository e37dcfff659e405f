"""Catalogues for reading apps: OPDS 1.2 (an Atom feed) and OPDS 2.0 (JSON), both files for any web server. Floor 4."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from lxml import etree
from lxml.etree import _Element

from octavo.publishing.catalogue.values import Entry, File
from octavo.text.characters import fit_for_files

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/terms/"
OPEN = "http://opds-spec.org/acquisition/open-access"
MEDIA = {
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "html": "text/html",
    "md": "text/markdown",
}
_KIND = "application/atom+xml;profile=opds-catalog;kind=acquisition"
_NAMESPACE = "urn:octavo:shelf"


def media_type(file: File) -> str:
    """The media type of an edition, by the end of its name."""
    return MEDIA.get(file.path.rpartition(".")[2], "application/octet-stream")


def cover_of(entry: Entry) -> str:
    """The path of an entry's cover, as an address; empty for none."""
    return f"_shelf/{quote(entry.slug)}.jpg" if entry.cover else ""


def about_of(entry: Entry) -> str:
    """The path of the file that describes one publication."""
    return f"_shelf/{entry.slug}.opds.json"


def feed(entries: Sequence[Entry], title: str) -> bytes:
    """The acquisition feed of OPDS 1.2, newest first."""
    spaces: dict[Any, str] = {None: ATOM, "dc": DC, "opds": "http://opds-spec.org/2010/catalog"}
    root = etree.Element(f"{{{ATOM}}}feed", nsmap=spaces)
    _say(root, "id", _NAMESPACE)
    _say(root, "title", title)
    _say(root, "updated", _moment(max((entry.changed for entry in entries), default=0)))
    author = etree.SubElement(root, f"{{{ATOM}}}author")
    _say(author, "name", "Octavo")
    _link(root, "self", "opds.xml", _KIND)
    _link(root, "start", "opds.xml", _KIND)
    _link(root, "alternate", "index.html", "text/html")
    for entry in newest(entries):
        _entry(root, entry)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def newest(entries: Sequence[Entry]) -> list[Entry]:
    """The entries in the order in which catalogues list them."""
    return sorted(entries, key=lambda entry: (-entry.changed, entry.slug))


def downloads(entry: Entry) -> list[File]:
    """What an app may load of an entry: EPUBs first, as most apps take the first that they know."""
    order = ("epub", "pdf", "html")
    # An app loads one file: a site, which is a folder, is not for apps.
    whole = (file for file in entry.files if file.path.count("/") == 1)
    known = [file for file in whole if media_type(file) != "application/octet-stream"]
    return sorted(known, key=lambda file: order.index(file.edition) if file.edition in order else len(order))


def _entry(root: _Element, entry: Entry) -> None:
    node = etree.SubElement(root, f"{{{ATOM}}}entry")
    _say(node, "title", entry.title)
    _say(node, "id", entry.identifier if ":" in entry.identifier else f"{_NAMESPACE}:{quote(entry.identifier)}")
    _say(node, "updated", _moment(entry.changed))
    for name in entry.authors:
        author = etree.SubElement(node, f"{{{ATOM}}}author")
        _say(author, "name", name)
    for key, value in (("language", entry.lang), ("issued", entry.date), ("publisher", entry.publisher)):
        if value:
            _say(node, key, value, DC)
    if entry.rights:
        _say(node, "rights", entry.rights)
    for subject in entry.subjects:
        etree.SubElement(node, f"{{{ATOM}}}category", term=_fit(subject), label=_fit(subject))
    if entry.description or entry.subtitle:
        _say(node, "summary", entry.description or entry.subtitle).set("type", "text")
    if entry.cover:
        for rel in ("http://opds-spec.org/image", "http://opds-spec.org/image/thumbnail"):
            _link(node, rel, cover_of(entry), "image/jpeg")
    for file in downloads(entry):
        _link(node, OPEN, quote(file.path), media_type(file)).set("length", str(file.size))


def _say(parent: _Element, name: str, text: str, space: str = ATOM) -> _Element:
    node = etree.SubElement(parent, f"{{{space}}}{name}")
    node.text = _fit(text)
    return node


def _link(parent: _Element, rel: str, href: str, media: str) -> _Element:
    return etree.SubElement(parent, f"{{{ATOM}}}link", rel=rel, href=href, type=media)


def _fit(text: str) -> str:
    return " ".join(fit_for_files(text).split())


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(min(max(seconds, 0), 253402300799), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def publications(entries: Sequence[Entry], title: str, address: str = "") -> bytes:
    """The catalogue of OPDS 2.0, newest first; ``address`` is where the folder is published, where that is known."""
    told = {
        "metadata": {"title": _fit(title), "numberOfItems": len(entries)},
        "links": [
            {"rel": "self", "href": f"{address}opds.json", "type": "application/opds+json"},
            {"rel": "alternate", "href": "index.html", "type": "text/html"},
        ],
        "publications": [_publication(entry) for entry in newest(entries) if downloads(entry)],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def publication(entry: Entry, address: str = "") -> bytes:
    """The description of one publication, as a file beside its cover."""
    told = _publication(entry, "../")
    told["links"][-1]["href"] = f"{address}{quote(about_of(entry))}" if address else f"{quote(entry.slug)}.opds.json"
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _publication(entry: Entry, up: str = "") -> dict[str, Any]:
    about: dict[str, Any] = {
        "@type": "http://schema.org/Book",
        "title": _fit(entry.title),
        "identifier": entry.identifier if ":" in entry.identifier else f"{_NAMESPACE}:{quote(entry.identifier)}",
        "modified": _moment(entry.changed),
        "subtitle": _fit(entry.subtitle),
        "author": [_fit(name) for name in entry.authors],
        "language": entry.lang,
        "publisher": _fit(entry.publisher),
        "description": _fit(entry.description),
        "subject": [_fit(subject) for subject in entry.subjects],
        "numberOfPages": entry.pages,
    }
    if entry.series:
        series: dict[str, Any] = {"name": _fit(entry.series)}
        if entry.series_position.isdecimal():
            series["position"] = int(entry.series_position)
        about["belongsTo"] = {"series": series}
    links: list[dict[str, Any]] = [
        {"rel": OPEN, "href": up + quote(file.path), "type": media_type(file), "size": file.size}
        for file in downloads(entry)
    ]
    links.append({"rel": "self", "href": quote(about_of(entry)), "type": "application/opds-publication+json"})
    images = [{"href": up + cover_of(entry), "type": "image/jpeg"}] if entry.cover else []
    told: dict[str, Any] = {"metadata": {key: value for key, value in about.items() if value}, "links": links}
    return {**told, "images": images} if images else told
