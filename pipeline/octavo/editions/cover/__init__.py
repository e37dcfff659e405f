"""The cover: a picture made from the metadata, or the one that the metadata names.

The design is vector (an SVG ornament over set type), laid out with the theme's fonts and rendered to a JPEG. Its hue
and ornament come from the slug: two publications differ, and one keeps its cover for ever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import bidirectional, category
from xml.etree.ElementTree import Element, SubElement

from octavo.editions.cover.colours import Palette, palette
from octavo.editions.cover.fitting import (
    ABOVE,
    AUTHOR_GAP,
    AUTHOR_LINE,
    AUTHOR_SIZE,
    BELOW,
    HEIGHT,
    MARGIN,
    SUBTITLE_GAP,
    SUBTITLE_LINE,
    SUBTITLE_SIZE,
    TITLE_LINE,
    WIDTH,
    attempts,
)
from octavo.editions.cover.pattern import pattern
from octavo.editions.cover.raster import rasterize
from octavo.editions.pdf.weasyprint_door.weasy import PICTURE, engine, notdef, private_name
from octavo.model import Metadata, Picture
from octavo.themes import Theme

SHOWN = (1200, 1920)
"""Pixels of the picture: sharp on every e-reader, and drawn in half the time of the full size."""
LONG_TITLE, LONG_SUBTITLE, LONG_AUTHORS = 240, 200, 160
JOINERS = "\u200c\u200d"
"""Invisible characters that Persian, the scripts of India and emoji are spelt with."""
OWN_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"})


@dataclass(frozen=True)
class Cover:
    """A cover as a picture: its bytes, type and size in pixels (0: unknown)."""

    data: bytes
    media_type: str
    width: int
    height: int


def cover_of(metadata: Metadata, theme: Theme, pictures: Mapping[str, Picture], slug: str) -> Cover:
    """The cover of a publication. Raises ``EditionError`` when it cannot be laid out."""
    chosen = pictures.get(metadata.cover_image.removeprefix("images/"))
    if chosen is not None and chosen.media_type in OWN_TYPES:
        return Cover(chosen.data, chosen.media_type, chosen.width, chosen.height)
    return draw(metadata, theme, slug)


def draw(metadata: Metadata, theme: Theme, slug: str, size: tuple[int, int] = SHOWN) -> Cover:
    """A cover made of title, subtitle and authors, of so many pixels. A character that no font has is left off.

    The last ones are kept: several editions have the same, and a text that is built as it is written keeps its own.
    """
    return _drawn(_Words(metadata.title, metadata.subtitle, metadata.authors, metadata.lang), theme, slug, size)


@dataclass(frozen=True)
class _Words:
    """What a cover shows of the metadata."""

    title: str
    subtitle: str
    authors: tuple[str, ...]
    lang: str


@lru_cache(maxsize=8)
def _drawn(words: _Words, theme: Theme, slug: str, size: tuple[int, int]) -> Cover:
    pdf, log = _typeset(words, theme, slug, frozenset())
    missing = frozenset(notdef(log))
    if missing:
        pdf, _ = _typeset(words, theme, slug, missing)
    return Cover(rasterize(pdf, *size), "image/jpeg", *size)


def _typeset(metadata: _Words, theme: Theme, slug: str, without: frozenset[str]) -> tuple[bytes, tuple[str, ...]]:
    """The cover as a PDF of one page, its title as large as the sheet allows, and the log of its layout."""
    colours = palette(int.from_bytes(hashlib.sha256(slug.encode("utf-8", "replace")).digest()[:4], "big"))
    lines = _lines(metadata, colours, without)
    press, css = engine(theme), _css(theme)
    words = {css_class: text for _, css_class, text, _ in lines}
    for size, rows in attempts(*(words.get(f"o-{name}", "") for name in ("title", "authors", "subtitle"))):
        art = {"pattern.svg": (pattern(slug, colours, rows).encode(), "image/svg+xml")}
        sheets = press.lay_out(_page(metadata, colours, lines, size), css, art)
        if len(sheets.pages) == 1:
            break
    pdf, log = press.write([sheets], lambda _document, _pdf: None, b"cover", variant="")
    return pdf, (*sheets.log, *log)


def _css(theme: Theme) -> str:
    def stack(role: str) -> str:
        family = next((face.family for face in theme.fonts if face.role == role), "")
        return f'"{private_name(family)}", ' if family else ""

    return f"""
@page {{ size: {WIDTH}px {HEIGHT}px; margin: 0 0 {BELOW}px }}
html, body, p, h1, div {{ margin: 0; padding: 0 }}
body {{ font-family: {stack("text")}serif; line-height: {TITLE_LINE}; overflow-wrap: anywhere }}
img {{ display: block; width: {WIDTH}px }}
div {{ padding: {ABOVE}px {MARGIN}px 0 }}
h1 {{ font-weight: 700; hyphens: auto; hyphenate-limit-chars: 16 6 6; letter-spacing: -0.01em }}
.o-subtitle {{
  font-size: {SUBTITLE_SIZE}px; line-height: {SUBTITLE_LINE}; margin-top: {SUBTITLE_GAP}px; font-style: italic
}}
.o-authors {{
  font-family: {stack("sans")}sans-serif; font-size: {AUTHOR_SIZE}px; font-weight: 600; line-height: {AUTHOR_LINE};
  margin-bottom: {AUTHOR_GAP}px; letter-spacing: 0.02em
}}
"""


def _lines(metadata: _Words, colours: Palette, without: frozenset[str]) -> list[tuple[str, str, str, str]]:
    """Element, class, words and colour of each line of the cover that has any words."""
    authors = ", ".join(metadata.authors)
    lines = [
        ("p", "o-authors", _cut(authors, LONG_AUTHORS, without), colours.accent),
        ("h1", "o-title", _cut(metadata.title, LONG_TITLE, without), colours.text),
        ("p", "o-subtitle", _cut(metadata.subtitle, LONG_SUBTITLE, without), colours.soft),
    ]
    return [line for line in lines if line[2]]


def _page(metadata: _Words, colours: Palette, lines: list[tuple[str, str, str, str]], size: int) -> Element:
    plain = metadata.lang.isascii() and metadata.lang.replace("-", "").isalnum()
    html = Element("html", lang=metadata.lang if plain else "und")
    body = SubElement(html, "body")
    SubElement(body, "style").text = f"@page {{ background: {colours.ground} }}"
    SubElement(body, "img", src=f"{PICTURE}pattern.svg", alt="")
    box = SubElement(body, "div")
    for tag, css_class, text, colour in lines:
        style = f"color: {colour}"
        if tag == "h1":
            style += f"; font-size: {size}px"
        if _reads_leftwards(text):
            style += "; direction: rtl; text-align: right"
        SubElement(box, tag, {"class": css_class, "style": style}).text = text
    return html


def _cut(text: str, limit: int, without: frozenset[str]) -> str:
    """One line of at most ``limit`` characters, cut at a word where there is one, of characters that can be drawn."""
    kept = [c for c in text if c not in without and (c.isspace() or c in JOINERS or category(c)[0] != "C")]
    line = " ".join("".join(kept).split())
    if len(line) <= limit:
        return line
    head, _, _ = line[:limit].rpartition(" ")
    return (head or line[: limit - 1]).rstrip(" ,.;:") + "…"


def _reads_leftwards(text: str) -> bool:
    """The direction of the first letter that has one (Unicode Bidirectional Algorithm, P2)."""
    first = next((d for d in map(bidirectional, text) if d in ("L", "R", "AL")), "L")
    return first != "L"
