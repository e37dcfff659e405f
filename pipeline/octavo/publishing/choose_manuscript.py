"""Which text is the manuscript: Octavo's own while nobody edited it, else the person's. Floor 4.

Reads the seed, the manuscript and what lies beside it; writes nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from octavo import readers
from octavo.body.lines import locate
from octavo.errors import SeedError
from octavo.files import read_file
from octavo.manuscript import split
from octavo.metadata import parse_yaml
from octavo.model import Draft, Manuscript, Notice, Origin, Picture, Place
from octavo.notices import Code
from octavo.pandoc import Pandoc
from octavo.pictures import LeftOut, check_picture
from octavo.publishing.results import keys
from octavo.publishing.results.folder import plain_files
from octavo.publishing.results.record import Record, digest
from octavo.publishing.workers.task import Task
from octavo.publishing.write_manuscript import Authored, author


@dataclasses.dataclass(frozen=True)
class Text:
    """The manuscript in use, and what is remembered of how it came about."""

    manuscript: Manuscript
    inputs: Mapping[str, str]
    key: str
    generated: str
    offered: str
    draft: Draft | None
    notices: tuple[Notice, ...]
    files: tuple[tuple[str, bytes], ...]
    made: bool


def choose(task: Task, pandoc: Pandoc) -> Text:
    """Choose the manuscript: Octavo's own while nobody edited it, else the person's."""
    record, seed = task.record, task.seed
    before = tuple(record.inputs) if record else ()
    inputs = keys.inputs(seed, before)
    key = keys.manuscript_key(seed, inputs, task.settings)
    current = digest(task.current) if task.current is not None else ""
    slug, path = seed.slug, str(Path(task.folder) / f"{seed.slug}.md")
    if record and current == record.manuscript and record.key == key:
        manuscript = Manuscript(
            _decoded(task), path, _origins(record, task), _pictures_beside(task), _bibliography_beside(task)
        )
        return Text(manuscript, inputs, key, record.generated, record.offered, None, (), (), False)
    draft = readers.read_seed(seed, pandoc, task.settings.limits, task.settings.defaults)
    home = keys.base(seed)
    looked_at = tuple(sorted(str(Path(name).relative_to(home)) for name in draft.looked_at))
    inputs = keys.inputs(seed, looked_at)
    key = keys.manuscript_key(seed, inputs, task.settings)
    authored = author(draft, seed, task.settings)
    own = digest(authored.text.encode())
    brought = (
        *((f"images/{picture.name}", picture.data) for picture in draft.pictures),
        *draft.bibliography,
    )
    if task.current is None or current in (own, record.generated if record else own, record.offered if record else own):
        manuscript = Manuscript(authored.text, path, authored.origins, draft.pictures, draft.bibliography)
        files = (*brought, (f"{slug}.md", authored.text.encode()))
        return Text(manuscript, inputs, key, own, "", draft, authored.notices, files, current != own)
    return _edited(task, draft, authored, own, inputs, key, path, brought)


def _edited(
    task: Task,
    draft: Draft,
    authored: Authored,
    own: str,
    inputs: Mapping[str, str],
    key: str,
    path: str,
    brought: tuple[tuple[str, bytes], ...],
) -> Text:
    """The person's own text stays; a new text of the seed is offered beside it."""
    record, slug = task.record, task.seed.slug
    pictures = {picture.name: picture for picture in (*draft.pictures, *_pictures_beside(task))}
    bibliography = {**dict(draft.bibliography), **dict(_bibliography_beside(task))}
    manuscript = Manuscript(_decoded(task), path, (), tuple(pictures.values()), tuple(bibliography.items()))
    manuscript = dataclasses.replace(manuscript, origins=_origins_of_edited(manuscript, authored))
    if record and own in (record.generated, record.offered):
        return Text(manuscript, inputs, key, record.generated, record.offered, None, (), brought, False)
    new = f"{slug}.new.md"
    notice = Notice(
        Code.edited_manuscript.value,
        f"the seed has changed and so had you: your {slug}.md stays, the seed's new text is in {new}",
        Place(path),
        f"to take the new text: mv {new} {slug}.md; to keep yours: delete {new}",
    )
    files = (*brought, (new, authored.text.encode()))
    generated = record.generated if record else ""
    return Text(manuscript, inputs, key, generated, own, None, (*authored.notices, notice), files, False)


def _origins_of_edited(manuscript: Manuscript, authored: Authored) -> tuple[Origin, ...]:
    """Seed places of an edited manuscript: a line that stood in Octavo's text, in order, keeps its place."""
    old = authored.text.split("\n")
    starts = [origin for origin in authored.origins if origin.line <= len(old)]
    found = locate([old[origin.line - 1] for origin in starts], manuscript.text, 1)
    rows = sorted({line: origin.place for line, origin in zip(found, starts, strict=True)}.items())
    return tuple(Origin(line, place) for line, place in rows)


def _decoded(task: Task) -> str:
    return (task.current or b"").decode("utf-8-sig", "replace")


def _origins(record: Record, task: Task) -> tuple[Origin, ...]:
    home = keys.base(task.seed)
    return tuple(Origin(line, Place(str(home / name), seed or None)) for line, name, seed in record.origins)


def _pictures_beside(task: Task) -> tuple[Picture, ...]:
    """The pictures in the publication's own folder: those that came from the seed, and those a person put there."""
    folder = Path(task.folder) / "images"
    found = []
    for path in plain_files(folder):
        try:
            limits = task.settings.limits
            checked = check_picture(read_file(str(path), limits.picture_bytes, str(folder)), limits)
        except (SeedError, LeftOut):
            continue
        found.append(Picture(path.name, checked.data, checked.media_type, checked.width, checked.height))
    return tuple(found)


def _bibliography_beside(task: Task) -> tuple[tuple[str, bytes], ...]:
    front, _, _ = split(_decoded(task))
    data = parse_yaml(front, Place(task.folder))[0] if front else {}
    named = data.get("bibliography", ())
    names = [named] if isinstance(named, str) else [str(name) for name in named]
    found = []
    for name in names:
        path = Path(task.folder) / name
        if "/" not in name and path.is_file() and not path.is_symlink():
            found.append((name, path.read_bytes()[: task.settings.limits.bibliography_bytes]))
    return tuple(found)
