"""Where blocks stand in three languages, in Chromium and in an old WebKit: indents, sides, labels, breaks.

QtWebKit is what many older reading systems are made of; Debian has it as python3-pyqt5.qtwebkit.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.conformance import toolbox
from tests.epub.reading import Epub

HERE = Path(__file__).parent
SIZE = (360, 600)
DEBIAN = "/usr/bin/python3"
NAMES = ("english", "arabic", "japanese")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """The last chapter and the page of each text, by edition and language."""
    folder = tmp_path_factory.mktemp("kinds")
    command = [sys.executable, "-m", "octavo", "build", "--seeds", str(HERE / "kinds"), "--out", str(folder / "out")]
    subprocess.run([*command, "--to", "epub,html"], check=True, capture_output=True)
    chapters, pages = {}, {}
    for name in NAMES:
        book = folder / "out" / name / f"{name}.epub"
        with zipfile.ZipFile(book) as archive:
            archive.extractall(folder / name)
        chapters[name] = str(folder / name / "EPUB" / Epub(book.read_bytes()).spine[-1])
        pages[name] = str(book.with_suffix(".html"))
    return {"epub": chapters, "html": pages}


def in_chromium(shown: list[str]) -> list[Any]:
    task = {"browser": toolbox.chromium(), "arguments": toolbox.chromium_flags(), "size": SIZE, "shown": shown}
    program = [toolbox.node(), str(HERE / "placed_in_chromium.js"), json.dumps(task)]
    told: list[Any] = json.loads(toolbox.run(program, extra={"OCTAVO_TOOLS": str(toolbox.NPM_FOLDER)}).stdout)
    return told


def in_webkit(shown: list[str]) -> list[Any]:
    probe = [DEBIAN, "-c", "from PyQt5 import QtWebKitWidgets"]
    if not Path(DEBIAN).exists() or subprocess.run(probe, check=False, capture_output=True).returncode:
        pytest.skip("QtWebKit is not installed: apt-get install python3-pyqt5.qtwebkit")
    task = json.dumps({"size": SIZE, "shown": shown})
    program = [DEBIAN, str(HERE / "placed_in_webkit.py"), task]
    told: list[Any] = json.loads(toolbox.run(program, extra={"QT_QPA_PLATFORM": "offscreen"}).stdout)
    return told


@pytest.fixture(scope="module", params=["Chromium, EPUB", "Chromium, HTML", "QtWebKit, EPUB"])
def seen(request: pytest.FixtureRequest, made: dict[str, dict[str, str]]) -> dict[str, Any]:
    """What stands where, by language; ``edition`` is the one that is shown."""
    engine, _, edition = request.param.partition(", ")
    shown = made[edition.lower()]
    look = in_chromium if engine == "Chromium" else in_webkit
    return {
        "edition": edition,
        "engine": engine,
        **dict(zip(NAMES, look([shown[name] for name in NAMES]), strict=True)),
    }


def test_each_text_runs_its_way(seen: dict[str, Any]) -> None:
    assert [seen[name]["direction"] for name in NAMES] == ["ltr", "rtl", "ltr"]


def test_indents_are_on_the_side_where_lines_begin(seen: dict[str, Any]) -> None:
    ltr, rtl = seen["english"], seen["arabic"]
    starts = [left for left, _ in (*ltr["quotation"], *ltr["items"], *ltr["meaning"])]
    assert len(starts) == 6
    assert min(starts) > 15
    starts = [right for _, right in (*rtl["quotation"], *rtl["items"])]
    assert len(starts) == 3
    assert min(starts) > 15


def test_boxes_are_told_apart_by_words_and_by_shape(seen: dict[str, Any]) -> None:
    warning, tip = seen["english"]["boxes"]
    assert (warning["title"], tip["title"]) == ("Warning", "Tip")
    assert warning["role"] in ("note", "doc-notice")
    assert tip["role"] in ("note", "doc-tip")
    assert warning["edges"] != tip["edges"]
    assert not any(box["edges"][0].startswith("none") for box in (warning, tip))


def test_every_japanese_paragraph_of_an_e_reader_is_indented(seen: dict[str, Any]) -> None:
    indents = seen["japanese"]["indents"]
    assert len(indents) == 3
    assert len(set(indents)) == 1
    assert indents[0] > 0 or seen["edition"] == "HTML"  # on a screen a space is between paragraphs


def test_japanese_works_keep_their_hanging_indents(seen: dict[str, Any]) -> None:
    (hanging,) = seen["japanese"]["hanging"]
    assert hanging < 0


def test_no_word_in_katakana_is_broken(seen: dict[str, Any]) -> None:
    (lines,) = seen["japanese"]["heading"]
    assert lines == 1 or seen["engine"] == "QtWebKit"  # it cannot tell phrases, nor can a style sheet tell it
