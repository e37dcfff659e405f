"""YAML by strict rules of our own: text in, plain data out. No I/O.

PyYAML only finds the tokens; this module decides what they mean. Every scalar is the string that was typed (``007``,
``no`` and ``2020-01-02`` stay so), there are no anchors, aliases, tags or second documents, size and depth are limited,
and a key that appears twice loses nothing: its values are joined, with a notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from octavo.errors import SettingsError
from octavo.metadata.values import clean
from octavo.model import Notice, Place
from octavo.notices import Code
from octavo.text.characters import whole

MAX_LENGTH = 256 << 10
MAX_DEPTH = 16
MAX_VALUES = 5_000

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_BAD_FOR_YAML = re.compile("[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def parse_yaml(text: str, place: Place) -> tuple[dict[str, Any], tuple[Notice, ...]]:
    """One YAML document whose top is a mapping, or empty, as plain data.

    ``place`` is that of the first line. Raises ``SettingsError`` with the line for anything that is not allowed.
    """
    if len(text) > MAX_LENGTH:
        raise SettingsError("the metadata is too long", place, f"keep it below {MAX_LENGTH} characters")
    notices: list[Notice] = []
    reader = _Reader(text, place, notices)
    data = reader.document()
    if data in ("", None):
        data = {}
    if not isinstance(data, dict):
        raise SettingsError("the metadata has no keys and values", place, "write lines such as title: My title")
    return data, tuple(notices)


@dataclass(frozen=True)
class Written:
    """Where one pair of a key and a value is written: lines from 0, the column of its key and that behind its value."""

    key: str
    value: str
    line: int
    column: int
    last: int
    end: int


def written_below(text: str, name: str) -> tuple[range, tuple[Written, ...]]:
    """The lines of a key at the top, and the pairs of plain values below it, however they are nested.

    The lines are an empty range where the key is not there. Raises ``SettingsError`` as ``parse_yaml`` does.
    """
    parse_yaml(text, Place("", 1))  # no anchors, nothing deep: then PyYAML may make a tree of it
    top = yaml.compose(_BAD_FOR_YAML.sub("\ufffd", text), Loader=yaml.SafeLoader)
    for key, value in top.value if isinstance(top, yaml.MappingNode) else ():
        if key.value == name:
            end = value.end_mark.line + (value.end_mark.column > 0)
            return range(key.start_mark.line, max(end, key.start_mark.line + 1)), tuple(_written(value))
    return range(0), ()


def _written(node: Any) -> Iterator[Written]:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _written(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode):
                begin, end = key.start_mark, value.end_mark
                yield Written(key.value, value.value, begin.line, begin.column, end.line, end.column)
            else:
                yield from _written(value)


class _Reader:
    """Walks PyYAML's events once; deep or endless input meets a limit before it meets the machine's."""

    def __init__(self, text: str, place: Place, notices: list[Notice]) -> None:
        self._place = place
        self._notices = notices
        self._count = 0
        self._events: Iterator[Any] = yaml.parse(_BAD_FOR_YAML.sub("\ufffd", text), Loader=yaml.SafeLoader)

    def document(self) -> Any:
        self._next()  # the stream begins
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        if event.explicit and (event.version or event.tags):
            raise self._wrong("directives are not allowed here", event, "remove the lines that begin with %")
        data = self._value(self._next(), 0)
        self._next()  # the document ends
        if not isinstance(after := self._next(), yaml.StreamEndEvent):
            raise self._wrong("there is a second document", after, "keep one block of metadata")
        return data

    def _next(self) -> Any:
        try:
            return next(self._events)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise SettingsError(
                f"the metadata is not valid YAML: {error.problem or 'it cannot be read'}",
                self._at(mark.line if mark else 0),
                "put the value in quotes, and indent with spaces",
            ) from None
        except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
            raise SettingsError("the metadata is not valid YAML", self._place, "put the values in quotes") from None

    def _value(self, event: Any, depth: int) -> Any:
        self._count += 1
        if self._count > MAX_VALUES or depth > MAX_DEPTH:
            raise self._wrong("the metadata is too large or too deep", event, "keep it to a few keys and values")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._wrong("anchors (&) and aliases (*) are not allowed", event, "put the value in quotes")
        if getattr(event, "tag", None):
            raise self._wrong("tags (!) are not allowed", event, "put the value in quotes")
        if isinstance(event, yaml.ScalarEvent):
            nothing = event.style is None and event.value in _NOTHING
            return "" if nothing else whole(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := self._next(), yaml.SequenceEndEvent):
                items.append(self._value(inner, depth + 1))
            return items
        return self._mapping(depth)

    def _mapping(self, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._value(event, depth + 1)
            if not isinstance(key, str):
                raise self._wrong("a key is not a plain word", event, "put the key in quotes")
            value = self._value(self._next(), depth + 1)
            if key in data:
                data[key] = _joined(data[key], value)
                text = f"{clean(key)}: the key appears twice; its values were joined"
                self._notices.append(
                    Notice(Code.metadata_ignored, text, self._at(event.start_mark.line), "keep one of them")
                )
            else:
                data[key] = value
        return data

    def _at(self, line: int) -> Place:
        return Place(self._place.path, (self._place.line or 1) + line)

    def _wrong(self, message: str, event: Any, hint: str) -> SettingsError:
        return SettingsError(message, self._at(event.start_mark.line), hint)


def _joined(first: Any, second: Any) -> Any:
    if isinstance(first, dict) and isinstance(second, dict):
        return {**first, **{k: _joined(first[k], v) if k in first else v for k, v in second.items()}}
    merged = [*(first if isinstance(first, list) else [first]), *(second if isinstance(second, list) else [second])]
    return [item for item in merged if item not in ("", None)]
