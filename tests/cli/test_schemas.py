"""The JSON that programs read is as its published schemas say, for every command and for the files of a publication."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from octavo.cli import main
from octavo.cli.commands import COMMANDS

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schemas"
NO_JSON = {"completion", "man", "serve", "watch"}
TEXT = "---\ntitle: A\nlang: en\ndate: 2021\n---\n\n# One\n\n![](nope.png)\n\nSome words.[^1]\n\n[^1]: A note.\n"


def schema(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(read)
    return read


def check(data: object, name: str) -> None:
    jsonschema.Draft202012Validator(schema(name)).validate(data)


def test_every_output_and_file_fits_its_schema(
    kept_worker: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("seeds").mkdir()
    Path("seeds/a.md").write_text(TEXT, "utf-8")
    Path("seeds/b.txt").write_text("CHAPTER 1\n\nSome words of a text.\n", "utf-8")
    Path("seeds/c.docx").write_bytes(b"no docx")
    commands = {
        "build": ("build",),
        "convert": ("convert", "seeds/a.md", "-o", "x.epub"),
        "check": ("check", "a", "b"),
        "explain": ("explain", "b"),
        "where": ("where", "a", "--page", "1"),
        "changes": ("changes", "a", "--since", "out/b/b.md"),
        "shelf": ("shelf",),
        "report": ("report",),
        "doctor": ("doctor",),
        "prune": ("prune",),
        "new": ("new", "fresh"),
        "settings": ("settings",),
        "notices": ("notices", "no-title"),
    }
    assert set(commands) == set(COMMANDS) - NO_JSON
    for words in commands.values():
        main([*words, "--json"])
        read = json.loads(capsys.readouterr().out)
        check(read, "output")
        assert len(read) > 1, words
    check(json.loads(Path("out/a/record.json").read_text("utf-8")), "record")
    check(json.loads(Path("out/a/pages.json").read_text("utf-8")), "pages")
    main(["build", "nope", "--json"])
    read = json.loads(capsys.readouterr().out)
    check(read, "output")
    assert read["messages"][0]["level"] == "error"


def test_a_schema_says_no_to_what_does_not_fit() -> None:
    with pytest.raises(jsonschema.ValidationError):
        check({"messages": [{"level": "loud"}]}, "output")
    with pytest.raises(jsonschema.ValidationError):
        check({"octavo-record": 1}, "record")
    with pytest.raises(jsonschema.ValidationError):
        check({"pages": 5}, "pages")
