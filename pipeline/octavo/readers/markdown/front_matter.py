"""The block of metadata at the head of a Markdown seed: text in, its data and the rest of the text out. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from octavo.errors import SettingsError
from octavo.metadata import parse_yaml, unknown_keys
from octavo.metadata.fields import by_name
from octavo.model import Level, Notice, Place
from octavo.notices import Code
from octavo.readers.markdown.elixir_matter import elixir_block, read_elixir
from octavo.readers.markdown.toml_matter import quoted_values, read_toml, toml_block, top_level

_BLOCK = re.compile(
    r"\A(?:[ \t]*\n)*---[ \t]*\n(?P<yaml>(?:(?!(?:---|\.\.\.)[ \t]*$).*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)",
    re.MULTILINE,
)
_KEY = re.compile(r"[ \t]*[\"']?[A-Za-z][\w -]*[\"']?[ \t]*:(?:\s|$)")


@dataclass(frozen=True)
class Split:
    """The data of the front matter, the text after it, how many lines were taken away, and what was noticed.

    ``unread`` is a block that looks like metadata but is text; it must stay visible.
    """

    data: Mapping[str, Any]
    text: str
    lines: int = 0
    notices: tuple[Notice, ...] = ()
    unread: str = ""
    toml: bool = False


def split_front_matter(text: str, place: Place) -> Split:
    """Cut the front matter off: YAML between ``---``, TOML between ``+++``, or Elixir's ``%{`` ... ``}``.

    YAML that lacks quotation marks only is read as if they stood there. What is no mapping is no front matter: it
    stays part of the text.
    """
    if (block := toml_block(text)) is not None:
        return _of_toml(text, block, place)
    if (elixir := elixir_block(text)) is not None:
        data = read_elixir(elixir["map"]) or {}
        strange = unknown_keys(data, elixir["map"], Place(place.path, 2), foreign=True)
        return Split(data, text[elixir.end() :], text.count("\n", 0, elixir.end()), strange)
    found = _BLOCK.match(text)
    if not found:
        return Split({}, text)
    rest, lines = text[found.end() :], text.count("\n", 0, found.end())
    if not found["yaml"].strip():
        return Split({}, rest, lines)
    first = text.count("\n", 0, found.start("yaml")) + 1
    try:
        data, notices = parse_yaml(found["yaml"], Place(place.path, first))
    except SettingsError as error:
        if not _KEY.match(found["yaml"].lstrip("\n")):
            return Split({}, text)
        repaired = quoted_values(found["yaml"])
        try:
            data, notices = parse_yaml(repaired, Place(place.path, first))
        except SettingsError:
            data = {}
        else:
            mended = Notice(
                Code.metadata_ignored,
                f"{error.message}; it was read as if its values were in quotes",
                error.place,
                error.hint,
                Level.info,
            )
            return Split(data, rest, lines, (mended, *notices))
        if data := _salvaged(found["yaml"], place):
            text = f"{error.message}; each key was read by itself, and its value taken as it is"
            saved = Notice(Code.metadata_ignored, text, error.place, error.hint)
            return Split(data, rest, lines, (saved,))
        notice = Notice(Code.metadata_ignored, f"{error.message}; the block is shown as it is", error.place, error.hint)
        return Split({}, rest, lines, (notice,), found["yaml"].rstrip("\n"))
    strange = unknown_keys(data, found["yaml"], Place(place.path, first), foreign=True)
    return Split(data, rest, lines, (*notices, *strange))


def _salvaged(yaml: str, place: Place) -> dict[str, Any]:
    """What broken YAML says, key by key; a value that is no YAML by itself is taken as words.

    Nothing where no key is one of metadata: then it may be text.
    """
    data: dict[str, Any] = {}
    for key, lines in top_level(yaml):
        try:
            said, _ = parse_yaml(f"{quoted_values(lines)}\n", place)
        except SettingsError:
            words = " ".join(lines.partition(":")[2].split())
            said = {key: words.strip("\"'[]{} ")}
        data.update(said)
    known = by_name()
    return data if any(str(key).lower() in known for key in data) else {}


def _of_toml(text: str, block: re.Match[str], place: Place) -> Split:
    rest, lines = text[block.end() :], text.count("\n", 0, block.end())
    data = read_toml(block["toml"])
    if data is not None:
        first = text.count("\n", 0, block.start("toml")) + 1
        strange = unknown_keys(data, block["toml"], Place(place.path, first), foreign=True)
        return Split(data, rest, lines, strange, toml=True)
    notice = Notice(
        Code.metadata_ignored,
        "the block between +++ is not valid TOML; it is shown as it is",
        Place(place.path, 1),
        "put the values in quotes",
    )
    return Split({}, rest, lines, (notice,), block["toml"].rstrip("\n"), toml=True)
