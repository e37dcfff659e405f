"""The recipe for one publication: seed to manuscript to body to editions. Floor 4; runs inside a worker.

Reads the seed and what stands in the publication's folder, writes nothing: the files travel back to the build.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from pipeline import themes
from pipeline.body import Body
from pipeline.body.compose import compose
from pipeline.build import keys
from pipeline.build.press import Press
from pipeline.build.record import NAME, Record, digest
from pipeline.build.task import Published, Task
from pipeline.build.text import Text, choose
from pipeline.check import prove_manuscript
from pipeline.editions import EDITIONS
from pipeline.manuscript import split
from pipeline.metadata import parse_yaml, to_metadata
from pipeline.model import Manuscript, Metadata, Notice, Place
from pipeline.pandoc import Pandoc
from pipeline.settings import options


def publish(task: Task, pandoc: Pandoc) -> Published:
    """Bring one publication up to date. Raises ``SeedError`` and ``SettingsError``; editions' errors come back as values."""
    text = choose(task, pandoc)
    metadata, said = _metadata(text.manuscript, task)
    body = compose(text.manuscript, metadata, pandoc)
    proof = _prove_manuscript(text, body, task)
    theme = themes.load(task.settings.theme, [Path(root) for root in task.themes])
    chosen = options(task.settings, metadata.papersize, metadata.toc, metadata.extra, task.epoch)
    press = Press(task, body, theme, chosen)
    for name in task.wanted:
        press.make(EDITIONS[name])
    notices = tuple(dict.fromkeys((*text.notices, *said, *body.notices, *press.notices)))
    record = Record(
        seed=Path(task.seed.path).name,
        key=text.key,
        inputs=text.inputs,
        manuscript=digest(text.manuscript.text.encode()),
        generated=text.generated,
        offered=text.offered,
        title=metadata.title,
        lang=metadata.lang,
        words=body.words,
        origins=_origin_rows(text.manuscript, task),
        pictures={picture.name: digest(picture.data) for picture in text.manuscript.pictures},
        editions=press.rows,
        proof=proof,
        versions=keys.versions(),
        options={key: value for key, value in dataclasses.asdict(chosen).items() if key != "epoch"},
        notices=tuple(_relative(notice, task) for notice in notices),
    )
    return Published(
        files=(*text.files, *press.files, (NAME, record.to_json())),
        made=(*(("md",) if text.made else ()), *press.made),
        notices=notices,
        errors=tuple(press.errors),
        gone=_gone(task.record, record),
        pages=max((row.pages for row in press.rows.values()), default=0),
        record=record,
    )


def _metadata(manuscript: Manuscript, task: Task) -> tuple[Metadata, tuple[Notice, ...]]:
    front, _, _ = split(manuscript.text)
    place = Place(manuscript.path, 2)
    data, said = parse_yaml(front, place) if front else ({}, ())
    metadata, more = to_metadata(
        (task.settings.defaults, None), (data, place), (task.settings.overrides, Place("--set"))
    )
    if not metadata.title:
        metadata = dataclasses.replace(metadata, title=task.seed.slug.replace("-", " "))
    if not metadata.lang:
        metadata = dataclasses.replace(metadata, lang="und")
    return metadata, (*said, *more)


def _prove_manuscript(text: Text, body: Body, task: Task) -> Mapping[str, object]:
    if text.draft is None:
        return task.record.proof if task.record else {}
    proof = prove_manuscript(text.draft, body)
    if not proof.ok:
        raise proof.error(Place(task.seed.path))
    return proof.to_json()


def _origin_rows(manuscript: Manuscript, task: Task) -> tuple[tuple[int, str, int], ...]:
    home = keys.base(task.seed)
    return tuple(
        (origin.line, _below(home, origin.place.path), origin.place.line or 0) for origin in manuscript.origins
    )


def _below(home: Path, path: str) -> str:
    return str(Path(path).relative_to(home)) if Path(path).is_relative_to(home) else Path(path).name


def _relative(notice: Notice, task: Task) -> Notice:
    """The notice as it stands in the record: places relative, so that the record is the same in every folder."""
    if notice.place is None:
        return notice
    home = keys.base(task.seed)
    return dataclasses.replace(notice, place=Place(_below(home, notice.place.path), notice.place.line))


def _gone(old: Record | None, new: Record) -> tuple[str, ...]:
    """Pictures that Octavo brought along earlier and that the publication no longer has."""
    return tuple(f"images/{name}" for name in sorted(old.pictures if old else ()) if name not in new.pictures)
