"""Random alterations of finished editions are found without any record of what was built.

Here are few of them, the same each time; ``make mutations`` tries many.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from octavo.body import Body

from tests.check.conftest import theme
from tests.check.mutations.document import DOCUMENT, PICTURES
from tests.check.mutations.run import CHANGES, Made, count, made_of

WANTED = {"pdf": 0.96, "epub": 0.98, "html": 0.98}


@pytest.fixture(scope="module")
def made(body_of: Callable[..., Body]) -> Made:
    return made_of(body_of(DOCUMENT, PICTURES), theme())


@pytest.mark.parametrize("name", WANTED)
def test_nearly_all_alterations_are_found(name: str, made: Made) -> None:
    counts = count(name, made, random.Random(20), len(CHANGES[name]))
    assert counts.found.total() >= WANTED[name] * counts.total, counts.sentence(name)
