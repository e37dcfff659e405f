"""The door of one seed: its files are read here, each below the seed's folder, and what was read is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from octavo.books import head_digest
from octavo.errors import OctavoError
from octavo.files import Limits, Reading
from octavo.formats import kind_of
from octavo.metadata import parse_yaml, unknown_keys
from octavo.model import Notice, Place
from octavo.readers.decoding import decode
from octavo.text.key_lines import line_of


@dataclass
class Door:
    """Reads the files of one seed, each below its folder, and remembers the digest of what was read."""

    folder: str
    limits: Limits
    reading: Reading
    heads: Mapping[str, str] = field(default_factory=dict)
    """Digests of the beginnings of files that the order of the book was taken from."""
    places: dict[str, Place] = field(default_factory=dict)
    """Where the keys of the seed's metadata are."""
    blank: bool = True
    """Whether no text of the seed holds more than white space."""

    def read(self, path: str, limit: int, place: Place | None = None) -> bytes:
        """The bytes of a file. Raises ``SeedError``."""
        data = self.reading.read(path, limit, place)
        if path in self.heads and self.heads[path] != head_digest(data):
            self.reading.note(path, "")
        return data

    def markdown(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """The files that are Markdown by their names; what cannot be read is told when its turn comes."""
        for path in paths:
            if kind_of(path) == "markdown":
                try:
                    yield path, self.read(path, self.limits.seed_bytes)
                except OctavoError:
                    continue

    def sidecar(self, path: str | None) -> tuple[dict[str, Any], tuple[Notice, ...]]:
        """The metadata in a sidecar; none where there is no sidecar."""
        if path is None:
            return {}, ()
        decoded = decode(self.read(path, self.limits.sidecar_bytes), Place(path))
        data, notices = parse_yaml(decoded.text, Place(path, 1))
        self.note(data, decoded.text, path)
        return data, (*decoded.notices, *notices, *unknown_keys(data, decoded.text, Place(path, 1)))

    def note(self, keys: Iterable[str], text: str, path: str) -> None:
        """Remember where these keys are in a file; what a sidecar says was noted first and holds."""
        for key in keys:
            self.places.setdefault(key, line_of(key, text, Place(path, 1)))
