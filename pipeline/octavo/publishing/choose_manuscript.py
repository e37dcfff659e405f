"""Chooses the manuscript: Octavo's own, or the one that a person has edited. Floor 4.

Reads the seed, the manuscript and the files beside it; writes nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from octavo.folders import Folder
from octavo.manuscript import split
from octavo.metadata import parse_yaml
from octavo.model import Draft, Manuscript, Notice, Origin, Place
from octavo.notices import Code
from octavo.pandoc import Pandoc
from octavo.publishing.beside import IMAGES, Beside, Chosen, choose_beside, look, standing_pictures
from octavo.publishing.results import keys
from octavo.publishing.values.record import Record, digest
from octavo.publishing.values.task import Task
from octavo.publishing.write_manuscript import Authored, author
from octavo.readers.decoding import decode
from octavo.readers.seeds.reader import read_seed
from octavo.text.locating import locate


@dataclasses.dataclass(frozen=True)
class Text:
    """The manuscript in use, and what is remembered of how it came about.

    ``stands`` is the digest of the manuscript's file after the build, ``brought`` are the files that Octavo puts
    beside it, ``pictures`` all that will be in ``images/``, each with its digest. ``files`` are to be written.
    """

    manuscript: Manuscript
    inputs: Mapping[str, str]
    key: str
    generated: str
    stands: str
    pictures: Mapping[str, str]
    offered: str = ""
    brought: Mapping[str, str] = dataclasses.field(default_factory=dict)
    draft: Draft | None = None
    notices: tuple[Notice, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    made: bool = False


def choose(task: Task, pandoc: Pandoc) -> Text:
    """Choose the manuscript: Octavo's own, or the one that a person has edited."""
    record, seed, limits = task.record, task.seed, task.settings.limits
    inputs = keys.inputs(seed, limits, tuple(record.inputs) if record else ())
    key = keys.manuscript_key(seed, inputs, task.settings)
    current = digest(task.current) if task.current is not None else ""
    beside = look(task.folder, limits)
    unchanged = record and current and current in (record.manuscript, record.stands) and record.key == key
    proven = record and record.proof.get("ok", True) is True  # what failed, or is said to have failed, is read again
    if record and unchanged and proven and set(record.pictures) <= set(beside.pictures):
        text, said = _decoded(task)
        manuscript = Manuscript(
            text, _path(task), _origins(record, task), standing_pictures(beside, limits), _named(text, task, beside)
        )
        return Text(manuscript, inputs, key, record.generated, current, beside.pictures, record.offered, record.brought,
                    notices=said)  # fmt: skip
    draft = read_seed(seed, pandoc, limits, task.settings.defaults)
    inputs = keys.inputs(seed, limits, read=draft.digests)
    key = keys.manuscript_key(seed, inputs, task.settings)
    authored = author(draft, seed, task.settings)
    draft = dataclasses.replace(draft, blocks=(), lines=(), places=())  # of a long book, a quarter of a gigabyte
    own = digest(authored.text.encode())
    names = (*(f"{IMAGES}/{picture.name}" for picture in draft.pictures), *(name for name, _ in draft.bibliography))
    beside = look(task.folder, limits, names)
    chosen = choose_beside(draft.pictures, draft.bibliography, beside, record.brought if record else {}, limits)
    common = Text(
        Manuscript(authored.text, _path(task), authored.origins, chosen.pictures, chosen.bibliography),
        inputs, key, own, own, chosen.digests, brought=chosen.brought, draft=draft, files=chosen.files,
        notices=(*authored.notices, *chosen.notices), made=current != own,
    )  # fmt: skip
    if task.current is None or current in (own, record.generated if record else own, record.offered if record else own):
        return dataclasses.replace(common, files=(*chosen.files, (f"{seed.slug}.md", authored.text.encode())))
    return _edited(task, common, authored, own, chosen, beside)


