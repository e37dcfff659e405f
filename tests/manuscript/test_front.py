"""Front matter and body, taken apart and put together."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from octavo.manuscript import fingerprint, join, split


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", (None, "", 1)),
        ("text\n", (None, "text\n", 1)),
        ("---\ntitle: T\n---\n\ntext\n", ("title: T\n", "text\n", 5)),
        ("---\ntitle: T\n...\ntext\n", ("title: T\n", "text\n", 4)),
        ("---  \ntitle: T\n---  \n\n\ntext", ("title: T\n", "text", 6)),
        ("---\r\ntitle: T\r\n---\r\n\r\ntext\r\n", ("title: T\n", "text\n", 5)),
        ("\ufeff---\ntitle: T\n---\ntext", ("title: T\n", "text", 4)),
        ("\ufefftext", (None, "text", 1)),
        ("---\n\na rule, then text\n\n---\n", (None, "---\n\na rule, then text\n\n---\n", 1)),
        ("---\ntitle: T\nno end", (None, "---\ntitle: T\nno end", 1)),
        ("---\ntitle: T\n---", ("title: T\n", "", 3)),
        ("---\n---\n\ntext\n", ("", "text\n", 4)),
        ("\n---\ntitle: T\n---\n", (None, "---\ntitle: T\n---\n", 2)),
        ("---\na: |\n  ---\n  x\n---\ntext", ("a: |\n  ---\n  x\n", "text", 6)),
    ],
)
def test_split(text: str, parts: tuple[str | None, str, int]) -> None:
    assert split(text) == parts


@given(st.sampled_from([None, "title: T\n", "title: T\nlang: en\n"]), st.text("ab -\n#", max_size=30))
def test_joined_parts_come_apart_again(front: str | None, body: str) -> None:
    text = join(front, body)
    assume(front is not None or not body.strip("\n").startswith("---"))
    got, rest, line = split(text)
    assert got == front
    assert rest.split() == body.split()
    if rest.strip():
        assert text.split("\n")[line - 1] == rest.split("\n")[0]


def test_the_fingerprint_forgives_line_ends_and_nothing_else() -> None:
    assert fingerprint("a\r\nb") == fingerprint("a\nb")
    assert fingerprint("a\nb") != fingerprint("a\nb\n")
