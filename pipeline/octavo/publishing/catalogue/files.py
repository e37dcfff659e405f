"""The files of the readers' shelf below ``out/``: written whole, remembered, removed. Floor 4."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from octavo.folders import Folder
from octavo.publishing.catalogue.opds import about_of, downloads, feed, publication, publications
from octavo.publishing.catalogue.page import page
from octavo.publishing.catalogue.values import Before, Entry
from octavo.publishing.values.record import digest
from octavo.text.numerals import counted

PAGE, FEED, CATALOGUE = "index.html", "opds.xml", "opds.json"
HOME = "_shelf"
"""The folder for covers: no publication can have this name."""
KNOWN = f"{HOME}/known.json"
_LARGEST = 64 << 20


def cover_path(entry: Entry) -> str:
    """Where an entry's cover is below ``out/``; empty for one that has none."""
    return f"{HOME}/{entry.slug}.jpg" if entry.cover else ""


def write(out: Path, entries: Sequence[Entry], title: str, address: str = "") -> tuple[str, ...]:
    """Write page, catalogues and covers; give the names of what was written. Raises ``OSError``.

    ``address`` is where the folder is published, where that is known.
    """
    with Folder(out) as folder:
        folder.lock()
        before, made = _known(folder)
        known = {entry.slug: news(entry, before.get(entry.slug), first=not before) for entry in entries}
        files = {
            PAGE: page(entries, known, title),
            FEED: feed(entries, title),
            CATALOGUE: publications(entries, title, address),
            **{about_of(entry): publication(entry, address) for entry in entries if downloads(entry)},
            **{cover_path(entry): entry.cover for entry in entries if entry.cover},
        }
        for name, data in files.items():
            if folder.digest(name) != digest(data):
                folder.write(name, data)
        for name, own in made.items():
            if name not in files:
                folder.remove(name, own)
        told = {
            "octavo-shelf": 1,
            "publications": {slug: asdict(row) for slug, row in known.items()},
            "files": {name: digest(data) for name, data in files.items()},
        }
        folder.write(KNOWN, (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
    return tuple(files)


def remove(out: Path) -> bool:
    """Remove the files that ``write`` wrote, if unchanged since; returns whether there were any."""
    try:
        folder = Folder(out)
    except OSError:
        return False
    with folder:
        _, made = _known(folder)
        gone = [name for name, own in made.items() if folder.remove(name, own)]
        folder.remove(KNOWN, folder.digest(KNOWN))
        folder.remove_folder(HOME)
        return bool(gone)


def news(entry: Entry, before: Before | None, *, first: bool) -> Before:
    """What is told of an entry: whether it is new, or how it differs from the one before it.

    ``first`` tells that there was no shelf before: then nothing is new.
    """
    now = Before(entry.manuscript, entry.words, entry.pages, entry.changed)
    if before is None:
        return now if first else Before(now.manuscript, now.words, now.pages, now.since, "new")
    if before.manuscript == now.manuscript:
        return Before(now.manuscript, now.words, now.pages, before.since, before.told)
    words, pages = now.words - before.words, now.pages - before.pages
    parts = [counted(words, "word", "+"), counted(pages, "page", "+") if now.pages and before.pages else ""]
    told = ", ".join(part for part in parts if part)
    return Before(now.manuscript, now.words, now.pages, now.since, f"changed: {told}" if told else "changed")


def _known(folder: Folder) -> tuple[Mapping[str, Before], Mapping[str, str]]:
    """What the shelf knew, and the digests of its files; empty for a file that cannot be used."""
    try:
        read: Any = json.loads(folder.read(KNOWN, _LARGEST) or b"{}")
        rows = {str(slug): _before(row) for slug, row in read.get("publications", {}).items()}
        made = {str(name): str(own) for name, own in read.get("files", {}).items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}, {}
    ours = {PAGE, FEED, CATALOGUE}
    return rows, {name: own for name, own in made.items() if name in ours or name.startswith(f"{HOME}/")}


def _before(row: Mapping[str, Any]) -> Before:
    words, pages, since = (int(row.get(name, 0)) for name in ("words", "pages", "since"))
    return Before(str(row.get("manuscript", "")), words, pages, since, str(row.get("told", ""))[:200])
