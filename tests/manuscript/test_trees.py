"""Trees written and read back are the trees, normalised."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import assume, given
from octavo.manuscript import normalise, write_markdown
from octavo.model import Node

from tests.manuscript import strategies
from tests.manuscript.support import OUTSIDE, Reader, characters, comparable

FINDS = (Path(__file__).parent / "finds.jsonl").read_text(encoding="utf-8").splitlines()
"""Trees that came back changed once, one a line, as small as they could be made."""


def assert_comes_back(blocks: list[Node], reader: Reader) -> None:
    wanted = normalise(blocks)
    assert comparable(reader.there_and_back(blocks)) == comparable(wanted), write_markdown(blocks).text


@pytest.mark.parametrize("line", FINDS)
def test_finds(line: str, reader: Reader) -> None:
    assert_comes_back(json.loads(line), reader)


@given(strategies.inlines(3).map(lambda content: [strategies.node("Para", content)]))
def test_inlines_come_back(reader: Reader, blocks: list[Node]) -> None:
    assert_comes_back(blocks, reader)


@given(strategies.blocks(2))
def test_blocks_come_back(reader: Reader, blocks: list[Node]) -> None:
    assert_comes_back(blocks, reader)


@given(strategies.blocks(2))
def test_normal_is_normal(blocks: list[Node]) -> None:
    once = normalise(blocks)
    assert comparable(normalise(once)) == comparable(once)


@given(strategies.blocks(2))
def test_no_raw_markup_is_ever_written(reader: Reader, blocks: list[Node]) -> None:
    text = write_markdown(blocks).text
    for format_ in (None, OUTSIDE):
        tree = json.dumps(reader(text) if format_ is None else reader(text, format_))
        assert '"RawInline"' not in tree
        assert '"RawBlock"' not in tree


@given(strategies.blocks(2))
def test_writing_again_changes_nothing(reader: Reader, blocks: list[Node]) -> None:
    assume("Table" not in json.dumps(blocks))  # their widths settle on a second reading
    text = write_markdown(blocks).text
    assert write_markdown(reader(text)).text == text


@given(strategies.blocks(1))
def test_each_block_begins_on_its_line(reader: Reader, blocks: list[Node]) -> None:
    written = write_markdown(blocks)
    assert len(written.lines) == len(blocks)
    assert list(written.lines) == sorted(written.lines)
    lines = written.text.split("\n")
    for block, line in zip(blocks, written.lines, strict=True):
        if normalise([block]):
            assert lines[line - 1].strip(), written.text
            if line > 1:
                assert not lines[line - 2].strip(), written.text
        else:
            assert 1 <= line <= len(lines)


def test_outsiders_read_the_same_words(reader: Reader) -> None:
    blocks = json.loads((Path(__file__).parent / "finds.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert characters(reader(write_markdown(blocks).text, OUTSIDE)) == characters(normalise(blocks))
