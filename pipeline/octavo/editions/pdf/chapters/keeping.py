"""Stretches kept from one build to the next, as bytes in and bytes out. Pure.

What is kept is an accelerator, never an authority: it may have been cut off, altered, or made by another version.
Anything that is not exactly what is expected is as good as nothing. Each stretch is kept under a key of all that it was
made from, with the digest of its PDF.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from octavo.editions.pdf.weasyprint_door.boxes import Reading, Start
from octavo.editions.pdf.weasyprint_door.parts import PageOutline
from octavo.editions.pdf.weasyprint_door.shared_fonts import Face, PartFonts

LARGEST = 512 << 20
"""Bytes that are kept of one book at most."""
_INDEX = "index.json"
_UNKNOWN = (
    zipfile.BadZipFile, ValueError, KeyError, TypeError, AttributeError, RecursionError, EOFError, RuntimeError,
    NotImplementedError, OSError, OverflowError,
)  # fmt: skip


@dataclass(frozen=True)
class Placed:
    """A stretch on its pages: all that is needed of it once its boxes are forgotten.

    ``behind`` is how many pages come before, ``rooms`` how many figures each number behind a link had room for,
    ``said`` are those numbers. ``names`` are the pages of ids within the stretch. In ``reading`` blocks have the
    numbers that they have in the stretch, counted from 0.
    """

    behind: int
    rooms: tuple[int, ...]
    said: tuple[str, ...]
    data: bytes
    names: Mapping[str, int]
    reading: Reading
    pages: tuple[PageOutline, ...]
    fonts: PartFonts
    log: tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """What is kept of one book: its stretches by key, and the typefaces that they use."""

    stretches: Mapping[str, Placed]
    faces: Mapping[str, Face]


NOTHING = Kept({}, {})


def packed(kept: Kept) -> bytes:
    """Put what is kept into one file; nothing when it is too much."""
    rows, out = {}, io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for key, placed in kept.stretches.items():
            _put(archive, key, placed.data)
            rows[key] = _row(placed)
        faces = {name: list(face.facts) for name, face in kept.faces.items()}
        _put(archive, _INDEX, json.dumps({"faces": faces, "stretches": rows}).encode())
    data = out.getvalue()
    return data if len(data) <= LARGEST else b""


def unpacked(data: bytes) -> Kept:
    """Read what was kept; nothing at all when any of it is not as it was written."""
    if not data or len(data) > LARGEST:
        return NOTHING
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if any(entry.compress_type != zipfile.ZIP_STORED for entry in archive.infolist()):
                return NOTHING
            index = json.loads(archive.read(_INDEX))
            stretches = {key: _placed(row, archive.read(key)) for key, row in index["stretches"].items()}
            return Kept(stretches, {name: Face.of(*facts) for name, facts in index["faces"].items()})
    except _UNKNOWN:
        return NOTHING


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name), data)


def _row(placed: Placed) -> dict[str, Any]:
    return {
        "sha256": hashlib.sha256(placed.data).hexdigest(),
        "behind": placed.behind,
        "rooms": placed.rooms,
        "said": placed.said,
        "names": dict(placed.names),
        "starts": placed.reading.starts,
        "first": list(placed.reading.first_page.items()),
        "pages": [[page.height, page.bookmarks] for page in placed.pages],
        "fonts": placed.fonts.to_json(),
        "log": placed.log,
    }


def _placed(row: Mapping[str, Any], data: bytes) -> Placed:
    if hashlib.sha256(data).hexdigest() != row["sha256"]:
        raise ValueError("not what was kept")
    starts: list[Start | None] = [None if start is None else (int(start[0]), int(start[1])) for start in row["starts"]]
    return Placed(
        behind=int(row["behind"]),
        rooms=tuple(map(int, row["rooms"])),
        said=tuple(map(str, row["said"])),
        data=data,
        names={str(name): int(page) for name, page in row["names"].items()},
        reading=Reading(tuple(starts), {int(block): int(page) for block, page in row["first"]}),
        pages=tuple(PageOutline(tuple(map(_bookmark, marks)), float(height)) for height, marks in row["pages"]),
        fonts=PartFonts.from_json(row["fonts"]),
        log=tuple(map(str, row["log"])),
    )


def _bookmark(found: list[Any]) -> tuple[int, str, tuple[float, float], str]:
    level, label, (x, y), state = found
    return int(level), str(label), (float(x), float(y)), str(state)
