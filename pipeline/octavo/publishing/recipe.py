"""The recipe for one publication: seed to manuscript to body to editions. Floor 4; runs inside a worker.

Reads the seed and the publication's folder, writes nothing: the files travel back to the build.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path

from octavo import themes
from octavo.body import Body
from octavo.body.compose import compose
from octavo.check import prove_manuscript
from octavo.editions.pdf.weasyprint_door.weasy import engine
from octavo.editions.table import EDITIONS
from octavo.errors import EditionError
from octavo.formats import formats, suffixes
from octavo.manuscript import split
from octavo.metadata import parse_yaml, to_metadata
from octavo.metadata.dates import moment_of
from octavo.model import Manuscript, Metadata, Notice, Options, Place
from octavo.pandoc import Pandoc
from octavo.publishing.choose_manuscript import Text, choose
from octavo.publishing.make_editions import Press
from octavo.publishing.results import keys
from octavo.publishing.values.record import NAME, Record, digest
from octavo.publishing.values.stages import Stages, Tell
from octavo.publishing.values.task import Published, Task
from octavo.settings import SET, options
from octavo.settings.table import LAYOUT
from octavo.text.key_lines import lines_in

WORDS_ON_A_PAGE = 350


def get_ready(task: Task, pandoc: Pandoc) -> None:
    """Load what a publication like this one needs: its reader, its theme, the layout with its fonts."""
    del pandoc
    for suffix in {Path(path).suffix.lower() for path in task.seed.files} & suffixes().keys():
        formats()[suffixes()[suffix]].read()
    engine(themes.load(task.settings.theme, [Path(root) for root in task.themes], task.settings.css))


def publish(task: Task, pandoc: Pandoc, tell: Tell | None = None) -> Published:
    """Bring one publication up to date. ``tell`` hears how far the work is.

    Raises ``SeedError`` and ``SettingsError``; the errors of single editions come back as values.
    """
    stages = Stages(tell)
    with stages.during("reading the seed"):
        text = choose(task, pandoc)
    own, metadata, said = metadata_of(text.manuscript, task)
    wishes: list[Notice] = []
    chosen = options(task.settings, layout_of(own), _written(text, task), wishes)
    metadata, chosen = settled(metadata, chosen, task)
    with stages.during("parsing the manuscript"):
        body = compose(text.manuscript, metadata, pandoc)
    with stages.during("comparing the manuscript with the seed"):
        proof, failure = _prove_manuscript(text, body, task)
    stages.expected = _expected_pages(task, body)
    theme = themes.load(task.settings.theme, [Path(root) for root in task.themes], task.settings.css).dressed(chosen)
    press = Press(task, body, text.pictures, theme, chosen, proven=failure is None, stages=stages)
    for name in task.wanted:
        press.make(EDITIONS[name])
    notices = tuple(dict.fromkeys((*task.notices, *text.notices, *said, *wishes, *body.notices, *press.notices)))
    record = Record(
        seed=keys.seed_name(task.seed, Path(task.folder).parent),
        key=text.key,
        inputs=text.inputs,
        manuscript=digest(text.manuscript.text.encode()),
        generated=text.generated,
        offered=text.offered,
        title=metadata.title,
        lang=metadata.lang,
        words=body.words,
        origins=_origin_rows(text.manuscript, task),
        stands=text.stands,
        pictures=text.pictures,
        brought=text.brought,
        editions=press.rows,
        proof=proof,
        versions=keys.versions(),
        options={key: value for key, value in dataclasses.asdict(chosen).items() if key != "epoch"},
        layout=layout_of(own),
        page_map=press.page_map,
        overrides=dict(task.settings.overrides),
        notices=tuple(_relative(notice, task) for notice in notices if notice not in task.notices),
        unproven=press.unproven,
        failed=press.failed,
    )
    return Published(
        files=(*text.files, *press.files, (NAME, record.to_json())),
        made=(*(("md",) if text.made else ()), *press.made),
        notices=notices,
        errors=(*((failure,) if failure else ()), *press.errors),
        gone=_gone(task.record, record),
        pages=press.rows["pdf"].pages if "pdf" in press.rows else 0,
        record=record,
        stages=tuple(stages.done),
        keep=press.keep,
    )


def _expected_pages(task: Task, body: Body) -> int:
    """About how many pages the PDF will have: as many as the last one, or what so many words usually fill."""
    before = task.record.editions.get("pdf") if task.record else None
    return before.pages if before else body.words // WORDS_ON_A_PAGE


def metadata_of(manuscript: Manuscript, task: Task) -> tuple[Metadata, Metadata, tuple[Notice, ...]]:
    """The publication's own metadata, the same with the command line's on top, and what could not be used."""
    front, _, _ = split(manuscript.text)
    place = Place(manuscript.path, 2)
    data, said = parse_yaml(front, place) if front else ({}, ())
    layers = ((task.settings.defaults, None), (data, lines_in(front or "", place)))
    own, more = to_metadata(*layers)
    # What --set and octavo.toml say was checked before the build began, once for all publications.
    more = tuple(notice for notice in more if notice.place is not None)
    metadata, _ = to_metadata(*layers, (task.settings.overrides, Place(SET)))
    if not metadata.title:
        metadata = dataclasses.replace(metadata, title=task.seed.slug.replace("-", " "))
    if not metadata.lang:
        metadata = dataclasses.replace(metadata, lang="und")
    return own, metadata, (*said, *more)


def _written(text: Text, task: Task) -> Callable[[str], Place]:
    """Where each key of the publication is written: in the manuscript once somebody edited it, else in the seed."""
    if digest(text.manuscript.text.encode()) != text.generated:
        return lines_in(split(text.manuscript.text)[0] or "", Place(text.manuscript.path, 2))
    places = text.draft.key_places if text.draft else {}
    return lambda key: places.get(key, Place(task.seed.sidecar or task.seed.path))


def settled(metadata: Metadata, chosen: Options, task: Task) -> tuple[Metadata, Options]:
    """Metadata and options of which each has taken over what the other decides: the moment, the contents."""
    moment = moment_of(metadata.date) if task.epoch is None else task.epoch
    toc = metadata.toc if chosen.toc is None else chosen.toc
    metadata = dataclasses.replace(metadata, toc=toc, toc_depth=chosen.toc_depth or None)
    return metadata, dataclasses.replace(chosen, epoch=moment)


def layout_of(own: Metadata) -> dict[str, str]:
    """What the publication itself wishes of its layout, by the settings' keys."""
    said = {key: own.extra.get(key, "") for key in LAYOUT}
    wishes = {
        key: ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
        for key, value in said.items()
    }
    toc = "" if own.toc is None else str(own.toc).lower()
    return {**wishes, "papersize": own.papersize, "toc": toc, "toc-depth": str(own.toc_depth or "")}


