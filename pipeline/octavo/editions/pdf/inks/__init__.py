"""The inks of a file for a print shop: black text in 100 % of black, greys as black, colours as four inks. Pure.

The layout engine writes colours as red, green and blue. Here each becomes shares of cyan, magenta, yellow and black.
"""

from __future__ import annotations

import re
from io import BytesIO

_COLOUR = re.compile(rb"(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (rg|RG)")
_DARK = 0.45
"""What is darker than this in a book of black ink is text or line: it is printed in full black, without a screen."""
_GREY = 0.04
"""A colour whose parts differ less than this is a grey."""
DOTS = 300
"""Dots per inch of pictures on paper."""
_SHARP = 150


def inked(item: bytes, *, colour: bool) -> bytes:
    """One operator of a content stream: a colour in red, green and blue becomes one in inks; others stay."""
    found = _COLOUR.fullmatch(item.strip())
    if not found:
        return item
    red, green, blue = (min(max(float(found[number]), 0.0), 1.0) for number in (1, 2, 3))
    shares = " ".join(f"{share:.4g}" for share in inks(red, green, blue, colour=colour))
    return f"{shares} {'k' if found[4] == b'rg' else 'K'}".encode()


def inks(red: float, green: float, blue: float, *, colour: bool) -> tuple[float, float, float, float]:
    """The shares of the four inks for a colour; only black in a book that is printed in black."""
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    if not colour or max(red, green, blue) - min(red, green, blue) < _GREY:
        return (0, 0, 0, 1 if light < _DARK else round(1 - light, 3))
    black = 1 - max(red, green, blue)
    cyan, magenta, yellow = (round(1 - part - black, 3) for part in (red, green, blue))
    return (cyan, magenta, yellow, round(black, 3))


def printed(data: bytes, width: float, *, colour: bool) -> tuple[bytes, str, bool]:
    """A picture as it is printed ``width`` millimetres wide: 300 dots per inch at most, grey or in four inks.

    Gives its bytes, their type, and whether it has too few dots to be sharp.
    """
    from PIL import Image, ImageChops, ImageOps

    with Image.open(BytesIO(data)) as opened:
        image = ImageOps.exif_transpose(opened)
        if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
            image = image.convert("RGBA")
            image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
        grey = not colour or image.mode in ("1", "L", "I;16")
        image = image.convert("L") if grey else image.convert("RGB")
        most = max(round(width / 25.4 * DOTS), 1)
        few = image.width < width / 25.4 * _SHARP
        if image.width > most:
            image = image.resize((most, max(round(image.height * most / image.width), 1)), Image.Resampling.LANCZOS)
        out = BytesIO()
        if grey:
            image.save(out, "PNG", optimize=True)
        else:
            three = [ImageChops.invert(part) for part in image.split()]
            black = ImageChops.darker(ImageChops.darker(three[0], three[1]), three[2])
            four = [*(ImageChops.subtract(part, black) for part in three), black]
            Image.merge("CMYK", four).save(out, "JPEG", quality=92)
    return out.getvalue(), "image/png" if grey else "image/jpeg", few
