"""A shelf in a temporary folder, and builds of it inside this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from octavo.cli import main


@dataclass
class Shop:
    """A project folder. ``build`` gives the outcomes by slug and the exit code."""

    folder: Path
    read: Callable[[], str]

    def seed(self, name: str, text: str) -> Path:
        path = self.folder / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def build(self, *arguments: str) -> tuple[dict[str, dict[str, Any]], int]:
        code = main(["build", "--json", "--jobs", "1", *arguments])
        outcomes = json.loads(self.read())["outcomes"]
        return {outcome["slug"]: outcome for outcome in outcomes}, code

    def out(self, slug: str, end: str) -> Path:
        return self.folder / "out" / slug / f"{slug}{end}"


@pytest.fixture
def shop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], kept_worker: None
) -> Shop:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    return Shop(tmp_path, lambda: capsys.readouterr().out)


TEXT = "---\ntitle: A title\nlang: en\n---\n\n# First\n\nSome words of the first part.\n\n# Second\n\nMore words.\n"


@pytest.fixture
def letter(shop: Shop) -> Path:
    return shop.seed("letter.md", TEXT)
