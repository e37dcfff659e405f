"""A package of somebody else's brings a reader by an entry point."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

READER = """
from octavo.formats import Format
from octavo.model import Draft

ROW = Format("shout", (".shout",), lambda data: data.startswith(b"!shout"), "shouting")
TAKEN = Format("shouted", (".txt", ".loud"), None, "shouting")
NO_ROW = 3


def read(source, context):
    words = source.data.decode().removeprefix("!shout").split()
    inlines = [part for word in words for part in ({"t": "Str", "c": word.upper()}, {"t": "Space"})][:-1]
    blocks = ({"t": "Para", "c": inlines},)
    return Draft(blocks, (1,), {"title": "Loud", "lang": "en"}, words=" ".join(words))
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of packages with one that brings readers."""
    folder = tmp_path / "packages"
    (folder / "shouting-1.5.dist-info").mkdir(parents=True)
    (folder / "shouting.py").write_text(READER, encoding="utf-8")
    return folder


def octavo(site: Path, docs: Path, entry_points: str, *words: str) -> subprocess.CompletedProcess[str]:
    text = f"[console_scripts]\nx = shouting:read\n\n[octavo.readers]\n{entry_points}\n\n[other]\ny = shouting:ROW\n"
    (site / "shouting-1.5.dist-info/entry_points.txt").write_text(text, encoding="utf-8")
    docs.mkdir(exist_ok=True)
    code = f"import sys; sys.path.append({str(site)!r}); from octavo.cli import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", code, *words], cwd=docs, env=os.environ, capture_output=True, text=True, check=False
    )


def test_its_files_are_seeds(site: Path, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "seeds").mkdir(parents=True)
    (docs / "seeds/a.shout").write_text("what is said here", encoding="utf-8")
    (docs / "seeds/b.txt").write_text("!shout known by its content", encoding="utf-8")
    (docs / "seeds/c.txt").write_text("plain text stays plain text", encoding="utf-8")
    done = octavo(site, docs, "one = shouting:ROW\ntwo = shouting:TAKEN", "build", "--to", "md", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    for slug, said in (("a", "WHAT IS SAID"), ("b", "KNOWN BY ITS"), ("c", "plain text stays")):
        assert said in (docs / f"out/{slug}/{slug}.md").read_text(encoding="utf-8")
    record = json.loads((docs / "out/a/record.json").read_text(encoding="utf-8"))
    assert record["versions"]["shouting"] == "1.5"
    again = octavo(site, docs, "one = shouting:ROW\ntwo = shouting:TAKEN", "build", "--to", "md")
    assert "nothing to do: 3 already up to date" in again.stderr


@pytest.mark.parametrize(
    ("entry", "said"),
    [("one = shouting:ABSENT", "cannot be loaded"), ("one = shouting:NO_ROW", "is no octavo.formats")],
)
def test_a_broken_one_is_named(site: Path, tmp_path: Path, entry: str, said: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.txt").write_text("Words.", encoding="utf-8")
    done = octavo(site, tmp_path / "docs", entry, "convert", "a.txt", "--to", "md", "-o", "-")
    assert done.returncode == 5
    assert said in done.stderr
    assert "hint: update or uninstall shouting" in done.stderr
