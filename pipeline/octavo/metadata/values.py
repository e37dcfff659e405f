"""Single values of metadata: text for a field, a language tag. No I/O."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from octavo.text.characters import fit_for_files, without_overrides

FALSE = frozenset({"false", "no", "off"})
"""How people write that something shall not be."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-[A-Za-z0-9]{1,8}){0,6}", re.ASCII)
_POSIX_LOCALE = re.compile(r"([A-Za-z]{2,3})_([A-Za-z]{2})(?:\.[\w-]+)?(?:@\w+)?", re.ASCII)
NUMBERED = re.compile(r"\d+(?:\.\d+)*", re.ASCII)
"""A place in a series, as an EPUB takes it (EPUB 3.3, group-position)."""

ADDRESS = re.compile(r"https?://[^\s\"'<>\\^`{|}#?@]{1,1000}", re.ASCII)
"""An address on the web, without a query, a fragment or the name of a person."""
MAX_TEXT = 20_000
"""Characters of one value; what is longer is cut, and told."""


def clean(value: str) -> str:
    """Text for one field, on one line.

    Characters that XML forbids become U+FFFD, controls of writing direction go (they can make a title read as
    something else), white space is single spaces, Unicode is composed (NFC).
    """
    return " ".join(legal(value).split())


def language_tag(value: str) -> str:
    """A BCP 47 tag in its usual capitals (``de``, ``pt-BR``, ``zh-Hant``), also from a locale; empty for no tag."""
    value = value.strip()
    if locale := _POSIX_LOCALE.fullmatch(value):
        value = f"{locale[1]}-{locale[2]}"
    if len(value) > 35 or not _TAG.fullmatch(value):
        return ""
    first, *rest = value.split("-")
    if value.casefold() == "und":
        return "und"
    script_or_region = (
        part.title() if len(part) == 4 and part.isalpha() else part.upper() if len(part) == 2 else part for part in rest
    )
    return "-".join([first.lower(), *script_or_region])


def as_text(value: Any, *, long: bool) -> str:
    """Any value as text: strings as typed, lists joined, of mappings the part that is text."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        inner = next((value[k] for k in ("text", "name", "title", "main") if value.get(k)), None)
        return as_text(inner if inner is not None else list(value.values()), long=long)
    if isinstance(value, (list, tuple)):
        return ("\n\n" if long else ", ").join(filter(None, (as_text(item, long=long) for item in value)))
    words = legal(str(value))
    if long:
        paragraphs = (" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", words))
        return "\n\n".join(filter(None, paragraphs))[:MAX_TEXT]
    return " ".join(words.split())[:MAX_TEXT]


def is_cut(value: Any) -> bool:
    """Whether a value, or one within it, is longer than what is kept of it."""
    if isinstance(value, Mapping):
        return any(is_cut(inner) for inner in value.values())
    if isinstance(value, (list, tuple)):
        return any(is_cut(inner) for inner in value)
    return len(text := str(value)) > MAX_TEXT and len(" ".join(text.split())) > MAX_TEXT


def as_list(value: Any) -> tuple[str, ...]:
    """Any value as a list of texts, each once; a string is cut at commas and semicolons."""
    items = value if isinstance(value, (list, tuple)) else re.split(r"[,;]\s|\n", legal(str(value)))
    return tuple(dict.fromkeys(filter(None, (as_text(item, long=False) for item in items))))


def as_plain(value: Any) -> Any:
    """A value of an unknown key, with nothing in it but mappings, lists and clean strings."""
    if isinstance(value, Mapping):
        return {clean(str(key)): as_plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_plain(inner) for inner in value]
    return "" if value is None else legal(str(value))


def legal(value: str) -> str:
    """The text with forbidden characters as U+FFFD, without controls of writing direction, composed (NFC)."""
    return unicodedata.normalize("NFC", fit_for_files(without_overrides(value)))


def shown(value: str) -> str:
    """A value as it may be in a notice: clean and short."""
    value = clean(value)
    return value if len(value) <= 60 else value[:57] + "..."
