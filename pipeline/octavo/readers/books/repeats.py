"""Merges equal notices of many chapters into one. Pure."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from octavo.model import Level, Notice
from octavo.notices import Code

_COMMENTS = re.compile(r"(?:an?|\d+) (?P<kind>(?:hidden )?)comments? (?:was|were) left out")
_GENERAL = frozenset([Code.raw_shown, Code.text_left_out])  # of these, a warning too is about the files and no line
_KEYS = re.compile(r"(?P<lead>keys that Octavo has no use for: )(?P<keys>.*)")
_MISSPELT = re.compile(r"([^:]+): this key is not known")
_OWN = 3
"""In so many files one unknown key is no slip of the pen."""
_MOST_KEYS = 12
_SHOWN = 3


def gathered(notices: Sequence[Notice]) -> list[Notice]:
    """The notices of all chapters, each kind once: with the first place, and how many other files it is true of.

    What differs (in an address, a name) stays a notice of its own, and so do warnings about single lines.
    """
    groups: dict[tuple[object, ...], list[Notice]] = {}
    for notice in _own_keys(notices):
        groups.setdefault(_kind(notice), []).append(notice)
    return [_one(group) for group in groups.values()]


def _own_keys(notices: Sequence[Notice]) -> list[Notice]:
    """The same notices, but an unknown key of several files is the author's own and no misspelling."""
    files: dict[str, set[str]] = {}
    for notice in notices:
        if notice.place and _MISSPELT.fullmatch(notice.text):
            files.setdefault(notice.text, set()).add(notice.place.path)
    own = {text: _MISSPELT.sub(r"keys that Octavo has no use for: \1", text) for text in files}
    return [
        replace(notice, text=own[notice.text], level=Level.info, hint="")
        if len(files.get(notice.text, ())) >= _OWN
        else notice
        for notice in notices
    ]


def _kind(notice: Notice) -> tuple[object, ...]:
    if notice.place is None or (notice.level is not Level.info and notice.code not in _GENERAL):
        return (id(notice),)
    keys = _KEYS.fullmatch(notice.text) if notice.code == Code.unknown_key else None
    comments = _COMMENTS.fullmatch(notice.text)
    text = keys["lead"] if keys else f"{comments['kind']}comments" if comments else notice.text
    return notice.code, notice.level, notice.hint, text


def _one(group: Sequence[Notice]) -> Notice:
    first = group[0]
    paths = list(dict.fromkeys(notice.place.path for notice in group if notice.place))
    if len(paths) < 2:
        return _together(group)
    above = len(posixpath.commonprefix([Path(path).parent.parts for path in paths]))
    names = ["/".join(Path(path).parts[above:]) for path in paths[1 : _SHOWN + 1]]
    others = ", ".join(names) + (" ..." if len(paths) > _SHOWN + 1 else "")
    files = "file" if len(paths) == 2 else "files"
    return replace(first, text=f"{_together(group).text} (the same in {len(paths) - 1} other {files}: {others})")


def _together(group: Sequence[Notice]) -> Notice:
    """The first notice; where it names keys, with those of all."""
    found = [_KEYS.fullmatch(notice.text) for notice in group]
    if group[0].code != Code.unknown_key or not all(found):
        return group[0]
    keys = list(dict.fromkeys(key for match in found if match for key in match["keys"].rstrip(".").split(", ") if key))
    more = ", ..." if len(keys) > _MOST_KEYS else ""
    return replace(group[0], text=f"keys that Octavo has no use for: {', '.join(keys[:_MOST_KEYS])}{more}")
