"""What a person says of a line goes into the sidecar, and nothing else in it changes."""

from __future__ import annotations

import pytest
from octavo.errors import SettingsError
from octavo.metadata import parse_yaml
from octavo.metadata.overruling import overruled
from octavo.model import Place

NAMES = ("A short line", "12")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'structure:\n  - "A short line": verse\n'),
        ("# mine\ntitle: T\n", '# mine\ntitle: T\nstructure:\n  - "A short line": verse\n'),
        ("structure:\n- 3: heading 2  # so\nlang: en\n",
         'structure:\n- 3: heading 2  # so\n- "A short line": verse\nlang: en\n'),
        ("structure:\n  3: heading 2\n  # why\n  12: quote # no\n",
         'structure:\n  3: heading 2\n  # why\n  "A short line": verse # no\n'),
        ("structure:\n  - 12: quote\n  - 'A  short line': item\n", 'structure:\n  - "A short line": verse\n'),
        ("structure:\n    - {12: quote}\n", None),
        ("structure: {12: quote}\n", None),
        ("structure: []\n", None),
        ("structure:\n  - 3: quote\n    4: verse\n",
         'structure:\n  - 3: quote\n    4: verse\n    "A short line": verse\n'),
        ("title: [\n", None),
        ("a: &x 1\nb: *x\n", None),
    ],
)  # fmt: skip
def test_an_entry_is_added_or_replaced(before: str, after: str | None) -> None:
    if after is None:
        with pytest.raises(SettingsError):
            overruled(before, NAMES, "verse")
    else:
        assert overruled(before, NAMES, "verse") == after


def test_what_was_said_is_taken_back() -> None:
    text = "# mine\ntitle: T\nstructure:\n  - 3: quote\n"
    with_entry = overruled(text, NAMES, "heading 2")
    assert overruled(with_entry, NAMES, "") == text
    assert overruled("title: T\nstructure:\n  - 12: quote\nlang: en\n", NAMES, "") == "title: T\nlang: en\n"
    assert overruled("title: T\n", NAMES, "") == "title: T\n"


@pytest.mark.parametrize(
    "words", ['"quoted" \\ back', "colon: in it", "# no comment", "- item", "é “x” \t tab", "{a}: [b]", "'"]
)
def test_any_words_can_name_a_line(words: str) -> None:
    text = overruled("title: T\n", (words, "4"), "paragraph")
    assert parse_yaml(text, Place(""))[0] == {"title": "T", "structure": [{words: "paragraph"}]}
