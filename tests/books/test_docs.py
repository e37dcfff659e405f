"""What ``docs/books.md`` says, row by row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from octavo import books
from octavo.readers.books.includes import expand
from octavo.tree.walk import walk

from tests.books.test_links import plain
from tests.readers.support import Reading

PAGE = (Path(__file__).parents[2] / "docs" / "books.md").read_text(encoding="utf-8")


def rows(head: str) -> list[list[str]]:
    """The cells of the table whose head begins so."""
    lines = PAGE[PAGE.index(f"| {head} |") :].split("\n\n")[0].split("\n")[2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_every_file_is_looked_for(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    looked = {Path(path).name for path in books.plan(str(tmp_path), ["a.md"]).digests}
    named = {row[0].strip("`") for row in rows("file")}
    assert named - looked == {"book.yaml"}
    assert len(named) > 10


@pytest.mark.parametrize("row", rows("in"), ids=lambda row: row[1])
def test_links(reading: Reading, row: list[str]) -> None:
    name, address, leads = row[0].strip("`"), row[1].strip("`"), row[2]
    files: dict[str, str] = {
        "intro.md": "# Intro\n\n## Summary\n\nx\n",
        "part/two words.md": "# Two\n\n## Summary\n\nx\n\n## What's it do?\n\nx\n\n## `Box<T>` & friends\n\nx\n",
    }
    files[name] += f"\n[here](<{address}>)\n"
    draft = reading.seed({f"b/{key}": text for key, text in files.items()})
    (link,) = (node for node in walk(list(draft.blocks)) if node["t"] == "Link")
    head, found = "", {}
    for node in draft.blocks:
        if node["t"] == "Header":
            head = plain(node) if node["c"][0] == 1 else head
            found[f"#{node['c'][1][0]}"] = head if node["c"][0] == 1 else f"{head}: {plain(node)}"
    assert found[link["c"][2][0]] == leads


@pytest.mark.parametrize("row", rows("written"), ids=lambda row: row[0])
def test_includes(row: list[str]) -> None:
    files = {"five.txt": "1\n2\n3\n4\n5\n", "code.rs": "fn a() {}\n// ANCHOR: b\nfn b() {}\n// ANCHOR_END: b\n"}
    found = expand(row[0].strip("`"), "x.md", "seeds", files.get)
    assert found is not None
    assert found.text.split("\n") == re.findall(r"`([^`]+)`", row[1])
