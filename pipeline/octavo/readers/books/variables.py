"""Quarto's variables: ``{{< var version >}}`` as what ``_variables.yml`` says. Text in, text out; pure."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import Any

from octavo.errors import SettingsError
from octavo.metadata import parse_yaml
from octavo.model import Place

_VARIABLE = re.compile(r"\{\{<\s*var\s+(?P<name>[\w.-]+)\s*>\}\}")
FILE = "_variables.yml"


def with_variables(text: str, folder: str, read: Callable[[str], str | None]) -> str:
    """The text with its variables; what no file says stays as it was written.

    The file lies in the document's folder or in one above it; ``read`` gives the text of a file of the seed, or None.
    """
    if not _VARIABLE.search(text):
        return text
    said: Mapping[str, Any] = {}
    while True:
        found = read(posixpath.join(folder, FILE))
        if found is not None:
            try:
                said, _ = parse_yaml(found, Place(FILE, 1))
            except SettingsError:
                said = {}
            break
        if not folder:
            return text
        folder = posixpath.dirname(folder)
    return _VARIABLE.sub(lambda match: _value(said, match["name"]) or match[0], text)


def _value(said: Any, name: str) -> str:
    for key in name.split("."):
        said = said.get(key) if isinstance(said, Mapping) else None
    return said.strip() if isinstance(said, str) else ""
