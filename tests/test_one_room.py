"""Each of these facts is decided in one module: a second place that decides it too is found by how it is written."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.test_floors import PACKAGE

FACTS = {
    "how wide a character is": (r"east_asian_width", "text/characters.py"),
    "characters that no file may hold": (r"\\x00-\\x08\\x0e|\\ufdd0-\\ufdef", "text/characters.py"),
    "controls of writing direction": (r'"\[\\u202a-\\u202e', "text/characters.py"),
    "Roman numerals": (r"\b400, .cd|\"d\": 500|\b900, 500\b", "text/numerals.py"),
    "elements of headings": (r'"h[12]", "h[23]", "h|h2 h3 h4', "tree/elements.py"),
    "options of a directive": (r":\(\?P<key>\[", "readers/markdown/dialects/directive_options.py"),
    "the line of a bug": (r"f\"a bug in Octavo: ", "errors.py"),
    "where a block begins": (r"def locate\(", "text/locating.py"),
}


def places(pattern: str) -> set[str]:
    """The modules whose code, without its docstrings, has what the pattern finds."""
    return {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(pattern, without_docstrings(path.read_text(encoding="utf-8")))
    }


def without_docstrings(source: str) -> str:
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            end = node.end_lineno or node.lineno
            lines[node.lineno - 1 : end] = [""] * (end - node.lineno + 1)
    return "\n".join(lines)


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_is_decided_in_one_room(fact: str) -> None:
    pattern, room = FACTS[fact]
    found = places(pattern)
    assert found, f"nothing decides {fact}: has the pattern grown old?"
    assert not [path for path in found if not path.startswith(room)], f"{fact}: {sorted(found)}"
    assert (Path(PACKAGE) / room).exists()
