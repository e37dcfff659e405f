"""What starts sooner is the same: WeasyPrint's declarations, hyphenation patterns, the characters of fonts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyphen  # type: ignore[import-untyped]  # it has no type hints
import pytest
from octavo import themes
from octavo.editions.pdf.weasyprint_door import starting
from octavo.languages import hyphenation
from octavo.text.coverage import by_fonttools, coverage_of

from tools.weasyprint_calls import read

WORDS = (
    "hyphenation of extra-ordinary asszonnyal öszszel Schiffahrt Donaudampfschiff неприкосновенность col·lecció".split()
)


def test_the_declarations_are_those_of_this_weasyprint() -> None:
    assert json.loads(starting.READY.read_text("utf-8")) == read(), "run python -m tools.weasyprint_calls"


def test_weasyprint_takes_them_and_no_parser_is_loaded(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom octavo.editions.pdf.weasyprint_door.starting import quickly\n"
        "with quickly():\n    import weasyprint\n"
        "print(*sorted({'pycparser', 'fontTools.subset', 'fontTools.varLib'} & set(sys.modules)))\n"
        "from weasyprint.pdf import fonts\nfrom fontTools import subset\n"
        "print(fonts.subset is not subset, fonts.subset.Options is subset.Options)\n"
        "try:\n    fonts.instantiateVariableFont({}, {})\nexcept ValueError as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout.splitlines() == ["", "True True", "Missing required table fvar"]


def test_of_another_weasyprint_nothing_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import cffi

    kept = cffi.FFI
    with starting.quickly():
        assert cffi.FFI is not kept
    other = tmp_path / "calls.json"
    other.write_text(json.dumps({"digest": "of another", "tables": {}}), "utf-8")
    monkeypatch.setattr(starting, "READY", other)
    with starting.quickly():
        assert cffi.FFI is kept


@pytest.mark.parametrize("name", ["en_US", "hu_HU", "de_DE", "ru_RU", "ca"])
def test_patterns_that_are_taken_apart_late_divide_alike(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    late: Any = pyphen.HyphDict
    if late.__module__ == pyphen.__name__:
        late = hyphenation._late(pyphen, late)
    path = pyphen.LANGUAGES[name]
    before, after = late.__mro__[1](path), late(path)
    assert before.maxlen == after.maxlen
    found = 0
    for word in (*WORDS, *map("".join, list(before.patterns)[::40])):
        expected = [(int(at), at.data) for at in before.positions(word)]
        assert [(int(at), at.data) for at in after.positions(word)] == expected
        found += bool(expected)
    assert found > 3


def test_the_characters_of_a_font_are_those_that_fonttools_finds() -> None:
    theme = themes.load("octavo", [Path(root) for root in themes.folders()])
    for face in theme.fonts:
        assert coverage_of(face.path) == by_fonttools(face.path)
