"""One pandoc for all tests of the manuscript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from octavo.pandoc import Pandoc

from tests.manuscript.support import Reader


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Pandoc() as running:
        yield Reader(running)
