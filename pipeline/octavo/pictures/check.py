"""Is this a picture that Octavo accepts? Bytes in, a picture or ``LeftOut`` with the reason out. No I/O."""

from __future__ import annotations

import base64
import binascii
import re

from octavo.files import Limits
from octavo.pictures.drawing import looks_like_svg, safe_svg
from octavo.pictures.left_out import Checked, LeftOut
from octavo.pictures.raster import check_raster

_NAMED = (
    (b"\xd7\xcd\xc6\x9a", "a Windows metafile"),
    (b"\x01\x00\x09\x00", "a Windows metafile"),
    (b"%!PS", "a PostScript drawing"),
    (b"%PDF", "a PDF"),
    (b"8BPS", "a Photoshop file"),
)
_WITHIN = re.compile(r"\s*data:image/[\w.+-]+;base64,([\sA-Za-z0-9+/=]+)", re.IGNORECASE)


def check_picture(data: bytes, limits: Limits) -> Checked:
    """Check a picture by its content; what is kept of it contains only what can be seen.

    Raises ``LeftOut``.
    """
    if not data:
        raise LeftOut("is empty")
    if len(data) > limits.picture_bytes:
        raise LeftOut(f"is larger than {limits.picture_bytes / 1e6:.0f} MB")
    if looks_like_svg(data):
        drawing = safe_svg(data, lambda address: picture_within(address, limits))
        if drawing is None:
            raise LeftOut("is a drawing that cannot be read")
        lost = f"is shown without {drawing.lost}" if drawing.lost else ""
        return Checked(drawing.data, "image/svg+xml", ".svg", drawing.width, drawing.height, lost)
    for mark, name in _NAMED:
        if data.startswith(mark):
            raise LeftOut(f"is {name}, which cannot be shown; save it as PNG or SVG")
    if data[:4] == b"\x01\0\0\0" and data[40:44] == b" EMF":
        raise LeftOut("is a Windows metafile, which cannot be shown; save it as PNG or SVG")
    return check_raster(data, limits)


def picture_within(address: str, limits: Limits) -> str | None:
    """The address of a picture of pixels within a drawing, checked like any other; None for any other address."""
    found = _WITHIN.fullmatch(address)
    if found is None or len(address) > 2 * limits.picture_bytes:
        return None
    try:
        checked = check_raster(base64.b64decode(re.sub(r"\s+", "", found[1]), validate=True), limits)
    except (LeftOut, binascii.Error, ValueError):
        return None
    return f"data:{checked.media_type};base64,{base64.b64encode(checked.data).decode('ascii')}"
