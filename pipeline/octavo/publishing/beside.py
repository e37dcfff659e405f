"""The files beside the manuscript: pictures and bibliographies, who wrote them, and which of them are used. Floor 4.

Octavo copies them from the seed. If a person changes or adds one, that one is used and never overwritten. Files that
Octavo wrote are known by their digests in the record. Reads only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from octavo.files import Limits
from octavo.folders import OWN_NAMES, Folder, is_name, is_work
from octavo.model import Notice, Picture, Place
from octavo.notices import Code
from octavo.pictures import LeftOut, check_picture
from octavo.publishing.values.record import digest

IMAGES = "images"


@dataclass(frozen=True)
class Beside:
    """The files that are beside a manuscript, by their name in its folder; ``strange`` are no regular files."""

    folder: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    strange: Mapping[str, str] = field(default_factory=dict)

    @property
    def pictures(self) -> dict[str, str]:
        """The digests of all files in ``images/``, by name."""
        return {Path(name).name: digest(data) for name, data in self.files.items() if name.startswith(f"{IMAGES}/")}


@dataclass(frozen=True)
class Chosen:
    """The files that are used, from the seed or from the folder, and what to write, record and report."""

    pictures: tuple[Picture, ...]
    bibliography: tuple[tuple[str, bytes], ...]
    files: tuple[tuple[str, bytes], ...]
    brought: Mapping[str, str]
    digests: Mapping[str, str]
    notices: tuple[Notice, ...]


def look(folder: str, limits: Limits, wanted: Iterable[str] = ()) -> Beside:
    """Read the files that exist; for the names in ``wanted``, also tell what else has that name (a link, a pipe)."""
    files: dict[str, bytes] = {}
    strange: dict[str, str] = {}
    try:
        held = Folder(Path(folder))
    except OSError:
        return Beside(folder)
    with held:
        for name in (*held.files(IMAGES), *(name for name in held.files() if is_work(name))):
            largest = limits.picture_bytes if name.startswith(f"{IMAGES}/") else limits.bibliography_bytes
            data = held.read(name, largest)
            if data is not None and name not in OWN_NAMES:
                files[name] = data
        for name in wanted:
            if name not in files and (kind := held.kind(name)):
                strange[name] = kind
    return Beside(folder, files, strange)


def standing_pictures(beside: Beside, limits: Limits) -> tuple[Picture, ...]:
    """The pictures in the folder: those from the seed, and those from a person."""
    found = []
    for name, data in beside.files.items():
        if name.startswith(f"{IMAGES}/") and (picture := _picture(Path(name).name, data, limits)) is not None:
            found.append(picture)
    return tuple(found)


def choose_beside(
    pictures: tuple[Picture, ...],
    bibliography: tuple[tuple[str, bytes], ...],
    beside: Beside,
    before: Mapping[str, str],
    limits: Limits,
) -> Chosen:
    """Take the files of the seed, except where a person has put one of the same name.

    ``before`` are the files that Octavo put there earlier, with their digests.
    """
    files: dict[str, bytes] = {}
    brought: dict[str, str] = {}
    notices: list[Notice] = []
    used = {picture.name: picture for picture in pictures}
    works = dict(bibliography)
    offered = [*((f"{IMAGES}/{picture.name}", picture.data) for picture in pictures), *bibliography]
    for name, data in offered:
        stands, own = beside.files.get(name), digest(data)
        if name in beside.strange or not is_name(name):
            notices.append(_kept(beside, name, beside.strange.get(name, "something else")))
        elif stands is None or digest(stands) in (own, before.get(name)):
            files[name], brought[name] = data, own
        else:
            if own != before.get(name):
                notices.append(_kept(beside, name, "changed by hand"))
            if not name.startswith(f"{IMAGES}/"):
                works[name] = stands
            elif (picture := _picture(Path(name).name, stands, limits)) is not None:
                used[picture.name] = picture
    digests = {**beside.pictures, **{Path(name).name: own for name, own in brought.items() if "/" in name}}
    gone = [name for name in before if name not in files and "/" in name]
    for name in gone:
        if digests.get(Path(name).name) == before[name]:
            digests.pop(Path(name).name)
    return Chosen(tuple(used.values()), tuple(works.items()), tuple(files.items()), brought, digests, tuple(notices))


def _kept(beside: Beside, name: str, how: str) -> Notice:
    text = f"{name} in this folder is {how}: it stays, and the seed's own file of that name is not written"
    return Notice(Code.file_kept.value, text, Place(f"{beside.folder}/{name}"), "to take the seed's, remove this one")


def _picture(name: str, data: bytes, limits: Limits) -> Picture | None:
    try:
        checked = check_picture(data, limits)
    except LeftOut:
        return None
    return Picture(name, checked.data, checked.media_type, checked.width, checked.height)
