"""The page on security says what the code does."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from octavo import pandoc
from octavo.body.allow import LINK_SCHEMES
from octavo.files import Limits
from octavo.metadata import reading
from octavo.publishing import publication
from octavo.walls import limits

PAGE = Path(__file__).resolve().parents[2] / "docs" / "security.md"


def test_the_limits_are_those_of_the_code() -> None:
    said = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", PAGE.read_text("utf-8"), re.MULTILINE))
    assert {name: int(value) for name, value in said.items()} == dataclasses.asdict(Limits())


def test_times_and_sizes_are_those_of_the_code() -> None:
    text = " ".join(PAGE.read_text("utf-8").split())
    assert f"may take {publication.SECONDS:g} seconds and {publication.SECONDS_PER_MEGABYTE:g} more" in text
    assert f"and {publication.SECONDS_PER_CHAPTER:g} more for each further file" in text
    assert f"pandoc may take {pandoc.BASE_SECONDS:g} seconds and {pandoc.SECONDS_PER_MEGABYTE:g} more" in text
    assert f"{limits.MEMORY >> 20} MiB for a worker, {pandoc.MEMORY[:-1]} GB for its pandoc" in text
    assert f"no deeper than {reading.MAX_DEPTH} levels and no more than {reading.MAX_VALUES} values" in text
    assert all(f"`{scheme}`" in text for scheme in LINK_SCHEMES)


def test_the_tests_that_are_named_are_there() -> None:
    named = re.findall(r"`(tests/[\w/.]+)`", PAGE.read_text("utf-8"))
    assert len(named) > 15
    for name in named:
        assert (PAGE.parents[1] / name).exists(), name


def test_every_promise_names_its_tests() -> None:
    part = PAGE.read_text("utf-8").split("## How it is tested")[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", part, re.MULTILINE)[2:]
    assert len(rows) > 10
    assert [promise for promise, tests in rows if "`tests/" not in tests] == []
