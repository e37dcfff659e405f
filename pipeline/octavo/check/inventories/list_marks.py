"""The marks of numbered lists as a text shows them: from ``data-mark``, written text, or automatic numbers. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.text.numerals import numeral


@dataclass
class _List:
    """The number of the next item (none where nothing is counted), and the kind of the numbers."""

    next: int | None
    kind: str


@dataclass
class Marks:
    """Notes the mark of each item in ``found``, from elements and text one after another."""

    found: list[str]
    _lists: list[_List] = field(default_factory=list)
    _written: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """An element begins."""
        classes = (attributes.get("class") or "").split()
        if tag in ("ol", "ul"):
            start = attributes.get("start") or "1"
            counts = tag == "ol" and not {"paren", "bracket"} & {*classes} and start.lstrip("-").isdigit()
            self._lists.append(_List(int(start) if counts else None, attributes.get("type") or ""))
        elif tag == "span" and "marker" in classes:
            self._written = []
        elif tag == "li":
            mark = attributes.get("data-mark")
            self._item(mark or "", "o-task" in classes or mark == "")

    def _item(self, mark: str, is_task: bool) -> None:
        inside = self._lists[-1] if self._lists else _List(None, "")
        if mark:
            self.found.append(mark)
        elif inside.next is not None and not is_task:
            self.found.append(f"{numeral(inside.next, inside.kind)}.")
        if inside.next is not None:
            inside.next += 1

    def takes(self, text: str) -> bool:
        """Take a text that belongs to a mark; false for every other."""
        if self._written is None:
            return False
        self._written.append(text)
        return True

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "span" and self._written is not None:
            self.found.append("".join(self._written))
            self._written = None
