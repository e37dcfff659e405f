"""Starts WeasyPrint quickly: what each process would compute again is prepared, or put off until it is needed.

It declares the functions of Pango and others in the words of C, and to read those takes longer than to lay out a page.
``calls.json`` has them read (``tools/weasyprint_calls.py`` makes it). With another WeasyPrint than the one that was
read, all is as if this were not here.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

READY = Path(__file__).with_name("calls.json")
_FONT_TOOLS = ("fontTools.subset", "fontTools.varLib.instancer")


@contextmanager
def quickly() -> Iterator[None]:
    """Import WeasyPrint within: the same modules, sooner."""
    with _declared(), _without_font_tools():
        yield


def declarations() -> Path | None:
    """WeasyPrint's module of declarations; it is not imported."""
    spec = find_spec("weasyprint")
    places = spec.submodule_search_locations if spec else None
    path = Path(places[0], "text", "ffi.py") if places else None
    return path if path and path.is_file() else None


def digest_of(path: Path) -> str:
    """What tells whether declarations are those that were read."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextmanager
def _declared() -> Iterator[None]:
    """Give out what is prepared in place of a parser of declarations."""
    path = declarations()
    ready = json.loads(READY.read_text(encoding="utf-8")) if path and READY.is_file() else {}
    if path is None or ready.get("digest") != digest_of(path):
        yield
        return
    import _cffi_backend
    import cffi

    class Declared(_cffi_backend.FFI):  # type: ignore[misc]  # it has no type hints
        """All that is declared, already read."""

        def cdef(self, source: str) -> None:
            """Take the declarations, which are known."""

    tables = {f"_{name}": _tables(value) for name, value in ready["tables"].items()}
    parser, cffi.FFI = cffi.FFI, lambda: Declared("weasyprint", **tables)
    try:
        yield
    finally:
        cffi.FFI = parser


def _tables(value: Any) -> Any:
    """A table as cffi wants it: tuples, and texts as bytes."""
    if isinstance(value, list):
        return tuple(map(_tables, value))
    return value.encode("latin-1") if isinstance(value, str) else value


@contextmanager
def _without_font_tools() -> Iterator[None]:
    """Put off what only some fonts need, and what brings in half of fontTools."""
    later = {name: _Later(name) for name in _FONT_TOOLS if name not in sys.modules}
    sys.modules.update(later)
    try:
        yield
    finally:
        for name in later:
            del sys.modules[name]


class _Later(ModuleType):
    """A module that is imported when something in it is first used. What is taken from it by name is a function."""

    def instantiateVariableFont(self, *arguments: Any, **options: Any) -> Any:  # noqa: N802 - its name there
        """The function of this name."""
        return self.__getattr__("instantiateVariableFont")(*arguments, **options)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)
