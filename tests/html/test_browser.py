"""Pages in a real browser, and before the real checkers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from octavo.editions.html.fonts import Look, looks
from octavo.themes import Role

from tests.conformance import axe, nu, toolbox
from tests.html.pages import METADATA, body, parsed, render, spread_pages

LOOK = Path(__file__).with_name("look.js")
# One place of each look that the style sheet gives: fonts.py must know it the same way.
SELECTORS = (
    ".o-text p", ".o-text em", ".o-text strong", "h1", "h2", "td", "th", "caption", "dt", "dd", ".o-text pre code",
    "summary", ".o-notes li p", ".o-contents li a", "footer p",
)  # fmt: skip
FAMILIES: dict[str, Role] = {"Literata": "text", "Source Sans 3": "sans", "Source Code Pro": "mono"}
WORDS = """
# First heading

Some words and *slanted* and **bold** in a paragraph.[^1]

[^1]: The words of the note.

Term
:   Definition

| Head | Other |
|------|-------|
| Cell | Word  |

: The caption

```
code
```

# Second heading

Many more *two* words follow here, one after the other.

# Third heading

And more.

# The last of them

And the last.
"""


def use(page: Path, *, script: bool) -> dict[str, Any]:
    task = {
        "page": str(page),
        "browser": toolbox.chromium(),
        "arguments": toolbox.chromium_flags(),
        "script": script,
        "selectors": SELECTORS,
    }
    extra = {"OCTAVO_TOOLS": str(toolbox.NPM_FOLDER)}
    done = toolbox.run([toolbox.node(), str(LOOK), json.dumps(task)], extra=extra)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    of = body(WORDS + "\n\nAnd more. " * 40, metadata=replace(METADATA, rights="All rights named"))
    path = tmp_path_factory.mktemp("html") / "words.html"
    path.write_bytes(render(of, spread_pages(of, 6)))
    return path


def test_the_field_leads_to_a_page(words: Path) -> None:
    seen = use(words, script=True)
    assert seen["field"]
    assert seen["hash"] == "#page-5"
    assert -5 < seen["top"] < 700
    assert (seen["unknown"], seen["noPage"]) == ("true", "There is no such page.")
    assert seen["here"] == "The last of them"
    assert seen["said"] == []


def test_search_looks_and_place(words: Path) -> None:
    seen = use(words, script=True)
    assert seen["again"]["found"] == "1 / 1"
    assert seen["again"]["lit"] == ["two words"]  # across emphasis, whatever the capitals
    assert seen["again"]["look"] == ["rgb(26, 25, 23)", "25.5px", '"Octavo Open"']
    assert seen["again"]["brought"] == ["loaded"]
    assert seen["again"]["moved"] < 120
    assert seen["again"]["reach"]
    assert seen["said"] == []


def test_numbers_are_neither_copied_nor_found(words: Path) -> None:
    seen = use(words, script=True)
    assert "Some words and slanted and bold" in seen["copied"]
    assert not any(line.strip().isdigit() and line.strip() != "1" for line in seen["copied"].splitlines())
    assert seen["found"] is False


def test_everything_but_the_field_works_without_a_script(words: Path) -> None:
    seen = use(words, script=False)
    assert not seen["field"]
    assert seen["contentsOnWide"]
    assert not seen["contentsOnNarrow"]
    assert seen["contentsOpened"]
    assert seen["byLink"] == "#page-4"
    assert (seen["drawn"] != "none", seen["hidden"]) == (True, "none")


def test_fonts_and_style_sheet_agree_on_every_look(words: Path) -> None:
    seen = use(words, script=True)["fonts"]
    known = looks(parsed(words.read_bytes()))
    for selector, found in seen.items():
        assert found["system"] == [], selector
        role = next(role for name, role in FAMILIES.items() if name in found["family"])
        assert set(found["text"]) <= known[Look(role, found["bold"], found["slanted"])], selector


def test_wide_tables_and_code_are_whole_in_print(tmp_path: Path) -> None:
    cells = " | ".join(f"measurement{number}" for number in range(24))
    text = f"| {cells} |\n|{'---|' * 24}\n| {cells} |\n\n```\nx = {'function_call(argument) + ' * 12}the_end\n```\n"
    (tmp_path / "wide.html").write_bytes(render(body(text)))
    flags = [
        f"--user-data-dir={tmp_path / 'profile'}",
        "--no-pdf-header-footer",
        f"--print-to-pdf={tmp_path / 'wide.pdf'}",
    ]
    command = [toolbox.chromium(), *toolbox.chromium_flags(), "--headless", *flags, (tmp_path / "wide.html").as_uri()]
    toolbox.run(command)
    with pypdfium2.PdfDocument(tmp_path / "wide.pdf") as sheets:
        said = "".join("".join(sheet.get_textpage().get_text_range().split()) for sheet in sheets)
    assert [n for n in range(24) if said.count(f"measurement{n}") < 2] == []
    assert "the_end" in said


def test_the_checkers_have_nothing_to_say(words: Path, tmp_path: Path) -> None:
    of = body()
    rich = tmp_path / "rich.html"
    rich.write_bytes(render(of, spread_pages(of, 6)))
    hebrew = tmp_path / "hebrew.html"
    hebrew.write_bytes(render(body(metadata=replace(METADATA, lang="he", dir="rtl"))))
    assert nu(words, rich, hebrew) == []
    assert axe(words, rich, hebrew) == []
