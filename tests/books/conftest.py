"""The fixtures of the readers' tests."""

from __future__ import annotations

from tests.readers.conftest import pandoc, reading

__all__ = ["pandoc", "reading"]
