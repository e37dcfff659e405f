"""Finds publications that are up to date without reading their files, by the rows of the manifest. Floor 4.

A row counts if every file that it names is unchanged for the system (inode, size, times of content and of status), and
if the same was asked for, by the same Octavo. Then its publication is up to date, as a full reading found when the row
was written. All others are read. So a manifest that was altered, or that comes from another disk, only costs time:
the records alone decide what is written or removed.
"""

from __future__ import annotations

import dataclasses
import json
import os
import stat
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from octavo.folders import LARGEST, Folder, is_name
from octavo.model import Seed
from octavo.publishing.results import keys
from octavo.publishing.results.folder import PAGES, record_in
from octavo.publishing.results.freshness import Order, fresh, task_of
from octavo.publishing.results.manifest import FOLDER, Manifest, Row, moment
from octavo.publishing.values.record import NAME, Record, digest, digest_of
from octavo.publishing.values.task import Outcome

FEW = 8
"""With fewer seeds their records are read as fast as a manifest: there is none, until there are more."""
YOUNG, YOUNG_COARSE = 100_000_000, 2_100_000_000
"""Nanoseconds in which a file may change again and keep its time, on disks with fine times and with coarse ones."""
REST = 0.25
"""Seconds after which a publication that was made is looked at for its row."""
BETWEEN = 10.0
"""At least so many seconds between two writes of the manifest ..."""
SHARE = 30
"""... and so many times as long as the last one took."""


class Known:
    """The manifest of one build. ``recall`` before a seed is looked at, ``note`` after, ``close`` at the end."""

    def __init__(self, order: Order, count: int) -> None:
        self._order, self._many = order, count >= FEW
        self._used = self._many or (order.out / FOLDER).is_dir()
        self._manifest: Manifest | None = None
        self._asked = ""
        self._resting: deque[_Resting] = deque()
        self._written, self._took = time.monotonic(), 0.0
        if self._many:
            self._open()

    def recall(self, seed: Seed) -> Outcome | None:
        """The outcome of a publication that is known to be up to date; None where it has to be looked at."""
        row = self._manifest.find(seed.slug) if self._manifest and self._many else None
        if row is None or not row.stamp or row.asked != self._asked_of(seed) or (row.notices and self._order.recall):
            return None
        try:
            names, files = json.loads(row.names), json.loads(row.editions)
            now = stamp(seed, self._order.out / seed.slug, names, row.seen)
        except (ValueError, TypeError, AttributeError, RecursionError):
            return None
        if now != row.stamp or not (isinstance(files, dict) and all(map(is_name, files.values()))):
            return None
        made = ("md", *self._order.wanted)
        return Outcome(seed.slug, seed.path, fresh=made, files=files, pages=row.pages)

    def note(self, seed: Seed, outcome: Outcome) -> None:
        """Remember what became of a publication. One that was made is looked at later, when its files are at rest."""
        if not self._used:
            return
        self._resting.append(_Resting(dataclasses.replace(seed, slug=outcome.slug), _short(outcome), time.monotonic()))
        self._settle(time.monotonic() - REST)
        manifest = self._manifest
        if manifest and time.monotonic() - self._written > max(BETWEEN, SHARE * self._took):
            began = time.monotonic()
            manifest.write()
            self._written = time.monotonic()
            self._took = self._written - began

    def close(self, shelf: Sequence[Seed] | None = None) -> None:
        """Write what is left. ``shelf`` are all seeds, where all were looked at: others' rows go with their folders."""
        self._settle(time.monotonic())
        if self._manifest is None:
            return
        if shelf is None:
            self._manifest.write()
            return
        slugs = {seed.slug for seed in shelf}
        self._manifest.write(lambda slug: slug not in slugs and not os.path.lexists(self._order.out / slug))

    def _open(self) -> Manifest:
        if self._manifest is None:
            self._manifest = Manifest(self._order.out, self._order.share)
            self._asked = order_key(self._order)
        return self._manifest

    def _settle(self, until: float) -> None:
        """Write the rows of those that were made before this moment."""
        while self._resting and self._resting[0].at <= until:
            one = self._resting.popleft()
            manifest = self._open()
            manifest.put(self._row(one.seed, one.outcome, manifest.find(one.outcome.slug)))

    def _row(self, seed: Seed, outcome: Outcome, before: Row | None) -> Row:
        """The row of a publication: what its record says, and the stamp of its files if they agree with it."""
        folder = self._order.out / outcome.slug
        record = _record(folder)
        seconds = outcome.seconds if outcome.made or outcome.errors or before is None else before.seconds
        told = [f"{error.code}: {error.message}" for error in outcome.errors]
        row = Row(outcome.slug, seed.path, "failed" if told else "made", notices=len(outcome.notices), seen=moment())
        if record is not None:
            row = row_of(record, outcome.slug, folder)
        row = dataclasses.replace(row, seconds=round(float(seconds), 3), errors="\n".join(told))
        if record is None or told:
            return dataclasses.replace(row, state="partly" if outcome.files else "failed") if told else row
        task = task_of(seed, self._order)
        names = json.dumps([sorted(record.inputs), _outputs(record, outcome.slug)], ensure_ascii=False)
        first = stamp(seed, folder, json.loads(names), row.seen)
        sound = (
            first and fresh(task, self._order) is not None and stamp(seed, folder, json.loads(names), row.seen) == first
        )
        return dataclasses.replace(row, asked=self._asked_of(seed), names=names, stamp=first if sound else "")

    def _asked_of(self, seed: Seed) -> str:
        names = (self._asked, seed.slug, seed.path, *seed.files, seed.sidecar or "", *seed.sidecars)
        return digest("\0".join(names).encode("utf-8", "replace"))


