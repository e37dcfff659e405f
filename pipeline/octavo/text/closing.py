"""Replaces in a text what opens and closes, where it may open a thousand times and never close. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable


def replace_closed(
    pattern: re.Pattern[str], closing: re.Pattern[str], new: str | Callable[[re.Match[str]], str], text: str
) -> str:
    """``pattern.sub(new, text)`` for a pattern of which every match ends with one of ``closing``.

    Behind the last of these nothing is tried: an expression would look for its end once for each opening, each time
    to the end of the text.
    """
    end = 0
    for found in closing.finditer(text):
        end = found.end()
    return pattern.sub(new, text[:end]) + text[end:] if end else text
