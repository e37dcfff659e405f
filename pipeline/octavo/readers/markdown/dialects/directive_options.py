"""Options of a directive: lines like ``:name: value`` below the line that opens it. Pure."""

from __future__ import annotations

import re

_OPTION = re.compile(r"[ \t]*:(?P<key>[\w-]+):(?P<value>.*)", re.DOTALL)


def option(line: str) -> tuple[str, str] | None:
    """Key and value of a line that is an option, without the space around them; None for any other line."""
    found = _OPTION.fullmatch(line)
    return (found["key"], found["value"].strip()) if found else None
