"""A machine without a single font: the theme's fonts are enough for what they promise, and what is missing is named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_PROGRAM = """
import json, sys, warnings
warnings.simplefilter("ignore")
sys.path.insert(0, sys.argv[1])
from octavo.editions import pdf
from octavo.errors import EditionError
from tests.pdf.bodies import job, make_body
said = {}
for name, html in json.load(sys.stdin).items():
    try:
        said[name] = [notice.text for notice in pdf.make(job(make_body(html))).notices]
    except EditionError as error:
        said[name] = f"{error.message} | {error.place} | {error.hint}"
print(json.dumps(said))
"""

_DOCUMENTS = {
    "signs": "<p>✓ ★ 🙂 ☐ ☒ → ≤ 𝑥 ⟨ ☎ 🏳 ‑ ſ</p>",
    "scripts": "<p>Ελληνικά ἀρχή Русский Đồng hồ <code>Код → λ</code></p>",
    "silent": "<p>a\u2060b\u200ac\u202fd\u200be\ufe0ff\u3164g\u180eh\u061ci\u200dj\u2028k</p>",
    "emoji": "<p>👨\u200d👩\u200d👧 🇫🇷 1\ufe0f\u20e3 👋🏽</p>",
    "generated": (
        '<section><h2 id="a">One</h2><ul><li>x<ul><li>y<ul><li>z</li></ul></li></ul></li></ul><hr/>'
        '<p><a href="https://example.com/">web</a> <a href="#a">here</a></p></section>'
    ),
    "hebrew": "<p>plain</p><p>with א in it</p>",
    "chinese": "<p>中</p>",
}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str] | str]:
    folder = tmp_path_factory.mktemp("fontconfig")
    config = folder / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><cachedir>{folder}/cache</cachedir></fontconfig>"
    )
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(Path(__file__).parents[2])],
        input=json.dumps(_DOCUMENTS),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
    )
    found: dict[str, list[str] | str] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize("name", ["signs", "scripts", "silent", "emoji", "generated"])
def test_the_fonts_of_the_theme_are_enough(said: dict[str, list[str] | str], name: str) -> None:
    assert said[name] == []


def test_what_is_missing_is_named_with_place_and_package(said: dict[str, list[str] | str]) -> None:
    assert said["hebrew"] == (
        "no font has the character U+05D0 HEBREW LETTER ALEF (א) | seed.txt:11 | install a font that has it: "
        "apt install fonts-noto-core (Debian, Ubuntu), dnf install google-noto-sans-hebrew-fonts (Fedora), "
        "brew install --cask font-noto-sans-hebrew (macOS)"
    )
    assert "fonts-noto-cjk" in said["chinese"]
