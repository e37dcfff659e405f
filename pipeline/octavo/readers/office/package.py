"""DOCX and ODT packages: zip archives, checked before anything in them is used. Bytes in, parts out."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from octavo.errors import SeedError
from octavo.files import Limits, read_at_most
from octavo.model import Place
from octavo.readers.office.docx_xml import transitional
from octavo.readers.office.sniff import ZIP

_DOCTYPE = re.compile(rb"<!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)
_OUTER = re.compile(
    rb"\A((?:\s*+<\?xml[^>]{0,200}\?>)?\s*+)<!DOCTYPE\s++[\w:.-]++\s++(?:PUBLIC\s++\"[^\"<>\[]*+\"|SYSTEM)"
    rb"\s++\"[^\"<>\[]*+\"\s*+>"
)
"""A document type that is elsewhere, as old formulas name it: it is not fetched, so nothing can hide in it."""
_HINT = "open it in a word processor and save it again"


@dataclass(frozen=True)
class Package:
    """A checked archive. ``names`` are its entries; ``read`` unpacks one of them, within the limits."""

    archive: zipfile.ZipFile
    names: frozenset[str]
    limits: Limits
    place: Place

    def read(self, name: str) -> bytes:
        """The bytes of an entry. Raises ``SeedError`` if it is damaged."""
        try:
            with self.archive.open(name) as stream:
                data = read_at_most(stream, self.limits.package_bytes + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            raise SeedError(f"{name} in the file is damaged", self.place, _HINT) from None
        if len(data) > self.limits.package_bytes:
            raise SeedError(f"{name} in the file is too large", self.place, _HINT)
        return data

    def xml(self, name: str) -> etree._Element | None:
        """An XML part without entities of its own, or None if there is none. Raises ``SeedError``."""
        if name not in self.names:
            return None
        data = transitional(self.read(name))
        if len(data) > self.limits.part_bytes:
            raise SeedError(f"{name} in the file is too large", self.place, _HINT)
        data = _OUTER.sub(rb"\1", data, count=1)
        if _DOCTYPE.search(data[:65536]):
            raise SeedError(f"{name} in the file declares a document type, which may hide anything", self.place, _HINT)
        try:
            root = etree.fromstring(data, xml_parser())
        except (etree.XMLSyntaxError, ValueError):
            raise SeedError(f"{name} in the file is not well-formed XML", self.place, _HINT) from None
        return root


def xml_parser() -> etree.XMLParser:
    """A parser that expands nothing and fetches nothing."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_pis=True, collect_ids=False
    )  # word processors open files in which an id occurs twice


def open_package(data: bytes, place: Place, limits: Limits) -> Package:
    """Check an archive: whole, within the limits, plain names without repetitions.

    Raises ``SeedError`` for any other file.
    """
    if not data.startswith(ZIP):
        ending = Path(place.path).suffix.removeprefix(".").upper() or "DOCX or ODT"
        raise SeedError(f"this is no {ending} file", place, _HINT)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, UnicodeError, RuntimeError):
        raise SeedError("the file is not whole: it is no readable zip archive", place, _HINT) from None
    if len(entries) > limits.package_entries:
        raise SeedError(f"the file has {len(entries)} parts, which is too many", place, _HINT)
    names: set[str] = set()
    total = 0
    for entry in entries:
        total += entry.file_size
        name = entry.filename
        if name.casefold() in names:
            raise SeedError(f"{_shown(name)} is twice in the file", place, _HINT)
        if name.startswith("/") or ".." in re.split(r"[/\\]", name) or "\\" in name or "\0" in name or ":" in name[:2]:
            raise SeedError(f"the name {_shown(name)} in the file leads out of it", place, _HINT)
        if entry.flag_bits & 1:
            raise SeedError("the file is encrypted", place, "save it without a password")
        if entry.file_size > 1 << 20 and entry.file_size > limits.package_ratio * max(entry.compress_size, 1):
            raise SeedError(f"{_shown(name)} in the file unpacks to {entry.file_size / 1e6:.0f} MB", place, _HINT)
        names.add(name.casefold())
    if total > limits.package_bytes:
        raise SeedError(f"the file unpacks to {total / 1e6:.0f} MB, which is too much", place, _HINT)
    return Package(archive, frozenset(entry.filename for entry in entries), limits, place)


def repack(parts: dict[str, bytes]) -> bytes:
    """A fresh archive of the parts that a reader needs, always the same bytes for the same parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in parts:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), parts[name])
    return out.getvalue()


def _shown(name: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in name)[:80]
