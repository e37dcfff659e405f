"""Every line of a plain text with what it became, how sure that is, and why. Floor 4; runs inside a worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octavo.files import Limits, read_file
from octavo.formats import kind_of
from octavo.metadata import parse_yaml
from octavo.model import Place
from octavo.pandoc import Pandoc
from octavo.readers.decoding import decode
from octavo.readers.markdownish import markdown_marks
from octavo.readers.plain_text.explaining.explain import certainty, habit_lines
from octavo.readers.plain_text.reader import overrides_of, recognised
from octavo.readers.seeds.reader import OF_THE_BOOK
from octavo.readers.seeds.sniffing import sniff

PLAIN = "paragraph"


@dataclass(frozen=True)
class Question:
    """A file of bare text, its sidecar (empty: none), the limits that hold, and the metadata of its book, if any."""

    path: str
    sidecar: str
    limits: Limits
    book: str = ""

    @property
    def reads(self) -> tuple[str, ...]:
        """The folders the worker may read."""
        return tuple(dict.fromkeys(str(Path(path).absolute().parent) for path in (self.path, self.book or self.path)))


@dataclass(frozen=True)
class Line:
    """One line with text: its number, what it became, how sure that is in words, and why.

    ``unsure`` tells that somebody should look at it, ``given`` that a person has said what it is. ``name`` is what the
    sidecar calls it: its words, or its number where the words occur twice.
    """

    number: int
    text: str
    role: str
    sure: str = ""
    reasons: tuple[str, ...] = ()
    unsure: bool = False
    given: bool = False
    name: str = ""


@dataclass(frozen=True)
class Lines:
    """The lines of a file, and its habits in words; no lines for a file whose own marks say what each line is."""

    lines: tuple[Line, ...]
    habits: tuple[str, ...] = ()


def look(question: Question, pandoc: Pandoc) -> Lines:
    """Look at the lines of a text. Raises ``SeedError`` and ``SettingsError``."""
    del pandoc
    of_book = _said(question.book, question.limits)
    metadata = {
        **{key: of_book[key] for key in OF_THE_BOOK if key in of_book},
        **_said(question.sidecar, question.limits),
    }
    place = Place(question.path)
    data = read_file(question.path, question.limits.seed_bytes)
    if sniff(data, kind_of(question.path), place) != "text" or markdown_marks(data, place, metadata):
        return Lines(())
    text = decode(data, place, told=metadata.get("encoding")).text
    seen = recognised(text, metadata)
    decided = {one.line: one for one in seen.decisions}
    words = [" ".join(line.split()) for line in text.split("\n")]
    often: dict[str, int] = {}
    for line in words:
        often[line] = often.get(line, 0) + 1
    given = {" ".join(str(one.key).split()) for one in overrides_of(metadata).overrides}
    found = []
    for number, line in enumerate(words, 1):
        if not line:
            continue
        name = line if often[line] == 1 and not line.isdecimal() else str(number)
        one = decided.get(number)
        said = {line, str(number)} & given
        found.append(
            Line(number, line, one.role, certainty(one.confidence), one.reasons, one.unsure, bool(said), name)
            if one
            else Line(number, line, PLAIN, given=bool(said), name=name)
        )
    return Lines(tuple(found), tuple(habit_lines(seen.habits)))


def _said(path: str, limits: Limits) -> Mapping[str, Any]:
    """What a sidecar says; nothing where there is none."""
    if not path:
        return {}
    return parse_yaml(read_file(path, limits.sidecar_bytes).decode("utf-8-sig", "replace"), Place(path, 1))[0]
