"""Lists of HTML that count in their own way."""

from __future__ import annotations

import pytest
from octavo.manuscript import write_markdown

from tests.readers.support import Reading


@pytest.mark.parametrize(
    ("source", "marks"),
    [
        ('<ol start="3"><li>a</li><li value="7">b</li><li>c</li></ol>', ["3. a", "7. b", "8. c"]),
        ("<ol reversed><li>a</li><li>b</li><li>c</li></ol>", ["3. a", "2. b", "1. c"]),
        ('<ol reversed start="10"><li>a</li><li>b</li></ol>', ["10. a", "9. b"]),
        ('<ol start="-1"><li>a</li><li>b</li><li>c</li></ol>', ["−1. a", "0. b", "1. c"]),
        ('<ol type="I" start="4"><li>a</li><li value="9">b</li></ol>', ["IV.  a", "IX.  b"]),
        ('<ol style="list-style-type: lower-alpha"><li>a</li><li>b</li></ol>', ["a. a", "b. b"]),
        ('<ul style="list-style: decimal"><li>a</li></ul>', ["1. a"]),
        ('<ol><li value="2">a<ol><li value="5">b</li></ol></li><li>c</li></ol>', ["2. a", "   5. b", "3. c"]),
        ("<ol><li>a</li><li>b</li></ol>", ["1. a", "2. b"]),
    ],
)
@pytest.mark.parametrize("kind", ["markdown", "web"])
def test_numbers_are_those_that_a_browser_shows(reading: Reading, kind: str, source: str, marks: list[str]) -> None:
    page = f"<p>Words before it.</p>\n\n{source}\n\n<p>Words after it.</p>\n"
    whole = {"whole-page": "true"} if kind == "web" else {}
    lines = write_markdown(reading.of(kind, page, **whole).blocks).text.split("\n")
    items = [line for line in lines if line and not line.startswith((":::", "Words"))]
    assert items == marks
