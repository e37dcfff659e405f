"""What is kept of long books in ``out/.chapters/``: written whole, bounded in size, safe to delete."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from octavo.publishing.results import chapters


def test_what_was_kept_comes_back_and_goes_with_its_publication(tmp_path: Path) -> None:
    assert chapters.read(tmp_path, "book") == b""
    chapters.write(tmp_path, "book", b"one")
    chapters.write(tmp_path, "book", b"two")
    chapters.write(tmp_path, "other", b"three")
    assert chapters.read(tmp_path, "book") == b"two"
    chapters.remove(tmp_path, "book")
    assert chapters.read(tmp_path, "book") == b""
    assert chapters.read(tmp_path, "other") == b"three"
    chapters.remove(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_oldest_go_when_it_is_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chapters, "LARGEST", 10)
    for age, slug in enumerate(("new", "old", "oldest")):
        chapters.write(tmp_path, slug, b"four")
        os.utime(tmp_path / chapters.FOLDER / f"{slug}.zip", (1000 - age, 1000 - age))
    chapters.write(tmp_path, "now", b"four")
    assert sorted(path.name for path in (tmp_path / chapters.FOLDER).iterdir()) == ["new.zip", "now.zip"]


@pytest.mark.skipif(os.name == "nt", reason="links need powers there")
def test_no_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "book.zip").write_bytes(b"theirs")
    out = tmp_path / "out"
    out.mkdir()
    (out / chapters.FOLDER).symlink_to(tmp_path / "elsewhere")
    chapters.write(out, "book", b"ours")
    assert chapters.read(out, "book") == b""
    assert (tmp_path / "elsewhere" / "book.zip").read_bytes() == b"theirs"
