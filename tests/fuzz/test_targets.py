"""Every target of the fuzzers, on its corpus and on bytes like those of its corpus."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from octavo.errors import OctavoError

from tests.fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"


def examples(name: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((CORPUS / name).glob("*"))]


@pytest.mark.parametrize("name", TARGETS)
def test_the_corpus(name: str) -> None:
    assert examples(name), "a target without an example is looked for in vain"
    for data in examples(name):
        hit(name, data)


def hit(name: str, data: bytes) -> None:
    """One try; with ``OCTAVO_KEEP_FINDS`` the bytes that break something stay in the corpus."""
    try:
        TARGETS[name](data)
    except OctavoError:
        return
    except BaseException:
        if os.environ.get("OCTAVO_KEEP_FINDS"):
            (CORPUS / name / f"find-{hashlib.sha256(data).hexdigest()[:12]}").write_bytes(data)
        raise


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=max(20, settings().max_examples // 3))
@example(cuts=[(0, 0, b"")], which=0)
@given(
    cuts=st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 40), st.binary(max_size=12)), max_size=6),
    which=st.integers(0, 1000),
)
def test_bytes_like_those_of_the_corpus(name: str, cuts: list[tuple[int, int, bytes]], which: int) -> None:
    known = examples(name)
    data = known[which % len(known)]
    for at, length, put in cuts:
        start = at % (len(data) + 1)
        data = data[:start] + put + data[start + length :]
    hit(name, data)
