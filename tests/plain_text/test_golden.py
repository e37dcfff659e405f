"""Small documents in many scripts and manners, and what becomes of them. `OCTAVO_REWRITE=1 pytest` writes the answers
anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from octavo.readers.plain_text import recognise

from tests.golden import same_as_file
from tests.plain_text.outline import outline

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_outline(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    same_as_file(path.with_suffix(".golden"), outline(recognise(text)))


def test_every_golden_file_has_its_text() -> None:
    texts = {path.stem for path in CASES}
    assert {path.stem for path in (Path(__file__).parent / "cases").glob("*.golden")} == texts
