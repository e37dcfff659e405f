"""What is in a folder of results, one line for each publication, by the manifest or the records. Floor 4.

Reads only. A row of the manifest counts where the record is still the one that it was made from; what the row alone
knows (seconds, errors) is told as it is.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from octavo.folders import Folder
from octavo.model import Seed
from octavo.publishing.results.folder import record_in
from octavo.publishing.results.known import record_stamp, row_of
from octavo.publishing.results.manifest import Manifest, Row

STATES = ("made", "partly", "failed", "not made")


@dataclass(frozen=True)
class Totals:
    """All lines of a report together; ``states`` counts each state that occurs."""

    publications: int
    states: dict[str, int]
    words: int
    pages: int
    bytes: int
    seconds: float
    notices: int


def lines(out: Path, seeds: Sequence[Seed] = ()) -> Iterator[Row]:
    """A row for each publication that is in ``out``, and for each seed of which none does, by slug."""
    known = {row.slug: row for row in Manifest(out).rows()}
    by_slug = {seed.slug: seed for seed in seeds}
    folders = set(_folders(out))
    for slug in sorted({*folders, *by_slug}):
        row = known.get(slug)
        if slug in folders and (found := _standing(out / slug, row)) is not None:
            yield found
        elif slug in by_slug:
            path = by_slug[slug].path
            failed = row is not None and row.state == "failed"
            yield replace(row, seed=path) if row and failed else Row(slug, path, "not made")


def totals(rows: Sequence[Row]) -> Totals:
    """The sums of a report."""
    counted = Counter(row.state for row in rows)
    return Totals(
        len(rows),
        {state: counted[state] for state in STATES if counted[state]},
        sum(row.words for row in rows),
        sum(row.pages for row in rows),
        sum(row.bytes for row in rows),
        sum(row.seconds for row in rows),
        sum(row.notices for row in rows),
    )


def _folders(out: Path) -> list[str]:
    try:
        with os.scandir(out) as entries:
            return [e.name for e in entries if not e.name.startswith(".") and e.is_dir(follow_symlinks=False)]
    except OSError:
        return []


def _standing(path: Path, row: Row | None) -> Row | None:
    """The row of a publication whose folder is there; None where it holds none."""
    if row is not None and row.record and row.record == record_stamp(path) and row.state in STATES:
        return row
    try:
        with Folder(path) as folder:
            record = record_in(folder)
    except OSError:
        return None
    return None if record is None else row_of(record, path.name, path)
