"""What people type and what they see: each file in ``transcripts/`` is a folder, commands, output and exit codes.

    --- seeds/a.txt        a file of the folder, up to the next line of this kind or the first command
    $ octavo build         a command, run in that folder
    | a line               what it prints on standard output
    ! a line               what it prints on standard error
    = 0                    its exit code

``OCTAVO_REWRITE=1 pytest tests/cli`` writes what is printed now into the files. Seconds are shown as ``N``.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

TRANSCRIPTS = sorted(Path(__file__).with_name("transcripts").glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(path: Path, tmp_path: Path) -> None:
    expected = path.read_text(encoding="utf-8")
    got = replay(expected, tmp_path)
    if os.environ.get("OCTAVO_REWRITE") and not os.environ.get("CI"):
        path.write_text(got, encoding="utf-8")
    assert got == expected or os.environ.get("OCTAVO_REWRITE"), got


def test_every_foreseen_failure_has_a_transcript() -> None:
    codes = {int(code) for path in TRANSCRIPTS for code in re.findall(r"(?m)^= (\d+)$", path.read_text("utf-8"))}
    assert codes >= {0, 2, 3, 4, 6, 7}


def replay(text: str, folder: Path) -> str:
    """Lay out the files, run the commands and write down what happened."""
    out: list[str] = []
    current: list[str] | None = None
    files: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("--- "):
            current = files.setdefault(line[4:], [])
            out.append(line)
        elif line.startswith("$ "):
            lay_out(files, folder)
            files, current = {}, None
            out.append(line)
            out += run(line[2:], folder)
        elif current is not None:
            current.append(line)
            out.append(line)
        elif not line.startswith(("| ", "! ", "= ", "|", "!")):
            out.append(line)
    return "\n".join(out) + "\n"


def lay_out(files: dict[str, list[str]], folder: Path) -> None:
    for name, lines in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = "\n".join(lines).strip("\n")
        path.write_bytes(bytes.fromhex(data[4:]) if data.startswith("hex:") else (data + "\n" if data else "").encode())


def run(command: str, folder: Path) -> list[str]:
    words = shlex.split(command)
    if words[0] != "octavo":
        subprocess.run(words, cwd=folder, check=True)
        return ["= 0"]
    done = subprocess.run(
        [sys.executable, "-m", "octavo", *words[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "pipeline"), "TERM": "dumb", "COLUMNS": "100"},
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    shown = [f"| {plain(line)}".rstrip() for line in done.stdout.splitlines()]
    said = [f"! {plain(line)}".rstrip() for line in done.stderr.splitlines()]
    return [*shown, *said, f"= {done.returncode}"]


def plain(line: str) -> str:
    return re.sub(r"\b\d+\.\d+ s\b", "N s", line)