@dataclass(frozen=True)
class _Resting:
    """A publication that was made, and when."""

    seed: Seed
    outcome: Outcome
    at: float


def _short(outcome: Outcome) -> Outcome:
    """What a row needs of an outcome: thousands of them may wait."""
    return dataclasses.replace(outcome, stages=(), trail="")


def order_key(order: Order) -> str:
    """What was asked for, apart from the seed: editions, settings, theme, moment, folders, and of which Octavo."""
    settings = {
        entry.name: getattr(order.settings, entry.name)
        for entry in dataclasses.fields(order.settings)
        if entry.name not in ("places", "notices", "limits")
    }
    limits = dataclasses.asdict(order.settings.limits)
    return digest_of([
        str(Path.cwd()), str(order.out), order.wanted, settings, limits, order.theme_fingerprint, order.epoch,
        keys.versions(), keys.code(),
    ])  # fmt: skip


def row_of(record: Record, slug: str, folder: Path) -> Row:
    """A row made from a record alone."""
    bad = bool(record.unproven) or record.proof.get("ok", True) is not True
    return Row(
        slug=slug,
        seed=record.seed,
        state="partly" if bad else "made",
        title=record.title,
        lang=record.lang,
        words=record.words,
        pages=record.editions["pdf"].pages if "pdf" in record.editions else 0,
        bytes=_sizes(folder, record),
        notices=len(record.notices),
        editions=json.dumps(record.files(slug), ensure_ascii=False),
        inputs=digest_of(dict(record.inputs)),
        outputs=digest_of([record.manuscript, {name: row.sha256 for name, row in record.editions.items()}]),
        record=record_stamp(folder),
        seen=moment(),
    )


def record_stamp(folder: Path) -> str:
    """What the disk says of a record."""
    about = _about(os.path.join(folder, NAME), os.lstat)  # noqa: PTH118 - asked of every publication: the quick way
    return about[0]


def stamp(seed: Seed, folder: Path, names: object, seen: int) -> str:
    """The digest of what the disk says of a publication's files; empty where one may change without a trace.

    ``names`` are the names of what it was made from, below ``keys.base(seed)``, and of its files, below its folder.
    """
    if not isinstance(names, list) or len(names) != 2:
        raise TypeError("names")
    home, own = str(keys.base(seed)), str(folder)
    told = [
        *(_about(f"{home}/{name}", os.stat) for name in names[0]),
        _about(own, os.lstat, still=False),
        *(_about(f"{own}/{name}", os.lstat) for name in names[1]),
        _about(f"{own}/images", os.lstat),
    ]
    if any(changed + (YOUNG if changed % 1_000_000 else YOUNG_COARSE) > seen for _, changed in told):
        return ""
    return digest("\n".join(text for text, _ in told).encode())


def _about(path: str, ask: object, *, still: bool = True) -> tuple[str, int]:
    """What the system says of a file, and when it last changed. A folder of results changes whenever one is written."""
    try:
        about: os.stat_result = ask(path)  # type: ignore[operator]  # os.stat or os.lstat
    except (OSError, ValueError):
        return "-", 0
    if not still:
        return f"{stat.S_IFMT(about.st_mode)} {about.st_ino}", 0
    kept = (stat.S_IFMT(about.st_mode), about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)
    return " ".join(map(str, kept)), about.st_ctime_ns


def _record(path: Path) -> Record | None:
    try:
        with Folder(path) as folder:
            return record_in(folder)
    except OSError:
        return None


def _outputs(record: Record, slug: str) -> list[str]:
    """The names of all files that a record speaks of, its own among them."""
    further = (name for row in record.editions.values() for name in row.further)
    pictures = (f"images/{name}" for name in record.pictures)
    named = {NAME, PAGES, *record.files(slug).values(), *further, *record.brought, *pictures}
    return sorted(named)


def _sizes(folder: Path, record: Record) -> int:
    """The bytes of all editions."""
    names = [name for row in record.editions.values() for name in (row.file, *row.further)]
    total = 0
    for name in names:
        try:
            size = os.lstat(f"{folder}/{name}").st_size
        except (OSError, ValueError):
            continue
        total += min(size, LARGEST)
    return total
