"""``Metadata`` as YAML for the head of a manuscript. No I/O."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from octavo.metadata.fields import FIELDS
from octavo.model import Contributor, Metadata


def to_yaml(metadata: Metadata) -> str:
    """The front matter of a manuscript, without the lines of hyphens: Pandoc's keys, safely quoted, in a fixed order.

    PyYAML, pandoc and ``parse_yaml`` read the same strings back.
    """
    lines: list[str] = []
    for key, value in _front_matter(metadata):
        lines.extend(_lines(key, value, 0))
    return "\n".join(lines) + "\n" if lines else ""


def quoted(value: str) -> str:
    """A string as a YAML scalar on one line: plain where every YAML reader agrees on it, else in double quotes."""
    if _PLAIN.fullmatch(value) and not _AMBIGUOUS.fullmatch(value) and value == value.rstrip():
        return value
    return '"' + _ESCAPE.sub(_escaped, value) + '"'


def _escaped(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04X}"


_PLAIN = re.compile(r"[^\W\d_](?:[^\s\"\\:#{}\[\]&*!|>%@`<$^~\x00-\x1f\x7f-\xa0\u00ad\ufeff]| |:(?=\S)|(?<=\S)#)*")
_AMBIGUOUS = re.compile(r"true|false|yes|no|on|off|y|n|null|none|inf|nan", re.IGNORECASE)
_ESCAPE = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _front_matter(metadata: Metadata) -> Iterator[tuple[str, Any]]:
    plain = [person for person in metadata.contributors if person.role == "aut"]
    others = [person for person in metadata.contributors if person.role != "aut"]
    for row in FIELDS:
        if row.key == "author" and plain:
            people = [_person(person) for person in plain]
            yield row.key, people[0] if len(people) == 1 and isinstance(people[0], str) else people
        elif row.key == "contributor" and others:
            yield row.key, [_person(person, always=True) for person in others]
        elif row.attribute and not row.role and (value := getattr(metadata, row.attribute)) is not None:
            yield row.key, list(value) if isinstance(value, tuple) else value
    yield from sorted(metadata.extra.items())


def _person(person: Contributor, *, always: bool = False) -> Any:
    if not person.file_as and not always:
        return person.name
    fields = {"name": person.name, "role": person.role if always else "", "file-as": person.file_as}
    return {key: value for key, value in fields.items() if value}


def _lines(key: str, value: Any, indent: int) -> list[str]:
    start = " " * indent + f"{quoted(key)}:"
    if isinstance(value, bool):
        return [f"{start} {'true' if value else 'false'}"]
    if isinstance(value, Mapping):
        inner = [line for k, v in value.items() for line in _lines(str(k), v, indent + 2)]
        return [start, *inner] if inner else []
    if isinstance(value, (list, tuple)):
        inner = [line for item in value for line in _item(item, indent + 2)]
        return [start, *inner] if inner else []
    return [f"{start} {quoted(str(value))}"] if str(value) else []


def _item(value: Any, indent: int) -> list[str]:
    dash = " " * indent + "- "
    if isinstance(value, Mapping):
        inner = [line for k, v in value.items() for line in _lines(str(k), v, indent + 2)]
        return [dash + inner[0].lstrip(), *inner[1:]] if inner else []
    if isinstance(value, (list, tuple)):
        inner = [line for item in value for line in _item(item, indent + 2)]
        return [" " * indent + "-", *inner] if inner else []
    return [dash + quoted(str(value))]
