"""Check the files in ``out/`` again. Floor 4; runs inside a worker.

Reads the publication's folder, and the seed for the manuscript's own proof; writes nothing. What the record says of a
proof is not believed: everything is compared anew.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octavo import themes
from octavo.body import Body
from octavo.body.compose import compose
from octavo.check import Proof, Standing, check_publication, prove_manuscript, styles_of
from octavo.editions.table import EDITIONS
from octavo.errors import EditionError, OctavoError
from octavo.folders import Folder, is_work
from octavo.model import Manuscript, Metadata, Origin, Place
from octavo.pandoc import Pandoc
from octavo.publishing.beside import look as look_beside
from octavo.publishing.beside import standing_pictures
from octavo.publishing.choose_manuscript import decoded
from octavo.publishing.make_editions import Press
from octavo.publishing.recipe import layout_of, metadata_of, settled
from octavo.publishing.results import keys
from octavo.publishing.results.folder import pages_in
from octavo.publishing.values.record import Record, digest
from octavo.publishing.values.task import Task
from octavo.publishing.write_manuscript import author
from octavo.readers.seeds.reader import read_seed
from octavo.settings import options


@dataclass(frozen=True)
class Looked:
    """The proof of a publication, and the files it speaks of, by the name of the edition."""

    proof: Proof
    files: dict[str, str]


def look(task: Task, pandoc: Pandoc) -> Looked:
    """Compare everything in the publication's folder. Raises ``EditionError`` when there is nothing to compare."""
    try:
        folder = Folder(Path(task.folder))
    except OSError:
        raise _not_made(task) from None
    with folder:
        return _compare(task, folder, pandoc)


def _not_made(task: Task) -> EditionError:
    return EditionError("it has not been made yet", Place(task.folder), f"octavo build {task.seed.slug}")


def _compare(task: Task, folder: Folder, pandoc: Pandoc) -> Looked:
    slug, record, home = task.seed.slug, task.record, Path(task.folder)
    if task.current is None:
        raise _not_made(task)
    names = {name: kind.file(slug) for name, kind in EDITIONS.items()}
    if record:
        names.update((name, row.file) for name, row in record.editions.items())
    files = {name: data for name, file in names.items() if (data := folder.read(file)) is not None}
    path = str(home / f"{slug}.md")
    beside = look_beside(task.folder, task.settings.limits)
    text, _ = decoded(task.current, path)
    manuscript = Manuscript(
        text, path, _origins(task), standing_pictures(beside, task.settings.limits), _bibliography(task, folder)
    )
    if record:  # what the command line set when it was built
        task = dataclasses.replace(task, settings=dataclasses.replace(task.settings, overrides=record.overrides))
    own, metadata, _ = metadata_of(manuscript, task)
    manuscript = dataclasses.replace(manuscript, bibliography=_named(manuscript, metadata))
    body = compose(manuscript, metadata, pandoc)
    standing = Standing(
        slug,
        files,
        {name: row.sha256 for name, row in record.editions.items()} if record else {},
        record.manuscript if record else "",
        pages_in(folder),
        _manuscript_proof(task, body, pandoc),
        _styles(task, body),
        *_further(folder, record),
        again=_Again(task, manuscript, own, metadata, pandoc),
    )
    proof = check_publication(standing, body)
    return Looked(proof, {"manuscript": manuscript.path, **{name: str(home / file) for name, file in names.items()}})


def _manuscript_proof(task: Task, body: Body, pandoc: Pandoc) -> Mapping[str, Any]:
    """The manuscript compared with the seed; nothing for one that is not what Octavo makes of the seed today."""
    try:
        draft = read_seed(task.seed, pandoc, task.settings.limits, task.settings.defaults)
        own = author(draft, task.seed, task.settings).text.encode()
        return prove_manuscript(draft, body).to_json() if own == task.current else {}
    except OctavoError:  # the build says what is wrong with a seed
        return {}


def _further(folder: Folder, record: Record | None) -> tuple[dict[str, dict[str, bytes]], frozenset[str]]:
    """The other files of editions that are folders, and the editions of which one is gone or was changed."""
    found: dict[str, dict[str, bytes]] = {}
    altered = set()
    for name, row in record.editions.items() if record else ():
        home = EDITIONS[name].folder if name in EDITIONS else ""
        for path, own in row.further.items():
            data = folder.read(path)
            if data is None or digest(data) != own:
                altered.add(name)
            if data is not None and home and path.startswith(f"{home}/"):
                found.setdefault(name, {})[path.removeprefix(f"{home}/")] = data
    return found, frozenset(altered)


@dataclass(frozen=True)
class _Again:
    """Makes an edition of a publication anew: its bytes, or none if that is not possible."""

    task: Task
    manuscript: Manuscript
    own: Metadata
    metadata: Metadata
    pandoc: Pandoc

    def __call__(self, name: str) -> bytes:
        if name not in EDITIONS or EDITIONS[name].folder:
            return b""
        task = dataclasses.replace(self.task, record=None)
        try:
            chosen = options(task.settings, layout_of(self.own))
            metadata, chosen = settled(self.metadata, chosen, task)
            theme = themes.load(task.settings.theme, [Path(root) for root in task.themes], task.settings.css)
            body = compose(self.manuscript, metadata, self.pandoc)
            press = Press(task, body, {}, theme.dressed(chosen), chosen)
            press.make(EDITIONS[name])
        except OctavoError:
            return b""
        return dict(press.files).get(EDITIONS[name].file(task.seed.slug), b"")


def _styles(task: Task, body: Body) -> dict[str, str]:
    try:
        theme = themes.load(task.settings.theme, [Path(root) for root in task.themes], task.settings.css)
        chosen = options(task.settings, task.record.layout if task.record else {})
        return styles_of(theme.dressed(chosen), body)
    except OctavoError:  # a theme that is gone is told by the build
        return {}


def _origins(task: Task) -> tuple[Origin, ...]:
    home = keys.base(task.seed)
    rows = task.record.origins if task.record else ()
    return tuple(Origin(line, Place(str(home / name), seed or None)) for line, name, seed in rows)


def _bibliography(task: Task, folder: Folder) -> tuple[tuple[str, bytes], ...]:
    limit = task.settings.limits.bibliography_bytes
    names = (name for name in folder.files() if is_work(name))
    return tuple((name, data) for name in names if (data := folder.read(name, limit)) is not None)


def _named(manuscript: Manuscript, metadata: Metadata) -> tuple[tuple[str, bytes], ...]:
    """The existing bibliographies that the manuscript names, in its order."""
    there = dict(manuscript.bibliography)
    return tuple((name, there[name]) for name in metadata.bibliography if name in there)