def _edited(task: Task, common: Text, authored: Authored, own: str, chosen: Chosen, beside: Beside) -> Text:
    """The person's own text stays; a new text of the seed is offered beside it."""
    record, slug = task.record, task.seed.slug
    text, said = _decoded(task)
    pictures = {picture.name: picture for picture in standing_pictures(beside, task.settings.limits)}
    pictures |= {picture.name: picture for picture in chosen.pictures}
    bibliography = {**dict(_named(text, task, beside)), **dict(chosen.bibliography)}
    manuscript = Manuscript(text, _path(task), (), tuple(pictures.values()), tuple(bibliography.items()))
    manuscript = dataclasses.replace(manuscript, origins=_origins_of_edited(manuscript, authored))
    common = dataclasses.replace(
        common, manuscript=manuscript, draft=None, made=False, stands=digest(task.current or b""),
        generated=record.generated if record else "", notices=(*said, *chosen.notices),
    )  # fmt: skip
    if record and own in (record.generated, record.offered):
        return dataclasses.replace(common, offered=record.offered)
    new = free_name(task.folder, slug, own, record.offered if record else "")
    why = "seed and manuscript have both changed: your" if record else "nothing tells whether you edited it, so your"
    notice = Notice(
        Code.edited_manuscript.value,
        f"{why} {slug}.md stays, the seed's new text is in {new}",
        Place(_path(task)),
        f"to take the new text: mv {new} {slug}.md; to keep yours: delete {new}",
    )
    return dataclasses.replace(
        common,
        offered=own,
        notices=(*said, *authored.notices, *chosen.notices, notice),
        files=(*chosen.files, (new, authored.text.encode())),
    )


def free_name(folder: str, slug: str, own: str, offered: str) -> str:
    """The name under which a new text is offered: one that nothing has yet, or nothing but an offer of Octavo's.

    ``own`` is the digest of the new text: a build that ran at the same time, or was stopped before it could record
    what it did, may have offered it already. ``offered`` is that of the offer before.
    """
    try:
        held = Folder(Path(folder))
    except OSError:
        return f"{slug}.new.md"
    with held:
        number, name = 1, f"{slug}.new.md"
        while held.kind(name) and held.digest(name) not in (own, offered or own):
            number += 1
            name = f"{slug}.new-{number}.md"
    return name


def _origins_of_edited(manuscript: Manuscript, authored: Authored) -> tuple[Origin, ...]:
    """Seed places of an edited manuscript: a line that stood in Octavo's text, in order, keeps its place."""
    old = authored.text.split("\n")
    starts = [origin for origin in authored.origins if origin.line <= len(old)]
    found = locate([old[origin.line - 1] for origin in starts], manuscript.text, 1)
    rows = sorted({line: origin.place for line, origin in zip(found, starts, strict=True)}.items())
    return tuple(Origin(line, place) for line, place in rows)


def _path(task: Task) -> str:
    return str(Path(task.folder) / f"{task.seed.slug}.md")


def _decoded(task: Task) -> tuple[str, tuple[Notice, ...]]:
    """The manuscript's text, however it was saved. Octavo's own is UTF-8 and is taken as it is."""
    return decoded(task.current or b"", _path(task))


def decoded(data: bytes, path: str) -> tuple[str, tuple[Notice, ...]]:
    """The text of a manuscript's bytes, and what there is to say when it was not saved as UTF-8.

    Raises ``SeedError`` for bytes that are no text.
    """
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        read = decode(data, Place(path))
        return read.text, read.notices


def _origins(record: Record, task: Task) -> tuple[Origin, ...]:
    home = keys.base(task.seed)
    return tuple(Origin(line, Place(str(home / name), seed or None)) for line, name, seed in record.origins)


def _named(text: str, task: Task, beside: Beside) -> tuple[tuple[str, bytes], ...]:
    """The existing bibliographies that the manuscript names, in its order."""
    front, _, _ = split(text)
    data = parse_yaml(front, Place(task.folder))[0] if front else {}
    named = data.get("bibliography", ())
    names = [named] if isinstance(named, str) else [str(name) for name in named]
    return tuple((name, beside.files[name]) for name in names if "/" not in name and name in beside.files)
