"""The identifiers that pandoc gives to headings that have none, so that the manuscript need not name them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from octavo.model import Node
from octavo.tree import nodes as tree
from octavo.tree import plain


class Identifiers:
    """The identifiers of one document's headings, in reading order."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._next: dict[str, int] = {}

    def implied(self, heading: Sequence[Node], given: str) -> bool:
        """Whether pandoc will give this heading the identifier it already has; it counts as used from now on."""
        if given and any(unicodedata.category(char)[0] == "M" for char in given):
            self._used.add(given)
            return False
        automatic = self._automatic(heading)
        if not given or given == automatic:
            self._used.add(automatic)
            return True
        self._used.add(given)
        return False

    def _automatic(self, heading: Sequence[Node]) -> str:
        text = plain.text_of([node for node in heading if tree.kind(node) != "Note"]).lower()
        kept = "".join(char for char in text if char.isspace() or char.isalnum() or char in "_-.")
        name = "-".join(kept.split())
        while name and not name[0].isalpha():
            name = name[1:]
        name = name or "section"
        if name not in self._used:
            return name
        number = self._next.get(name, 1)
        while f"{name}-{number}" in self._used:
            number += 1
        self._next[name] = number
        return f"{name}-{number}"
