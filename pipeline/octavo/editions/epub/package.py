"""The parts of an EPUB as plain values: what the other modules make and the container packs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

XHTML_TYPE = "application/xhtml+xml"
TEXT = "text/"
"""The folder of the chapters; pictures are in ``images/``, everything else beside the package document."""


@dataclass(frozen=True)
class File:
    """One file of the publication. ``id`` is its name in the manifest, ``linear`` None when it is not in the spine."""

    id: str
    name: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    linear: bool | None = None


@dataclass(frozen=True)
class Meta:
    """One element of the package's metadata: ``dc:title``, ``meta`` or ``link``, with its text and attributes."""

    tag: str
    text: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Package:
    """A whole publication, ready to be packed. ``epoch`` is its moment in seconds since 1970 UTC.

    ``guide`` are the landmarks for reading systems of before EPUB 3 (OPF 2.0.1, section 2.6).
    """

    identifier: str
    title: str
    lang: str
    metadata: tuple[Meta, ...]
    files: tuple[File, ...]
    guide: tuple[Landmark, ...] = ()
    direction: str = ""
    epoch: int = 0


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents: its words, where it leads (``text/one.xhtml#id``) and the lines below it."""

    title: str
    href: str
    below: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class PageEntry:
    """A line of the list of pages: the label on the folio and where the page begins."""

    label: str
    href: str


@dataclass(frozen=True)
class Landmark:
    """A place that reading systems offer by name: its ``epub:type``, its words and where it is."""

    kind: str
    title: str
    href: str
