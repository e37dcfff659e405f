"""The press: makes the editions of one body, each after the one it needs, and keeps what is still good. Floor 4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from octavo import pagemap
from octavo.body import Body
from octavo.check import Text, prove_edition
from octavo.editions import EditionKind, Job, Takes
from octavo.editions.table import EDITIONS
from octavo.errors import EditionError, OctavoError
from octavo.folders import Folder
from octavo.model import Made, Notice, Options, PageMap, Place
from octavo.publishing.results import keys
from octavo.publishing.results.folder import PAGES, pages_of
from octavo.publishing.values.record import EditionRecord, digest, digest_of
from octavo.publishing.values.stages import Stages
from octavo.publishing.values.task import Task
from octavo.themes import Theme

PAGED = "pdf"
"""The edition whose pages the others follow."""


class Press:
    """The editions of one publication. ``make`` fills ``rows`` for the record, ``files`` to write, and ``made``.

    Without a ``proven`` manuscript no edition is: all are put beside those that are.
    """

    def __init__(
        self,
        task: Task,
        body: Body,
        pictures: Mapping[str, str],
        theme: Theme,
        chosen: Options,
        proven: bool = True,
        stages: Stages | None = None,
    ) -> None:
        self._stages = stages or Stages()
        self._proven = proven
        self._task, self._body, self._theme, self._options = task, body, theme, chosen
        self._old = dict(task.record.rows) if task.record else {}
        self._failed: set[str] = set()
        self._sources = keys.Sources(body.manuscript, pictures)
        self._data: dict[str, bytes] = {}
        self.rows: dict[str, EditionRecord] = dict(task.record.editions) if task.record else {}
        self.failed: dict[str, EditionRecord] = dict(task.record.failed) if task.record else {}
        self.files: list[tuple[str, bytes]] = []
        self.made: list[str] = []
        self.unproven: dict[str, str] = {}
        self.notices: list[Notice] = []
        self.errors: list[OctavoError] = []
        self._pages: PageMap | None = None
        self.page_map = ""
        self.keep = b""

    @cached_property
    def _text(self) -> Text:
        return Text.of(self._body)

    def make(self, kind: EditionKind) -> None:
        """Make one edition, and before it the one it needs, unless both are there already."""
        if kind.name in self._data or kind.name in self._failed:
            return
        if kind.needs:
            self.make(EDITIONS[kind.needs])
            if kind.takes is Takes.file and kind.needs in self._failed and kind.needs not in self._data:
                self._fail(kind)  # why the one that it needs is not there has been said
                return
        file = kind.file(self._task.seed.slug)
        key = self._key(kind)
        standing = self._standing(kind.name, file, key)
        pages = self._standing_pages() if kind.name == PAGED and standing is not None else None
        if standing is not None and (kind.name != PAGED or pages is not None):
            self.rows[kind.name] = self._old[kind.name]
            self.failed.pop(kind.name, None)
            self._follow(kind, standing, pages)
            return
        source = self._data.get(kind.needs, b"")
        try:
            with self._stages.during(f"making {kind.name}"):
                made = kind.make(self._job(kind, source))
            with self._stages.during(f"comparing {kind.name} with the manuscript"):
                proof = prove_edition(kind.name, made.data, self._body, self._text, source=source,
                                      further=dict(made.further), closely=False)  # fmt: skip
        except EditionError as error:
            self._fail(kind)
            self.errors.append(error)
            return
        if proof.ok and self._proven:
            self._keep(kind, file, key, made, proof.to_json())
            return
        self._fail(kind)
        beside = self._put_beside(file, made)
        if not proof.ok:
            self.errors.append(proof.error(Place(f"{self._task.folder}/{file}"), beside))
        elif kind.name == PAGED:
            self._follow(kind, made.data, made.pages)

    def _fail(self, kind: EditionKind) -> None:
        """No edition was made: that of the last time stays, and is known as one that is out of date."""
        self._failed.add(kind.name)
        if row := self.rows.pop(kind.name, None):
            self.failed[kind.name] = row

    def _job(self, kind: EditionKind, source: bytes) -> Job:
        before = self._old.get(kind.name)
        job = Job(self._body, self._theme, self._options, self._pages, source)
        job = replace(job, remembered=before.remembered if before else {})
        if kind.name != PAGED:
            return job
        under = digest_of([keys.versions(), keys.code(), self._theme.fingerprint])
        return replace(job, kept=self._task.kept, under=under)

    def _put_beside(self, file: str, made: Made) -> str:
        """Keep an edition that is not proven, under a name that says so, and never over one that is."""
        path = PurePosixPath(file)
        name = str(path.with_name(f"{path.stem}.unproven{path.suffix}"))
        self.files.append((name, made.data))
        self.notices.extend(made.notices)
        self.unproven[name] = digest(made.data)
        return name

    def _keep(self, kind: EditionKind, file: str, key: str, made: Made, proof: Mapping[str, object]) -> None:
        further = {kind.further(self._task.seed.slug, name): data for name, data in made.further}
        self.files += [(file, made.data), *further.items()]
        self.notices.extend(made.notices)
        self.made.append(kind.name)
        self.failed.pop(kind.name, None)
        digests = {path: digest(data) for path, data in further.items()}
        self.rows[kind.name] = EditionRecord(
            file, digest(made.data), key, made.page_count, proof, digests, made.remembered
        )
        self.keep = self.keep or made.keep
        self._follow(kind, made.data, made.pages if kind.name == PAGED else None)
        if made.pages is not None and kind.name == PAGED:
            self.files.append((PAGES, pagemap.to_json(made.pages).encode()))

    def _follow(self, kind: EditionKind, data: bytes, pages: PageMap | None) -> None:
        """Make a finished edition, and the pages of the standard PDF, available to the editions that need them."""
        self._data[kind.name] = data
        if kind.name == PAGED:
            self._pages = pages
            self.page_map = digest(pagemap.to_json(pages).encode()) if pages else ""
        made = {**self._sources.made, kind.name: digest(data)}
        self._sources = replace(self._sources, page_map=self.page_map, made=made)

    def _key(self, kind: EditionKind) -> str:
        return keys.edition_key(
            kind, self._sources, self._theme.fingerprint, self._options, self._task.settings, self._task.epoch
        )

    def _standing(self, name: str, file: str, key: str) -> bytes | None:
        """The edition in the folder, if a build would make exactly the same."""
        row = self._old.get(name)
        if row is None or row.key != key or row.file != file:
            return None
        try:
            with Folder(Path(self._task.folder)) as folder:
                data = folder.read(file)
                whole = all(folder.digest(path) == wanted for path, wanted in row.further.items())
        except OSError:
            return None
        return data if data is not None and whole and digest(data) == row.sha256 else None

    def _standing_pages(self) -> PageMap | None:
        """The page map that stands, if it is the very one that came with the PDF."""
        pages = pages_of(Path(self._task.folder))
        if pages is None or self._task.record is None or pages.manuscript != self._body.manuscript:
            return None
        return pages if digest(pagemap.to_json(pages).encode()) == self._task.record.page_map else None
