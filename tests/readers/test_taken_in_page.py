"""The table of what is taken in, in docs/dialects.md: each form really brings its file."""

from __future__ import annotations

import re

import pytest
from octavo.readers.books.includes import expand

from tests.readers.test_dialects import DOCS

SECTION = DOCS.read_text(encoding="utf-8").split("## Texts taken in")[1]
ROWS = re.findall(r"^\| (\w+) \| (.*`.*) \|$", SECTION, re.MULTILINE)
FORMS = [(who, form) for who, forms in ROWS for form in re.findall(r"`(!?[\[{-][^`]+|child=[^`]+)`", forms)]
FENCED = {"child": "```{{r, {}}}\n```", "{include}": "```{}\n```", "{literalinclude}": "```{}\n```"}


@pytest.mark.parametrize(("who", "form"), FORMS)
def test_every_form_of_the_page_brings_its_file(who: str, form: str) -> None:
    line = next((shape.format(form) for start, shape in FENCED.items() if form.startswith(start)), form)
    files = ("x.md", "x.rs", "x.py", "x.qmd", "x.Rmd", "Note.md")
    text = "ANCHOR: anchor\nOil.\n# Heading\nOil. ^block\nANCHOR_END: anchor\n"
    found = expand(line, "a.md", "f", lambda name: text if name in files else None, ("",), files)
    assert found is not None, who
    assert "Oil." in found.text
    assert not found.notices


def test_the_page_has_all_of_them() -> None:
    assert len(FORMS) >= 14
