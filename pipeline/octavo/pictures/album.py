"""The pictures of one publication, gathered while its documents are read.

Only the ``Album`` has state: it remembers the name of each picture, so that two chapters may both have a ``figure.png``
and a picture used twice is stored once.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from octavo.errors import OctavoError
from octavo.files import Limits, Reading, below
from octavo.model import Picture
from octavo.pictures.check import check_picture
from octavo.pictures.left_out import LeftOut

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]+):|\s*[\\/]{2}")
_DATA = re.compile(r"data:([\w.+/-]*(?:;[\w.=-]+)*?)(;base64)?,(.*)", re.DOTALL | re.IGNORECASE)


class Album:
    """Takes pictures by name or by content and gives each a name of its own.

    ``folder`` is the seed's own folder: nothing outside it is read. ``roots`` are the folders within it to which a
    name that begins with a slash may refer. A reader that has added a picture itself names it
    ``album:NAME`` in its blocks.
    """

    def __init__(self, folder: str, limits: Limits | None = None, roots: Sequence[str] = ("",)) -> None:
        self._folder = folder
        self._roots = tuple(roots)
        self._limits = limits or Limits()
        self._by_name: dict[str, Picture] = {}
        self._by_data: dict[bytes, str] = {}
        self._known: dict[str, str | LeftOut] = {}
        self._lost: dict[str, str] = {}
        self._bytes = 0
        self._reading = Reading(folder, self._limits)

    @property
    def digests(self) -> Mapping[str, str]:
        """The digests of the files that were looked for, by path; empty for those that could not be read."""
        return self._reading.digests

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """What was taken so far, in the order of taking."""
        return tuple(self._by_name.values())

    @property
    def lost(self) -> Mapping[str, str]:
        """What is left out of the pictures although it was visible, in words, by their names."""
        return self._lost

    def take(self, reference: str, beside: str = "") -> str:
        """Take the picture that a document names, and give its name below ``images/``.

        ``reference`` is the path in the document; ``beside`` the document's own folder, relative to the seed's.
        Raises ``LeftOut`` for what is remote, missing, outside the folder, broken or no picture.
        """
        key = f"{beside}\0{reference}"
        if key not in self._known:
            try:
                self._known[key] = self._find(reference, beside)
            except LeftOut as reason:
                self._known[key] = reason
        known = self._known[key]
        if isinstance(known, LeftOut):
            raise known
        return known

    def add(self, data: bytes, wanted: str) -> str:
        """Take a picture by its content; ``wanted`` is the name it would like. Raises ``LeftOut``."""
        if data in self._by_data:
            return self._by_data[data]
        if len(self._by_name) >= self._limits.pictures:
            raise LeftOut(f"is left out: the limit is {self._limits.pictures} pictures")
        checked = check_picture(data, self._limits)
        if self._bytes + len(checked.data) > self._limits.all_pictures_bytes:
            raise LeftOut(f"would make more than {self._limits.all_pictures_bytes / 1e6:.0f} MB of pictures")
        name = self._free(_stem(wanted), checked.suffix)
        self._by_name[name] = Picture(name, checked.data, checked.media_type, checked.width, checked.height)
        self._by_data[data] = name
        if checked.lost:
            self._lost[name] = checked.lost
        self._bytes += len(checked.data)
        return name

    def _find(self, reference: str, beside: str) -> str:
        reference = reference.strip()
        if reference.removeprefix("album:") in self._by_name and reference.startswith("album:"):
            return reference.removeprefix("album:")
        if not reference:
            raise LeftOut("has no address")
        if reference[:5].lower() == "data:":
            return self.add(_inline_data(reference, self._limits.picture_bytes), "picture")
        if _SCHEME.match(reference) and not reference.lower().startswith("file:"):
            raise LeftOut("is not in the seed's folder, and nothing is fetched")
        plain = re.sub(r"[?#].*", "", reference, flags=re.DOTALL)
        names = dict.fromkeys((reference, unquote(reference), plain, unquote(plain)))
        for way in dict.fromkeys(way for name in names for way in self._ways(name, beside)):
            path = below(self._folder, way)
            if path is None or len(path) > 4000:
                continue
            try:
                Path(path).lstat()
            except (OSError, ValueError):
                self._reading.note(path, "")
                continue
            try:
                data = self._reading.read(path, self._limits.picture_bytes)
            except OctavoError as error:
                raise LeftOut(f"cannot be taken: {error.message}") from None
            return self.add(data, Path(path).name)
        if below(self._folder, f"{beside}/{unquote(plain)}" if beside else unquote(plain)) is None:
            raise LeftOut("is not in the seed's folder")
        raise LeftOut("is missing")

    def _ways(self, name: str, beside: str) -> Iterator[str]:
        """Where a name may count from: the document, a folder that a slash means, the page of the finished site."""
        if name.startswith("/") and not name.startswith("//"):
            yield from (f"{root}{name}".lstrip("/") for root in self._roots)
            return
        yield f"{beside}/{name}" if beside else name
        while name.startswith("./"):
            name = name[2:]
        if name.startswith("../"):
            yield f"{beside}/{name[3:]}" if beside else name[3:]
            return
        parts = beside.split("/")
        for above in range(len(parts) - 1, -1, -1):  # of chapters that are made one file before they are shown
            yield "/".join((*parts[:above], name))

    def _free(self, stem: str, suffix: str) -> str:
        taken = {name.casefold() for name in self._by_name}
        name, number = f"{stem}{suffix}", 2
        while name.casefold() in taken:
            name, number = f"{stem}-{number}{suffix}", number + 1
        return name


def _inline_data(reference: str, limit: int) -> bytes:
    found = _DATA.fullmatch(reference)
    if not found:
        raise LeftOut("is not a picture")
    if len(found[3]) > 2 * limit:
        raise LeftOut("is too large")
    raw = unquote_to_bytes(found[3])
    if not found[2]:
        return raw
    try:
        return base64.b64decode(re.sub(rb"\s+", b"", raw), validate=True)
    except (binascii.Error, ValueError):
        raise LeftOut("is broken") from None


def _stem(wanted: str) -> str:
    """A name that every file system and every EPUB can hold."""
    stem = unicodedata.normalize("NFKD", Path(wanted.replace("\\", "/")).stem)
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", stem).strip("-_").lower()[:60].strip("-_")
    return (
        stem
        if stem and not re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d", stem)
        else f"picture{'-' + stem if stem else ''}"
    )
