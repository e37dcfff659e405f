"""How long a publication may take grows with what there is to read, and a packed file holds more than it is long."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from octavo.model import Kind, Seed
from octavo.publishing import publication
from octavo.publishing.values.task import Task
from octavo.settings import Settings

LEAST = publication.SECONDS
EACH = publication.SECONDS_PER_MEGABYTE
CHAPTER = publication.SECONDS_PER_CHAPTER


def deadline(folder: Path, sizes: dict[str, int], seconds: float = 0) -> float:
    for name, size in sizes.items():
        (folder / name).touch()
        os.truncate(folder / name, size)
    files = tuple(str(folder / name) for name in (*sizes, "gone.md"))
    seed = Seed("x", str(folder), Kind.book, files)
    return publication._deadline(Task(seed, str(folder), Settings(seconds=seconds), (), (), None, None, None))


@pytest.mark.parametrize(
    ("sizes", "megabytes"),
    [
        ({}, 0),
        ({"a.md": 3_000_000}, 3),
        ({"a.md": 1_000_000, "b.txt": 500_000}, 1.5),
        ({"a.docx": 50_000}, 1),  # twenty times as much, unpacked
        ({"a.ODT": 50_000}, 1),
        ({"a.docm": 5_000_000}, 7),  # most of a large one are pictures
        ({"a.docx": 50_000, "b.odt": 50_000, "c.md": 1_000_000}, 3),
        ({"a.html": 50_000}, 0.05),
    ],
)
def test_it_grows_with_the_seed(tmp_path: Path, sizes: dict[str, int], megabytes: float) -> None:
    assert deadline(tmp_path, sizes) == pytest.approx(LEAST + EACH * megabytes + CHAPTER * len(sizes))


def test_a_setting_adds_to_it(tmp_path: Path) -> None:
    assert deadline(tmp_path, {"a.md": 1_000_000}, 120) == pytest.approx(LEAST + 120 + EACH + CHAPTER)


def test_a_longer_packed_seed_never_has_less(tmp_path: Path) -> None:
    sizes = range(0, 400_000, 10_000)
    packed = [deadline(tmp_path, {"a.docx": size}) for size in sizes]
    assert packed == sorted(packed)
    assert all(found >= LEAST + EACH * size / 1e6 for found, size in zip(packed, sizes, strict=True))