def _prove_manuscript(text: Text, body: Body, task: Task) -> tuple[Mapping[str, object], EditionError | None]:
    """The manuscript's proof for the record, and the error if it differs from the seed.

    An earlier manuscript is proven already; one that a person corrected is not compared.
    """
    if text.draft is None:
        recorded = task.record.proof if task.record else {}
        return (recorded if recorded.get("ok", True) is True else {}), None
    proof = prove_manuscript(text.draft, body)
    beside = f"{task.seed.slug}.md and the editions named {task.seed.slug}.unproven"
    result: Mapping[str, object] = proof.to_json()
    return result, None if proof.ok else proof.error(Place(task.seed.path), beside)


def _origin_rows(manuscript: Manuscript, task: Task) -> tuple[tuple[int, str, int], ...]:
    home = keys.base(task.seed)
    return tuple(
        (origin.line, _below(home, origin.place.path), origin.place.line or 0) for origin in manuscript.origins
    )


def _below(home: Path, path: str) -> str:
    return str(Path(path).relative_to(home)) if Path(path).is_relative_to(home) else Path(path).name


def _relative(notice: Notice, task: Task) -> Notice:
    """The notice for the record: places relative, so that the record is the same in every folder."""
    if notice.place is None:
        return notice
    home = keys.base(task.seed)
    return dataclasses.replace(notice, place=Place(_below(home, notice.place.path), notice.place.line))


def _gone(old: Record | None, new: Record) -> tuple[tuple[str, str], ...]:
    """Files that Octavo brought along or made earlier and that the publication no longer has, with their digests."""
    if old is None:
        return ()
    here = {*new.brought, *new.unproven, *(path for _, row in new.rows for path in row.further)}
    further = {path: own for _, row in old.rows for path, own in row.further.items()}
    before = {**old.brought, **old.unproven, **further}
    return tuple(sorted((name, own) for name, own in before.items() if name not in here))
