"""The files that a seed's metadata name: bibliographies and the picture for the cover.

In: a draft, and the door of its seed. Out: the draft with the works and the cover. Works that the front matter itself
holds (``references``, as pandoc reads them) become a file like any other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from octavo.errors import OctavoError, SeedError
from octavo.files import below
from octavo.folders import OWN_NAMES, WORKS, is_name
from octavo.model import Draft, Notice, Place
from octavo.notices import Code
from octavo.pictures import Album, LeftOut
from octavo.readers.seeds.door import Door
from octavo.tree import make, nodes, plain

INLINE = "references.yaml"
"""The name of the file for works that the front matter itself holds."""


def with_companions(draft: Draft, door: Door, album: Album, place: Place) -> Draft:
    """The files that the metadata name: bibliographies and the picture for the cover."""
    metadata = dict(draft.metadata)
    works, notices = _works(metadata, door, place)
    if works:
        metadata["bibliography"] = [name for name, _ in works]
        draft = _with_heading_of_works(draft, metadata)
    cover = metadata.pop("cover-image", None)
    if isinstance(cover, str) and cover.strip():
        try:
            metadata["cover-image"] = f"images/{album.take(cover)}"
        except LeftOut as reason:
            text = f"the cover image {cover[:80]} {reason}"
            place = door.places.get("cover-image", place)
            notices.append(Notice(Code.picture_left_out, text, place, "put the file beside the text"))
    return replace(
        draft,
        metadata=metadata,
        notices=(*draft.notices, *notices),
        bibliography=tuple(works),
    )


def _works(metadata: dict[str, Any], door: Door, place: Place) -> tuple[list[tuple[str, bytes]], list[Notice]]:
    """The bibliographies with their names, and what is wrong with any."""
    works: list[tuple[str, bytes]] = []
    notices: list[Notice] = []
    wanted, style, held = (metadata.pop(key, None) for key in ("bibliography", "csl", "references"))
    named = [wanted] if isinstance(wanted, str) else wanted if isinstance(wanted, list) else []
    entries = [one for one in held if isinstance(one, Mapping) and one.get("id")] if isinstance(held, list) else []
    if held and not entries:
        text = "references: no work in it has an “id” of its own"
        hint = "write each work as pandoc does: “- id: knuth84”, and its author, title and issued below"
        notices.append(Notice(Code.metadata_ignored, text, place, hint))
    for name in [*named, style] if named or entries else []:
        if not isinstance(name, str) or not name.strip():
            continue
        try:
            path = below(door.folder, name)
            if path is None:
                raise SeedError("is not in the seed's folder")
            if not path.lower().endswith(tuple(WORKS)):
                raise SeedError(f"its name ends with none of {', '.join(WORKS)}")
            works.append((_free(Path(path).name, works), door.read(path, door.limits.bibliography_bytes)))
        except OctavoError as error:
            text = f"the bibliography {name[:80]} cannot be used: {error.message}"
            where = door.places.get("csl" if name == style else "bibliography", place)
            notices.append(Notice(Code.metadata_ignored, text, where, "put the file beside the text"))
    if entries:
        # YAML holds JSON: so nothing in an entry can be taken for anything but what it is.
        data = json.dumps({"references": entries}, ensure_ascii=False, indent=1)
        works.append((_free(INLINE, works), data.encode("utf-8", "replace") + b"\n"))
    return works, notices


def _with_heading_of_works(draft: Draft, metadata: dict[str, Any]) -> Draft:
    """The draft with a heading for the list of works, which ends a document, where the metadata ask for one."""
    title = metadata.pop("reference-section-title", None)
    if not isinstance(title, str) or not title.strip():
        return draft
    level = min((nodes.level(node) for node in draft.blocks if nodes.kind(node) == "Header"), default=1)
    heading = make.header(level, plain.words(title.strip()))
    return replace(
        draft,
        blocks=(*draft.blocks, heading),
        lines=(*draft.lines, 0),
        places=(*draft.places, None) if draft.places else (),
    )


def _free(name: str, works: list[tuple[str, bytes]]) -> str:
    """A name that no other bibliography has, nor any file of Octavo's own; they come to lie in one folder."""
    if not is_name(name) or name.casefold() in OWN_NAMES:
        name = f"bibliography{Path(name).suffix}"
    taken = {other.casefold() for other, _ in works}
    path, number, free = Path(name), 2, name
    while free.casefold() in taken:
        free, number = f"{path.stem}-{number}{path.suffix}", number + 1
    return free
