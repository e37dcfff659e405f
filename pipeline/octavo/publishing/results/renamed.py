"""Renamed seeds: an edited manuscript moves to the folder of the new name. Floor 4; writes into ``out/``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from octavo.files import Limits
from octavo.folders import OWN_NAMES, Folder
from octavo.model import Level, Notice, Place, Seed
from octavo.notices import Code
from octavo.publishing.results import keys
from octavo.publishing.results.folder import stands
from octavo.publishing.results.orphans import is_edited, publications
from octavo.publishing.values.record import NAME, Record


def follow_renamed(seeds: Sequence[Seed], out: Path, limits: Limits, shelf: Sequence[Seed] = ()) -> dict[str, Notice]:
    """Bring edited manuscripts along for seeds that have no publication yet but the content of one whose seed is gone.

    Gives a notice for each, by the slug of the seed. Where several that are gone had the same content, none is chosen.
    ``shelf`` are all seeds there are: each build that makes a share of them comes to the same, and brings what is its.
    """
    if all(os.path.lexists(out / seed.slug) for seed in seeds):
        return {}
    ours, shelf = {seed.slug for seed in seeds}, shelf or seeds
    new = [seed for seed in shelf if not os.path.lexists(out / seed.slug)]
    slugs = ours | {seed.slug for seed in shelf}
    gone = [
        (folder, record)
        for folder, record in publications(out, slugs)
        if not stands(out / record.seed) and is_edited(folder, record)
    ]
    found = {}
    for seed in new if gone else ():
        inputs = keys.inputs(replace(seed, sidecar=None), limits)
        texts = {own for own in inputs.values() if own}
        same = [(folder, record) for folder, record in gone if texts and texts <= set(record.inputs.values())]
        if len(same) == 1:
            old, record = same[0]
            gone.remove(same[0])
            if seed.slug not in ours or not _bring(old, record, seed, out):
                continue
            text = f"this seed was “{Path(record.seed).name}” before: your edited manuscript was moved here"
            place = Place(str(out / seed.slug / f"{seed.slug}.md"))
            hint = f"{old} holds the earlier editions; octavo prune removes them"
            found[seed.slug] = Notice(Code.edited_manuscript.value, text, place, hint, Level.info)
    return found


def _bring(old: Path, record: Record, seed: Seed, out: Path) -> bool:
    """Copy the manuscript and what somebody put beside it, then take the manuscript out of the old folder.

    False where another build has just taken it.
    """
    made = {*OWN_NAMES, *record.brought, *record.unproven}
    made |= {name for _, row in record.rows for name in (row.file, *row.further)}
    manuscript = f"{old.name}.md"
    with Folder(old) as source:
        source.lock()
        if source.digest(manuscript) in ("", record.generated, record.offered):
            return False
        with Folder(out / seed.slug, make=True) as target:
            target.lock()
            for name in (*source.files(), *source.files("images")):
                data = None if name in made or name.startswith(f"{old.name}.new") else source.read(name)
                if data is not None:
                    target.write(f"{seed.slug}.md" if name == manuscript else name, data)
            name = keys.seed_name(seed, out)
            known = replace(record, seed=name, key="", editions={}, brought={}, unproven={}, failed={}, page_map="")
            target.write(NAME, known.to_json())
            source.remove(manuscript, source.digest(manuscript))
    return True
