"""One book in several reading systems: pictures keep their shape, formulas their meaning, pages and places are found.

A reading system that is not there fails its tests; ``OCTAVO_TEST_WITHOUT`` names those that somebody cannot have.
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conformance import toolbox
from tests.epub.reading import Epub

HERE = Path(__file__).parent
READER = HERE / "read.js"
SIZE = (560, 800)
ENGINES = ("foliate", "epubjs")


@pytest.fixture(scope="module", params=(*ENGINES, "readium"))
def seen(request: pytest.FixtureRequest, books: tuple[Path, Path], unpacked: dict[str, Any]) -> dict[str, Any]:
    """What a reading system within Chromium shows of both books; that of Readium, which has no places, of the first."""
    task = {
        "engine": request.param,
        "books": [*map(str, books)] if request.param in ENGINES else [unpacked],
        "browser": toolbox.chromium(),
        "arguments": toolbox.chromium_flags(),
        "size": SIZE,
    }
    done = toolbox.run([toolbox.node(), str(READER), json.dumps(task)], extra={"OCTAVO_TOOLS": str(toolbox.NPM_FOLDER)})
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def every(seen: dict[str, Any], what: str) -> list[Any]:
    return [value for chapter in seen["books"][0]["chapters"] for value in chapter[what]]


def test_every_picture_keeps_its_shape(seen: dict[str, Any]) -> None:
    ratios = every(seen, "ratios")
    assert len(ratios) == 4
    assert all(abs(ratio - 1) < 0.01 for ratio in ratios), ratios


def test_no_formula_is_cut(seen: dict[str, Any]) -> None:
    assert sum(chapter["cut"] for chapter in seen["books"][0]["chapters"]) == 0
    assert max(every(seen, "wide")) <= 1.01  # at this width none need be moved


def test_aligned_equations_meet(seen: dict[str, Any]) -> None:
    one, other = every(seen, "signs")
    assert abs(one - other) < 1


def test_words_stand_where_they_were_put(seen: dict[str, Any]) -> None:
    ((left, right),) = every(seen, "centre")
    assert abs(left - right) < 2
    assert left > 20
    ((left, right),) = every(seen, "right")
    assert left > 20 > 2 > right


def test_notes_are_there(seen: dict[str, Any]) -> None:
    assert every(seen, "notes") == [True]


def test_words_are_shown_in_their_order_and_nothing_else(seen: dict[str, Any], books: tuple[Path, Path]) -> None:
    shown = " ".join(chapter["words"] for chapter in seen["books"][0]["chapters"])
    assert "Pages 1 2" not in shown
    assert "^(" not in shown  # what says the shape of a formula is for those who do not see it
    text = re.sub(r"\W+", " ", Epub(books[0].read_bytes()).words())
    at = [re.sub(r"\W+", " ", shown).find(part) for part in text.split(" by number ")[1:-1]]
    assert at == sorted(at)
    assert -1 not in at


@pytest.mark.parametrize("seen", ENGINES, indirect=True, scope="module")
def test_a_place_is_found_again_in_a_copy_with_other_pages_and_a_changed_chapter(seen: dict[str, Any]) -> None:
    made, found = seen["books"][0]["made"], seen["books"][1]["found"]
    elsewhere = [(words, again) for (_, words, name), again in zip(made, found, strict=True) if "pictures" not in name]
    assert len(elsewhere) > 80
    assert [pair for pair in elsewhere if pair[0] != pair[1]] == []


@pytest.mark.parametrize("seen", ENGINES, indirect=True, scope="module")
def test_pages_are_found(seen: dict[str, Any], books: tuple[Path, Path]) -> None:
    pages = seen["books"][0]["pages"]
    assert [str(label) for label, _ in pages] == [label for label, _ in Epub(books[0].read_bytes()).nav("page-list")]


@pytest.fixture(scope="module")
def mupdf(books: tuple[Path, Path]) -> Iterator[Any]:
    toolbox.need("mupdf", toolbox.package_folder("pymupdf"))
    engine: Any = importlib.import_module("pymupdf")  # it has no type hints
    with engine.open(books[0]) as book:
        book.layout(width=400, height=600, fontsize=12)
        yield book


def test_mupdf_prints_the_text_and_no_list_of_pages(mupdf: Any, books: tuple[Path, Path]) -> None:
    text = " ".join("".join(page.get_text() for page in mupdf).replace("\xad\n", "").split())
    assert "Guide" not in text
    assert "Pages 1 2" not in text
    assert text.index("These words are centred") < text.index("The note of the second chapter")
    assert len(re.findall(r"by number \d+ and \d+", text)) == Epub(books[0].read_bytes()).words().count("by number")


def test_mupdf_says_what_a_formula_means(mupdf: Any) -> None:
    text = " ".join("".join(page.get_text() for page in mupdf).split())
    assert "has 2^(n+1) pages, half of it is (a+b)/2." in text


def test_mupdf_keeps_the_shape_of_pictures(mupdf: Any) -> None:
    boxes = [image for page in list(mupdf)[1:] for image in page.get_image_info()]
    assert len(boxes) >= 3
    for image in boxes:
        x, y, right, bottom = image["bbox"]
        assert (right - x) / (bottom - y) == pytest.approx(image["width"] / image["height"], rel=0.01)


def test_mupdf_shows_the_cover_as_large_as_the_page(mupdf: Any) -> None:
    x, y, right, bottom = mupdf[0].get_image_info()[0]["bbox"]
    assert (right - x > 320) or (bottom - y > 500)


def test_mupdf_makes_no_slivers_of_a_table(mupdf: Any) -> None:
    words = {word[4]: word for page in mupdf for word in page.get_text("words")}
    assert words["Multi-line"][1] == pytest.approx(words["cells"][1], abs=1)
    assert words["one"][0] - words["Multi-line"][0] > 80
