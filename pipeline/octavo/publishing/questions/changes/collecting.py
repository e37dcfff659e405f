"""The two editions of a comparison: from a folder, from a build without writing, or from a file. Floor 4.

Runs outside the worker and reads files as bytes only; the worker parses them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from octavo import pagemap, themes
from octavo.errors import EditionError
from octavo.files import Limits, read_file
from octavo.folders import Folder, is_work
from octavo.model import Origin, PageMap, Picture, Place
from octavo.pictures import LeftOut, check_picture
from octavo.publishing.beside import IMAGES, look, standing_pictures
from octavo.publishing.choose_manuscript import decoded
from octavo.publishing.questions.changes.values import Edition
from octavo.publishing.results import freshness, keys
from octavo.publishing.results.folder import PAGES, pages_in, reading, record_in
from octavo.publishing.results.freshness import Order
from octavo.publishing.values.record import Record
from octavo.publishing.values.task import Published, Task

LARGEST_PDF = 1 << 30


def standing(path: Path, limits: Limits, home: Path | None = None) -> Edition:
    """The edition in a publication's folder. ``home`` is where its seed lies. Raises ``EditionError``."""
    try:
        folder = Folder(path)
    except OSError:
        raise EditionError("no edition has been made there", Place(str(path)), "octavo build makes it") from None
    with folder, reading(path):
        record = record_in(folder)
        names = [name for name in folder.files() if name.endswith(".md") and ".new" not in name]
        own = f"{path.absolute().name}.md"
        manuscript = own if own in names else names[0] if names else ""
        data = folder.read(manuscript, limits.seed_bytes) if manuscript else None
        if data is None:
            raise EditionError("there is no manuscript in this folder", Place(str(path)), "octavo build makes it")
        pdf = record.editions["pdf"].file if record and "pdf" in record.editions else f"{manuscript[:-3]}.pdf"
        beside = look(str(path), limits)
        return Edition(
            name=str(path / manuscript),
            manuscript=decoded(data, str(path / manuscript))[0],
            pictures=standing_pictures(beside, limits),
            bibliography=tuple((name, held) for name, held in beside.files.items() if "/" not in name),
            pages=pages_in(folder),
            pdf=folder.read(pdf, LARGEST_PDF) or b"",
            complete=True,
            origins=_origins(record, home),
        )


def in_file(path: Path, limits: Limits) -> Edition:
    """An earlier edition that somebody kept: a PDF, a manuscript, or a publication's folder.

    Raises ``SeedError`` for a file that cannot be read, ``EditionError`` for a folder that holds no edition.
    """
    if path.is_dir():
        return standing(path, limits)
    data = read_file(str(path), LARGEST_PDF)
    if data.startswith(b"%PDF"):
        return Edition(str(path), pdf=data)
    return Edition(str(path), decoded(data[: limits.seed_bytes], str(path))[0])


def made_of(published: Published, task: Task) -> Edition:
    """The edition that a worker has just made. Raises ``EditionError`` where it could not make the PDF."""
    if published.errors:
        raise published.errors[0]
    files = dict(published.files)
    limits, slug = task.settings.limits, task.seed.slug
    text = files.get(f"{slug}.md", task.current or b"")
    record = published.record
    pdf = record.editions["pdf"].file if record and "pdf" in record.editions else ""
    beside = look(task.folder, limits)
    pictures = {picture.name: picture for picture in standing_pictures(beside, limits)}
    pictures |= _pictures(files, limits)
    works = {name: data for name, data in beside.files.items() if "/" not in name}
    works |= {name: data for name, data in files.items() if is_work(name)}
    works = {name: data for name, data in works.items() if name not in (PAGES, "record.json")}
    name = str(Path(task.folder) / f"{slug}.md")
    return Edition(
        name=name,
        manuscript=decoded(text, name)[0],
        pictures=tuple(pictures.values()),
        bibliography=tuple(works.items()),
        pages=_page_map(files.get(PAGES)) or _standing_pages(task),
        pdf=files.get(pdf, b"") or _standing_file(task, pdf),
        complete=True,
        origins=_origins(record, keys.base(task.seed)),
    )


def fresh(task: Task, order: Order) -> bool:
    """Whether the publication's folder holds what a build would make now."""
    theme = themes.load(order.settings.theme, [Path(root) for root in order.themes], order.settings.css)
    return freshness.fresh(task, dataclasses.replace(order, theme_fingerprint=theme.fingerprint)) is not None


def _pictures(files: Mapping[str, bytes], limits: Limits) -> dict[str, Picture]:
    found = {}
    for path, data in files.items():
        if path.startswith(f"{IMAGES}/"):
            try:
                checked = check_picture(data, limits)
            except LeftOut:
                continue
            name = path.partition("/")[2]
            found[name] = Picture(name, checked.data, checked.media_type, checked.width, checked.height)
    return found


def _page_map(data: bytes | None) -> PageMap | None:
    return pagemap.from_json(data.decode()) if data else None


def _standing_pages(task: Task) -> PageMap | None:
    try:
        with Folder(Path(task.folder)) as folder:
            return pages_in(folder)
    except OSError:
        return None


def _standing_file(task: Task, name: str) -> bytes:
    try:
        with Folder(Path(task.folder)) as folder:
            return (folder.read(name, LARGEST_PDF) if name else None) or b""
    except OSError:
        return b""


def _origins(record: Record | None, home: Path | None) -> tuple[Origin, ...]:
    if record is None or home is None:
        return ()
    return tuple(Origin(line, Place(str(home / name), seed or None)) for line, name, seed in record.origins)
