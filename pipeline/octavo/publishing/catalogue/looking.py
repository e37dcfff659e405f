"""Reads the metadata and the cover of one publication. Floor 4; runs inside a worker, writes nothing."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
import zlib
from pathlib import Path

import pypdfium2
from lxml import etree
from PIL import Image

from octavo.editions.epub.metadata import identifier
from octavo.errors import EditionError, OctavoError
from octavo.folders import Folder
from octavo.manuscript import split
from octavo.metadata import parse_yaml, to_metadata
from octavo.model import Metadata, Place
from octavo.pandoc import Pandoc
from octavo.pictures import LeftOut, check_picture
from octavo.publishing.catalogue.values import Entry, File, Question
from octavo.publishing.choose_manuscript import decoded
from octavo.publishing.results.folder import reading, record_in
from octavo.publishing.values.record import Record

WIDTH, HEIGHT = 320, 480
"""Pixels of a cover at most."""
_COVER = "cover-image"
_LARGEST = 256 << 20
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_DAMAGED = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, ValueError, EOFError, RuntimeError,
            NotImplementedError, OSError, LeftOut)  # fmt: skip


def look(question: Question, pandoc: Pandoc) -> Entry:
    """The entry of a publication. Raises ``EditionError`` for a folder that holds none."""
    del pandoc
    path = Path(question.folder)
    try:
        folder = Folder(path)
    except OSError:
        raise EditionError("this is no folder of results", Place(str(path))) from None
    with folder, reading(path):
        record = record_in(folder)
        if record is None:
            raise EditionError("this folder has no record", Place(str(path)), "octavo build makes it")
        slug = path.name
        metadata = _metadata(folder, slug, question)
        files = _files(folder, path, slug, record)
        covers = (_cover_in_epub(folder, record, question), _first_page(folder, record))
        return Entry(
            slug=slug,
            title=metadata.title or slug.replace("-", " "),
            identifier=identifier(metadata, f"{slug}.md")[0],
            subtitle=metadata.subtitle,
            authors=metadata.authors,
            lang=metadata.lang if _TAG.fullmatch(metadata.lang) and metadata.lang != "und" else "",
            date=metadata.date,
            publisher=metadata.publisher,
            rights=metadata.rights,
            series=metadata.series,
            series_position=metadata.series_position,
            subjects=tuple(dict.fromkeys((*metadata.subject, *metadata.keywords))),
            description=" ".join((metadata.description or metadata.abstract).split()),
            words=record.words,
            files=files,
            changed=max((_moment(path / Path(file.path).relative_to(slug)) for file in files), default=0),
            manuscript=record.manuscript,
            cover=next((cover for cover in covers if cover), _plain()),
        )


def _metadata(folder: Folder, slug: str, question: Question) -> Metadata:
    data = folder.read(f"{slug}.md", question.limits.seed_bytes) or b""
    place = Place(f"{question.folder}/{slug}.md", 2)
    front: str | None = None
    with contextlib.suppress(OctavoError):
        front = split(decoded(data, str(place.path))[0])[0]
    try:
        written = parse_yaml(front, place)[0] if front else {}
    except OctavoError:
        written = {}
    return to_metadata((dict(question.defaults), None), (written, place))[0]


def _files(folder: Folder, path: Path, slug: str, record: Record) -> tuple[File, ...]:
    """The editions that exist; of one that is a folder, the first file with the size of all."""
    found = []
    for name, row in record.editions.items():
        if folder.kind(row.file) == "a file":
            size = sum(_size(path / inner) for inner in (row.file, *row.further))
            found.append(File(name, f"{slug}/{row.file}", size, row.pages))
    return tuple(found)


def _size(path: Path) -> int:
    with contextlib.suppress(OSError):
        return path.lstat().st_size
    return 0


def _moment(path: Path) -> int:
    with contextlib.suppress(OSError):
        return int(path.lstat().st_mtime)
    return 0


def _cover_in_epub(folder: Folder, record: Record, question: Question) -> bytes:
    """The cover of the EPUB, made small; empty where there is none that can be used."""
    row = record.editions.get("epub")
    data = folder.read(row.file, _LARGEST) if row else None
    if not data:
        return b""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            package = next(name for name in archive.namelist() if name.endswith(".opf"))
            root = etree.fromstring(_part(archive, package), parser)
            items = (item for item in root.iter("{*}item") if _COVER in (item.get("properties") or "").split())
            href = next((item.get("href") or "" for item in items), "")
            if not href:
                return b""
            inside = str(Path(package).parent / href).removeprefix("./")
            checked = check_picture(_part(archive, inside), question.limits)
        if checked.media_type == "image/svg+xml":
            return b""
        return _small(Image.open(io.BytesIO(checked.data)))
    except (*_DAMAGED, StopIteration):
        return b""


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _LARGEST:
        raise ValueError(name)
    return archive.read(name)


def _first_page(folder: Folder, record: Record) -> bytes:
    """The first page of the PDF, made small."""
    row = record.editions.get("pdf")
    data = folder.read(row.file, _LARGEST) if row else None
    if not data:
        return b""
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            page = document[0]
            scale = min(WIDTH / page.get_width(), HEIGHT / page.get_height())
            return _small(page.render(scale=scale).to_pil())
        finally:
            document.close()
    except (pypdfium2.PdfiumError, ZeroDivisionError, *_DAMAGED):
        return b""


def _plain() -> bytes:
    """The cover of what has none: catalogues must show one (OPDS 2.0)."""
    return _small(Image.new("RGB", (WIDTH, HEIGHT), "#8a3b12"))


def _small(image: Image.Image) -> bytes:
    picture = image.convert("RGB")
    picture.thumbnail((WIDTH, HEIGHT))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80, optimize=True)
    return out.getvalue()
