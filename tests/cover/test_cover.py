"""Covers: stable, one of its own for each publication, readable, and any title fits."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from octavo.editions.cover import SHOWN, cover_of, draw
from octavo.editions.cover.colours import HUES, oklch, palette
from octavo.editions.cover.fitting import SIZES, attempts
from octavo.editions.cover.pattern import pattern
from octavo.model import Contributor, Metadata, Picture
from octavo.themes import Theme, load
from PIL import Image, ImageChops

ROOT = Path(__file__).resolve().parents[2]
LARGEST_FILE = 300_000


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load("octavo", [ROOT / "templates" / "themes"])


def metadata(title: str, *authors: str, subtitle: str = "", lang: str = "en") -> Metadata:
    people = tuple(Contributor(author) for author in authors)
    return Metadata(title=title, subtitle=subtitle, contributors=people, lang=lang)


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture.convert("RGB")


def ink(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How many pixels of a part of the sheet are not its ground."""
    ground = Image.new("RGB", picture.size, picture.getpixel((5, picture.height - 5)))
    difference = ImageChops.difference(picture, ground).crop(box).convert("L")
    return sum(difference.histogram()[24:])  # what is less is the noise of JPEG


@pytest.mark.parametrize(
    "said",
    [
        metadata("The Weather in the Valley", "Ada Example", subtitle="Notes of three winters"),
        metadata("A title that goes on " * 40, *(f"Author Number {n}" for n in range(40)), subtitle="And on " * 60),
        metadata("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen", lang="de"),
        metadata("W" * 300, "M" * 300, subtitle="X" * 300),
        metadata("كتاب الطقس في الوادي", "آدا", lang="ar"),
        metadata("山谷里的天气" * 30, "王小明", lang="zh"),
        metadata(""),
        metadata("\x00\u202e\ufffd \ue000", "\U000f0000", lang="<\x00>"),
    ],
    ids=["usual", "long", "one-word", "unbroken", "arabic", "chinese", "empty", "unprintable"],
)
def test_everything_fits_on_the_sheet(theme: Theme, said: Metadata) -> None:
    cover = draw(said, theme, "valley")
    picture = opened(cover.data)
    assert picture.size == (cover.width, cover.height) == SHOWN
    assert len(cover.data) < LARGEST_FILE
    assert ink(picture, (0, SHOWN[1] - 40, *SHOWN)) == 0, "the lower margin is free"
    assert ink(picture, (SHOWN[0] - 60, SHOWN[1] * 2 // 3, *SHOWN)) == 0, "so is the right one"


def test_the_title_is_seen(theme: Theme) -> None:
    without, short = (opened(draw(metadata(title), theme, "valley").data) for title in ("", "Snow"))
    below = (0, SHOWN[0] + 10, *SHOWN)
    assert ink(without, below) == 0
    assert ink(short, below) > 10_000


def test_a_character_that_no_font_has_is_left_off(theme: Theme) -> None:
    with_it, without = (draw(metadata(title), theme, "valley").data for title in ("Snow \U0010fffd\u0378", "Snow"))
    assert with_it == without


def test_the_slug_decides_on_hue_and_ornament(theme: Theme) -> None:
    valley, again, hill = (draw(metadata("Snow"), theme, slug).data for slug in ("valley", "valley", "hill"))
    assert valley == again != hill


def test_another_process_draws_the_same(theme: Theme) -> None:
    code = (
        "import sys; from pathlib import Path; from octavo.themes import load; from octavo.model import Metadata;"
        "from octavo.editions.cover import draw;"
        "theme = load('octavo', [Path('templates/themes')]);"
        "sys.stdout.buffer.write(draw(Metadata(title='Snow', lang='en'), theme, 'valley').data)"
    )
    environment = {"PYTHONHASHSEED": "5", "PATH": "/usr/bin:/bin", "HOME": str(Path.home())}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT, env=environment)
    assert run.stdout == draw(metadata("Snow"), theme, "valley").data


def test_a_picture_that_the_metadata_names_is_the_cover(theme: Theme) -> None:
    own = Picture("front.jpg", b"\xff\xd8\xff", "image/jpeg", 600, 900)
    for name in ("front.jpg", "images/front.jpg"):
        cover = cover_of(Metadata(title="Snow", cover_image=name), theme, {"front.jpg": own}, "valley")
        assert (cover.data, cover.media_type, cover.width, cover.height) == (own.data, "image/jpeg", 600, 900)
    drawn = cover_of(Metadata(title="Snow", cover_image="gone.jpg"), theme, {"front.jpg": own}, "valley")
    assert drawn.media_type == "image/jpeg"


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("choice", range(2 * len(HUES)))
def test_every_palette_can_be_read(choice: int) -> None:
    colours = palette(choice)
    for text in (colours.text, colours.soft, colours.accent):
        assert (luminance(text) + 0.05) / (luminance(colours.ground) + 0.05) >= 7
    assert len({colours.ground, *colours.tints, colours.accent, colours.text}) == 6


def test_known_colours() -> None:
    assert oklch(1, 0, 0) == "#ffffff"
    assert oklch(0, 0, 0) == "#000000"
    assert oklch(0.628, 0.2577, 29.23)[:3] in ("#ff", "#fe")  # the red of sRGB


def test_more_rows_continue_the_ornament() -> None:
    two, four = (pattern("valley", palette(1), rows) for rows in (2, 4))
    assert two.split(">", 2)[2].removesuffix("</svg>") in four


def test_sizes_and_ornament_only_shrink() -> None:
    assert list(SIZES) == sorted(SIZES, reverse=True)
    tried = list(attempts("A title of several words and more", "An Author", "And a subtitle"))
    assert tried == sorted(tried, reverse=True)
    assert tried[-1] == (SIZES[-1], 2)


@pytest.mark.parametrize(
    ("title", "size", "rows"),
    [("Zen", 250, 4), ("", 250, 4), ("word " * 60, 84, 3), ("x" * 200, 84, 3), ("山谷里的天气", 190, 4)],
)
def test_what_is_tried_first(title: str, size: int, rows: int) -> None:
    assert next(attempts(title, "", "")) == (size, rows)


@settings(max_examples=12)
@given(st.text(max_size=260), st.text(max_size=60))
def test_any_title_makes_a_cover(title: str, author: str) -> None:
    cover = draw(metadata(title, author), load("octavo", [ROOT / "templates" / "themes"]), "valley")
    assert opened(cover.data).size == SHOWN
