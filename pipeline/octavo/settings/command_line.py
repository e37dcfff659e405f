"""Keys that people give to ``--set`` although only ``octavo.toml`` has them. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from octavo.files import Limits
from octavo.model import Notice, Place
from octavo.notices import Code

_LIMITS = frozenset(entry.name for entry in dataclasses.fields(Limits))


def not_for_set(overrides: Mapping[str, str], file: str, place: Place) -> Iterator[tuple[str, Notice]]:
    """The keys of ``--set`` that belong into ``file``, each with what to say of it."""
    for key in overrides:
        table, _, name = key.rpartition(".")
        if table == "metadata":
            hint = f"write --set {name}=..."
        elif table == "limits" or key in _LIMITS:
            hint = f"write it into {file}, below [limits]"
        elif key in ("seconds", "css"):
            hint = f"write it into {file}"
        elif key in ("seeds", "out"):
            hint = f"write --{key} DIR"
        else:
            continue
        yield key, Notice(Code.unknown_key, f"{key[:60]}: --set does not take this key", place, hint)
