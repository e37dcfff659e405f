"""Which fonts a page brings, and that the slices that stand ready are those of the fonts."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from octavo.editions.fonts.formulas import COMMON, READY
from octavo.editions.fonts.subset import SLICES, cut, stored
from octavo.errors import SettingsError
from octavo.themes import FontFace

from tests.html.pages import METADATA, body, render, theme

FACES = theme().faces("text", "sans", "mono")


def rules(markdown: str) -> list[tuple[str, str, str, TTFont]]:
    sheet = render(body(markdown, metadata=METADATA)).decode()
    found = re.findall(
        r'@font-face \{ font-family: "Octavo ([^"]+)"; font-style: (\w+); font-weight: ([\d ]+);[^}]*'
        r"unicode-range: ([^;]+); src: url\(data:font/woff2;base64,([^)]+)\)",
        sheet,
    )
    return [
        (family, style, weight, TTFont(io.BytesIO(base64.b64decode(data)))) for family, style, weight, _, data in found
    ]


def names(markdown: str) -> set[tuple[str, str, str]]:
    return {(family, style, weight) for family, style, weight, _ in rules(markdown)}


def test_a_plain_page_brings_two_faces() -> None:
    assert names("Plain words.") == {
        ("Literata", "normal", "100 500"),
        ("Source Sans 3", "normal", "100 500"),
        ("Source Sans 3", "normal", "550 900"),
    }


@pytest.mark.parametrize(
    ("markdown", "more"),
    [
        ("*slanted*", ("Literata", "italic", "100 500")),
        ("**bold**", ("Literata", "normal", "550 900")),
        ("***both***", ("Literata", "italic", "550 900")),
        ("`code`", ("Source Code Pro", "normal", "100 500")),
        ("☐", ("Noto Sans Symbols 2", "normal", "100 500")),
    ],
)
def test_what_is_used_comes_along(markdown: str, more: tuple[str, str, str]) -> None:
    assert names(markdown) - names("Plain words.") == {more}


@pytest.mark.parametrize("letters", ["Ελληνικά", "Русский", "Tiếng Việt", "ŵẃ"])
def test_other_letters_bring_their_slice(letters: str) -> None:
    brought = [set(font.getBestCmap()) for family, _, _, font in rules(letters) if family == "Literata"]
    assert set(map(ord, letters)) - {32} <= set.union(*brought)


def test_arabic_is_left_to_the_system() -> None:
    assert names("العربية") == names("Plain words.")


def test_a_cut_font_does_not_carry_the_name_of_the_whole() -> None:
    for _, _, _, font in rules("Plain words."):
        assert not {record.nameID for record in font["name"].names} & {1, 3, 4, 6, 16}


def test_an_article_stays_small() -> None:
    assert len(render(body("Words in *two* **faces** and `code`."))) < 200_000


@pytest.mark.parametrize("face", FACES, ids=[face.path.stem for face in FACES])
def test_the_slices_are_those_of_the_font(face: FontFace) -> None:
    for name, codes in SLICES.items():
        held = codes & face.coverage()
        ready = stored(face.path, name)
        assert ready.is_file() == any(chr(code).isalpha() for code in held)
        if ready.is_file():
            with TTFont(ready) as slice_, TTFont(face.path, lazy=True) as whole:
                assert set(slice_.getBestCmap()) == held, "run python -m tools.webfonts"
                assert slice_["head"].fontRevision == whole["head"].fontRevision, "run python -m tools.webfonts"
                assert slice_["head"].unitsPerEm == whole["head"].unitsPerEm


def test_one_slice_is_cut_again_to_the_same_glyphs() -> None:
    face = FACES[-1]
    held = SLICES["latin"] & face.coverage()
    with TTFont(io.BytesIO(cut(face.path, held))) as new, TTFont(stored(face.path, "latin")) as old:
        assert [new["glyf"][name] == old["glyf"][name] for name in new.getGlyphOrder()].count(False) == 0


def test_the_font_of_the_formulas_has_what_a_browser_needs() -> None:
    with TTFont(READY) as font:
        assert "MATH" in font
        assert set(font.getBestCmap()) >= COMMON - {0xA0}


def test_readers_may_choose_a_face_that_is_in_the_page() -> None:
    def chosen(markdown: str) -> list[str]:
        sheet = render(body(markdown, metadata=METADATA)).decode()
        return re.findall(r'"Octavo Open"; [^}]*base64,([^)]+)\)', sheet)

    (data,) = chosen("Plain **words**.")
    held = {*TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap()}
    assert {*map(ord, "ABCXYZabcxyz0123456789.,;:?!“”‘’–—…ÀÉÎÕÜßàéîõüŁłŠšŽžŐő")} <= held
    assert chosen("Слова.") == []  # it has no such letters: the reader gets those of the theme


def test_a_rare_sign_in_a_formula_gets_its_own_slice() -> None:
    common, rare = (render(body(f"$x {sign} y$")).decode() for sign in ("\\leq", "\\preccurlyeq"))
    fonts = [re.search(r'"Octavo Formula"; src: url\(data:font/woff2;base64,([^)]+)', page) for page in (common, rare)]
    sizes = [len(found[1]) if found else 0 for found in fonts]
    assert 0 < sizes[1] < sizes[0]


def test_no_formula_no_font_for_it() -> None:
    assert b"Octavo Formula" not in render(body("Words."))


def test_a_broken_font_is_a_fault_of_the_theme(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")
    with pytest.raises(SettingsError, match="cannot be reduced"):
        cut(broken, frozenset({65}))
