"""The YAML block at the head of a Markdown seed: text in, its data and the rest of the text out. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from octavo.errors import SettingsError
from octavo.metadata import parse_yaml
from octavo.model import Notice, Place
from octavo.notices import Code

_BLOCK = re.compile(
    r"\A(?:[ \t]*\n)*---[ \t]*\n(?P<yaml>(?:(?!(?:---|\.\.\.)[ \t]*$).*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)",
    re.MULTILINE,
)
_KEY = re.compile(r"[ \t]*[\"']?[A-Za-z][\w -]*[\"']?[ \t]*:(?:\s|$)")


@dataclass(frozen=True)
class Split:
    """The data of the front matter, the text after it, how many lines were taken away, and what was noticed.

    ``unread`` is a block that looks like metadata and is none; it is text and must stay visible.
    """

    data: Mapping[str, Any]
    text: str
    lines: int = 0
    notices: tuple[Notice, ...] = ()
    unread: str = ""


def split_front_matter(text: str, place: Place) -> Split:
    """Cut the front matter off. What is no valid YAML mapping is no front matter: it stays part of the text."""
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
        notice = Notice(
            Code.metadata_ignored, f"{error.message}; the block is shown as it stands", error.place, error.hint
        )
        return Split({}, rest, lines, (notice,), found["yaml"].rstrip("\n"))
    return Split(data, rest, lines, notices)
