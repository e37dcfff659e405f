"""The site and the workshop in Firefox, where it is installed: search, pages, looks, place; adding and correcting."""

from __future__ import annotations

import json
import shutil
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from octavo.editions import Job
from octavo.editions.site import make
from octavo.files import Limits
from octavo.model import Options
from octavo.publishing.catalogue.serving import open_server
from octavo.publishing.workshop.desk import Desk
from octavo.publishing.workshop.states import States

from tests.conformance import toolbox
from tests.html.pages import body, spread_pages, theme
from tests.html.test_site import TEXT
from tests.workshop.test_workshop import LETTER

USE = Path(__file__).with_name("firefox.js")


@pytest.fixture(scope="module")
def browser() -> str:
    found = shutil.which("firefox") or shutil.which("firefox-esr")
    if not found:
        pytest.skip("Firefox is not installed")
    return found


def test_a_book_keeps_its_shapes(browser: str, books: tuple[Path, Path], unpacked: dict[str, Any]) -> None:
    chapters = [f"{unpacked['folder']}/{name}" for name in unpacked["chapters"]]
    shown = [*chapters, str(books[0].with_suffix(".html"))]
    command = [toolbox.node(), str(USE), json.dumps({"browser": browser, "shown": shown})]
    seen = json.loads(toolbox.run(command, extra={"OCTAVO_TOOLS": str(toolbox.NPM_FOLDER)}).stdout)
    *pages, page = seen["chapters"]
    for ratios in ([one for chapter in pages for one in chapter["ratios"]], page["ratios"]):
        assert len(ratios) >= 3
        assert all(abs(ratio - 1) < 0.01 for ratio in ratios), ratios
    for signs in ([one for chapter in pages for one in chapter["signs"]], page["signs"]):
        assert len(signs) == 2
        assert abs(signs[0] - signs[1]) < 1
    assert [one for chapter in pages for one in chapter["notes"]] == [True]
    ((left, right),) = [one for chapter in pages for one in chapter["centre"]]
    assert abs(left - right) < 2 < left


def test_firefox(browser: str, tmp_path: Path) -> None:
    book = replace(body(TEXT), form="book")
    site = make(Job(book, theme(), Options(), spread_pages(book, 9)))
    (tmp_path / "site").mkdir()
    for name, data in (("index.html", site.data), *site.further):
        (tmp_path / "site" / name).write_bytes(data)
    for folder in ("seeds", "out"):
        (tmp_path / folder).mkdir()
    (tmp_path / "seeds/harbour.txt").write_text(LETTER, "utf-8")
    (tmp_path / "new.md").write_text("# New", "utf-8")
    states = States()
    states.end("harbour", "harbour.txt", [], {})
    desk = Desk(tmp_path / "seeds", Limits(), states)
    with open_server(tmp_path / "out", "127.0.0.1", 0, reload=True, desk=desk) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        task = {"site": str(tmp_path / "site"), "address": server.address, "browser": browser}
        command = [toolbox.node(), str(USE), json.dumps({**task, "file": str(tmp_path / "new.md")})]
        seen = json.loads(toolbox.run(command, extra={"OCTAVO_TOOLS": str(toolbox.NPM_FOLDER)}).stdout)
        server.shutdown()
    desk.close()
    assert seen == {
        "hits": ["Réservoir", "reservoir"], "came": "rain.html?find=reservoir", "lit": ["Réservoir"],
        "page": "snow.html#page-1", "kept": ["dark", True], "guess": "sure", "said": "you said so", "complaints": [],
    }  # fmt: skip
    assert (tmp_path / "seeds/new.md").read_text("utf-8") == "# New"
    assert "A short line" in (tmp_path / "seeds/harbour.yaml").read_text("utf-8")
