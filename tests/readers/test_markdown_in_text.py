"""Markdown in a file that is called text is read as Markdown; a script with comments is not."""

from __future__ import annotations

import pytest
from octavo.readers.markdownish import evidence_of_markdown

from tests.readers.support import Reading, codes, kinds

NOTES = """# Project notes

This is **very** so. See [the page](https://example.org).

## To do

- [ ] dig
- [x] rest
"""


def test_it_is_read_as_markdown_and_said(reading: Reading) -> None:
    draft = reading.seed({"notes.txt": NOTES})
    assert {"Header", "Strong", "Link"} <= set(kinds(draft))
    assert "structure-guess" in codes(draft)


def test_a_person_says_that_it_is_bare_text(reading: Reading) -> None:
    draft = reading.seed({"notes.txt": NOTES, "notes.yaml": "dialect: text\n"})
    assert "Strong" not in kinds(draft)


@pytest.mark.parametrize(
    "text",
    [
        "#!/bin/sh\n# say hello\necho hello\n# and go\nexit 0\n",
        "# settings\nname = pond\n# depth in metres\ndepth = 3\n",
        "He said *no*, and _meant_ it. #notes are tags.\n\nIt cost $5 and 3 * 4 is 12.\n",
        "Run this:\n\n# apt install pond\n\nThen use `pond --help` and wait.\n",
    ],
)
def test_stars_and_comments_are_no_markdown(text: str) -> None:
    assert not evidence_of_markdown(text)


def test_it_takes_headings_and_something_more() -> None:
    assert evidence_of_markdown("# One\n\ntext\n\n## Two\n\ntext\n\n## Three\n\ntext\n")
    assert evidence_of_markdown("# One\n\n**bold** text\n")
    assert not evidence_of_markdown("# One\n\ntext\n")
