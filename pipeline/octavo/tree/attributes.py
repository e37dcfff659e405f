"""Pandoc's attributes as written in the manuscript: ``{#id .class key="value"}``.

In: ``[identifier, classes, pairs]`` of pandoc's tree. Out: text in braces, or the empty string. Names that Markdown
cannot hold are left out; values are kept exactly, but white space in them becomes one space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

Attributes = tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]
"""Identifier, classes, pairs: pandoc's ``Attr`` in a form that can be compared."""

NONE: Attributes = ("", (), ())

_NAME = re.compile(r"[A-Za-z][\w:.-]*\Z", re.ASCII)
_CLASS = re.compile(r"[A-Za-z][\w-]*\Z", re.ASCII)
_SPECIAL = re.compile(r'[\\"&<]')
_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")


def cleaned(raw: Sequence[Any]) -> Attributes:
    """The attributes that Markdown can hold, in pandoc's order."""
    identifier = _SPACE.sub("-", str(raw[0]).strip())
    classes: list[str] = []
    for name in raw[1]:
        classes += _SPACE.sub(" ", str(name)).split()
    pairs: dict[str, str] = {}
    for key, value in raw[2]:
        if key in ("id", "class") or not _NAME.match(key):
            continue
        pairs.setdefault(key, _SPACE.sub(" ", str(value)).strip())
    return identifier, tuple(dict.fromkeys(classes)), tuple(pairs.items())


def written(attributes: Attributes) -> str:
    """The attributes in braces; empty when there are none."""
    return "{" + " ".join(_parts(attributes)) + "}" if attributes != NONE else ""


def braces(attributes: Attributes) -> str:
    """The attributes in braces, which stay when there are none: for spans, which need them."""
    return written(attributes) or "{}"


def of_div(attributes: Attributes) -> str:
    """The text after the colons that open a div: its class alone, or the attributes in braces."""
    identifier, classes, pairs = attributes
    if len(classes) == 1 and not identifier and not pairs and _CLASS.match(classes[0]):
        return classes[0]
    return braces(attributes)


def _parts(attributes: Attributes) -> list[str]:
    identifier, classes, pairs = attributes
    parts: list[str] = []
    if identifier:
        parts.append("#" + identifier if _plain_identifier(identifier) else f'id="{_quoted(identifier)}"')
    odd = [name for name in classes if not _CLASS.match(name)]
    if odd:  # all of them, so that their order stays
        parts.append(f'class="{_quoted(" ".join(classes))}"')
    else:
        parts += ["." + name for name in classes]
    parts += [f'{key}="{_quoted(value)}"' if not _bare(value) else f"{key}={value}" for key, value in pairs]
    return parts


def _plain_identifier(identifier: str) -> bool:
    return all(char.isalnum() or char in "_-:." for char in identifier) and (
        identifier[0].isalpha() or identifier[0] == "_"
    )


def _bare(value: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z0-9.%-]+", value))


def _quoted(value: str) -> str:
    return _SPECIAL.sub(lambda match: "\\" + match[0], value)
