"""The only module that uses EbookLib: a ``Package`` in, the bytes of an EPUB out, every failure an ``EditionError``.

EbookLib writes the package document and the container. What it would add by itself (random identifiers, the clock,
lists of pages guessed from footnotes) is switched off or replaced, so that the same package gives the same bytes.
"""

from __future__ import annotations

import io
import logging
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from ebooklib import epub
from lxml import etree

from octavo.editions.epub.package import File, Meta, Package
from octavo.errors import EditionError

FIRST_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest a zip archive can hold; the book's own date is in its metadata
PACKED = (".png", ".jpg", ".jpeg", ".gif", ".webp")  # compressing these again gains nothing
OPTIONS = {"raise_exceptions": True, "epub3_pages": False, "epub3_landmark": False, "epub2_guide": True}
REGULAR_FILE = 0o644 << 16


def pack(package: Package) -> bytes:
    """The EPUB as bytes. Raises ``EditionError`` when EbookLib fails or says that it left something out."""
    with _heard() as said:
        try:
            raw = _write(package)
        except Exception as error:
            raise EditionError(f"the EPUB could not be written: {error}") from error
    if said:
        raise EditionError(f"the EPUB could not be written: {said[0]}")
    return _repack(raw, package.lang)


def _write(package: Package) -> bytes:
    """What EbookLib makes of the package, uncompressed."""
    book = epub.EpubBook()
    book.metadata = {}
    book.set_identifier(package.identifier)
    book.title = package.title
    if package.direction:
        book.set_direction(package.direction)
    for meta in package.metadata:
        _add(book, meta)
    for file in package.files:
        book.add_item(_item(file))
    book.spine = [(file.id, "yes" if file.linear else "no") for file in package.files if file.linear is not None]
    book.guide = [{"type": mark.kind, "title": mark.title, "href": mark.href} for mark in package.guide]
    moment = datetime.fromtimestamp(max(package.epoch, 0), UTC)
    buffer = io.BytesIO()
    epub.write_epub(buffer, book, {**OPTIONS, "mtime": moment, "compresslevel": 0})
    return buffer.getvalue()


def _add(book: epub.EpubBook, meta: Meta) -> None:
    if meta.tag.startswith("dc:"):
        book.add_metadata("DC", meta.tag.removeprefix("dc:"), meta.text, dict(meta.attributes))
    else:
        book.add_metadata(None, meta.tag, meta.text or None, dict(meta.attributes))


def _item(file: File) -> epub.EpubItem:
    item = epub.EpubItem(uid=file.id, file_name=file.name, media_type=file.media_type, content=file.data)
    item.properties = list(file.properties)
    return item


def _repack(raw: bytes, lang: str) -> bytes:
    """The same archive with every entry dated alike and compressed; ``mimetype`` stays first and stored (OCF 4.2)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, FIRST_DATE)
            entry.external_attr = REGULAR_FILE
            entry.create_system = 3  # Unix, on every machine
            stored = name == "mimetype" or name.lower().endswith(PACKED)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            data = source.read(name)
            target.writestr(entry, _with_language(data, lang) if name.endswith(".opf") else data, compresslevel=9)
    return out.getvalue()


def _with_language(opf: bytes, lang: str) -> bytes:
    """The package document with the language of its own texts, for which EbookLib has no place."""
    root = etree.fromstring(opf)
    root.set("{http://www.w3.org/XML/1998/namespace}lang", lang)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


class _Listener(logging.Handler):
    """Keeps what EbookLib logs: each of its lines means that something is missing in the book."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if "ebooklib" in record.pathname:
            self.lines.append(record.getMessage())


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Listens to the root logger, which is where EbookLib writes, and keeps its warnings off the screen."""
    listener = _Listener()
    root = logging.getLogger()
    level = root.level
    root.addHandler(listener)
    root.setLevel(logging.INFO)  # it tells of lost metadata at this level
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield listener.lines
    finally:
        root.removeHandler(listener)
        root.setLevel(level)
