"""An item that begins with a sign has no bullet besides."""

from __future__ import annotations

import pytest
from lxml import html
from octavo.body.marks import is_marked


@pytest.mark.parametrize(
    ("markup", "marked"),
    [
        ("<ul><li>✓ milk</li></ul>", True),
        ("<ul><li>☐ milk</li></ul>", True),
        ("<ol><li>☒ milk</li></ol>", True),
        ("<ol><li>→ milk</li></ol>", False),
        ("<ul><li>milk ✓</li></ul>", False),
    ],
)
def test_signs(markup: str, marked: bool) -> None:
    item = html.fromstring(markup)[0]
    assert is_marked(item, item.text) is marked
