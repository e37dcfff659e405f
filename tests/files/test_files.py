"""The door lets regular files in and whole files out."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from octavo.errors import SeedError
from octavo.files import below, read_at_most, read_file, write_file


def refusal(path: Path, limit: int = 100, folder: Path | None = None) -> str:
    with pytest.raises(SeedError) as caught:
        read_file(str(path), limit, None if folder is None else str(folder))
    assert caught.value.hint
    assert str(caught.value.place) == str(path)
    return caught.value.message


def test_reads_a_file_with_any_name(tmp_path: Path) -> None:
    path = tmp_path / "-a 'b' \n ü.txt"
    path.write_bytes(b"words")
    assert read_file(str(path), 100) == b"words"


def test_refuses_what_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x" * 101)
    assert "too large" in refusal(tmp_path / "x")


def test_refuses_what_is_no_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "folder").mkdir()
    assert "pipe" in refusal(tmp_path / "fifo")
    assert "folder" in refusal(tmp_path / "folder")
    assert "device" in refusal(Path("/dev/zero"))
    assert "no such file" in refusal(tmp_path / "missing")


def test_follows_links_inside_the_folder_only(tmp_path: Path) -> None:
    home, outside = tmp_path / "home", tmp_path / "secret"
    (home / "inner").mkdir(parents=True)
    outside.write_text("secret")
    (home / "real").write_text("words")
    (home / "good").symlink_to("real")
    (home / "inner" / "up").symlink_to("../real")
    (home / "bad").symlink_to(outside)
    (home / "door").symlink_to(tmp_path)
    (home / "loop").symlink_to("loop")
    assert read_file(str(home / "good"), 100) == b"words"
    assert read_file(str(home / "inner" / "up"), 100, str(home)) == b"words"
    assert "leads out" in refusal(home / "bad")
    assert "outside" in refusal(home / "door" / "secret", folder=home)
    assert "outside" in refusal(home / ".." / "secret", folder=home)
    assert refusal(home / "loop")


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a/../../x", "", ".", "a\0b", "..\\x", "C:/x"])
def test_names_that_lead_out(name: str) -> None:
    assert below("folder", name) is None


@given(st.text(max_size=40))
def test_below_never_leaves_the_folder(name: str) -> None:
    path = below("/home/folder", name)
    assert path is None or os.path.normpath(path).startswith("/home/folder/")


def test_writes_whole_files_and_makes_folders(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    write_file(path, b"one")
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert [entry.name for entry in path.parent.iterdir()] == ["file"]


def test_a_failed_write_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    write_file(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_takes_no_more_memory_than_it_is_long() -> None:
    asked: list[int] = []

    class Stream(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            asked.append(size or 0)
            return super().read(size)

    assert read_at_most(Stream(b"words"), 1 << 40) == b"words"
    assert max(asked) < 1 << 24
    assert read_at_most(Stream(b"words"), 3) == b"wor"
