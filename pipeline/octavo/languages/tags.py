"""The primary language of a BCP 47 tag, and the row of a table of words that it has. Floor 1; pure."""

from __future__ import annotations

from collections.abc import Mapping

_SAME = {"no": "nb", "nn": "nb", "iw": "he"}
"""Languages that share the words of another, and codes that were renamed."""


def primary(tag: str) -> str:
    """The primary language of a tag in small letters: ``de`` of ``de-CH``. One that shares another's words is that."""
    first = tag.lower().replace("_", "-").split("-")[0]
    return _SAME.get(first, first)


def row_of(rows: Mapping[str, str], tag: str) -> tuple[str, list[str]]:
    """The language and the words of the row for a tag, words parted by bars; those of English where there is none."""
    first = primary(tag)
    found = first if first in rows else "en"
    return found, rows[found].split("|")
