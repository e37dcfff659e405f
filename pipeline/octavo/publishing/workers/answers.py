"""Reads a worker's answers: accepts plain values only, since the worker may have been taken over. Floor 4."""

from __future__ import annotations

import dataclasses
import enum
import importlib
import io
import pickle
import sys
from typing import Any

from octavo.errors import OctavoError


class _Plain(pickle.Unpickler):
    """Makes values only: our own data classes, enumerations and errors, never a function.

    A worker reads documents of unknown origin. Should one ever be taken over, its answer must not run code out here.
    """

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "getattr"):
            return _member  # Python 3.11 writes members of enumerations as getattr(Kind, "book")
        if module.startswith("octavo."):
            found = getattr(sys.modules.get(module) or importlib.import_module(module), name, None)
            if isinstance(found, type) and (
                dataclasses.is_dataclass(found) or issubclass(found, (enum.Enum, OctavoError))
            ):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no plain value")


def _member(kind: Any, name: Any) -> enum.Enum:
    """The member of an enumeration, and nothing else that an object may have under a name."""
    if isinstance(kind, type) and issubclass(kind, enum.Enum) and isinstance(name, str):
        return kind[name]
    raise pickle.UnpicklingError(f"{name} of {kind} is no plain value")


def answer_of(data: bytes) -> tuple[str, Any]:
    """A worker's answer. Anything that is not made of plain values is an answer of the kind ``bug``."""
    try:
        kind, value = _Plain(io.BytesIO(data)).load()
    except Exception as error:  # noqa: BLE001 - any failure means a broken answer
        return "bug", f"the worker's answer cannot be read: {error}"
    return str(kind), value
