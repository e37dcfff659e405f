"""Dates as people write them, and the moment that is written into files. Pure; never asks a clock."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from octavo.metadata.values import clean

UNDATED = 946_684_800
"""The moment of a document without a date: the first of January 2000, which is not taken for the day of a build."""

_FIRST_YEAR = 1980
"""Files are not older than this, however old the text in them is; zip archives cannot hold an earlier year."""
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_MONTHS = "january february march april may june july august september october november december".split()


def date_of(text: str) -> str:
    """A date in the form of ISO 8601 (year, month, day as far as known), or nothing when it cannot be told."""
    text = clean(text)[:100]
    plain = re.match(r"\d{4}-\d\d(-\d\d)?(?=T|$)|\d{4}$", text)
    if plain and _DATE.fullmatch(plain[0]):
        return plain[0]
    words = re.fullmatch(r"(?:(\d{1,2})\.? )?([A-Za-z]+)(?: (\d{1,2}))?,? (\d{4})", text)
    if words and words[2].lower() in _MONTHS and not (words[1] and words[3]):
        month = _MONTHS.index(words[2].lower()) + 1
        day = words[1] or words[3]
        found = f"{words[4]}-{month:02}" + (f"-{int(day):02}" if day else "")
        return found if _DATE.fullmatch(found) else ""
    return ""


def moment_of(date: str) -> int:
    """The moment to write into files, in seconds since 1970 UTC: the beginning of the day that the metadata name.

    The same metadata give the same moment on every day. Without a date that can be read, and for one older than any
    file, it is ``UNDATED``.
    """
    year, *rest = (int(part) for part in (date_of(date) or "0").split("-"))
    month, day = [*rest, 1, 1][:2]
    if year < _FIRST_YEAR:
        return UNDATED
    try:
        return int(datetime(year, month, day, tzinfo=UTC).timestamp())
    except ValueError:  # the thirty-first of February
        return UNDATED
