"""The press: makes the editions of one body, each after the one it needs, and keeps what is still good. Floor 4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from octavo import pagemap
from octavo.body import Body
from octavo.check import prove_edition
from octavo.editions import EDITIONS, EditionKind, Job
from octavo.errors import EditionError, OctavoError
from octavo.model import Made, Notice, Options, PageMap, Place
from octavo.publishing.results import keys
from octavo.publishing.results.record import EditionRecord, digest
from octavo.publishing.workers.task import Task
from octavo.themes import Theme


class Press:
    """The editions of one publication. ``make`` fills ``rows`` for the record, ``files`` to write, and ``made``."""

    def __init__(self, task: Task, body: Body, pictures: Mapping[str, str], theme: Theme, chosen: Options) -> None:
        self._task, self._body, self._theme, self._options = task, body, theme, chosen
        self._old = dict(task.record.editions) if task.record else {}
        self._failed: set[str] = set()
        self._sources = keys.Sources(body.manuscript, pictures)
        self._data: dict[str, bytes] = {}
        self.rows: dict[str, EditionRecord] = dict(self._old)
        self.files: list[tuple[str, bytes]] = []
        self.made: list[str] = []
        self.notices: list[Notice] = []
        self.errors: list[OctavoError] = []
        self._pages: PageMap | None = None
        self.page_map = ""

    def make(self, kind: EditionKind) -> None:
        """Make one edition, and before it the one it needs, unless both are there already."""
        if kind.name in self._data or kind.name in self._failed:
            return
        if kind.after:
            self.make(EDITIONS[kind.after])
        file = f"{self._task.seed.slug}{kind.suffix}"
        key = self._key(kind)
        standing = self._standing(kind.name, file, key)
        if standing is not None:
            self._data[kind.name] = standing
            if kind.name == "pdf":
                self._follow(standing, self._standing_pages())
            return
        try:
            made = kind.maker()(Job(self._body, self._theme, self._options, self._pages, self._data.get("pdf", b"")))
            proof = prove_edition(kind.name, made.data, self._body)
            if not proof.ok:
                raise proof.error(Place(f"{self._task.folder}/{file}"))
        except EditionError as error:
            self._failed.add(kind.name)
            self.errors.append(error)
            self.rows.pop(kind.name, None)
            return
        self._keep(kind, file, key, made, proof.to_json())

    def _keep(self, kind: EditionKind, file: str, key: str, made: Made, proof: Mapping[str, object]) -> None:
        self._data[kind.name] = made.data
        self.files.append((file, made.data))
        self.notices.extend(made.notices)
        self.made.append(kind.name)
        self.rows[kind.name] = EditionRecord(file, digest(made.data), key, made.page_count, proof)
        if made.pages is not None and kind.name == "pdf":
            self._follow(made.data, made.pages)
            self.files.append(("pages.json", pagemap.to_json(made.pages).encode()))

    def _follow(self, pdf: bytes, pages: PageMap | None) -> None:
        """From here on editions have the PDF's pages and bytes."""
        self._pages = pages
        self.page_map = digest(pagemap.to_json(pages).encode()) if pages else ""
        self._sources = replace(self._sources, page_map=self.page_map, pdf=digest(pdf))

    def _key(self, kind: EditionKind) -> str:
        return keys.edition_key(
            kind, self._sources, self._theme.fingerprint, self._options, self._task.settings, self._task.fixed_epoch
        )

    def _standing(self, name: str, file: str, key: str) -> bytes | None:
        """The edition that stands in the folder, if it is the very one that would be made."""
        row = self._old.get(name)
        if row is None or row.key != key or row.file != file:
            return None
        try:
            data = (Path(self._task.folder) / file).read_bytes()
        except OSError:
            return None
        return data if digest(data) == row.sha256 else None

    def _standing_pages(self) -> PageMap | None:
        try:
            pages = pagemap.from_json((Path(self._task.folder) / "pages.json").read_text("utf-8"))
        except (OSError, ValueError, EditionError):
            return None
        return pages if pages.manuscript == self._body.manuscript else None
