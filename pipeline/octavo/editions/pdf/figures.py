"""Pictures on paper: their sources, their sizes within the type area, and colours that PDF/A allows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO

from lxml.etree import _Element

from octavo.body.class_names import FULL_BLEED
from octavo.editions.pdf.design import Shop
from octavo.editions.pdf.inks import printed
from octavo.editions.pdf.paper import Layout
from octavo.model import Picture
from octavo.papersizes import UNITS

_WIDTH = re.compile(r"width:\s*([\d.]+)(%|px|mm|cm|in|pt|em)")
_PREFIX = "images/"
_INNER = frozenset(("li", "blockquote", "td", "th", "dd", "aside"))
FILLING, BLED, NAMED = "o-filling", "o-bled", "o-named"
"""The classes of a picture that fills a page, of the paragraph or figure around it, and of one with a caption."""
_LEAST_WIDE = 240
"""Pictures narrower than this, in pixels, are no figures to fill a page with."""


def place_pictures(
    tree: _Element,
    pictures: Mapping[str, Picture],
    files: dict[str, tuple[bytes, str]],
    layout: Layout,
    shop: Shop | None = None,
    *,
    wide: bool = False,
    to_edge: bool = True,
) -> list[_Element]:
    """Give every picture of the tree its size (in place) and put its bytes into ``files`` under its name.

    Pictures are no wider than the column and no higher than four fifths of the type area. One without alternative
    text is decoration: it becomes a background, which a screen reader passes over. For a print shop they become grey
    or four inks; gives those that have too few dots for that. ``wide``: figures fill the column. ``to_edge``: a
    picture that asks for it fills a page of its own.
    """
    coarse = []
    for image in list(tree.iter("img")):
        if image.get("class") == "formula":
            continue
        name = (image.get("src") or "").removeprefix(_PREFIX)
        picture = pictures.get(name)
        if picture is None:
            continue
        image.set("src", name)
        bleeds = to_edge and _bleeds(image, picture)
        width, height = _size(image, picture, layout, wide=wide and _is_figure(image))
        if bleeds:
            width, height = _covering(picture, layout, shop)
        if shop is None or picture.media_type == "image/svg+xml":
            files[name] = (printable(picture), picture.media_type)
        else:
            data, kind, few = printed(picture.data, width or layout.width, colour=shop.colour)
            files[name] = (data, kind)
            coarse += [image] * few
        if bleeds:
            _fill_page(image, name, layout, shop)
            continue
        if width:
            image.set("style", f"width:{width:.2f}mm")
        elif "style" not in image.attrib:
            image.set("style", f"max-height:{layout.height * 0.8:.2f}mm")
        if not image.get("alt"):
            _as_decoration(image, name, width or 20, height or 20)
        for attribute in ("width", "height"):
            image.attrib.pop(attribute, "")
    return coarse


def _bleeds(image: _Element, picture: Picture) -> bool:
    """Whether a picture asks for a page of its own, and stands where it can have one."""
    around = image.getparent()
    if image.get("class") != FULL_BLEED or around is None or not picture.width or not picture.height:
        return False
    alone = around.tag == "p" and len(around) == 1 and not f"{around.text or ''}{image.tail or ''}".strip()
    outside = not any(parent.tag in _INNER for parent in image.iterancestors())
    return outside and (alone or (around.tag == "figure" and around.find("img") is image))


def _covering(picture: Picture, layout: Layout, shop: Shop | None) -> tuple[float, float]:
    """The size in millimetres at which a picture covers the page and its bleed; what is over is cut off."""
    over = 2 * shop.bleed if shop else 0
    ratio = picture.height / picture.width
    width = max(layout.paper.width + over, (layout.paper.height + over) / ratio)
    return width, width * ratio


def _fill_page(image: _Element, name: str, layout: Layout, shop: Shop | None) -> None:
    """Give a picture a page of its own, in place; its caption stands before it, on the page of the text."""
    over = shop.bleed if shop else 0
    width, height = layout.paper.width + 2 * over, layout.paper.height + 2 * over
    size = f"width:{width:.2f}mm;height:{height:.2f}mm;margin:{-over:.2f}mm"
    if not image.get("alt"):
        _as_decoration(image, name, width, height)
        size = f"{image.get('style')};background-size:cover;margin:{-over:.2f}mm"
    image.set("class", f"{image.get('class') or ''} {FILLING}".strip())
    image.set("style", size)
    around = image.getparent()
    if around is not None:
        caption = around.find("figcaption")
        if caption is not None:
            around.insert(0, caption)
        around.set("class", BLED if caption is None else f"{BLED} {NAMED}")


def _is_figure(image: _Element) -> bool:
    parent = image.getparent()
    return parent is not None and parent.tag == "figure"


def _size(image: _Element, picture: Picture, layout: Layout, *, wide: bool) -> tuple[float, float]:
    """The size in millimetres; (0, 0) when the picture's own size is not known."""
    if not picture.width or not picture.height:
        return 0, 0
    found = _WIDTH.search(image.get("style") or "")
    if found and found[2] == "%":
        width = layout.width * float(found[1]) / 100
    elif found and found[2] == "em":
        width = layout.width / layout.ems * float(found[1])
    elif found:
        width = float(found[1]) * UNITS[found[2]]
    elif wide and picture.width >= _LEAST_WIDE:
        width = layout.width
    else:
        width = picture.width * UNITS["px"]
    ratio = picture.height / picture.width
    width = min(width, layout.width, layout.height * 0.8 / ratio)
    return width, width * ratio


def _as_decoration(image: _Element, name: str, width: float, height: float) -> None:
    image.tag = "span"
    image.attrib.clear()
    image.set("class", "o-decoration")
    image.set(
        "style",
        f"width:{width:.2f}mm;height:{height:.2f}mm;background-image:url('octavo:picture/{name}')",
    )


def printable(picture: Picture) -> bytes:
    """The picture's bytes, or new ones in RGB: a JPEG for print shops (CMYK) has no place in a PDF/A for screens."""
    if picture.media_type != "image/jpeg" or not _is_cmyk(picture.data):
        return picture.data
    from PIL import Image, ImageCms

    with Image.open(BytesIO(picture.data)) as opened:
        rgb: Image.Image = opened
        if profile := opened.info.get("icc_profile"):
            try:
                converted = ImageCms.profileToProfile(
                    opened, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
                )
                rgb = converted if converted is not None else opened
            except ImageCms.PyCMSError:
                rgb = opened
        out = BytesIO()
        rgb.convert("RGB").save(out, "JPEG", quality=92)
    return out.getvalue()


def _is_cmyk(data: bytes) -> bool:
    """Whether a JPEG has four components (ITU T.81, B.2.2: the frame header)."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return data[at + 9] == 4
        at += 2 + length
    return False
