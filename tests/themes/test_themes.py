"""The theme that ships, and what happens with themes that are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from octavo.errors import SettingsError
from octavo.themes import Theme, load

ROOT = Path(__file__).parents[2] / "templates" / "themes"

ALPHABETS = {
    "latin": "".join(map(chr, range(0x20, 0x7F))) + "".join(chr(x) for x in range(0xA0, 0x17F)),
    "vietnamese": "ĂăÂâĐđÊêÔôƠơƯư" + "".join(map(chr, range(0x1EA0, 0x1EFA))),
    "greek": "".join(chr(x) for x in range(0x386, 0x3CF) if x not in (0x387, 0x38B, 0x38D, 0x3A2)),
    "cyrillic": "".join(chr(x) for x in range(0x401, 0x460) if x != 0x450) + "ҐґӘәҒғҚқҢңӨөҰұҮүҺһ",
    "punctuation": "‐–—―‘’‚“”„†‡•…‰′″‹›⁄€№™",
}


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load("octavo", [ROOT])


@pytest.mark.parametrize("alphabet", ALPHABETS)
@pytest.mark.parametrize("role", ["text", "sans"])
def test_every_face_covers_the_four_scripts(theme: Theme, role: str, alphabet: str) -> None:
    for face in theme.fonts:
        if face.role == role:
            missing = [char for char in ALPHABETS[alphabet] if ord(char) not in face.coverage()]
            assert not missing, (face.path.name, missing)


def test_text_and_sans_have_true_italics_and_bold(theme: Theme) -> None:
    for role in ("text", "sans"):
        shapes = {(face.weight >= 600, face.style) for face in theme.fonts if face.role == role}
        assert shapes == {(False, "normal"), (False, "italic"), (True, "normal"), (True, "italic")}


@pytest.mark.parametrize("char", "✓★🙂☐☒→∑≤ἀ☎♠𝑥🏳🇫")
def test_signs_are_found_in_the_theme(theme: Theme, char: str) -> None:
    assert any(ord(char) in face.coverage() for face in theme.fonts)


@pytest.mark.parametrize("dark", [False, True])
def test_colours_reach_aa(theme: Theme, dark: bool) -> None:
    inks = [name for name in theme.values if name in ("ink", "ink-soft", "accent", "warning") or "link" in name]
    tokens = [name for name in theme.values if name.startswith("tok-")]
    for ground in ("paper", "paper-tint"):
        for name in inks + tokens:
            ratio = contrast(theme.value(name, dark=dark), theme.value(ground, dark=dark))
            assert ratio >= 4.5, (name, ground, ratio)
    assert contrast(theme.value("ink", dark=dark), theme.value("mark", dark=dark)) >= 4.5


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_unknown_theme_names_the_nearest() -> None:
    with pytest.raises(SettingsError) as caught:
        load("octvao", [ROOT])
    assert caught.value.hint == "did you mean octavo?"


@pytest.mark.parametrize("name", ["../octavo", "", ".", "/etc", "octavo/../octavo"])
def test_a_name_is_no_path(name: str) -> None:
    with pytest.raises(SettingsError):
        load(name, [ROOT])


BROKEN = {
    "not toml": "values = [",
    "a number": "[values]\nink = 3",
    "unknown value": '[values]\nink = "var(--inc)"',
    "a circle": '[values]\na = "var(--b)"\nb = "var(--a)"',
    "dark alone": '[dark]\nink = "#fff"',
    "font without file": '[[font]]\nfamily = "X"',
    "font not there": '[[font]]\nfamily = "X"\nfile = "x.ttf"',
    "font outside": '[[font]]\nfamily = "X"\nfile = "../../../etc/passwd"',
    "unknown role": '[[font]]\nfamily = "X"\nfile = "x.ttf"\nrole = "body"',
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_theme_is_refused_with_its_place(tmp_path: Path, case: str) -> None:
    path = write(tmp_path, BROKEN[case], "")
    with pytest.raises(SettingsError) as caught:
        load("mine", [tmp_path])
    assert caught.value.place is not None
    assert caught.value.place.path == str(path)


def test_a_broken_font_is_refused(tmp_path: Path) -> None:
    write(tmp_path, '[[font]]\nfamily = "X"\nfile = "x.ttf"', "")
    (tmp_path / "mine" / "x.ttf").write_bytes(b"no font")
    with pytest.raises(SettingsError):
        load("mine", [tmp_path]).fonts[0].coverage()


def test_sheets_are_resolved_for_paper_and_kept_for_screens(tmp_path: Path) -> None:
    write(tmp_path, '[values]\nink = "#111"\nlink = "var(--ink)"\n[dark]\nink = "#eee"', "p { color: var( --link ) }")
    theme = load("mine", [tmp_path])
    assert theme.stylesheet("print") == "p { color: #111 }"
    assert theme.stylesheet("reader", link="#222") == "p { color: #222 }"
    screen = theme.stylesheet("screen")
    assert screen.startswith(":root {\n  --ink: #111;\n  --link: #111;\n}")
    assert "prefers-color-scheme: dark" in screen
    assert "--ink: #eee" in screen
    assert screen.endswith("p { color: var( --link ) }")


@pytest.mark.parametrize("medium", ["print", "screen"])
def test_a_sheet_with_an_unknown_value_is_refused(tmp_path: Path, medium: str) -> None:
    write(tmp_path, '[values]\nink = "#111"', "p { color: var(--inks) }")
    with pytest.raises(SettingsError) as caught:
        load("mine", [tmp_path]).stylesheet(medium)  # type: ignore[arg-type]  # parametrized
    assert caught.value.hint == "did you mean --ink?"


def test_every_file_counts_for_the_fingerprint(tmp_path: Path) -> None:
    write(tmp_path, "", "p {}")
    before = load("mine", [tmp_path]).fingerprint
    assert load("mine", [tmp_path]).fingerprint == before
    (tmp_path / "mine" / "print.css").write_text("p { }")
    assert load("mine", [tmp_path]).fingerprint != before


def test_the_first_folder_wins(tmp_path: Path) -> None:
    write(tmp_path / "a", '[values]\nink = "#1"', "")
    write(tmp_path / "b", '[values]\nink = "#2"', "")
    assert load("mine", [tmp_path / "a", tmp_path / "b"]).values["ink"] == "#1"


def write(root: Path, toml: str, sheet: str) -> Path:
    folder = root / "mine"
    folder.mkdir(parents=True)
    for medium in ("print", "reader", "screen"):
        (folder / f"{medium}.css").write_text(sheet)
    path = folder / "theme.toml"
    path.write_text(toml)
    return path


@pytest.mark.parametrize("name", ["novel", "academic", "manual", "poetry", "picture"])
def test_a_theme_that_builds_on_another_has_its_fonts_and_both_sheets(name: str) -> None:
    base, theme = load("octavo", [ROOT]), load(name, [ROOT])
    assert theme.fonts == base.fonts
    assert theme.fingerprint != base.fingerprint
    assert len(theme.stylesheet("reader")) > len(base.stylesheet("reader"))
    assert theme.number("line", 0) > 1
    for dark in (False, True):
        for ink in ("ink", "ink-soft", "accent", "link"):
            assert contrast(theme.value(ink, dark=dark), theme.value("paper", dark=dark)) >= 4.5


def test_a_theme_builds_on_one_that_stands_by_itself(tmp_path: Path) -> None:
    for name, base in (("a", "b"), ("b", "c"), ("c", ""), ("d", "nobody")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "theme.toml").write_text(f'base = "{base}"\n' if base else "", encoding="utf-8")
    assert load("b", [tmp_path]).below == tmp_path / "c"
    for name in ("a", "d"):
        with pytest.raises(SettingsError, match="cannot build on"):
            load(name, [tmp_path])
