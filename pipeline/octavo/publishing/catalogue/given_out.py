"""Which files of ``out/`` are given out over HTTP, as what, and how they travel. Floor 4; pure."""

from __future__ import annotations

import gzip
import re

from octavo.folders import is_name
from octavo.publishing.catalogue.files import HOME

MEDIA = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "md": "text/plain; charset=utf-8",
    "jpg": "image/jpeg",
    "json": "application/opds+json",
    "xml": "application/atom+xml;profile=opds-catalog;kind=acquisition",
}
"""What is given out, by the end of its name; anything else is not there."""
TEXTS = frozenset(("html", "md", "json", "xml"))
"""What becomes much smaller on its way; the others are compressed already."""
_LEVEL = 6
_GZIP = re.compile(r"(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?P<weight>[\d.]+)\s*)?(?=,|$)", re.IGNORECASE)


def kind_of(path: str) -> str:
    """The end of a path's name, as ``MEDIA`` has it."""
    return path.rpartition(".")[2]


def is_given_out(path: str) -> bool:
    """Whether this is the name of an edition, a cover or a catalogue: no record, no state, nothing hidden."""
    kind = kind_of(path)
    if not is_name(path) or kind not in MEDIA:
        return False
    if kind in ("json", "xml"):
        return path in ("opds.json", "opds.xml") or (path.startswith(f"{HOME}/") and path.endswith(".opds.json"))
    return kind != "jpg" or path.startswith(f"{HOME}/")


def takes_gzip(accepted: str) -> bool:
    """Whether a client that sends this ``Accept-Encoding`` takes gzip (RFC 9110, 12.5.3)."""
    found = _GZIP.search(accepted)
    return found is not None and bool((found["weight"] or "1").strip("0."))


def zipped(data: bytes) -> bytes:
    """The same bytes in gzip's form, the same each time."""
    return gzip.compress(data, _LEVEL, mtime=0)
