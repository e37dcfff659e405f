"""The wall around WeasyPrint: one module imports it, and whatever it raises becomes our error."""

from __future__ import annotations

import ast
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import pytest
from octavo.editions.fonts.characters import offsets_of
from octavo.editions.pdf.weasyprint_door import weasy
from octavo.editions.pdf.weasyprint_door.boxes import HYPHEN, read_pages
from octavo.editions.pdf.weasyprint_door.references import remembered_pages
from octavo.errors import EditionError

from tests.pdf.bodies import theme

PIPELINE = Path(__file__).parents[2] / "pipeline" / "octavo"


def html(*texts: str) -> Element:
    root = Element("html", {"lang": "en"})
    body = SubElement(root, "body")
    for number, text in enumerate(texts):
        SubElement(body, "p", {"data-b": str(number)}).text = text
    return root


def test_one_module_imports_weasyprint() -> None:
    importing = set()
    for path in PIPELINE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] == "weasyprint" for name in names):
                importing.add(path.relative_to(PIPELINE).as_posix())
    assert importing == {"editions/pdf/weasyprint_door/weasy.py"}


def test_its_start_starts_no_other_program() -> None:
    code = (
        "import sys\n"
        "sys.addaudithook(lambda event, given: event == 'subprocess.Popen' and print(given[0]))\n"
        "from tests.pdf.bodies import theme\n"
        "from octavo.editions.pdf.weasyprint_door import weasy\n"
        "print(weasy.engine(theme()).fonts is not None)\n"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=PIPELINE.parents[1], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


@pytest.mark.parametrize(
    "error", [ValueError("x"), IndexError(), AssertionError("a\nb"), OSError("gone"), KeyError("k")]
)
def test_whatever_it_raises_is_ours(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = weasy.engine(theme())

    def fail(*_args: Any, **_more: Any) -> None:
        raise error

    monkeypatch.setattr(engine.weasyprint.HTML, "render", fail)
    with pytest.raises(EditionError) as caught:
        engine.lay_out(html("x"), "", {})
    assert type(error).__name__ in caught.value.message
    assert "\n" not in caught.value.message


def test_too_much_recursion_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = weasy.engine(theme())

    def fail(*_args: Any, **_more: Any) -> None:
        raise RecursionError

    monkeypatch.setattr(engine.weasyprint.HTML, "render", fail)
    with pytest.raises(EditionError) as caught:
        engine.lay_out(html("x"), "", {})
    assert "nesting" in caught.value.message


def test_log_lines_come_back_and_go_nowhere_else(capfd: pytest.CaptureFixture[str]) -> None:
    engine = weasy.engine(theme())
    root = html("x")
    SubElement(root[0], "img", {"src": "https://example.com/a.png", "alt": "a"})
    sheets = engine.lay_out(root, "p { colour: red }", {})
    assert len(sheets.log) == 2
    assert "nothing is fetched" in " ".join(sheets.log)
    assert capfd.readouterr() == ("", "")


def test_missing_glyphs_are_read_from_the_log() -> None:
    lines = ['.notdef glyph rendered for Unicode string unsupported by fonts: "\u2028" (U+2028)', "something else"]
    assert weasy.notdef(lines) == ["\u2028"]


def test_boxes_read_a_page_that_begins_in_a_divided_word() -> None:
    engine = weasy.engine(theme())
    text = "extraordinary circumstances " * 40
    css = (
        "@page { size: 40mm 30mm; margin: 4mm } p { margin: 0 }"
        f"html {{ hyphens: auto; hyphenate-character: '{HYPHEN}' }}"
    )
    sheets = engine.lay_out(html(text, "more " * 30), css, {})
    shown = [text.replace(" ", ""), "more" * 30]
    reading = read_pages(sheets.pages, lambda number: shown[number])
    assert reading.starts[0] == (0, 0)
    counts = [start[1] for start in reading.starts if start is not None and start[0] == 0]
    assert counts == sorted(set(counts))
    seen_text = [first_line(page) for page in sheets.pages]
    for (number, count), line in zip([s for s in reading.starts if s], seen_text, strict=True):
        assert shown[number][count:].startswith(line.rstrip(HYPHEN).replace(" ", ""))
    assert any(0 < count % 27 not in (13,) for count in counts), "no page begins within a word: widen the text"


def test_pages_of_justified_text_end_with_whole_words_at_the_first_go() -> None:
    engine = weasy.engine(theme())
    text = "extraordinary circumstances notwithstanding, " * 40
    css = (
        "@page { size: 90mm 38mm; margin: 4mm } p { margin: 0 } body { text-align: justify }"
        f"html {{ hyphens: auto; hyphenate-character: '{HYPHEN}' }}"
    )
    sheets = engine.lay_out(html(text, text), css, {})
    words = [last_line(page).text.split()[-1] for page in sheets.pages]
    assert {word.strip(",") for word in words} <= {"extraordinary", "circumstances", "notwithstanding"}
    lines = [line.text for page in sheets.pages for line in texts(page.children[0])]
    assert any(line.endswith(HYPHEN) for line in lines), "no word is divided at all: widen the text"


def test_a_layout_begins_behind_other_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = weasy.engine(theme())
    css = (
        "@page { size: 90mm 38mm; margin: 4mm; @bottom-left { content: counter(page) } }"
        "@page :left { @bottom-left { content: counter(page) ' left' } }"
    )
    told: list[str] = []
    log = logging.getLogger("weasyprint.progress")
    monkeypatch.setattr(log, "handle", lambda record: told.append(record.getMessage()) if log.filter(record) else None)
    monkeypatch.setattr(log, "isEnabledFor", lambda _level: True)
    sheets = engine.lay_out(html("word " * 150), css, {}, behind=3)
    feet = [list(texts(page.children[-1]))[-1].text for page in sheets.pages]
    assert feet[:2] == ["4 left", "5"]
    assert [line[-1] for line in told if " Page " in line][:2] == ["4", "5"]


def last_line(page: Any) -> Any:
    return list(texts(page.children[0]))[-1]


def texts(box: Any) -> Iterator[Any]:
    if isinstance(getattr(box, "text", None), str):
        yield box
    for child in getattr(box, "children", ()):
        yield from texts(child)


def first_line(page: Any) -> str:
    stack = [page.children[0]]
    while stack:
        box = stack.pop()
        if isinstance(getattr(box, "text", None), str):
            return str(box.text)
        stack.extend(reversed(box.children))
    return ""


@pytest.mark.parametrize(("shown", "offset"), [(0, 1), (1, 2), (2, 5), (3, 6)])
def test_offsets_count_silent_characters(shown: int, offset: int) -> None:
    silent = " " * 2500
    assert offsets_of(" ab\u00ad c", [shown]) == [offset]
    assert offsets_of(silent + " ab\u00ad c", [shown, 0]) == [2500 + offset, 2501]


def test_references_to_pages_are_made_anew_only_for_new_pages() -> None:
    made: list[int] = []

    class Pages:
        def __init__(self) -> None:
            self.pages = {"Kids": [7, 0, "R"]}

        @property
        def page_references(self) -> tuple[bytes, ...]:
            made.append(len(self.pages["Kids"]))
            return tuple(f"{number} 0 R".encode() for number in self.pages["Kids"][::3])

    with remembered_pages(Pages):
        one, other = Pages(), Pages()
        assert one.page_references is one.page_references
        one.pages["Kids"] += [9, 0, "R"]
        assert one.page_references == (b"7 0 R", b"9 0 R")
        assert other.page_references == (b"7 0 R",)
    assert made == [3, 6, 3]
    assert one.page_references is not one.page_references
