"""Characters: how many columns they take, and which no text may hold. Floor 1, pure."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

_NOWHERE = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr((plane << 16) + 0xFFFE)}{chr((plane << 16) + 0xFFFF)}" for plane in range(17)
)
FORBIDDEN = re.compile(f"[{_NOWHERE}]")
"""What XML 1.0 forbids or discourages (section 2.2) but for the vertical tab and the form feed, which end lines."""
_FORBIDDEN_IN_FILES = re.compile(f"[\x0b\x0c{_NOWHERE}]")
_DOUBTFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]"
)
"""All of these and a few more, in few ranges: a text without any is known to be sound four times as fast."""
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
REPLACEMENT = "\ufffd"


def whole(text: str) -> str:
    """The text with the two halves of a character joined, and U+FFFD for a half alone: no file can hold that."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def read_json(text: str, *, strict: bool = True) -> Any:
    """The value of a JSON text, with whole characters only. Raises ``ValueError`` and ``RecursionError``."""
    value = json.loads(text, strict=strict)
    return json.loads(whole(json.dumps(value, ensure_ascii=False))) if "\\u" in text else value


def without_forbidden(text: str) -> str:
    """The text with characters that no text may hold as U+FFFD. Vertical tabs and form feeds stay."""
    return text if _is_sound(text) else FORBIDDEN.sub(REPLACEMENT, text)


def fit_for_files(text: str) -> str:
    """The text with characters that no XML or HTML file may hold as U+FFFD."""
    return text if _is_sound(text) else _FORBIDDEN_IN_FILES.sub(REPLACEMENT, text)


def _is_sound(text: str) -> bool:
    """Whether a quick look finds nothing forbidden: what can be printed is not, and most text can."""
    return text.isprintable() or not _DOUBTFUL.search(text)


def without_overrides(text: str) -> str:
    """The text without controls of writing direction: left open, they would turn the text behind them around."""
    return _OVERRIDES.sub("", text)


def is_wide(char: str) -> bool:
    """Whether a character takes two columns: East Asian scripts, full-width forms, most emoji."""
    return unicodedata.east_asian_width(char) in "WF"


def columns_of(text: str) -> int:
    """How many columns a text takes: two for a wide character, none for marks on others and invisible signs.

    Pandoc counts so when it reads grid tables.
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if char.isascii():
        return 1
    if is_wide(char):
        return 2
    return 0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 1
