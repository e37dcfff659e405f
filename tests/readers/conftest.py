"""A pandoc that stays running for all tests of readers, and a short way to read something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from octavo.pandoc import Pandoc

from tests.readers.support import Reading


@pytest.fixture(scope="session")
def pandoc() -> Iterator[Pandoc]:
    """One pandoc for all."""
    with Pandoc() as child:
        yield child


@pytest.fixture
def reading(pandoc: Pandoc, tmp_path: Path) -> Reading:
    """Reads bytes or whole seeds."""
    return Reading(pandoc, tmp_path)
